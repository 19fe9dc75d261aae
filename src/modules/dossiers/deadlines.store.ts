import type { Insertable, Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { mapped, part } from '../../platform/together.ts'
import type { DossiersTables } from './tables.ts'

export type ExtensionRow = Selectable<DossiersTables['dossiers.extension']>

const read = (reader: Reader) => reading<DossiersTables>(reader)
const write = (tx: Tx) => writing<DossiersTables>(tx)

export const extensionContext = (dossierId: string, seq: number) => `dossiers.extension:${dossierId}:${seq}:reason`

export async function insertExtension(tx: Tx, row: Insertable<DossiersTables['dossiers.extension']>): Promise<void> {
  await write(tx).insertInto('dossiers.extension').values(row).execute()
}

const extensions = (reader: Reader, dossierId: string) => read(reader).selectFrom('dossiers.extension').selectAll().where('dossier_id', '=', dossierId).orderBy('seq')

export const selectExtensions = (reader: Reader, dossierId: string): Promise<ExtensionRow[]> => extensions(reader, dossierId).execute()

export interface Extension {
  at: Date
  from: Date
  to: Date
  reason: string
  byName: string
}

/** Extensions with their reasons opened. */
export const extensionsPart = (reader: Reader, sealer: Sealer, dossierId: string) =>
  mapped(part(extensions(reader, dossierId), { at: 'instant', from_due: 'instant', to_due: 'instant', reason: 'bytes' }), (rows) =>
    rows.map((row): Extension => ({ at: row.at, from: row.from_due, to: row.to_due, reason: sealer.openText(extensionContext(dossierId, row.seq), row.reason), byName: row.given_by_name })),
  )

export const pausesPart = (reader: Reader, dossierId: string) =>
  part(read(reader).selectFrom('dossiers.pause').selectAll().where('dossier_id', '=', dossierId).orderBy('stopped_at'), { stopped_at: 'instant', resumed_at: 'instant' })

/** Dossiers whose promise is open, by what is due first, after a position. */
export function selectOpenDue(reader: Reader, after: { dueAt: Date; id: string } | null, options: { until?: Date; limit: number }) {
  let query = read(reader)
    .selectFrom('dossiers.dossier')
    .select(['id', 'code', 'agency_id', 'province_code', 'accepted_at', 'current_due_at', 'status', 'is_whole'])
    .where('ended_at', 'is', null)
    .where('closed_at', 'is', null)
    .where('current_due_at', 'is not', null)
    .orderBy('current_due_at')
    .orderBy('id')
    .limit(options.limit)
  if (after) query = query.where((eb) => eb(eb.refTuple('current_due_at', 'id'), '>', eb.tuple(after.dueAt, after.id)))
  if (options.until) query = query.where('current_due_at', '<=', options.until)
  return query.execute()
}
