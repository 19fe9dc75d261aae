import type { Clock } from '../../../platform/clock.ts'
import { type Db, inTransaction } from '../../../platform/db.ts'
import { type Compiled, compileCatalogue } from './compile.ts'
import { replaceServices, writeContents } from './contents.store.ts'
import {
  bumpCatalogueVersion,
  findLastLoad,
  insertLoad,
  lockLoad,
  writeFieldsAndBodies,
  writeProcedures,
} from './load.store.ts'
import { type OddKind, OddReport } from './odd.ts'
import { readShippedCatalogue, shippedCatalogueHash } from './shipped.ts'

export interface CatalogueReport {
  /** False when the tables already held these data; the report is then that of their load. */
  changed: boolean
  asOf: string
  counts: Record<string, number>
  odd: OddKind[]
  loadedAt: Date
}

/**
 * Brings the catalogue to the shipped data (`folder` is data/catalogue) in one transaction: killed half way, nothing has
 * changed. The same data are not loaded twice.
 */
export async function loadCatalogue(
  db: Db,
  { folder, clock }: { folder: string; clock: Clock },
): Promise<CatalogueReport> {
  const known = await findLoaded(db, folder)
  if (known) return known
  const hash = await shippedCatalogueHash(folder)
  const sources = await readShippedCatalogue(folder)
  const odd = new OddReport()
  const compiled = compileCatalogue(sources, odd)
  return inTransaction(db, async (tx) => {
    await lockLoad(tx)
    const other = await findLastLoad(tx)
    if (other?.data_hash === hash) return asReport(other, false)
    const at = clock.now()
    await writeFieldsAndBodies(tx, compiled)
    await writeProcedures(tx, compiled, at)
    const changed = await writeContents(tx, compiled, at)
    await replaceServices(tx, compiled)
    const row = {
      data_hash: hash,
      as_of: sources.listDate,
      counts: { ...countsOf(compiled), versionsWritten: changed },
      odd: odd.list(),
      loaded_at: at,
    }
    await insertLoad(tx, row)
    await bumpCatalogueVersion(tx)
    return asReport(row, true)
  })
}

/** The report of the load that brought the shipped data; null when they are still to be loaded. */
export async function findLoaded(db: Db, folder: string): Promise<CatalogueReport | null> {
  const last = await findLastLoad(db)
  return last && last.data_hash === (await shippedCatalogueHash(folder)) ? asReport(last, false) : null
}

const asReport = (
  row: { as_of: string; counts: Record<string, number>; odd: OddKind[]; loaded_at: Date },
  changed: boolean,
): CatalogueReport => ({
  changed,
  asOf: row.as_of,
  counts: row.counts,
  odd: row.odd,
  loadedAt: row.loaded_at,
})

function countsOf({ procedures, contents, fields, bodies, services }: Compiled): Record<string, number> {
  const count = (test: (row: Compiled['procedures'][number]) => boolean) => procedures.filter(test).length
  const listed = (row: Compiled['procedures'][number]) => row.status !== 'no_longer_published'
  return {
    procedures: procedures.length,
    listed: count(listed),
    current: count((row) => row.status === 'current'),
    internal: count((row) => row.status === 'internal'),
    ofOneBody: count((row) => row.type === 'SPECIFIC'),
    noLongerPublished: count((row) => row.status === 'no_longer_published'),
    listedWithContent: count((row) => listed(row) && row.content_as_of !== null),
    listedNamesOnly: count((row) => listed(row) && row.content_as_of === null),
    contents: contents.length,
    contentsOfPortal: contents.filter((row) => row.source === 'portal').length,
    contentsOfOlder: contents.filter((row) => row.source === 'older').length,
    fields: fields.length,
    bodies: bodies.length,
    services: services.length,
  }
}
