import { bytes, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { listDocuments, reprintedPdf } from '../../documents/index.ts'
import { controlSlipNow } from '../control-slip.ts'
import type { Staff } from '../on-case.ts'
import { createReprintPaper } from '../reprint.ts'
import type { OfficerDeps } from './deps.ts'
import { admitToCase } from './open-case.ts'
import { baseOf } from './posted.ts'

const pdf = (body: Buffer, filename: string) => bytes({ body, type: 'application/pdf', filename, inline: true, cache: 'private, no-store' })

/** Papers of a case that are printed at any time: copies of what was printed, and the control slip as it stands. */
export function mountCasePapers(web: Web, deps: OfficerDeps): void {
  const reprint = createReprintPaper(deps)

  web.post('/can-bo/ho-so/:code/van-ban/:documentId/in-lai', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-document')
    if (!opened.ok) return opened.answer
    const done = await reprint(r.actor as Staff, { ...baseOf(r, opened.row), seenRevision: null, documentId: r.params.documentId ?? '' })
    return done.ok ? seeOther(`/can-bo/ho-so/${opened.row.code}?xong=1#giay-to-da-in`) : problem(done.refusal)
  })

  web.get('/can-bo/ho-so/:code/van-ban/:documentId/ban-in-lai/:copy', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-document')
    if (!opened.ok) return opened.answer
    const document = (await listDocuments(deps.db, 'dossier', opened.row.id)).find((one) => one.documentId === r.params.documentId)
    const copy = /^\d{1,6}$/.test(r.params.copy ?? '') ? Number(r.params.copy) : 0
    const body = document ? await reprintedPdf(deps.documents)(deps.db, document, copy) : null
    return body ? pdf(body, `Ban in lai ${opened.row.code} lan ${copy}.pdf`) : problem({ code: 'not-found' })
  })

  web.get('/can-bo/ho-so/:code/phieu-kiem-soat.pdf', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-document')
    if (!opened.ok) return opened.answer
    const { row, agency } = opened
    return pdf(await controlSlipNow(deps, deps.db, { row, agency, at: deps.clock.now() }), `Phieu kiem soat ${row.code}.pdf`)
  })
}
