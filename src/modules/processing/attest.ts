import type { Together } from '../../platform/all-or-nothing.ts'
import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { isId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { issuePackagePaper, nextBookEntry, numberText } from '../documents/index.ts'
import { type DossierRow, findDossier, lockDossier, mayMove, updateDossier } from '../dossiers/index.ts'
import type { Answers } from '../forms/index.ts'
import { keepResult } from './keep-result.ts'
import { type CaseAct, type CaseDeps, type Inside, onCase, type Staff } from './on-case.ts'
import { refuse } from './refusals.ts'
import { resultData } from './result-paper.ts'
import { signerOf } from './rules/signer.ts'
import { ownerOf } from './slip-parts.ts'

/** One paper in a register of certification: it has a number of its own. */
export interface AttestedPaper {
  title: string
  pages: number | null
  copies: number | null
  volume: number
  number: number
}

/** Port: writes the papers into the register that the counter shows, in the act's transaction. */
export type EnterBook = (tx: Tx, entry: { row: DossierRow; book: string; at: Date; papers: readonly AttestedPaper[]; signer: { name: string; title: string }; enteredBy: string }) => Promise<void>

/** Whoever signs, on paper. */
export interface PaperSigner {
  staffId: string
  name: string
  title: string
}

const WAY = ['accept', 'hand-over', 'issue', 'return'] as const

/**
 * Certifies at the counter and gives back at once: a number of the register for each paper, the words of certification printed to be
 * signed by hand. Nothing of it waits, so no promised date is printed.
 * @see NĐ 23/2015/NĐ-CP art. 13 (a number each), art. 20, 24; TT 01/2020/TT-BTP
 */
export function createAttest(deps: CaseDeps & { enterBook: EnterBook }) {
  return async (actor: Staff, input: CaseAct & { signer: PaperSigner }, together?: Together): Promise<Decided<{ replayed: boolean }>> => {
    // Laid out before: inside, those who wait for the register's next number would hold every connection that this reading needs.
    // Whoever shares the transaction has had it laid out.
    const before = isId(input.dossierId) ? await findDossier(together?.tx ?? deps.db, input.dossierId) : undefined
    const folder = before ? await (await deps.packageOf(before.package_version_id)).templateFolder() : ''
    return onCase(deps, actor, { ...input, kind: 'attest', permission: 'dossier.accept', request: input.signer.staffId }, async (inside) => {
      const { tx, row, at, agency, version } = inside
      const { answers } = await deps.record.answersOf(tx, row.id)
      const rows = papersIn(answers.documents)
      if (!version.result.hasBook || rows.length === 0) return refuse('nothing-to-attest')
      const moved = await goTheWay(deps, inside)
      if (!moved.ok) return moved
      const on = civilDateOf(at)
      const year = Number(on.slice(0, 4))
      const book = version.result.series
      const papers: AttestedPaper[] = []
      let volumeText = ''
      for (const paper of rows) {
        const entry = await nextBookEntry(tx, { book, agencyId: row.agency_id, year, on })
        papers.push({ ...paper, volume: entry.volume, number: entry.number })
        volumeText ||= entry.volumeText
      }
      const numbers = papers.map(({ number }) => numberText(version.result.pattern, { number, year }))
      const signer = signerOf(input.signer.name, input.signer.title)
      const data = resultData({ row, version, agency, answers: answers as Answers, entries: null, number: numbers[0] ?? '', book: volumeText, registeredOn: at, identityNumber: null, signer, lookupUrl: deps.lookupUrl })
      const printed = { ...data, result: data.result && { ...data.result, numbers } }
      const template = { folder, file: version.result.template }
      // Signed by hand, with the seal: no digital signature is missing.
      const issued = await issuePackagePaper(deps.documents)(tx, { template, title: version.result.title, data: printed, signedBy: 'nobody' }, ownerOf(row, at))
      const [first] = papers
      const signedBy = `staff:${input.signer.staffId}`
      await keepResult(tx, deps.sealer, row, at, { documentId: issued.documentId, printed, book, volume: first?.volume ?? null, number: first?.number ?? 0, signedBy, signedByName: input.signer.name })
      await deps.enterBook(tx, { row, book, at, papers, signer: { name: input.signer.name, title: input.signer.title }, enteredBy: actor.name })
      return { ok: true, eventType: 'dossier.attested', payload: { documentId: issued.documentId, sha256: issued.sha256, numbers, book: volumeText, signer: input.signer.staffId } }
    }, together)
  }
}

/** Through every status that is still before it, in the order of the table of transitions. */
async function goTheWay(deps: CaseDeps, { tx, row, at, actId, version }: Inside): Promise<Decided> {
  let now: DossierRow | undefined = row
  for (const act of WAY) {
    if (!now || (act === 'accept' && now.accepted_at)) continue
    const allowed = mayMove(now, act)
    if (!allowed.ok) return allowed
    const moved = await deps.move(tx, { dossier: now, act, at, actId, period: version.period(now.channel as 1 | 2 | 3, now.case_key) })
    if (!moved.ok) return moved
    now = await lockDossier(tx, row.id)
  }
  await updateDossier(tx, row.id, { delivery_status: 'delivered' })
  return { ok: true }
}

function papersIn(table: unknown): { title: string; pages: number | null; copies: number | null }[] {
  if (!Array.isArray(table)) return []
  return table.map((row: Record<string, unknown>) => ({
    title: typeof row.title === 'string' ? row.title : '',
    pages: typeof row.pages === 'number' ? row.pages : null,
    copies: typeof row.copies === 'number' ? row.copies : null,
  }))
}
