import type { Reader, Tx } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { mapped, type Part, readPart } from '../../platform/together.ts'
import type { DossierRow } from '../dossiers/index.ts'
import type { Answers } from '../forms/index.ts'
import { type DraftRow, draftRows, insertDraft } from './store.ts'

/** A draft of the result as it was set. */
export interface DraftMade {
  actId: string
  fileId: string
  /** Revision of the citizen's answers that it was set from. */
  answersRevision: number
  /** What the officer entered for it; null where the package asks for nothing. */
  entries: Answers | null
  at: Date
}

const entriesContext = (actId: string) => `processing.draft:${actId}:entries`

/** Drafts of a dossier's result, oldest first; the last one is what stands. */
export const draftsMadePart = (reader: Reader, sealer: Sealer, dossierId: string): Part<DraftMade[]> =>
  mapped(draftRows(reader, dossierId), (rows: DraftRow[]) =>
    rows.map((row) => ({
      actId: row.act_id,
      fileId: row.file_id,
      answersRevision: row.answers_revision,
      entries: row.entries ? (JSON.parse(sealer.openText(entriesContext(row.act_id), row.entries)) as Answers) : null,
      at: row.at,
    })),
  )

export const draftsMade = (reader: Reader, sealer: Sealer, dossierId: string): Promise<DraftMade[]> => readPart(reader, draftsMadePart(reader, sealer, dossierId))

/** Keeps a draft beside the earlier ones: what was entered for each stays. */
export async function keepDraft(tx: Tx, sealer: Sealer, row: Pick<DossierRow, 'id' | 'agency_id' | 'province_code'>, draft: DraftMade): Promise<void> {
  await insertDraft(tx, {
    act_id: draft.actId,
    dossier_id: row.id,
    answers_revision: draft.answersRevision,
    file_id: draft.fileId,
    entries: draft.entries ? sealer.sealText(entriesContext(draft.actId), JSON.stringify(draft.entries)) : null,
    at: draft.at,
    agency_id: row.agency_id,
    province_code: row.province_code,
  })
}
