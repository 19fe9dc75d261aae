import { civilTimeOf, formatDate, formatDateTime } from '../../../platform/clock.ts'
import { dateInForm, formatDong, printSheet } from '../../documents/index.ts'
import { statusLabel, statusWords } from '../../dossiers/index.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import type { Staff } from '../on-case.ts'
import { DAY_LINE_NAMES, DAY_LINES, sumOf, WAY_NAMES } from '../rules/day.ts'
import { actLabel } from '../words.ts'
import type { DayListed } from './day.store.ts'
import type { Day, DayAsked } from './load-day.ts'

/** Within a day only the time tells. */
export const timeIn = (at: Date): string => civilTimeOf(at)

/** The day on paper, to be signed by who made it and by who leads the counter. */
export async function printDay(deps: Pick<OfficerDeps, 'clock' | 'agencyOf' | 'documents'>, actor: Staff, { agency, day: on }: DayAsked, day: Day, lines: readonly DayListed[]): Promise<Buffer> {
  const at = deps.clock.now()
  const office = await deps.agencyOf(agency.id)
  return printSheet(deps.documents)(
    'cuoi-ngay.typ',
    {
      title: 'Báo cáo cuối ngày',
      office: { name: office.nameVi, parent: office.parentName, place: office.place },
      day: formatDate(on),
      date: `ngày ${dateInForm(on)}`,
      printedAt: formatDateTime(at),
      printedBy: actor.name,
      cut: day.isCut || lines.length < day.acts.length ? `Danh sách dưới đây in ${lines.length} trên ${day.isCut ? 'hơn ' : ''}${day.acts.length} việc của ngày.` : null,
      counts: DAY_LINES.map((line) => ({ name: DAY_LINE_NAMES[line], direct: day.counts[line][1], online: day.counts[line][2], post: day.counts[line][3], sum: sumOf(day.counts[line]) })),
      money: (['cash', 'transfer', 'card'] as const).map((way) => ({ name: WAY_NAMES[way], collected: formatDong(day.money[way].collected), cancelled: formatDong(day.money[way].cancelled), rest: formatDong(day.money[way].rest) })),
      open: day.open?.rows.toSorted((a, b) => a.status - b.status).map((one) => ({ name: statusLabel(statusWords('vi'), one.status), count: one.open })) ?? [],
      lines: lines.map(({ act, dossier }) => ({ at: timeIn(act.at), what: actLabel(act.kind), code: dossier.code, procedure: dossier.procedure_name, subject: dossier.subject, owner: dossier.owner_name, officer: act.actor_name })),
    },
    at,
  )
}
