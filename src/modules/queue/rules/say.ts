import { numberInWords } from '../../../platform/in-words.ts'

/** How the letters of numbers are said. */
const LETTERS: Readonly<Record<string, string>> = {
  A: 'a', B: 'bê', C: 'xê', D: 'dê', E: 'e', F: 'ép', G: 'giê', H: 'hát', I: 'i', J: 'gi', K: 'ca', L: 'lờ', M: 'mờ', N: 'nờ', O: 'o',
  P: 'pê', Q: 'cu', R: 'rờ', S: 'sờ', T: 'tê', U: 'u', V: 'vê', W: 'vê kép', X: 'ích', Y: 'i dài', Z: 'dét',
}

const DIGITS = 3

/** "A012": the group's letter and at least three digits. */
export const labelOf = (letter: string, number: number): string => letter + String(number).padStart(DIGITS, '0')

/** What a voice says of a call: «Mời số a, mười hai, đến quầy ba.» Noughts before a number are not said. */
export function sayCall(label: string, counter: number): string {
  const [, letter = '', digits = ''] = /^([A-Z])(\d+)$/.exec(label) ?? []
  const number = digits === '' ? label : numberInWords(Number(digits))
  return `Mời số ${[LETTERS[letter], number].filter(Boolean).join(', ')}, đến quầy ${numberInWords(counter)}.`
}
