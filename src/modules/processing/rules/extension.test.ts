import { describe, expect, it } from 'vitest'
import { decideExtension, type ExtensionAsked } from './extension.ts'

const at = (text: string) => new Date(`${text}:00+07:00`)
const asked = (change: Partial<ExtensionAsked>): ExtensionAsked => ({ now: at('2026-11-25T09:00'), dueAt: at('2026-11-27T17:00'), to: '2026-12-04', before: 0, allowed: 1, noticeDays: 1, ...change })

describe('whether a promised date may be moved by an apology', () => {
  it.each<[string, Partial<ExtensionAsked>, string | null]>([
    ['two days before', {}, null],
    ['the day before, late in the evening', { now: at('2026-11-26T23:59') }, null],
    ['on the day itself', { now: at('2026-11-27T00:00') }, 'extension-too-late'],
    ['on the day itself, where no notice is asked', { now: at('2026-11-27T16:59'), noticeDays: 0 }, null],
    ['at the very minute of the deadline', { now: at('2026-11-27T17:00'), noticeDays: 0 }, 'extension-too-late'],
    ['a second time', { before: 1 }, 'extended-already'],
    ['where none is allowed', { allowed: 0 }, 'extended-already'],
    ['to the same day', { to: '2026-11-27' }, 'extension-day'],
    ['to an earlier day', { to: '2026-11-26' }, 'extension-day'],
    ['to the next day', { to: '2026-11-28' }, null],
    ['to a day that is none', { to: '2026-11-31' }, 'extension-day'],
    ['to nothing', { to: '' }, 'extension-day'],
    ['to a day in another century', { to: '2126-12-04' }, 'extension-day'],
  ])('%s: %j → %s', (_title, change, code) => {
    const decided = decideExtension(asked(change))
    expect(decided.ok ? null : decided.refusal.code).toBe(code)
  })
})
