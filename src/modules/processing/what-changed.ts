import { formatDateTime } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { Refused } from '../../platform/result.ts'
import type { DossierRequests, DossierRow } from '../dossiers/index.ts'
import { refuse } from './refusals.ts'
import { selectActs } from './store.ts'
import { NO_CHANGE } from './work/words.ts'
import { actLabel } from './words.ts'

interface Change {
  who: string
  at: Date
  what: string
}

/** Words beside a case; they change nothing that another act stands on. */
const WORDS_ONLY: ReadonlySet<string> = new Set(['note', 'message', 'reprint', ...NO_CHANGE])

/** Tells who changed the case last, an officer or the citizen, to one who acts on an older picture of it. */
export async function whatChanged(deps: { requests: DossierRequests }, tx: Tx, row: DossierRow): Promise<Refused> {
  const officer = (await selectActs(tx, row.id)).findLast((act) => !WORDS_ONLY.has(act.kind))
  const changes = await ofCitizen(deps.requests, tx, row)
  if (officer) changes.push({ who: officer.actor_name, at: officer.at, what: actLabel(officer.kind) })
  const { who, at, what } = changes.reduce((last, one) => (one.at >= last.at ? one : last))
  return refuse('case-changed', { who, at: formatDateTime(at), what })
}

async function ofCitizen(requests: DossierRequests, tx: Tx, row: DossierRow): Promise<Change[]> {
  const supplements = await requests.supplementsOf(tx, row.id)
  const withdrawals = await requests.withdrawalsOf(tx, row.id)
  const drafts = await requests.draftsOf(tx, row.id)
  const did = (at: Date | null, what: string): Change[] => (at ? [{ who: row.submitter_name, at, what }] : [])
  return [
    ...did(row.submitted_at, 'nộp hồ sơ'),
    ...supplements.flatMap((one) => did(one.answeredAt, 'bổ sung hồ sơ')),
    ...withdrawals.flatMap((one) => did(one.askedAt, 'xin rút hồ sơ')),
    ...drafts.filter((one) => one.answer === 'confirmed' || one.answer === 'corrected').flatMap((one) => did(one.answeredAt, 'trả lời bản dự thảo')),
  ]
}
