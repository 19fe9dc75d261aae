import { foldVietnamese } from '../../../platform/text.ts'

export const MIN_PASSWORD = 10
export const MIN_STAFF_PASSWORD = 12
export const MAX_PASSWORD = 128

export type PasswordFault = 'missing' | 'too-short' | 'too-long' | 'too-common' | 'too-uniform' | 'own-data'

/** Beginnings and wholes that guessing programs try first, in Việt Nam too; compared without diacritics, marks and case. */
const COMMON = [
  'password',
  'passw0rd',
  'matkhau',
  'matkhaumoi',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t',
  '1qaz2wsx',
  'admin',
  'administrator',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'yeuem',
  'vietnam',
  'hanoi',
  'saigon',
  'motcua',
  'dichvucong',
  'letmein',
  'welcome',
  'chaomung',
  'xinchao',
]

/** The same characters for hashing, whichever keyboard typed them. */
export const normalisePassword = (typed: string): string => typed.normalize('NFKC')

const bare = (text: string) => foldVietnamese(text).replace(/[^a-z0-9]/g, '')

function isCommon(password: string): boolean {
  const word = bare(password)
  const letters = word.replace(/\d+/g, '')
  return COMMON.some((common) => word === common || letters === common || (word.startsWith(common) && word.length - common.length <= 4))
}

/** 1234567890, abcdefghij, 0987654321: every step the same. */
function isRun(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => (code - (codes[index] ?? 0) + 10) % 10))
  return steps.size === 1
}

function holdsOwnData(password: string, ownData: readonly string[]): boolean {
  const word = bare(password)
  return ownData.map(bare).some((own) => own.length >= 4 && (word.includes(own) || (word.length >= 6 && own.includes(word))))
}

/**
 * Whether a password is good enough: long, not a common one, not the owner's own data. No rule of "one capital, one sign":
 * such rules make passwords that are hard to remember and easy to guess.
 * @param ownData names, numbers and addresses that stand in the same form
 */
export function faultOfPassword(typed: string, ownData: readonly string[], min = MIN_PASSWORD): PasswordFault | null {
  const password = normalisePassword(typed)
  const length = [...password].length
  if (length === 0) return 'missing'
  if (length < min) return 'too-short'
  if (length > MAX_PASSWORD) return 'too-long'
  if (new Set(password.toLowerCase()).size < 5 || isRun(password)) return 'too-uniform'
  if (isCommon(password)) return 'too-common'
  return holdsOwnData(password, ownData) ? 'own-data' : null
}
