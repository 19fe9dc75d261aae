import type { Clock } from '../platform/clock.ts'
import { type Answer, bytes, problem, type Web } from '../platform/http/index.ts'
import { type DocumentsDeps, previewPackagePaper, printBlankForm } from '../modules/documents/index.ts'
import type { FilingPageDeps } from '../modules/filing/index.ts'
import { printAnswers } from '../modules/forms/index.ts'
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
