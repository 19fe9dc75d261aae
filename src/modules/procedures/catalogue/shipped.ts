import { packedFingerprint, readPackedCsv, readPackedLines, readPackedText } from '../../../platform/packed-data.ts'
import type { Sources } from './compile.ts'
import type { OlderRecord } from './older-source.ts'
import type { PortalDetail, PortalRow } from './portal-shapes.ts'

const FILES = {
  list: 'portal-list.jsonl.br',
  details: 'portal-details.jsonl.br',
  older: 'older-records.jsonl.br',
  index: 'index.csv.br',
  fieldCodes: 'field-codes.csv.br',
  commune: 'commune-catalogue.json.br',
} as const

/** Day on which the portal's list was taken: what it has is current as of then. */
const LIST_DATE = '2026-07-18'
/** Day of the list of names that only knows what has gone since. */
const INDEX_DATE = '2025-04-28'

/** What the loader makes of the files; raised when the rows it writes change though the files don't. */
const SHAPE = 'catalogue 1'

export const shippedCatalogueHash = (folder: string): Promise<string> =>
  packedFingerprint(folder, Object.values(FILES), SHAPE)

interface CommuneCatalogue {
  fields: { codes: string[] }[]
}

export async function readShippedCatalogue(folder: string): Promise<Sources> {
  const commune = JSON.parse(await readPackedText(folder, FILES.commune)) as CommuneCatalogue
  return {
    list: (await readPackedLines(folder, FILES.list)) as PortalRow[],
    details: (await readPackedLines(folder, FILES.details)) as PortalDetail[],
    older: (await readPackedLines(folder, FILES.older)) as OlderRecord[],
    index: await readPackedCsv(folder, FILES.index),
    fieldCodes: await readPackedCsv(folder, FILES.fieldCodes),
    communeCodes: [...new Set(commune.fields.flatMap((field) => field.codes))],
    listDate: LIST_DATE,
    indexDate: INDEX_DATE,
  }
}
