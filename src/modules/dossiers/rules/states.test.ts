import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DOSSIER_ACTS, type DossierAct, isClosed, STATUS, type Status, TRANSITIONS, transitionFor } from './states.ts'

const label = (status: number) => `status ${status}`
const S = STATUS
const ACCEPTED = new Date('2026-11-23T09:00:00+07:00')
const from = (status: Status, options: { accepted?: boolean; before?: Status } = {}) => ({
  status,
  statusBefore: options.before ?? null,
  acceptedAt: options.accepted ? ACCEPTED : null,
})

describe('transitions (national statuses 1–10; NĐ 118/2025/NĐ-CP, NĐ 309/2026/NĐ-CP)', () => {
  it.each<[string, DossierAct, ReturnType<typeof from>, Status, string]>([
    ['online filing is accepted', 'accept', from(S.registered), S.accepted, 'start'],
    ['more is asked at intake', 'request-supplement', from(S.registered), S.supplement, 'keep'],
    ['refused at intake', 'refuse', from(S.registered), S.refused, 'keep'],
    ['supplied before acceptance', 'supply', from(S.supplement), S.registered, 'keep'],
    ['handed over', 'hand-over', from(S.accepted, { accepted: true }), S.processing, 'keep'],
    ['more is asked while processed', 'request-supplement', from(S.processing, { accepted: true }), S.supplement, 'stop'],
    ['more is asked just after acceptance', 'request-supplement', from(S.accepted, { accepted: true }), S.supplement, 'stop'],
    ['supplied after acceptance', 'supply', from(S.supplement, { accepted: true }), S.processing, 'resume'],
    ['supplement lapses before acceptance', 'let-supplement-lapse', from(S.supplement), S.refused, 'keep'],
    ['supplement lapses after acceptance', 'let-supplement-lapse', from(S.supplement, { accepted: true }), S.stopped, 'end'],
    ['withdrawn before acceptance', 'ask-withdrawal', from(S.registered), S.stopped, 'keep'],
    ['withdrawal asked while processed', 'ask-withdrawal', from(S.processing, { accepted: true }), S.withdrawing, 'stop'],
    ['withdrawal granted', 'grant-withdrawal', from(S.withdrawing, { accepted: true }), S.stopped, 'end'],
    ['withdrawal rejected', 'reject-withdrawal', from(S.withdrawing, { accepted: true, before: S.processing }), S.processing, 'resume'],
    ['withdrawal rejected while papers are awaited', 'reject-withdrawal', from(S.withdrawing, { accepted: true, before: S.supplement }), S.supplement, 'keep'],
    ['money is asked', 'request-obligation', from(S.processing, { accepted: true }), S.obligation, 'stop'],
    ['money is paid', 'meet-obligation', from(S.obligation, { accepted: true }), S.processing, 'resume'],
    ['a step is done', 'work', from(S.processing, { accepted: true }), S.processing, 'keep'],
    ['another date is promised', 'extend', from(S.processing, { accepted: true }), S.processing, 'keep'],
    ['stopped', 'stop', from(S.processing, { accepted: true }), S.stopped, 'end'],
    ['issued', 'issue', from(S.processing, { accepted: true }), S.finished, 'end'],
    ['returned', 'return', from(S.finished, { accepted: true }), S.returned, 'keep'],
  ])('%s', (_name, act, state, to, clock) => {
    expect(transitionFor(act, state, label)).toEqual({ ok: true, to, clock })
  })

  it.each<[string, DossierAct, ReturnType<typeof from>, string]>([
    ['accepting twice', 'accept', from(S.accepted, { accepted: true }), 'not-in-this-state'],
    ['issuing what was not handed over', 'issue', from(S.accepted, { accepted: true }), 'not-in-this-state'],
    ['withdrawing a finished dossier', 'ask-withdrawal', from(S.finished, { accepted: true }), 'not-in-this-state'],
    ['anything after the return', 'request-supplement', from(S.returned, { accepted: true }), 'already-closed'],
    ['supplying a refused dossier', 'supply', from(S.refused), 'already-closed'],
  ])('refuses %s, naming the status', (_name, act, state, code) => {
    const decided = transitionFor(act, state, label)
    expect(decided).toMatchObject({ ok: false, refusal: { code, params: { status: label(state.status) } } })
  })

  it('never leaves a closed status, whatever is tried', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DOSSIER_ACTS), fc.constantFrom(3, 8, 10), fc.boolean(), (act, status, accepted) => {
        expect(isClosed(status)).toBe(true)
        expect(transitionFor(act, from(status as Status, { accepted }), label).ok).toBe(false)
      }),
    )
  })

  it('starts the clock only by acceptance and ends it only where a dossier ends', () => {
    for (const [act, transitions] of Object.entries(TRANSITIONS)) {
      for (const transition of transitions) {
        if (transition.clock === 'start') expect(act).toBe('accept')
        if (transition.clock === 'end') expect([S.stopped, S.finished]).toContain(transition.to)
      }
    }
  })
})
