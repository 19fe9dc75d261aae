import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { DocumentsDeps } from '../documents/index.ts'
import type { AppendEvent, LogAccess, LogAccesses } from '../events/index.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>

export interface OfficeOfPaper {
  id: string
  name: string
  path: string
}

/** An agency as it stands at the head of a printed slip. */
export interface OfficeOnSlip extends OfficeOfPaper {
  provinceCode: string
  parentName: string | null
  place: string | null
}

export interface CustodyDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
  logAccesses: LogAccesses
  documents: DocumentsDeps
  may: (actor: Actor, act: string, resource: { agencyId: string; agencyPath: string }) => Decided
  /** Agencies whose dossiers this officer works on: those of the posts held and all below them. */
  agenciesOf: (actor: Staff) => Promise<OfficeOfPaper[]>
  findOffice: (agencyId: string) => Promise<OfficeOnSlip | null>
  /** Colleagues of the officer's authorities, to whom paper is given by name. */
  colleaguesOf: (actor: Staff) => Promise<{ staffId: string; name: string; title: string; agencyId: string; agencyName: string }[]>
  /** Offices to which paper is given, whoever of them receives it: the officer's own and others of the province. */
  officesToGive: (actor: Staff) => Promise<OfficeOfPaper[]>
  /** Tells the giver, within the program, of what the receiver did not find. */
  tellMissing: (tx: Tx, staffId: string, about: { dossierId: string; code: string; byName: string; slip: string; at: Date; batchId: string }) => Promise<void>
  /** Where a slip's code leads. */
  publicUrl: string
}
