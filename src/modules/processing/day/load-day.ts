import { type CivilDate, civilDateOf } from '../../../platform/clock.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { agenciesWithBook } from '../../documents/index.ts'
import { filedPart, openCounts } from '../../dossiers/index.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import type { Staff } from '../on-case.ts'
import { REGISTER } from '../register/enter.ts'
import { countDay, moneyOfDay, spanOfDay } from '../rules/day.ts'
import { readDate } from '../rules/inbox-filter.ts'
import { cancelledPart, collectedPart, type DayAct, dayActsPart } from './day.store.ts'

/** So much of one day is counted; a busy counter does a few hundred. What is beyond is said to be. */
const MOST_OF_DAY = 5000

export interface DayAsked {
  agency: { id: string; name: string }
  agencies: readonly { id: string; name: string }[]
  day: CivilDate
  today: CivilDate
  /** What was typed as the day and is none. */
  wrong: string | null
}

/** The office and day that are asked for; null where the officer has no office. */
export async function dayAsked(deps: Pick<OfficerDeps, 'db' | 'clock' | 'agenciesOf'>, r: WebRequest): Promise<DayAsked | null> {
  const agencies = await deps.agenciesOf(r.actor as Staff)
  const today = civilDateOf(deps.clock.now())
  const typed = (r.query.ngay ?? '').trim()
  const day = typed === '' ? today : readDate(typed)
  const asked = agencies.find((one) => one.id === r.query['co-quan'])
  // Whoever takes dossiers in keeps a book: of an authority and its centre, that is the centre.
  const keeping = asked || agencies.length < 2 ? [] : await agenciesWithBook(deps.db, REGISTER, agencies.map((one) => one.id))
  const agency = asked ?? agencies.find((one) => keeping.includes(one.id)) ?? agencies[0]
  return agency ? { agency, agencies, day: day ?? today, today, wrong: day === null ? typed : null } : null
}

export type Day = Awaited<ReturnType<typeof loadDay>>

/** One day of one office, each part of it from an index and up to a limit; what is open now comes from kept sums. */
export async function loadDay({ db }: Pick<OfficerDeps, 'db'>, { agency, day, today }: Pick<DayAsked, 'agency' | 'day' | 'today'>) {
  const span = { agencyId: agency.id, ...spanOfDay(day), limit: MOST_OF_DAY + 1 }
  const { filed, acts, collected, cancelled, open } = await readTogether(db, {
    filed: filedPart(span),
    acts: dayActsPart(span),
    collected: collectedPart(db, span),
    cancelled: cancelledPart(db, span),
    open: openCounts([agency.id]),
  })
  const isCut = [filed, acts, collected, cancelled].some((rows) => rows.length > MOST_OF_DAY)
  const cut = <T>(rows: readonly T[]): T[] => rows.slice(0, MOST_OF_DAY)
  return {
    isCut,
    most: MOST_OF_DAY,
    acts: cut(acts) as DayAct[],
    collected: cut(collected),
    cancelled: cut(cancelled),
    counts: countDay(cut(filed), cut(acts)),
    money: moneyOfDay(cut(collected), cut(cancelled)),
    /** As things stand now: told only of today. */
    open: day === today ? open : null,
  }
}
