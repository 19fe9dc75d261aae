import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isClosed, STATUS, transitionFor } from '../../dossiers/index.ts'
import { actsOfWhole, type LinkedPart, type PartDossier, statesOfParts } from './linked.ts'

const parts: LinkedPart[] = [
  { id: 'khai-sinh', after: [] },
  { id: 'thuong-tru', after: ['khai-sinh'] },
  { id: 'the-bhyt', after: ['khai-sinh'] },
  { id: 'can-cuoc', after: ['khai-sinh', 'thuong-tru'] },
]
const at = new Date('2026-11-23T09:00:00+07:00')
const dossier = (part: string, status: number): PartDossier => ({ part, status, accepted_at: status >= STATUS.accepted && status !== STATUS.refused ? at : null })
const states = (...dossiers: PartDossier[]) => Object.fromEntries(statesOfParts(parts, dossiers).map(({ part, state }) => [part.id, state]))

/** @see NĐ 301/2026/NĐ-CP (shared rules 7.2); shared procedures 13 */
describe('the parts of a linked dossier', () => {
  it('begin with those that wait for none', () => {
    expect(states()).toEqual({ 'khai-sinh': 'ready', 'thuong-tru': 'waits', 'the-bhyt': 'waits', 'can-cuoc': 'waits' })
  })
  it.each([STATUS.registered, STATUS.accepted, STATUS.processing, STATUS.supplement, STATUS.withdrawing])('wait while the one before stands at %i', (status) => {
    expect(states(dossier('khai-sinh', status))).toMatchObject({ 'khai-sinh': 'begun', 'thuong-tru': 'waits' })
  })
  it.each([STATUS.finished, STATUS.returned])('go on side by side once it ended with a result (%i)', (status) => {
    expect(states(dossier('khai-sinh', status))).toEqual({ 'khai-sinh': 'begun', 'thuong-tru': 'ready', 'the-bhyt': 'ready', 'can-cuoc': 'waits' })
  })
  it.each([STATUS.refused, STATUS.stopped])('do not come when it ended without one (%i), nor what waits for them', (status) => {
    expect(states(dossier('khai-sinh', status))).toEqual({ 'khai-sinh': 'begun', 'thuong-tru': 'not-coming', 'the-bhyt': 'not-coming', 'can-cuoc': 'not-coming' })
  })
  it('of which one fails, leave the others alone', () => {
    expect(states(dossier('khai-sinh', STATUS.returned), dossier('thuong-tru', STATUS.refused), dossier('the-bhyt', STATUS.processing))).toEqual({
      'khai-sinh': 'begun',
      'thuong-tru': 'begun',
      'the-bhyt': 'begun',
      'can-cuoc': 'not-coming',
    })
  })
  it('wait only for parts that are asked for', () => {
    const asked = parts.filter(({ id }) => id !== 'thuong-tru')
    expect(statesOfParts(asked, [dossier('khai-sinh', STATUS.returned)]).map(({ state }) => state)).toEqual(['begun', 'ready', 'ready'])
  })
})

const whole = (status: number, ...dossiers: PartDossier[]) => actsOfWhole(status, statesOfParts(parts, dossiers))

describe('the whole', () => {
  it.each<[string, number, PartDossier[], string[]]>([
    ['waits for the first acceptance', STATUS.registered, [dossier('khai-sinh', STATUS.registered)], []],
    ['is in work from it', STATUS.registered, [dossier('khai-sinh', STATUS.accepted)], ['accept', 'hand-over']],
    ['stays in work while one is', STATUS.processing, [dossier('khai-sinh', STATUS.returned), dossier('thuong-tru', STATUS.processing)], []],
    ['is refused with the one that all wait for', STATUS.registered, [dossier('khai-sinh', STATUS.refused)], ['refuse']],
    ['ends as withdrawn with it', STATUS.registered, [dossier('khai-sinh', STATUS.stopped)].map((one) => ({ ...one, accepted_at: null })), ['ask-withdrawal']],
    ['stops when it was stopped in work', STATUS.processing, [dossier('khai-sinh', STATUS.stopped)], ['stop']],
    ['ends with what there is when one failed', STATUS.processing, [dossier('khai-sinh', STATUS.returned), dossier('thuong-tru', STATUS.refused), dossier('the-bhyt', STATUS.returned)], ['issue', 'return']],
    ['does nothing more once it ended', STATUS.returned, [dossier('khai-sinh', STATUS.returned)], []],
  ])('%s', (_what, status, dossiers, acts) => {
    expect(whole(status, ...dossiers)).toEqual(acts)
  })

  it('only takes ways that the table of transitions has, and ends exactly when all its parts have', () => {
    const status = fc.constantFrom(...Object.values(STATUS))
    fc.assert(
      fc.property(fc.tuple(status, status, status, status), fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()), (of, begun) => {
        const dossiers = parts.flatMap((part, i) => (begun[i] ? [dossier(part.id, of[i] ?? 1)] : []))
        const stands = statesOfParts(parts, dossiers)
        let now: { status: number; statusBefore: number | null; acceptedAt: Date | null } = { status: STATUS.registered, statusBefore: null, acceptedAt: null }
        for (const act of actsOfWhole(now.status, stands)) {
          const moved = transitionFor(act, now, String)
          if (!moved.ok) throw new Error(`${act} from ${now.status}`)
          now = { status: moved.to, statusBefore: now.status, acceptedAt: act === 'accept' ? at : now.acceptedAt }
        }
        const over = stands.every(({ state, dossier: one }) => state === 'not-coming' || (one !== null && isClosed(one.status)))
        expect(isClosed(now.status)).toBe(over)
      }),
      { numRuns: 500 },
    )
  })
})
