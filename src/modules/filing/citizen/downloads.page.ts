import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { isoInVietnam } from '../../../platform/clock.ts'
import { bytes, problem, type Web } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { documentsPart, listDocuments } from '../../documents/index.ts'
import { documentTitle, replacementOf, papersOf, papersPart, statusLabel, statusWords } from '../../dossiers/index.ts'
import { fileAnswer, type OpenableFile, openableFiles, openFile, openShown } from '../../files/index.ts'
import type { FilingPageDeps } from './deps.ts'
import { openToRead } from './own.ts'
import { asksAsSent } from './paper-link.tsx'

/** Papers, slips and the whole dossier as files. @see NĐ 45/2020/NĐ-CP art. 5.1b (the right to download all of one's dossier) */
export function mountDownloads(web: Web, deps: FilingPageDeps): void {
  web.get('/ho-so/:code/giay-to/:paperId', { audience: 'citizen' }, async (r) => {
    const own = await openToRead(deps, r, 'own.read-paper')
    if (!own.ok) return own.answer
    const paper = (await papersOf(deps.db, own.row.id)).find((one) => one.id === r.params.paperId)
    if (!paper?.file_id) return problem({ code: 'not-found' })
    const opened = await openShown(deps.files)(deps.db, paper.file_id, { asSent: asksAsSent(r) })
    return opened.ok ? fileAnswer(opened, { inline: true }) : problem(opened.refusal)
  })

  web.get('/ho-so/:code/van-ban/:documentId', { audience: 'citizen' }, async (r) => {
    const own = await openToRead(deps, r, 'own.read-document')
    if (!own.ok) return own.answer
    const documents = await listDocuments(deps.db, 'dossier', own.row.id)
    const document = documents.find((one) => one.documentId === r.params.documentId)
    if (!document) return problem({ code: 'not-found' })
    const replaced = replacementOf(document, documents)
    const marked = replaced ? await deps.withdrawnPdf(deps.db, document, replaced.printedAt) : null
    if (marked) return bytes({ body: marked, type: 'application/pdf', filename: `Da thu hoi ${own.row.code}.pdf`, inline: true, cache: 'private, no-store' })
    const opened = await openFile(deps.files)(deps.db, document.fileId)
    return opened.ok ? fileAnswer(opened, { inline: true }) : problem(opened.refusal)
  })

  web.get('/ho-so/:code/toan-bo.zip', { audience: 'citizen' }, async (r) => {
    const own = await openToRead(deps, r, 'own.download-all')
    if (!own.ok) return own.answer
    const { row } = own
    const [{ papers, documents, answers, messages }, events] = await Promise.all([
      readTogether(deps.db, {
        papers: papersPart(deps.db, row.id),
        documents: documentsPart('dossier', row.id),
        answers: deps.record.answersPart(deps.db, row.id),
        messages: deps.record.messagesPart(deps.db, row.id),
      }),
      deps.readStream(deps.db, { kind: 'dossier', id: row.id }),
    ])
    const files = await openableFiles(deps.files)(deps.db, [...documents.map((document) => document.fileId), ...papers.flatMap((paper) => paper.file_id ?? [])])
    const entryOf = (fileId: string | null, nameOf: (filename: string) => string): Entry[] => {
      const openable = files.get(fileId ?? '')
      return openable ? [{ name: nameOf(openable.file.filename), open: openable.open }] : []
    }
    const entries = [
      ...documents.flatMap((document, index) => {
        const replaced = replacementOf(document, documents)
        return entryOf(document.fileId, () => `van-ban/${index + 1}-${safe(documentTitle(document.template, 'vi'))}${replaced ? '-DA-THU-HOI' : ''}.pdf`).map((entry) =>
          replaced ? { ...entry, open: async () => Readable.from([(await deps.withdrawnPdf(deps.db, document, replaced.printedAt)) ?? Buffer.alloc(0)], { objectMode: false }) } : entry,
        )
      }),
      ...papers.flatMap((paper, index) => entryOf(paper.file_id, (filename) => `giay-to/${index + 1}-${safe(filename)}`)),
    ]
    const overview = {
      maHoSo: row.code,
      thuTuc: { ma: row.procedure_code, ten: row.procedure_name },
      noiDung: row.subject,
      trangThai: statusLabel(statusWords('vi'), row.status),
      nopLuc: isoInVietnam(row.submitted_at),
      tiepNhanLuc: row.accepted_at ? isoInVietnam(row.accepted_at) : null,
      henTra: row.current_due_at ? isoInVietnam(row.current_due_at) : null,
      toKhai: answers.answers,
      traoDoi: messages.map((message) => ({ luc: isoInVietnam(message.at), nguoiGui: message.fromCitizen ? 'công dân' : message.authorName, noiDung: message.body })),
      nhatKy: events.map((event) => ({ luc: isoInVietnam(event.at), suKien: event.type, so: event.seq, hash: event.hash.toString('hex') })),
    }
    return bytes({ body: zipOf(entries, overview), type: 'application/zip', filename: `ho-so-${row.code}.zip`, cache: 'private, no-store' })
  })
}

const safe = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').slice(0, 120)

type Entry = Pick<OpenableFile, 'open'> & { name: string }

/** Streams the archive: one file is open at a time, so a large dossier needs little memory. */
function zipOf(entries: readonly Entry[], overview: object): PassThrough {
  const zip = new ZipFile()
  const output = new PassThrough()
  zip.outputStream.pipe(output)
  zip.addBuffer(Buffer.from(JSON.stringify(overview, null, 2)), 'ho-so.json')
  const failed = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)))
  const addAll = async () => {
    for (const entry of entries) {
      const stream = await entry.open()
      await new Promise<void>((resolve, reject) => {
        stream.once('end', resolve).once('error', reject)
        zip.addReadStream(stream, entry.name, { compress: false })
      })
    }
    zip.end()
  }
  addAll().catch(failed)
  return output
}
