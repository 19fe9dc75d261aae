import type { Clock } from '../platform/clock.ts'
import { type Answer, bytes, problem, type Web } from '../platform/http/index.ts'
import { type Db, inTransaction, type Tx } from '../platform/db.ts'
import { type DocumentsDeps, issuePackagePaper, listDocuments, type PackagePaper, previewPackagePaper, printBlankForm } from '../modules/documents/index.ts'
import { type DossierRow, findDossier, formName, isForm, lockDossier, partiesOf } from '../modules/dossiers/index.ts'
import type { FilingPageDeps } from '../modules/filing/index.ts'
import { type Answers, printAnswers } from '../modules/forms/index.ts'
import type { Packages } from '../modules/procedures/index.ts'
import type { Acts } from './acts.ts'

const pdf = (body: Buffer, filename: string): Answer => bytes({ body, type: 'application/pdf', filename, inline: true, cache: 'private, no-store' })

/** The declaration form as it will be printed, from what was typed so far. */
export function createPrintForm(deps: { clock: Clock; documents: DocumentsDeps; packages: Packages; acts: Pick<Acts, 'agencies' | 'processing'> }): FilingPageDeps['printForm'] {
  return async ({ versionId, form, answers, agencyId }) => {
    const one = await deps.packages.version(versionId)
    const file = one.definition.formTemplate ?? 'to-khai.typ'
    if (!one.files.includes(file)) return null
    const at = deps.clock.now()
    const agency = agencyId ? await deps.acts.processing.agencyOf(agencyId) : null
    const printed = await previewPackagePaper(deps.documents)({
      template: { folder: await deps.packages.templateFolder(versionId), file },
      title: form.title.vi,
      data: { dossier: null, answers: printAnswers(form, answers, 'vi'), result: null, agency: { name: agency?.parentName ?? agency?.nameVi ?? '', place: agency?.place ?? '' }, lookup: null },
      at,
      marks: ['BẢN XEM TRƯỚC'],
    })
    return pdf(printed, `${form.title.vi}.pdf`)
  }
}

/**
 * The declaration as it was filed, printed once for each time that it was made: with the dossier, and again when a supplement
 * corrected it. Where the package asks for it, its author's signature is asked for through the signer port.
 */
export function createPrintFiledForm(deps: { db: Db; documents: DocumentsDeps; packages: Packages; acts: Pick<Acts, 'processing' | 'record'> }) {
  return async (dossierId: string, at: Date): Promise<void> => {
    const found = await findDossier(deps.db, dossierId)
    const one = found && (await deps.packages.version(found.package_version_id))
    const file = one?.definition.formTemplate ?? 'to-khai.typ'
    if (!one?.files.includes(file)) return
    const folder = await deps.packages.templateFolder(one.versionId)
    await inTransaction(deps.db, async (tx) => {
      const row = await lockDossier(tx, dossierId)
      if (!row) return
      const earlier = (await listDocuments(tx, 'dossier', row.id)).filter((document) => isForm(document.template))
      if (earlier.some((document) => document.printedAt >= at)) return
      const agency = await deps.acts.processing.agencyOf(row.agency_id)
      const { answers } = await deps.acts.record.answersOf(tx, row.id)
      await issuePackagePaper(deps.documents)(
        tx,
        {
          template: { folder, file },
          name: formName(one.code),
          title: one.form.title.vi,
          data: { dossier: { code: row.code, ...(row.channel === 2 ? { submittedAt: row.submitted_at } : {}), declared: await whoDeclared(tx, row) }, answers: printAnswers(one.form, answers as Answers, 'vi'), result: null, agency: { name: agency.parentName ?? agency.nameVi, place: agency.place ?? '' }, lookup: null },
          signedBy: one.definition.signForm && row.account_id ? { accountId: row.account_id } : 'nobody',
        },
        { ownerKind: 'dossier', ownerId: row.id, agencyId: row.agency_id, provinceCode: row.province_code, at, ...(earlier.length > 0 ? { replaces: earlier.at(-1)?.documentId ?? '' } : {}) },
      )
    })
  }
}

/** Who submitted it online, and whoever filled in a part of it before. */
async function whoDeclared(tx: Tx, row: DossierRow): Promise<{ name: string; at: Date }[]> {
  const parties = await partiesOf(tx, row.id)
  return [...(row.channel === 2 ? [{ name: row.submitter_name, at: row.submitted_at }] : []), ...parties.map((party) => ({ name: party.name, at: party.confirmed_at }))]
}

/** A paper of a version that stands for none: an example's. */
export const createPrintPaper =
  (deps: { clock: Clock; documents: DocumentsDeps; packages: Packages }) =>
  async (versionId: string, { file, title, data }: Omit<PackagePaper, 'template'> & { file: string }): Promise<Answer> =>
    pdf(await previewPackagePaper(deps.documents)({ template: { folder: await deps.packages.templateFolder(versionId), file }, title, data, at: deps.clock.now(), marks: ['BẢN XEM TRƯỚC'] }), `${title}.pdf`)

/** Blank forms to print and fill by hand: `/thu-tuc/{code}/mau-to-khai.pdf`. */
export function mountBlankForms(web: Web, deps: { clock: Clock; documents: DocumentsDeps; packages: Packages }): void {
  web.get('/thu-tuc/:code/mau-to-khai.pdf', { audience: 'public' }, async (r) => {
    const one = await deps.packages.current(r.params.code ?? '')
    const file = one?.definition.formTemplate ?? 'to-khai.typ'
    if (!one?.files.includes(file)) return problem({ code: 'not-found' })
    const template = { folder: await deps.packages.templateFolder(one.versionId), file }
    return pdf(await printBlankForm(deps.documents)({ template, title: one.form.title.vi, at: deps.clock.now() }), `${one.form.title.vi}.pdf`)
  })
}
