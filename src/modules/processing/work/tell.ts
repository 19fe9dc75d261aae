import type { Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { DossierRow } from '../../dossiers/index.ts'
import { insertNotices } from './work.store.ts'

export type NoticeKind =
  | 'assigned'
  | 'taken-away'
  | 'delegated'
  | 'delegation-over'
  | 'step-returned'
  | 'mentioned'
  | 'watched'
  | 'draft-unanswered'
  | 'opinion-asked'
  | 'opinion-answered'
  | 'opinion-withdrawn'
  | 'opinion-silent'
  | 'opinion-late'
  | 'will-be-late'
  | 'paper-missing'

export interface Telling {
  row: Pick<DossierRow, 'id' | 'code'>
  kind: NoticeKind
  byName: string
  /** Name of a step, an act, an opinion's end: never what people wrote. */
  detail: string
  at: Date
  /** What it is about, so that it is told once: an act, an event, a deadline. */
  about: string
}

/** Tells officers within the program, each once, but never of what they did themselves. */
export async function tell(tx: Tx, staffIds: readonly string[], { row, kind, byName, detail, at, about }: Telling, self?: string): Promise<void> {
  const told = [...new Set(staffIds)].filter((staffId) => staffId !== self)
  await insertNotices(
    tx,
    told.map((staffId) => ({ id: newId(), staff_id: staffId, dossier_id: row.id, code: row.code, kind, by_name: byName, detail, at, read_at: null, key: `${about}:${kind}:${staffId}` })),
  )
}
