import { ORDINARY_BIRTH } from '../../tests/support/birth.ts'
import { nameContext } from '../../src/modules/files/receive.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Ask } from './load.ts'
import type { Filer } from './people.ts'
import type { BenchServer } from './server.ts'

const FILERS_MAY_FILE = 95
const ACCOUNTS_AT_ONCE = 50
const COPY_PAPERS = `
  insert into files.file (file_id, owner_kind, owner_id, blob_key, sealed_key, name, media_type, size_bytes, sha256, state, scan, retention_class, received_at)
  select made.file_id, 'account', made.account_id, f.blob_key || '-' || made.file_id, f.sealed_key, made.name, f.media_type, f.size_bytes, f.sha256, 'converted',
         f.scan, 'bench', f.received_at
    from files.file f, unnest($2::uuid[], $3::uuid[], $4::bytea[]) as made (file_id, account_id, name) where f.file_id = $1`

/**
 * A heap of papers that are already uploaded, taken one after the other. Each is a row of its own, a copy of one real upload:
 * filing looks at the row, never at the bytes.
 */
export async function uploadPapers(server: BenchServer, filers: readonly Filer[], each: number): Promise<(filer: Filer) => string> {
  const [first] = filers
  if (!first) throw new Error('Somebody has to file.')
  const { fileId } = await uploadOne(server, first)
  for (let from = 0; from < filers.length; from += ACCOUNTS_AT_ONCE) {
    const rows = filers.slice(from, from + ACCOUNTS_AT_ONCE).flatMap((filer) => Array.from({ length: each }, () => ({ fileId: newId(), accountId: filer.accountId })))
    await server.db.pool.query(COPY_PAPERS, [
      fileId,
      rows.map((row) => row.fileId),
      rows.map((row) => row.accountId),
      rows.map((row) => server.sealer.sealText(nameContext(row.fileId), 'giấy chứng sinh.pdf')),
    ])
  }
  const { rows } = await server.db.pool.query<{ owner_id: string; files: string[] }>(
    `select owner_id, array_agg(file_id::text) as files from files.file where retention_class = 'bench' and owner_kind = 'account' group by owner_id`,
  )
  await server.db.pool.query('analyze files.file')
  const heaps = new Map(rows.map((row) => [row.owner_id, row.files]))
  return (filer) => {
    const file = heaps.get(filer.accountId)?.pop()
    if (!file) throw new Error('The heap of papers is used up.')
    return file
  }
}

async function uploadOne(server: BenchServer, filer: Filer): Promise<{ fileId: string }> {
  const body = new FormData()
  body.set('file', new File([await onePage()], 'giấy chứng sinh.pdf', { type: 'application/pdf' }))
  const answer = await fetch(`${server.program.url}/api/v1/files`, { method: 'POST', headers: { authorization: `Bearer ${filer.token}`, 'idempotency-key': newId() }, body })
  if (answer.status !== 201) throw new Error(`The upload was answered ${answer.status}: ${await answer.text()}`)
  return { fileId: ((await answer.json()) as { id: string }).id }
}

async function onePage(): Promise<ArrayBuffer> {
  const { PDFDocument } = await import('pdf-lib')
  const pdf = await PDFDocument.create()
  pdf.addPage().drawText('Giay chung sinh')
  return (await pdf.save()).slice().buffer
}

/** What is the same in every filing, written out once: all up to the commune and the papers. */
const SAME = JSON.stringify({ procedure: '1.001193', caseKey: '1.001193.01', resultWay: 'online', answers: ORDINARY_BIRTH, declared: true }).slice(0, -1)

/** Makes filings of births: everyone in turn, each from an address of their own, to all demo offices or to the first one only. */
export function filingsOf(filers: readonly Filer[], takePaper: (filer: Filer) => string, offices: 'all' | 'first') {
  let next = 0
  return (): Ask => {
    const filer = filers[next % filers.length] as Filer
    const office = offices === 'first' ? DEMO_AGENCIES[0] : DEMO_AGENCIES[next % DEMO_AGENCIES.length]
    next++
    return {
      method: 'POST',
      path: '/api/v1/dossiers',
      headers: {
        authorization: `Bearer ${filer.token}`,
        'content-type': 'application/json',
        'idempotency-key': newId(),
        'x-forwarded-for': addressOf(next % filers.length),
      },
      body: `${SAME},"communeCode":"${office?.communeCode}","papers":[{"component":"giay-chung-sinh","fileId":"${takePaper(filer)}"}]}`,
    }
  }
}

/** How many people it takes for so many filings: one may file a hundred times an hour. */
export const filersFor = (filings: number): number => Math.ceil(filings / FILERS_MAY_FILE)

/** An address of the documentation's network 198.18.0.0/15, the same for the same number. */
export const addressOf = (index: number): string => `198.18.${(index >> 8) & 255}.${index & 255}`
