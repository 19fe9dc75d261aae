import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent, LogAccess } from '../events/index.ts'
import type { FilesDeps, JoinPages } from '../files/index.ts'
import type { Asking, FindPlace, FormDefinition, RawAnswers, Validated } from '../forms/index.ts'
import type { ReceptionQuantities } from './parameters.ts'
import type { CasePort, Desk, FilingPort, PaperPort, PeoplePort, Places, ReceptionPackages, Signer, Staff } from './ports.ts'

export interface ReceptionDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
  files: FilesDeps & { join: JoinPages }
  packages: ReceptionPackages
  filing: FilingPort
  cases: CasePort
  people: PeoplePort
  places: Places
  papers: PaperPort
  /** Agencies in which this member of staff takes dossiers in. */
  desksOf: (actor: Staff) => Promise<Desk[]>
  /** Names of agencies, by their ids. */
  namesOfAgencies: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  asking: () => Promise<Asking>
  check: (form: FormDefinition, raw: RawAnswers) => Promise<Validated>
  findPlace: FindPlace
  /** Working minutes of an agency between two instants; negative when the second is the earlier. */
  workingMinutes: (agencyId: string, from: Date, to: Date) => Promise<number>
  /** What the office of reception goes by today, and what it went by on the day of an instant; one query. */
  quantities: () => Promise<(agencyId: string, at: Date) => ReceptionQuantities>
  /** By when what is received at an instant is to be handed over: the same working day, from the hour of the cut-off the start of the next. @see NĐ 309/2026/NĐ-CP art. 18.2 */
  handOverBy: (agencyId: string, receivedAt: Date, quantities: ReceptionQuantities) => Promise<Date>
  /** Who may sign certifications of an office today. */
  signersOf: (desk: Desk) => Promise<Signer[]>
  /** When the result would be promised if the dossier were accepted now, and how that is reckoned, line by line. */
  promised: (input: { agencyId: string; versionId: string; channel: 1 | 2 | 3; caseKey: string; at: Date }) => Promise<{ dueAt: Date; why: readonly string[] }>
}
