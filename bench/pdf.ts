import { join } from 'node:path'
import { DEMO_AGENCIES } from '../src/demo/people.ts'
import { createTypesetter, type DocumentsDeps, issueSlip, type SlipKind } from '../src/modules/documents/index.ts'
import { FULL_SLIPS } from '../src/modules/documents/slips/examples.fixture.ts'
import { inTransaction } from '../src/platform/db.ts'
import { newId } from '../src/platform/ids.ts'
import { childrenOf } from '../tests/support/program.ts'
import { processCpu } from './harness/machine.ts'
import { quantile } from './harness/load.ts'
import { figure, tell } from './harness/report.ts'
import { type BenchServer, withServer } from './harness/server.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const PAGES = 100
/** Of each slip: until then the code of either process is not yet compiled by how it is used, as it is in an office that has been open for a while. */
const WARM_UP = 300
const KINDS: readonly SlipKind[] = ['mau-01', 'mau-02', 'bien-nhan-truc-tuyen']

/** A slip as an act prints it: number, QR and barcode, typesetting, sealing to disk and its rows in one durable transaction. */
export async function benchPdf(root: string, say: (line: string) => void): Promise<void> {
  await withServer({ environment: { ROLE: 'web' } }, async (server) => {
    const typesetter = createTypesetter({ libraryFolder: join(root, 'templates/lib') })
    const documents: DocumentsDeps = { ...server.files, typesetter, templatesFolder: join(root, 'templates'), sign: null }
    const others = childrenOf(process.pid)
    const print = printer(server, documents)
    for (const kind of KINDS) for (let n = 0; n < WARM_UP; n++) await print(kind, n)
    const press = childrenOf(process.pid).find((pid) => !others.includes(pid)) ?? 0
    const results = new Map<SlipKind, { here: number[]; press: number[]; p50: number[]; p99: number[]; bytes: number }>(KINDS.map((kind) => [kind, { here: [], press: [], p50: [], p99: [], bytes: 0 }]))
    for (let round = 1; round <= ROUNDS; round++) {
      for (const kind of KINDS) {
        const [here, there] = [process.cpuUsage(), processCpu(press)]
        const times: number[] = []
        const result = results.get(kind)
        for (let n = 0; n < PAGES; n++) {
          const began = performance.now()
          const { pdf } = await print(kind, round * PAGES + n)
          times.push(performance.now() - began)
          if (result) result.bytes = pdf.length
        }
        const used = process.cpuUsage(here)
        times.sort((a, b) => a - b)
        result?.here.push((used.user + used.system) / 1000 / PAGES)
        result?.press.push((processCpu(press) - there) / PAGES)
        result?.p50.push(quantile(times, 0.5))
        result?.p99.push(quantile(times, 0.99))
      }
      say(`  ${round}/${ROUNDS}`)
    }
    await typesetter.close()
    tell(root, {
      bench: 'pdf',
      title: `One slip, issued one after the other, ${ROUNDS} × ${PAGES} of each in turn`,
      columns: ['slip', 'n', 'CPU ms together', 'typesetting process', 'this process', 'p50 ms', 'p99 ms', 'bytes'],
      rows: [...results].map(([kind, one]) => [
        kind,
        String(ROUNDS * PAGES),
        figure(one.here.map((ms, round) => ms + (one.press[round] ?? 0))),
        figure(one.press),
        figure(one.here),
        figure(one.p50, 1),
        figure(one.p99, 1),
        String(one.bytes),
      ]),
      notes: ['Asked: a slip ≤ 10 ms. Every page differs in code, name and number; with QR and barcode, PDF/A-2b, hashed, sealed, durable on disk, two rows and the number committed.'],
    })
  })
}

function printer(server: BenchServer, documents: DocumentsDeps) {
  const issue = issueSlip(documents)
  const [office] = DEMO_AGENCIES
  if (!office) throw new Error('There is no demo office.')
  return (kind: SlipKind, n: number) => {
    const example = FULL_SLIPS[kind]
    const data = { ...example, dossier: { ...example.dossier, code: `H92.101-20261123-${String(n).padStart(7, '0')}` }, owner: { ...example.owner, name: `Nguyễn Thị Ánh ${n}` } }
    const owner = { ownerKind: 'dossier', ownerId: newId(), agencyId: office.centreId, provinceCode: office.provinceCode, at: new Date() }
    return inTransaction(server.db, (tx) => issue(tx, kind, data, owner))
  }
}
