import { formatDateTime } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { type Part, readTogether } from '../../platform/together.ts'
import type { Refused } from '../../platform/result.ts'
import type { DossierRequests, DossierRow } from '../dossiers/index.ts'
import { refuse } from './refusals.ts'
import { actsPart } from './store.ts'
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
export async function whatChanged(deps: { requests: DossierRequests }, reader: Reader, row: DossierRow): Promise<Refused> {
  const { acts, ...answers } = await readTogether(reader, {
    acts: actsPart(reader, row.id),
    supplements: deps.requests.supplementsPart(reader, row.id),
    withdrawals: deps.requests.withdrawalsPart(reader, row.id),
    drafts: deps.requests.draftsPart(reader, row.id),
  })
  const officer = acts.findLast((act) => !WORDS_ONLY.has(act.kind))
  const changes = ofCitizen(row, answers)
  if (officer) changes.push({ who: officer.actor_name, at: officer.at, what: actLabel(officer.kind) })
  const { who, at, what } = changes.reduce((last, one) => (one.at >= last.at ? one : last))
  return refuse('case-changed', { who, at: formatDateTime(at), what })
}

type Answered = { [K in 'supplements' | 'withdrawals' | 'drafts']: ReturnType<DossierRequests[`${K}Part`]> extends Part<infer T> ? T : never }

function ofCitizen(row: DossierRow, { supplements, withdrawals, drafts }: Answered): Change[] {
  const did = (at: Date | null, what: string): Change[] => (at ? [{ who: row.submitter_name, at, what }] : [])
  return [
    ...did(row.submitted_at, 'nộp hồ sơ'),
    ...supplements.flatMap((one) => did(one.answeredAt, 'bổ sung hồ sơ')),
    ...withdrawals.flatMap((one) => did(one.askedAt, 'xin rút hồ sơ')),
    ...drafts.filter((one) => one.answer === 'confirmed' || one.answer === 'corrected').flatMap((one) => did(one.answeredAt, 'trả lời bản dự thảo')),
  ]
}
