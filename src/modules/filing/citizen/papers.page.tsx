import { type Answer, field, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, FormKeys, type SummaryError } from '../../../ui/index.ts'
import { fileAnswer, openShown } from '../../files/index.ts'
import { confirmedAnswers, givenParties, standingParts } from '../draft-parts.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { FilingPackage } from '../ports.ts'
import { attachedTo } from './attached-files.tsx'
import type { FilingPageDeps } from './deps.ts'
import { asksAsSent } from './paper-link.tsx'
import { keepPapers, PaperSlot } from './paper-slot.tsx'
import { openDraft, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

/** Step 3: papers, each sent by itself, checked and kept at once. */
export function mountPapersPage(web: Web, deps: FilingPageDeps): void {
  const url = '/nop-ho-so/ban-nhap/:id/3'

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    return opened.ok ? show(r, opened, []) : opened.answer
  })

  web.post(
    '/nop-ho-so/ban-nhap/:id/3/giay-to',
    { audience: 'citizen' },
    async (r) => {
      const opened = await openDraft(deps, r)
      if (!opened.ok) return opened.answer
      const { errors, status } = await keepPapers(deps, r, (input) => deps.drafts.attach(r.actor as Citizen, opened.draft.id, input))
      if (errors.length === 0) return seeOther(`${stepUrl(r.lang, opened.draft.id, 3)}#paper-${field(r.form, 'component')}`)
      const again = await openDraft(deps, r)
      return again.ok ? show(r, again, errors, status) : again.answer
    },
    { multipart: true, limit: { max: 120, seconds: 60 } },
  )

  web.post('/nop-ho-so/ban-nhap/:id/3/giay-to/:fileId/xoa', { audience: 'citizen' }, async (r) => {
    const removed = await deps.drafts.detach(r.actor as Citizen, r.params.id ?? '', r.params.fileId ?? '', field(r.form, 'component') || undefined)
    return removed.ok ? seeOther(stepUrl(r.lang, r.params.id ?? '', 3)) : problem(removed.refusal)
  })

  web.post('/nop-ho-so/ban-nhap/:id/3/giay-to/dung-lai', { audience: 'citizen' }, async (r) => {
    const [component, fileId] = [field(r.form, 'component'), field(r.form, 'fileId')]
    const to = `${stepUrl(r.lang, r.params.id ?? '', 3)}#paper-${component}`
    if (!fileId) return seeOther(to)
    const done = await deps.drafts.attachAlso(r.actor as Citizen, r.params.id ?? '', { component, fileId })
    return done.ok ? seeOther(to) : problem(done.refusal)
  })

  web.get('/nop-ho-so/ban-nhap/:id/3/giay-to/:fileId', { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    if (!opened.draft.papers.some((paper) => paper.file_id === r.params.fileId)) return problem({ code: 'not-found' })
    const file = await openShown(deps.files)(deps.db, r.params.fileId ?? '', { asSent: asksAsSent(r) })
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  web.post(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const given = givenParties(opened.draft)
    const components = (await applicable(r.lang, opened)).filter((one) => !one.by || !given.includes(one.by))
    const attached = new Set(opened.draft.papers.map((paper) => paper.component))
    const missing = components.filter((one) => one.required && !one.presentedOnly && !attached.has(one.id))
    if (missing.length > 0) {
      return show(r, opened, missing.map((one) => ({ href: `#paper-${one.id}`, text: `${filingWords(r.lang).chooseFile(one.name[r.lang])}` })))
    }
    const done = await deps.drafts.completePapers(r.actor as Citizen, opened.draft)
    return done.ok ? seeOther(stepUrl(r.lang, opened.draft.id, 4)) : problem(done.refusal)
  })

  async function applicable(lang: Lang, { draft, version }: { draft: Draft; version: FilingPackage }) {
    const { answers } = await deps.check(version.form, { ...draft.answers, ...confirmedAnswers(draft) }, lang)
    return version.components(draft.case_key ?? version.cases[0]?.key ?? '', answers)
  }

  async function show(r: WebRequest, opened: { draft: Draft; version: FilingPackage }, errors: SummaryError[], status?: number): Promise<Answer> {
    const words = filingWords(r.lang)
    const components = await applicable(r.lang, opened)
    const attached = await attachedTo(deps, opened.draft)
    return wizardPage({
      r,
      ...opened,
      step: 3,
      errors,
      ...(status ? { status } : {}),
      scripts: ['upload'],
      children: (
        <>
          <p class="govuk-body">{words.papersLead}</p>
          {components.map((component) => (
            <PaperSlot
              key={component.id}
              {...{ r, component }}
              base={`${stepUrl(r.lang, opened.draft.id, 3)}/giay-to`}
              givenTo={standingParts(opened.draft).find(({ party }) => party === component.by)}
              error={errors.find((error) => error.href === `#paper-${component.id}`)?.text}
              attached={attached(component.id)}
            />
          ))}
          <form method="post" action={stepUrl(r.lang, opened.draft.id, 3)}>
            <FormKeys csrf={r.csrf} />
            <Button>{words.continue}</Button>
          </form>
        </>
      ),
    })
  }
}
