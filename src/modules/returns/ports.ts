import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Reader, Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent, LogAccess, LogAccesses } from '../events/index.ts'
import type { FilesDeps } from '../files/index.ts'
import type { DossierRecord } from '../dossiers/index.ts'
import type { How } from './rules/receiver.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>

/** The officer's act of giving a result back; `alongside` is written in its transaction. */
export type GiveBack = (
  actor: Staff,
  input: { dossierId: string; taskId: string; key: string; seenRevision: number | null; receiver: string; how: How; alongside: (tx: Tx) => Promise<void> },
) => Promise<Decided<{ replayed: boolean }>>

export interface ReturnsDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  files: FilesDeps
  append: AppendEvent
  logAccess: LogAccess
  logAccesses: LogAccesses
  record: DossierRecord
  giveBack: GiveBack
  /** The step in which a dossier's result is given back, where it is open. */
  findReturnTask: (reader: Reader, dossierId: string) => Promise<string | null>
  /** Agencies whose dossiers this officer works on. */
  agenciesOf: (actor: Staff) => Promise<{ id: string; name: string }[]>
  /** All agencies there are. */
  agencyIds: () => Promise<string[]>
  /** End of the working day so many working days after an instant. */
  workingDaysAfter: (agencyId: string, from: Date, days: number) => Promise<Date>
}
