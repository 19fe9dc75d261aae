import { describe, expect, it } from 'vitest'
import { CODE_POLICY, maySend, mayTry, readCode, wrongTry } from './one-time-code.ts'
import { PER_ADDRESS, PER_NAME, PER_NAME_AND_ADDRESS, waitAfter } from './throttle.ts'

const NOW = new Date('2026-11-23T09:00:00+07:00')
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000)
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string; params?: object } }) =>
  decided.ok ? 'ok' : [decided.refusal.code, decided.refusal.params]

describe('sending codes', () => {
  it.each([
    [[], 'ok'],
    [[60], 'ok'],
    [[59], ['code-wait', { seconds: 1 }]],
    [[10, 100], ['code-wait', { seconds: 50 }]],
    [[100, 200, 300, 400], 'ok'],
    [[100, 200, 300, 400, 3000], ['code-limit', { minutes: 10 }]],
    [[100, 200, 300, 400, 3600], 'ok'],
  ])('after codes %j seconds ago: %j', (seconds, expected) => expect(codeOf(maySend(seconds.map(ago), NOW))).toEqual(expected))
})

describe('trying codes', () => {
  const fresh = { tries: 0, expiresAt: ago(-600), endedAt: null }
  it('is refused without a code, after its end, on the very second it expires, and after too many tries', () => {
    expect(codeOf(mayTry(fresh, NOW))).toBe('ok')
    expect(codeOf(mayTry(null, NOW))).toEqual(['code-expired', undefined])
    expect(codeOf(mayTry({ ...fresh, endedAt: ago(1) }, NOW))).toEqual(['code-expired', undefined])
    expect(codeOf(mayTry({ ...fresh, expiresAt: NOW }, NOW))).toEqual(['code-expired', undefined])
    expect(codeOf(mayTry({ ...fresh, tries: CODE_POLICY.maxTries }, NOW))).toEqual(['code-exhausted', undefined])
  })
  it('tells how many are left', () => {
    expect(codeOf(wrongTry(1))).toEqual(['code-wrong', { left: 4 }])
    expect(codeOf(wrongTry(5))).toEqual(['code-exhausted', undefined])
  })
  it('reads codes as people copy them', () => expect(readCode(' 123-456 ')).toBe('123456'))
})

describe('slowing down', () => {
  it('costs nothing at first, then doubles, up to a limit', () => {
    expect([1, 5, 6, 7, 8, 10, 11, 12, 1000].map((n) => waitAfter(n, PER_NAME_AND_ADDRESS))).toEqual([0, 0, 30, 60, 120, 480, 900, 900, 900])
  })
  it('never shuts an owner out for more than five minutes at another’s doing', () => expect(waitAfter(10_000, PER_NAME)).toBe(300))
  it('lets a village behind one address in', () => expect(waitAfter(60, PER_ADDRESS)).toBe(0))
})
