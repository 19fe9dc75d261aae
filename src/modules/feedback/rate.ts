import { type Actor, actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { type CivilDate, civilDateOf } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import { cleanText } from '../../platform/text.ts'
import { may } from '../accounts/index.ts'
import { type DossierRow, lockDossier } from '../dossiers/index.ts'
import { readValues } from '../parameters/index.ts'
import type { FeedbackDeps } from './deps.ts'
import { FEEDBACK_EVENTS } from './events.ts'
import { CHANGE_DAYS, FEEDBACK_PARAMETERS, RATE_DAYS } from './parameters.ts'
import { refuse } from './refusals.ts'
import { checkRating, type MayRate, mayRate, type RatingFault, REASON_MAX } from './rules/rating.ts'
import { countLevels, insertRating, lockRating, ratingOfDossier, type RatingRow, selectCriteria, updateRating } from './store.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>
export type Way = 'account' | 'link' | 'kiosk'

export interface RatingTyped {
  levels: Readonly<Record<string, string>>
  reason: string
  showsName: boolean
}

export type Rated = Decided<{ changed: boolean }> & { faults?: RatingFault[] }

export const reasonContext = (id: string) => `feedback.rating:${id}:reason`
export const answerContext = (id: string) => `feedback.rating:${id}:answer`

const monthOf = (day: CivilDate): CivilDate => `${day.slice(0, 7)}-01`

/** Whether the dossier may be rated now. */
export async function standingOf(deps: Pick<FeedbackDeps, 'clock'>, reader: Reader, row: DossierRow, rating: RatingRow | null): Promise<{ may: MayRate; rateDays: number; changeDays: number }> {
  const now = deps.clock.now()
  const values = await readValues(reader, FEEDBACK_PARAMETERS)
  const [rateDays, changeDays] = [values.on(RATE_DAYS, row.agency_id, civilDateOf(now)), values.on(CHANGE_DAYS, row.agency_id, civilDateOf(now))]
  return { may: mayRate({ returnedAt: row.returned_at, ratedAt: rating?.rated_at ?? null, answeredAt: rating?.answered_at ?? null, now, rateDays, changeDays }), rateDays, changeDays }
}

/**
 * One rating a dossier, by whoever it is of: signed in, by the link in the message, or with the PIN at a kiosk. Sending the same again
 * changes nothing; another within the days replaces it.
 */
export function createRate(deps: FeedbackDeps) {
  return async (who: { actor: Actor; way: Way }, dossierId: string, typed: RatingTyped, lang: Lang): Promise<Rated> => {
    if (!isId(dossierId)) return refuse('rating-unknown')
    const at = deps.clock.now()
    const today = civilDateOf(at)
    const directory = await deps.directory.snapshot()
    return allOrNothing<Rated>(deps.db, async (tx): Promise<Rated> => {
      const row = await lockDossier(tx, dossierId)
      if (!row) return refuse('rating-unknown')
      if (who.way === 'account') {
        const ownerPersonIds = [row.submitter_person_id, row.owner_person_id].filter((id) => id !== null)
        const allowed = may(who.actor, 'dossier.rate', { agencyId: row.agency_id, agencyPath: directory.find(row.agency_id)?.path ?? null, ownerPersonIds })
        if (!allowed.ok) return allowed
      }
      const before = await ratingOfDossier(tx, row.id)
      const standing = await standingOf(deps, tx, row, before)
      if (standing.may === 'not-returned') return refuse('rating-not-yet')
      if (standing.may === 'too-late') return refuse('rating-too-late', { days: standing.rateDays })
      if (standing.may === 'settled') return refuse('rating-settled')
      const checked = checkRating(typed, (await selectCriteria(tx, today)).map((one) => one.key))
      if (!checked.ok) return { ...refuse('rating-form-wrong', { count: checked.faults.length }), faults: checked.faults }
      const { levels, worst } = checked
      const id = before?.id ?? newId()
      const reason = checked.reason === null ? null : deps.sealer.sealText(reasonContext(id), checked.reason)
      const shared = { levels, worst, reason, shows_name: typed.showsName, way: who.way, lang }
      if (before) {
        await countLevels(tx, before.agency_id, before.month, before.levels, -1)
        await countLevels(tx, before.agency_id, before.month, levels, 1)
        await updateRating(tx, id, { ...shared, changed_at: at, revision: before.revision + 1 })
      } else {
        const place = { agency_id: row.agency_id, province_code: row.province_code, procedure_code: row.procedure_code, procedure_name: row.procedure_name }
        await insertRating(tx, { id, dossier_id: row.id, ...place, ...shared, month: monthOf(today), rated_at: at, changed_at: null, answer: null, answered_at: null, answered_by: null, answered_by_name: null })
        await countLevels(tx, row.agency_id, monthOf(today), levels, 1)
      }
      await deps.append(tx, {
        stream: { kind: 'rating', id },
        type: before ? FEEDBACK_EVENTS.changed : FEEDBACK_EVENTS.given,
        version: 1,
        actor: who.actor,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { levels, way: who.way },
        at,
      })
      return { ok: true, changed: before !== null }
    })
  }
}

const ANSWER_LEAST = 10

/** The office answers who was dissatisfied: once, and the person is told. */
export function createAnswerRating(deps: FeedbackDeps) {
  return async (actor: Staff, ratingId: string, typed: string): Promise<Decided> => {
    if (!isId(ratingId)) return refuse('rating-unknown')
    const text = cleanText(typed, { max: REASON_MAX, multiline: true })
    const at = deps.clock.now()
    const directory = await deps.directory.snapshot()
    return allOrNothing<Decided>(deps.db, async (tx): Promise<Decided> => {
      const rating = await lockRating(tx, ratingId)
      if (!rating) return refuse('rating-unknown')
      const allowed = may(actor, 'rating.answer', { agencyId: rating.agency_id, agencyPath: directory.find(rating.agency_id)?.path ?? null })
      if (!allowed.ok) return allowed
      if (rating.answered_at) return refuse('rating-answered')
      if (!text.ok || text.text.length < ANSWER_LEAST) return refuse('rating-answer')
      await updateRating(tx, rating.id, { answer: deps.sealer.sealText(answerContext(rating.id), text.text), answered_at: at, answered_by: actorKey(actor), answered_by_name: actor.name })
      await deps.append(tx, { stream: { kind: 'rating', id: rating.id }, type: FEEDBACK_EVENTS.answered, version: 1, actor, agencyId: rating.agency_id, provinceCode: rating.province_code, payload: {}, at })
      return { ok: true }
    })
  }
}
