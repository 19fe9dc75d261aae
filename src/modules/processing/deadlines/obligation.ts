import { civilDateOf } from '../../../platform/clock.ts'
import { parseCivilDate } from '../../../platform/day-number.ts'
import type { Decided } from '../../../platform/result.ts'
import { cleanText } from '../../../platform/text.ts'
import { type ObligationProof, STATUS } from '../../dossiers/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from '../on-case.ts'
import { refuse } from './refusals.ts'

export interface ObligationInput {
  what: string
  /** As typed; empty where another notice states it. */
  amount: string
  ground: string
  how: string
  /** YYYY-MM-DD, or empty. */
  payBy: string
}

/** As typed. */
export interface ProofInput {
  kind: string
  number: string
  on: string
  amount: string
}

const MAX_TEXT = 300
const MOST_DONG = 1_000_000_000_000

/** Whole đồng as people type it, with or without points; null for nothing, undefined for what is no amount. */
function dongOf(typed: string): number | null | undefined {
  const digits = typed.replace(/[\s.,đ]/gi, '')
  if (digits === '') return null
  const amount = /^\d{1,13}$/.test(digits) ? Number(digits) : 0
  return amount > 0 && amount <= MOST_DONG ? amount : undefined
}

function readObligation(input: ObligationInput, today: string) {
  const [what, ground, how] = [input.what, input.ground, input.how].map((text) => cleanText(text, { max: MAX_TEXT, multiline: true }))
  if (!what?.ok || what.text === '') return refuse('obligation-what')
  const amount = dongOf(input.amount)
  if (amount === undefined) return refuse('obligation-amount')
  if (!ground?.ok || ground.text === '') return refuse('obligation-ground')
  if (!how?.ok) return refuse('obligation-how')
  const payBy = input.payBy || null
  if (payBy !== null && (parseCivilDate(payBy) === null || payBy < today)) return refuse('obligation-by')
  return { ok: true as const, detail: { what: what.text, amount, ground: ground.text, how: how.text }, payBy }
}

/** Asks the owner to meet a financial obligation: the clock stops on the ground named, until it is proved to be met. */
export function createRequestObligation(deps: CaseDeps) {
  return async (actor: Staff, input: CaseAct & ObligationInput): Promise<Decided<{ replayed: boolean }>> => {
    const read = readObligation(input, civilDateOf(deps.clock.now()))
    if (!read.ok) return read
    const { detail, payBy } = read
    const act = { dossierId: input.dossierId, key: input.key, seenRevision: input.seenRevision, kind: 'request-obligation', permission: 'dossier.request-obligation', request: [{ ...detail }, payBy], reason: `${detail.what}. ${detail.ground}` }
    return onCase(deps, actor, act, async ({ tx, row, at, actId, version }) => {
      const by = { key: `staff:${actor.staffId}`, name: actor.name }
      const period = version.period(row.channel as 1 | 2 | 3, row.case_key)
      const moved = await deps.move(tx, { dossier: row, act: 'request-obligation', at, actId, period, pause: { by, ground: detail.ground } })
      if (!moved.ok) return moved
      await deps.obligations.ask(tx, { id: actId, dossierId: row.id, askedAt: at, by, payBy, ...detail })
      await deps.processes.pause(tx, row.id, at)
      return { ok: true, eventType: 'dossier.obligation-requested', payload: { obligationId: actId, what: detail.what, amount: detail.amount, payBy } }
    })
  }
}

const PROOFS: readonly ObligationProof['kind'][] = ['receipt', 'bank', 'treasury', 'exempt']

function readProof(input: ProofInput, today: string) {
  const kind = PROOFS.find((one) => one === input.kind)
  if (!kind) return refuse('proof-kind')
  const number = cleanText(input.number, { max: 60 })
  if (!number.ok || number.text === '' || !/^[\p{L}\p{N}\-/. ]+$/u.test(number.text)) return refuse('proof-number')
  if (parseCivilDate(input.on) === null || input.on > today) return refuse('proof-day')
  const amount = dongOf(input.amount)
  if (amount === undefined) return refuse('proof-amount')
  return { ok: true as const, proof: { kind, number: number.text, on: input.on, amount } }
}

/** Records the proof that the obligation is met: the clock goes on, and so do the steps and a draft that waits for its answer. */
export function createMeetObligation(deps: CaseDeps) {
  return async (actor: Staff, input: CaseAct & ProofInput): Promise<Decided<{ replayed: boolean }>> => {
    const read = readProof(input, civilDateOf(deps.clock.now()))
    if (!read.ok) return read
    const { proof } = read
    const act = { dossierId: input.dossierId, key: input.key, seenRevision: input.seenRevision, kind: 'meet-obligation', permission: 'dossier.record-payment', request: { ...proof } }
    return onCase(deps, actor, act, async ({ tx, row, at, actId, version }) => {
      const moved = await deps.move(tx, { dossier: row, act: 'meet-obligation', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      const open = (await deps.obligations.of(tx, row.id)).find((one) => !one.metAt)
      if (!open) return refuse('obligation-none')
      await deps.obligations.meet(tx, open.id, { at, by: { key: `staff:${actor.staffId}`, name: actor.name }, proof })
      if (moved.to === STATUS.processing) {
        await deps.processes.resume(tx, row.id, at)
        await deps.processes.deliver(tx, { dossierId: row.id, message: 'obligation-met', key: `obligation:${open.id}`, actor, at })
      }
      const draft = (await deps.requests.draftsOf(tx, row.id)).find((one) => !one.answeredAt)
      if (draft) await deps.requests.moveDraftAnswerBy(tx, draft.id, new Date(draft.answerBy.getTime() + at.getTime() - open.askedAt.getTime()))
      return { ok: true, eventType: 'dossier.obligation-met', payload: { obligationId: open.id, proof: proof.kind, dueAt: moved.dueAt?.toISOString() ?? null } }
    })
  }
}
