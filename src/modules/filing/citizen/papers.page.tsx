import { type Answer, field, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, FileUpload, FormKeys, type SummaryError, Tag } from '../../../ui/index.ts'
import { type FileView, fileAnswer, listFiles, openFile, receiveUpload } from '../../files/index.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { ApplicableComponent, FilingPackage } from '../ports.ts'
import type { FilingPageDeps } from './deps.ts'
import { openDraft, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

export const MAX_FILE_BYTES = 20 * 1024 * 1024

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
      const errors: SummaryError[] = []
      let sent = 0
      let status = 422
      for await (const part of r.files()) {
        const component = field(r.form, 'component')
        const received = await receiveUpload(deps.files)({ stream: part.stream, filename: part.filename, declaredType: part.mime })
        const kept = received.ok ? await deps.drafts.attach(r.actor as Citizen, opened.draft.id, { component, received: received.received }) : received
        if (kept.ok) sent++
        else {
          errors.push({ href: `#paper-${component}`, text: sentenceOf(kept.refusal, r.lang) })
          status = getProblem(kept.refusal.code).status
        }
      }
      if (errors.length === 0 && sent === 0) errors.push({ href: `#paper-${field(r.form, 'component')}`, text: filingWords(r.lang).chooseFileFirst })
      if (errors.length === 0) return seeOther(`${stepUrl(r.lang, opened.draft.id, 3)}#paper-${field(r.form, 'component')}`)
      const again = await openDraft(deps, r)
      return again.ok ? show(r, again, errors, status) : again.answer
    },
    { multipart: true, limit: { max: 120, seconds: 60 } },
  )

  web.post('/nop-ho-so/ban-nhap/:id/3/giay-to/:fileId/xoa', { audience: 'citizen' }, async (r) => {
    const removed = await deps.drafts.detach(r.actor as Citizen, r.params.id ?? '', r.params.fileId ?? '')
    return removed.ok ? seeOther(stepUrl(r.lang, r.params.id ?? '', 3)) : problem(removed.refusal)
  })

  web.get('/nop-ho-so/ban-nhap/:id/3/giay-to/:fileId', { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    if (!opened.draft.papers.some((paper) => paper.file_id === r.params.fileId)) return problem({ code: 'not-found' })
    const file = await openFile(deps.files)(deps.db, r.params.fileId ?? '')
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  web.post(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const components = await applicable(r.lang, opened)
    const attached = new Set(opened.draft.papers.map((paper) => paper.component))
    const missing = components.filter((one) => one.required && !one.presentedOnly && !attached.has(one.id))
    if (missing.length > 0) {
      return show(r, opened, missing.map((one) => ({ href: `#paper-${one.id}`, text: `${filingWords(r.lang).chooseFile(one.name[r.lang])}` })))
    }
    const done = await deps.drafts.completePapers(r.actor as Citizen, opened.draft)
    return done.ok ? seeOther(stepUrl(r.lang, opened.draft.id, 4)) : problem(done.refusal)
  })

  async function applicable(lang: Lang, { draft, version }: { draft: Draft; version: FilingPackage }) {
    const { answers } = await deps.check(version.form, draft.answers, lang)
    return version.components(draft.case_key ?? version.cases[0]?.key ?? '', answers)
  }

  async function show(r: WebRequest, opened: { draft: Draft; version: FilingPackage }, errors: SummaryError[], status?: number): Promise<Answer> {
    const words = filingWords(r.lang)
    const components = await applicable(r.lang, opened)
    const files = await listFiles(deps.files)(deps.db, { fileIds: opened.draft.papers.map((paper) => paper.file_id) })
    return wizardPage({
      r,
      ...opened,
      step: 3,
      errors,
      ...(status ? { status } : {}),
      scripts: ['upload'],
      children: (
        <>
          <p class="govuk-body">
            {words.papersLead} {words.fileKinds}
          </p>
          {components.map((component) => (
            <Component
              key={component.id}
              {...{ r, component, draftId: opened.draft.id }}
              error={errors.find((error) => error.href === `#paper-${component.id}`)?.text}
              files={files.filter((file) => opened.draft.papers.some((paper) => paper.component === component.id && paper.file_id === file.fileId))}
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

const inKilobytes = (size: number) => (size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`)

interface ComponentProps {
  r: WebRequest
  component: ApplicableComponent
  draftId: string
  files: FileView[]
  error?: string
}

function Component({ r, component, draftId, files, error }: ComponentProps) {
  const { lang } = r
  const words = filingWords(lang)
  const base = `${stepUrl(lang, draftId, 3)}/giay-to`
  return (
    <section class="mc-paper" id={`paper-${component.id}`}>
      <h2 class="govuk-heading-s">
        <span lang={langWritten(component.name[lang], lang)}>{component.name[lang]}</span>{' '}
        <Tag colour={component.presentedOnly ? 'grey' : component.required ? 'blue' : 'grey'}>
          {component.presentedOnly ? words.presented : component.required ? words.required : words.notRequired}
        </Tag>
      </h2>
      {component.hint ? <p class="govuk-hint">{component.hint[lang]}</p> : null}
      {component.originals + component.copies > 0 ? <p class="govuk-hint">{words.copies(component.originals, component.copies)}</p> : null}
      {files.length > 0 ? (
        <ul class="govuk-list">
          {files.map((file) => (
            <li>
              <form method="post" action={`${base}/${file.fileId}/xoa`} class="mc-inline-form">
                <FormKeys csrf={r.csrf} />
                <a class="govuk-link" href={`${base}/${file.fileId}`}>
                  {file.filename}
                </a>{' '}
                <span class="govuk-hint govuk-!-display-inline">
                  ({inKilobytes(file.size)}
                  {file.scan === 'clean' ? '' : `, ${words.unscanned}`}){' '}
                </span>
                <button class="mc-link-button govuk-link" type="submit">
                  {words.remove}
                  <span class="govuk-visually-hidden"> {file.filename}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      {component.presentedOnly ? null : (
        <form method="post" action={base} enctype="multipart/form-data" data-behaviour="upload" data-max-bytes={MAX_FILE_BYTES}>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="component" value={component.id} />
          <FileUpload
            name="file"
            id={`file-${component.id}`}
            label={words.chooseFile(component.name[lang])}
            hideLabel
            error={error}
            accept=".pdf,.jpg,.jpeg,.png"
          />
          <Button variant="secondary">{words.attach}</Button>
        </form>
      )}
    </section>
  )
}
