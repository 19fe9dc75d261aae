import { describe, expect, it } from 'vitest'
import { sourceIn } from './sources.ts'

describe('where a value was taken from', () => {
  it.each([
    ['tài khoản của Ông/Bà', 'en', 'your account'],
    ['your account', 'vi', 'tài khoản của Ông/Bà'],
    ['mã QR trên thẻ căn cước', 'en', 'the QR code of the identity card'],
    ['hồ sơ H92.31135.1-261123-0001 của Ông/Bà', 'en', 'your dossier H92.31135.1-261123-0001'],
    ['your dossier H92.31135.1-261123-0001', 'vi', 'hồ sơ H92.31135.1-261123-0001 của Ông/Bà'],
    ['your account', 'en', 'your account'],
    ['hồ sơ  của Ông/Bà', 'en', 'hồ sơ  của Ông/Bà'],
    ['sổ của nơi khác', 'en', 'sổ của nơi khác'],
  ] as const)('«%s» is said in %s', (source, lang, said) => expect(sourceIn(source, lang)).toBe(said))
})
