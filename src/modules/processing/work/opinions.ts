import { formatDateTime } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import { isId, newId } from '../../../platform/ids.ts'
import type { Decided, Refused } from '../../../platform/result.ts'
import { cleanText } from '../../../platform/text.ts'
import { mayMove, papersOf } from '../../dossiers/index.ts'
import { type CaseAct, type CaseActor, type CaseDeps, onCase, type Staff } from '../on-case.ts'
import { MAX_REASON, reasonOf } from '../refuse-dossier.ts'
import { type OpinionUnit, termsOfOpinion } from '../rules/opinion.ts'
import { findOpinion, insertOpinion, type OpinionRow, opinionsOf, overdueOpinions, updateOpinion } from './opinions.store.ts'
import { standInOf, standsInFor } from './people.ts'
import { refuse } from './refusals.ts'
import { tell } from './tell.ts'

export interface OpinionDeps extends CaseDeps {
  dueBy: (agencyId: string, from: Date, period: { amount: number; unit: OpinionUnit | 'month' | 'same_day' }) => Promise<Date>
  /** Who works on opinions in an agency today. */
  answerersOf: (agencyId: string, at: Date) => Promise<string[]>
}

export interface Asked {
  to: { staffId: string } | { agencyId: string }
  name: string
  period: { amount: number; unit: OpinionUnit }
}

/** What of the case may be seen for an opinion: nothing but the question unless it is named. */
export interface Shown {
  form: boolean
  papers: readonly string[]
}

export const MAX_OPINION = 4000
const STANCES = ['agree', 'disagree', 'remarks'] as const
export type Stance = (typeof STANCES)[number]

const context = (id: string, column: 'question' | 'answer') => `processing.opinion:${id}:${column}`
export const questionOf = (deps: Pick<CaseDeps, 'sealer'>, row: OpinionRow): string => deps.sealer.openText(context(row.id, 'question'), row.question)
export const answerOf = (deps: Pick<CaseDeps, 'sealer'>, row: OpinionRow): string | null => (row.answer ? deps.sealer.openText(context(row.id, 'answer'), row.answer) : null)
export const shownFor = (row: OpinionRow): Shown => row.shows as unknown as Shown

const ENDS: Readonly<Record<string, string>> = { answered: 'đã trả lời', withdrawn: 'người hỏi đã rút lại', silent: 'hết hạn không trả lời, coi như đồng ý' }
const over = (row: OpinionRow): Refused => refuse('opinion-over', { at: row.ended_at ? formatDateTime(row.ended_at) : '', how: ENDS[row.state] ?? row.state })

/** Xin ý kiến: several at once, each with its own time; answered, withdrawn, or ended by silence where the law says so. */
export function createOpinions(deps: OpinionDeps) {
  function ask(actor: Staff, act: CaseAct & { question: string; asked: readonly Asked[]; shows: Shown }): Promise<Decided<{ replayed: boolean }>> {
    const question = reasonOf(act.question)
    if (!question) return Promise.resolve(refuse('opinion-question', { max: MAX_REASON }))
    if (act.asked.length === 0) return Promise.resolve(refuse('opinion-whom'))
    const keyOf = (to: Asked['to']) => ('staffId' in to ? to.staffId : to.agencyId)
    const request = [question, act.asked.map(({ to, period }) => [keyOf(to), period.amount, period.unit]), act.shows.form, [...act.shows.papers].sort()]
    return onCase(deps, actor, { ...act, kind: 'ask-opinion', permission: 'dossier.ask-opinion', request, reason: question }, async ({ tx, row, at, actId, version }) => {
      const working = mayMove(row, 'work')
      if (!working.ok) return working
      const standing = new Set((await opinionsOf(tx, row.id)).filter((one) => one.state === 'open').map((one) => one.to_staff ?? one.to_agency ?? ''))
      const papers = new Set((await papersOf(tx, row.id)).map((paper) => paper.id))
      const shows = { form: act.shows.form, papers: act.shows.papers.filter((id) => papers.has(id)) }
      for (const { to, name, period } of act.asked) {
        if (standing.has(keyOf(to))) return refuse('opinion-twice', { name })
        standing.add(keyOf(to))
        const ofAgency = 'agencyId' in to
        const law = ofAgency && version.consultation ? { dueAt: await deps.dueBy(row.agency_id, at, version.consultation.within), silenceGround: version.consultation.silenceGround } : null
        const terms = termsOfOpinion({ dueAt: await deps.dueBy(row.agency_id, at, period), ofAgency, law })
        const id = newId()
        await insertOpinion(tx, {
          id,
          dossier_id: row.id,
          asked_by: actor.staffId,
          asked_by_name: actor.name,
          asked_at: at,
          to_staff: ofAgency ? null : to.staffId,
          to_agency: ofAgency ? to.agencyId : null,
          to_name: name,
          question: deps.sealer.sealText(context(id, 'question'), question),
          shows: JSON.stringify(shows),
          due_at: terms.dueAt,
          silence_ground: terms.silenceGround,
          agency_id: row.agency_id,
          province_code: row.province_code,
        })
        const told = ofAgency ? await deps.answerersOf(to.agencyId, at) : await askedNow(tx, to.staffId, at)
        await tell(tx, told, { row, kind: 'opinion-asked', byName: actor.name, detail: name, at, about: `${actId}:${id}` }, actor.staffId)
      }
      return { ok: true, eventType: 'dossier.opinion-asked', payload: { asked: act.asked.map(({ name }) => name), form: shows.form, papers: shows.papers.length } }
    })
  }

  /** Whoever is asked, and who stands in for them today: both see the question, one answers. */
  async function askedNow(tx: Tx, staffId: string, at: Date): Promise<string[]> {
    const standIn = await standInOf(tx, staffId, at)
    return standIn ? [staffId, standIn] : [staffId]
  }

  /** Whether the question is the actor's to answer: addressed to them or to one for whom they stand in today, or to an agency in which they hold a duty for it. */
  async function isFor(actor: Staff, row: OpinionRow): Promise<boolean> {
    if (row.to_staff) return row.to_staff === actor.staffId || (await standsInFor(deps.db, actor.staffId, deps.clock.now())).includes(row.to_staff)
    const agency = await deps.agencyOf(row.to_agency ?? '')
    return deps.may(actor, 'opinion.answer', { agencyId: agency.id, agencyPath: agency.path }).ok
  }

  async function find(actor: Staff, id: string): Promise<OpinionRow | null> {
    const row = isId(id) ? await findOpinion(deps.db, id) : undefined
    return row && (await isFor(actor, row)) ? row : null
  }

  async function answer(actor: Staff, input: { opinionId: string; key: string; stance: string; answer: string }): Promise<Decided<{ replayed: boolean }>> {
    const row = await find(actor, input.opinionId)
    if (!row) return refuse('opinion-not-found')
    const stance = STANCES.find((one) => one === input.stance)
    if (!stance) return refuse('opinion-stance')
    const text = cleanText(input.answer, { max: MAX_OPINION, multiline: true })
    if (!text.ok || (text.text === '' && stance !== 'agree')) return refuse('opinion-answer', { max: MAX_OPINION })
    return end(actor, row, { key: input.key, kind: 'answer-opinion', permission: 'dossier.ask-opinion', request: [row.id, stance, text.text], by: actor, mayAlready: true }, 'answered', { stance, answer: text.text === '' ? null : deps.sealer.sealText(context(row.id, 'answer'), text.text) })
  }

  async function withdraw(actor: Staff, input: CaseAct & { opinionId: string }): Promise<Decided<{ replayed: boolean }>> {
    const row = isId(input.opinionId) ? await findOpinion(deps.db, input.opinionId) : undefined
    if (!row || row.dossier_id !== input.dossierId) return refuse('opinion-not-found')
    return end(actor, row, { key: input.key, kind: 'withdraw-opinion', permission: 'dossier.ask-opinion', request: row.id, by: actor }, 'withdrawn', {})
  }

  type Ending = { key: string; kind: string; permission: string; request: Parameters<typeof onCase>[2]['request']; by: Staff | null; mayAlready?: true }

  function end(actor: CaseActor, seen: OpinionRow, act: Ending, state: 'answered' | 'withdrawn' | 'silent', change: Partial<Pick<OpinionRow, 'stance' | 'answer'>>) {
    return onCase(deps, actor, { dossierId: seen.dossier_id, key: act.key, seenRevision: null, kind: act.kind, permission: act.permission, request: act.request, ...(act.mayAlready ? { mayAlready: true as const } : {}) }, async ({ tx, row, at, actId }) => {
      const opinion = await findOpinion(tx, seen.id)
      if (!opinion) return refuse('opinion-not-found')
      if (opinion.state !== 'open') return over(opinion)
      await updateOpinion(tx, opinion.id, { ...change, state, ended_at: at, ended_by: act.by?.staffId ?? null, ended_by_name: act.by?.name ?? null })
      const telling = { row, byName: act.by?.name ?? 'Hệ thống', detail: opinion.to_name, at, about: actId }
      if (state === 'withdrawn') await tell(tx, opinion.to_staff ? await askedNow(tx, opinion.to_staff, at) : await deps.answerersOf(opinion.to_agency ?? '', at), { ...telling, kind: 'opinion-withdrawn' }, act.by?.staffId)
      else {
        await deps.processes.deliver(tx, { dossierId: row.id, message: 'opinion-answered', key: `opinion:${opinion.id}`, actor, at })
        await tell(tx, [opinion.asked_by], { ...telling, kind: state === 'answered' ? 'opinion-answered' : 'opinion-silent' }, act.by?.staffId)
      }
      return { ok: true, eventType: `dossier.opinion-${state}`, payload: { opinionId: opinion.id, to: opinion.to_name, by: act.by?.staffId ?? null, stance: change.stance ?? null, late: at > opinion.due_at, ground: state === 'silent' ? opinion.silence_ground : null } }
    })
  }

  /** What time does to open questions: silence that the law makes consent, and of the others that they are late, told once. */
  async function timePasses(): Promise<number> {
    const overdue = await overdueOpinions(deps.db, deps.clock.now(), 100)
    for (const row of overdue) {
      if (row.silence_ground) await end({ kind: 'system', name: 'opinion-silence' }, row, { key: `silence:${row.id}`, kind: 'opinion-silence', permission: 'dossier.ask-opinion', request: row.id, by: null }, 'silent', {})
      else await tellLate(row)
    }
    return overdue.length
  }

  const tellLate = (row: OpinionRow) =>
    onCase(deps, { kind: 'system', name: 'opinion-late' }, { dossierId: row.dossier_id, key: `late:${row.id}`, seenRevision: null, kind: 'opinion-late', permission: 'dossier.ask-opinion', request: row.id }, async (inside) => {
      const told = row.to_staff ? await askedNow(inside.tx, row.to_staff, inside.at) : await deps.answerersOf(row.to_agency ?? '', inside.at)
      await updateOpinion(inside.tx, row.id, { late_told_at: inside.at })
      await tell(inside.tx, [row.asked_by, ...told], { row: inside.row, kind: 'opinion-late', byName: 'Hệ thống', detail: row.to_name, at: inside.at, about: row.id })
      return { ok: true, eventType: 'dossier.opinion-late', payload: { opinionId: row.id, to: row.to_name } }
    })

  return { ask, find, answer, withdraw, timePasses }
}
export type Opinions = ReturnType<typeof createOpinions>
