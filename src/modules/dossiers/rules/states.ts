import { defineRefusals } from '../../../platform/problems.ts'
import type { Decided } from '../../../platform/result.ts'

/** The ten statuses that are exchanged with the national portal; their labels stand in words.ts. */
export const STATUS = {
  registered: 1,
  accepted: 2,
  refused: 3,
  processing: 4,
  supplement: 5,
  obligation: 6,
  withdrawing: 7,
  stopped: 8,
  finished: 9,
  returned: 10,
} as const
export type Status = (typeof STATUS)[keyof typeof STATUS]

/** Statuses after which nothing more happens but the return of papers and the correction of a result. */
export const isClosed = (status: number): boolean => status === STATUS.refused || status === STATUS.stopped || status === STATUS.returned

export type Clock = 'start' | 'stop' | 'resume' | 'end' | 'keep'

export interface Transition {
  from: Status
  /** Where it goes; `before` is the status that stood before the withdrawal was asked for. */
  to: Status | 'before'
  /** What happens to the promised date's clock. */
  clock: Clock
  /** Only for a dossier that was (true) or was not (false) accepted before. */
  accepted?: boolean
}

const S = STATUS

/**
 * Every transition there is; anything else is refused with its reason.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 17–18; national status list 1–10.
 */
export const TRANSITIONS = {
  accept: [{ from: S.registered, to: S.accepted, clock: 'start' }],
  'request-supplement': [
    { from: S.registered, to: S.supplement, clock: 'keep' },
    { from: S.accepted, to: S.supplement, clock: 'stop' },
    { from: S.processing, to: S.supplement, clock: 'stop' },
  ],
  refuse: [{ from: S.registered, to: S.refused, clock: 'keep' }],
  supply: [
    { from: S.supplement, to: S.registered, clock: 'keep', accepted: false },
    { from: S.supplement, to: S.processing, clock: 'resume', accepted: true },
  ],
  'let-supplement-lapse': [
    { from: S.supplement, to: S.refused, clock: 'keep', accepted: false },
    { from: S.supplement, to: S.stopped, clock: 'end', accepted: true },
  ],
  'hand-over': [{ from: S.accepted, to: S.processing, clock: 'keep' }],
  work: [{ from: S.processing, to: S.processing, clock: 'keep' }],
  extend: [{ from: S.processing, to: S.processing, clock: 'keep' }],
  'request-obligation': [{ from: S.processing, to: S.obligation, clock: 'stop' }],
  'meet-obligation': [{ from: S.obligation, to: S.processing, clock: 'resume' }],
  'ask-withdrawal': [
    { from: S.registered, to: S.stopped, clock: 'keep' },
    { from: S.accepted, to: S.withdrawing, clock: 'stop' },
    { from: S.processing, to: S.withdrawing, clock: 'stop' },
    { from: S.supplement, to: S.stopped, clock: 'keep', accepted: false },
    { from: S.supplement, to: S.withdrawing, clock: 'keep', accepted: true },
    { from: S.obligation, to: S.withdrawing, clock: 'keep' },
  ],
  'grant-withdrawal': [{ from: S.withdrawing, to: S.stopped, clock: 'end' }],
  'reject-withdrawal': [{ from: S.withdrawing, to: 'before', clock: 'resume' }],
  stop: [{ from: S.processing, to: S.stopped, clock: 'end' }],
  issue: [{ from: S.processing, to: S.finished, clock: 'end' }],
  return: [{ from: S.finished, to: S.returned, clock: 'keep' }],
} as const satisfies Record<string, readonly Transition[]>

export type DossierAct = keyof typeof TRANSITIONS

export const DOSSIER_ACTS = Object.keys(TRANSITIONS) as DossierAct[]

export const stateRefusals = defineRefusals('dossiers', {
  'not-in-this-state': {
    status: 409,
    vi: 'Hồ sơ đang ở trạng thái “{status}” nên không thể thực hiện việc này. Xin tải lại trang để xem tình trạng mới nhất.',
    en: 'The dossier is now “{status}”, so this cannot be done. Please reload the page to see its latest state.',
  },
  'already-closed': {
    status: 409,
    vi: 'Hồ sơ đã kết thúc ở trạng thái “{status}”, không thể thay đổi thêm.',
    en: 'The dossier has ended as “{status}” and can no longer be changed.',
  },
})

export interface StateOfDossier {
  status: number
  statusBefore: number | null
  acceptedAt: Date | null
}

/** The transition that an act makes from here, or why there is none. `statusLabel` names a status for the sentence. */
export function transitionFor(act: DossierAct, state: StateOfDossier, statusLabel: (status: number) => string): Decided<{ to: Status; clock: Clock }> {
  const wasAccepted = state.acceptedAt !== null
  const found = (TRANSITIONS[act] as readonly Transition[]).find(
    (transition) => transition.from === state.status && (transition.accepted === undefined || transition.accepted === wasAccepted),
  )
  if (found) {
    const to = found.to === 'before' ? ((state.statusBefore ?? STATUS.processing) as Status) : found.to
    // Back to waiting for papers or money: the clock stays stopped for that reason.
    const staysStopped = found.to === 'before' && (to === STATUS.supplement || to === STATUS.obligation)
    return { ok: true, to, clock: staysStopped ? 'keep' : found.clock }
  }
  const code = isClosed(state.status) ? 'already-closed' : 'not-in-this-state'
  return stateRefusals.refuse(code, { status: statusLabel(state.status) })
}
