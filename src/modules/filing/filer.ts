import type { Actor } from '../../platform/actor.ts'
import type { FileToSeal, Owner } from '../files/index.ts'
import type { Citizen } from './drafts.ts'
import type { Submitter } from './ports.ts'

/** A dossier that an officer takes in: at the counter (1), by post (3), or online for the person who is helped (2). */
export interface TakenIn {
  actor: Extract<Actor, { kind: 'staff' }>
  channel: 1 | 2 | 3
  /** Agency of the counter; the competent one may be another (không phụ thuộc địa giới). */
  receivedAt: string
  /** Where the person was helped to fill it in; null when nobody helped. */
  helpedAt: string | null
  submitter: Omit<Submitter, 'personId'> & { personId: string | null }
  /** Account in which the dossier is to be seen; null when the person has none that is known to be theirs. */
  accountId: string | null
  /** Whose dossier it is where that is not the one who hands it in, nor said by the form. */
  owner: { ownerName: string; ownerNumber: string | null; ownerAddress: string | null } | null
  /** Filed online for the person, and when they confirmed it; null for what is handed in. */
  onBehalf: { confirmedAt: Date } | null
  /** Whose the scanned files are until now; also what one filing is known by, whoever presses. */
  files: Owner
}

/** Who files, as filing needs to know it. */
export interface Filer {
  actor: Citizen | TakenIn['actor']
  /** What repeats are known by. */
  key: string
  accountId: string | null
  personId: string | null
  files: Owner
  /** Known already where an officer wrote it down. */
  submitter: TakenIn['submitter'] | null
  taken: TakenIn | null
}

export function filerOf(by: Citizen | TakenIn, draftId: string | null): Filer {
  if ('kind' in by) {
    const files = draftId ? { ownerKind: 'draft', ownerId: draftId } : { ownerKind: 'account', ownerId: by.accountId }
    return { actor: by, key: `citizen:${by.accountId}`, accountId: by.accountId, personId: by.personId, files, submitter: null, taken: null }
  }
  const { actor, accountId, submitter, files } = by
  return { actor, key: `${files.ownerKind}:${files.ownerId}`, accountId, personId: submitter.personId, files, submitter, taken: by }
}

/** Only what was sent for this very filing is filed with it. */
export const fileableFrom = ({ files }: Filer, file: FileToSeal): boolean => file.owner_kind === files.ownerKind && file.owner_id === files.ownerId
