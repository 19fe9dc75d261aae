import { closeDatabase, openDatabase } from '../../../platform/db.ts'
import { type CatalogueReport, loadCatalogue } from './load.ts'

/*
 * The process that loads the catalogue: what the load needs and throws away (some 300 MB) goes with it, and the program that
 * serves people stays small.
 */

export interface LoadingRequest {
  databaseUrl: string
  folder: string
  at: Date
}
export type LoadingReply = { ok: true; report: CatalogueReport } | { ok: false; message: string; code: string | null }

async function load({ databaseUrl, folder, at }: LoadingRequest): Promise<CatalogueReport> {
  const db = await openDatabase(databaseUrl, { maxConnections: 1 })
  try {
    return await loadCatalogue(db, { folder, clock: { now: () => at } })
  } finally {
    await closeDatabase(db)
  }
}

process.once('message', (request: LoadingRequest) => {
  const failed = (error: unknown): LoadingReply => ({ ok: false, message: error instanceof Error ? error.message : String(error), code: (error as { code?: string }).code ?? null })
  load(request)
    .then((report): LoadingReply => ({ ok: true, report }), failed)
    .then((reply) => process.send?.(reply, () => process.disconnect()))
    .catch(() => process.exit(1))
})
// The program is gone: what is half loaded is rolled back.
process.on('disconnect', () => process.exit(0))
