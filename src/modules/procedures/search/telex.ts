import { withFinalI } from './fold.ts'

/**
 * What Vietnamese typing methods leave behind when they are off: "ddawng kys" (Telex), "d9a8ng ky1" (VNI).
 * Gives the bare spellings the keystrokes may stand for.
 */
const TONE_KEYS = 'sfrxj'

export function decodedKeystrokes(word: string): string[] {
  const found = new Set<string>()
  const vni = decodedVni(word)
  if (vni !== null) found.add(vni)
  for (const telex of decodedTelex(word)) found.add(telex)
  found.delete(word)
  return [...found].filter((one) => one.length > 0).map(withFinalI)
}

function decodedVni(word: string): string | null {
  if (!/^[a-z]+\d[a-z\d]*$/.test(word)) return null
  return word.replace(/\d/g, '')
}

function decodedTelex(word: string): string[] {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return []
  const shaped = word
    .replace(/dd/g, 'd')
    .replace(/^d([a-z]*)d$/, 'd$1')
    .replace(/([aeo])\1/g, '$1')
    .replace(/([aou])w/g, '$1')
    .replace(/w/g, 'u')
    .replace(/([aeo])([a-z]{1,3})\1$/, '$1$2')
  return [shaped, withoutTone(shaped), withoutTone(word)]
}

/** The tone key stands after the vowel, mostly at the end of the word. */
function withoutTone(word: string): string {
  const last = word.at(-1) ?? ''
  if (TONE_KEYS.includes(last)) return word.slice(0, -1)
  return word.replace(/([aeiouy])[sfrxj](?=[a-z])/, '$1')
}
