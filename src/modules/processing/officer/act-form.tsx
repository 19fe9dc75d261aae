import type { ComponentChildren } from 'preact'
import { type Answer, field, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided } from '../../../platform/result.ts'
import { Button, ErrorSummary, FormKeys } from '../../../ui/index.ts'
import type { CaseAct, Staff } from '../on-case.ts'
import type { OfficerDeps } from './deps.ts'
import { type Case, openCase } from './open-case.ts'
import { baseOf, taskOf } from './posted.ts'

/** A page that asks what an officer's act needs. */
export interface ActForm {
  /** Last part of the address: an act is a resource. */
  key: string
  title: string
  lead?: string
  button: string
  tone?: 'primary' | 'warning'
  /** Which field a refusal is about, by its code: the fault then stands beside it too. */
  faults?: Readonly<Record<string, string>>
  fields: (opened: Case, r: WebRequest, errorOf: (name: string) => string | undefined) => ComponentChildren | Promise<ComponentChildren>
  act: (actor: Staff, base: CaseAct, r: WebRequest, opened: Case) => Promise<Decided<object>>
}

/** The page and the post of an act: what was typed comes back with a refusal. */
export function mountActForm(web: Web, deps: OfficerDeps, form: ActForm): void {
  const url = `/can-bo/ho-so/:code/${form.key}`
  web.get(url, { audience: 'officer' }, async (r) => {
    const opened = await openCase(deps, r, 'case.act')
    return opened.ok ? show(form, r, opened, null) : opened.answer
  })
  web.post(url, { audience: 'officer' }, async (r) => {
    const opened = await openCase(deps, r, 'case.act')
    if (!opened.ok) return opened.answer
    const done = await form.act(r.actor as Staff, baseOf(r, opened.row), r, opened)
    return done.ok ? seeOther(`/can-bo/ho-so/${opened.row.code}?xong=1`) : show(form, r, opened, done)
  })
}

async function show(form: ActForm, r: WebRequest, opened: Case, refused: Decided<object> | null): Promise<Answer> {
  const text = refused && !refused.ok ? sentenceOf(refused.refusal, 'vi') : null
  const wrong = refused && !refused.ok ? form.faults?.[refused.refusal.code] : undefined
  const errorOf = (name: string) => (text && wrong === name ? text : undefined)
  const back = `/can-bo/ho-so/${opened.row.code}`
  const fields = await form.fields(opened, r, errorOf)
  return page({
    title: `${text ? 'Lỗi: ' : ''}${form.title} – ${opened.row.code}`,
    status: text ? (refused && !refused.ok && refused.refusal.code === 'case-changed' ? 409 : 422) : 200,
    back: { href: back, text: opened.row.code },
    scripts: ['shortcuts'],
    main: (
      <>
        <ErrorSummary errors={text ? [{ text, ...(wrong ? { href: `#${wrong}` } : {}) }] : []} />
        <p class="govuk-caption-m">
          <span class="mc-code">{opened.row.code}</span> · {opened.row.subject}
        </p>
        <h1 class="govuk-heading-l">{form.title}</h1>
        {form.lead ? <p class="govuk-body">{form.lead}</p> : null}
        <form method="post" novalidate>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="revision" value={field(r.form, 'revision') || opened.row.revision} />
          <input type="hidden" name="taskId" value={taskOf(r)} />
          {fields}
          <Button variant={form.tone ?? 'primary'}>{form.button}</Button>
        </form>
        <p class="govuk-body">
          <a class="govuk-link" href={back}>
            Quay lại hồ sơ, không làm gì
          </a>
        </p>
      </>
    ),
  })
}
