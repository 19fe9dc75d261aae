import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'

const KINDS = ['person-name', 'date', 'ethnic-group', 'text', 'choice']

describe('the word that was meant', () => {
  it.each([
    ['ethnicgroup', 'ethnic-group'],
    ['Date', 'date'],
    ['daet', 'date'],
    ['personname', 'person-name'],
    ['choise', 'choice'],
    ['gender', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('by «%s»', (word, meant) => expect(nearest(word, KINDS)).toBe(meant))
  it('is none of an empty list', () => expect(nearest('date', [])).toBeNull())
})
