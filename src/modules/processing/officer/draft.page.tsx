import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Decided, Refusal } from '../../../platform/result.ts'
import { Button, Details, ErrorSummary, FormKeys, type SummaryError } from '../../../ui/index.ts'
import { type AnswerError, AnswersSummary, FILL, fillAsked, fillIn, FormFields, type FormDefinition, pressed, type RawAnswers, rawFromAnswers, readAnswers, validate } from '../../forms/index.ts'
import { entriesForm } from '../entries.ts'
import type { CaseAct, Staff } from '../on-case.ts'
import type { OfficerDeps } from './deps.ts'
import { CorrectionsAsked } from './draft-beside.tsx'
import { type Case, openCase } from './open-case.ts'
import { baseOf, taskOf } from './posted.ts'

interface Drafting {
  /** Last part of the address. */
  key: string
  title: string
  button: string
  act: (actor: Staff, input: CaseAct & { taskId: string; entries: RawAnswers }) => Promise<Decided<object>>
}

interface Shown {
  raw: RawAnswers
  errors?: readonly AnswerError[]
  sources?: Readonly<Record<string, string>>
  refused?: Refusal
}

const caseUrl = (opened: Case) => `/can-bo/ho-so/${opened.row.code}`

/**
 * The drafting of a result. Where the package asks the officer for something, a page asks first and what was typed stays until
 * it is right; elsewhere the button of the case page does it at once.
 */
export function mountDrafting(web: Web, deps: OfficerDeps): void {
  mount({ key: 'du-thao', title: 'Ghi nội dung kết quả và lập dự thảo', button: 'Lập dự thảo', act: (actor, input) => deps.steps.draft(actor, input) })
  mount({ key: 'gui-lai-du-thao', title: 'Lập và gửi lại dự thảo', button: 'Lập và gửi lại dự thảo', act: (actor, input) => deps.steps.resendDraft(actor, input) })

  function mount(drafting: Drafting) {
    const url = `/can-bo/ho-so/:code/${drafting.key}`
    web.get(url, { audience: 'officer' }, async (r) => {
      const opened = await openCase(deps, r, 'case.act')
      if (!opened.ok) return opened.answer
      const form = entriesForm(opened.version, opened.row, opened.answers)
      if (!form) return seeOther(caseUrl(opened))
      const last = opened.drafts.at(-1)?.entries
      return show(drafting, r, { opened, form }, { raw: last ? rawFromAnswers(form, last) : {} })
    })

    web.post(url, { audience: 'officer' }, async (r) => {
      const opened = await openCase(deps, r, 'case.act')
      if (!opened.ok) return opened.answer
      const form = entriesForm(opened.version, opened.row, opened.answers)
      const typed = form ? readAnswers(form, r.form) : {}
      const again = form ? await askedAgain(form, typed, r) : null
      if (form && again) return show(drafting, r, { opened, form }, again)
      const done = await drafting.act(r.actor as Staff, { ...baseOf(r, opened.row), taskId: taskOf(r), entries: typed })
      if (done.ok) return seeOther(`${caseUrl(opened)}?xong=1`)
      if (!form) return problem(done.refusal)
      if (done.refusal.code !== 'entries-wrong') return show(drafting, r, { opened, form }, { raw: typed, refused: done.refusal })
      const { errors } = validate(form, typed, await deps.asking())
      return show(drafting, r, { opened, form }, { raw: typed, errors })
    })
  }

  /** A row more or less, the communes of a province, an agency, an address in the old units: the page comes again, and nothing is judged or done. */
  async function askedAgain(form: FormDefinition, typed: RawAnswers, r: WebRequest): Promise<Shown | null> {
    const changed = pressed(form, typed, r.form, await deps.asking())
    if (changed) return { raw: changed }
    const asked = fillAsked(form, r.form)
    if (asked?.kind === 'old-address' && !field(r.form, '_look')) {
      const { unfound, ...filled } = await fillIn(deps.findPlace, { form, raw: typed, asked, lang: 'vi' })
      return { ...filled, raw: { ...filled.raw, ...unfound } }
    }
    return field(r.form, FILL) ? { raw: typed } : null
  }

  async function show(drafting: Drafting, r: WebRequest, { opened, form }: { opened: Case; form: FormDefinition }, shown: Shown): Promise<Answer> {
    const { row, version, answers } = opened
    const { raw, refused, sources } = shown
    const errors: readonly SummaryError[] = refused ? [{ text: sentenceOf(refused, 'vi') }] : (shown.errors ?? [])
    return page({
      title: `${errors.length > 0 ? 'Lỗi: ' : ''}${drafting.title} – ${row.code}`,
      status: refused ? getProblem(refused.code).status : errors.length > 0 ? 422 : 200,
      back: { href: caseUrl(opened), text: row.code },
      scripts: ['shortcuts', 'declaration'],
      main: (
        <>
          <ErrorSummary errors={errors} />
          <p class="govuk-caption-m">
            <span class="mc-code">{row.code}</span> · {row.subject}
          </p>
          <h1 class="govuk-heading-l">{drafting.title}</h1>
          <p class="govuk-body">
            Nội dung ghi ở đây được in trong «{version.result.title}». Người ký duyệt thấy nội dung này cùng bản dự thảo. <a class="govuk-link" href={caseUrl(opened)} target="_blank" rel="noopener">Mở hồ sơ ở cửa sổ khác</a>
          </p>
          {opened.sent.at(-1)?.answer === 'corrected' ? <Asked opened={opened} /> : null}
          <Details summary="Xem tờ khai của người dân">
            <AnswersSummary form={version.form} answers={answers} lang="vi" headingLevel={3} />
          </Details>
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            {/* After a refusal the case as it is now has been named to the officer, who sends what is typed again or not. */}
            <input type="hidden" name="_revision" value={refused ? row.revision : field(r.form, '_revision') || row.revision} />
            <input type="hidden" name="_taskId" value={taskOf(r)} />
            {/* Enter in any field sets the draft: a browser presses the first button of a form, which would else add or take out a row. */}
            <button type="submit" hidden>
              {drafting.button}
            </button>
            <FormFields form={form} raw={raw} errors={shown.errors} sources={sources} asking={await deps.asking()} headingLevel={null} />
            <Button>{drafting.button}</Button>
          </form>
          <p class="govuk-body">
            <a class="govuk-link" href={caseUrl(opened)}>
              Quay lại hồ sơ, không làm gì
            </a>
          </p>
        </>
      ),
    })
  }
}

/** What the citizen found wrong in the draft that is set anew. */
function Asked({ opened: { version, sent } }: { opened: Case }) {
  const last = sent.at(-1)
  if (!last) return null
  return (
    <>
      <CorrectionsAsked version={version} draft={last} />
      {last.comment ? <p class="govuk-body mc-multiline">Người dân ghi thêm: {last.comment}</p> : null}
    </>
  )
}
