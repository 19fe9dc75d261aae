import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, FormKeys, type SummaryError, Textarea, WarningText } from '../../../ui/index.ts'
import { type AnswerError, FILL, FormFields, type FormDefinition, pressed, type RawAnswers, rawFromAnswers, readAnswers } from '../../forms/index.ts'
import { contentOf, createCorrectResult, judgeCorrection, type JudgedCorrection } from '../correct-result.ts'
import { entriesForm } from '../entries.ts'
import { refuse } from '../refusals.ts'
import type { Staff } from '../on-case.ts'
import { selectResult } from '../store.ts'
import { Compared } from './compared.tsx'
import type { OfficerDeps } from './deps.ts'
import { type Case, openCase } from './open-case.ts'
import { baseOf } from './posted.ts'

interface Shown {
  raw: RawAnswers
  reason: string
  errors?: readonly AnswerError[]
  refused?: Refusal
}

const TITLE = 'Đính chính kết quả'

/** A leader corrects an issued result: first what it is to say, then what that changes, side by side, before anything is issued. */
export function mountCorrection(web: Web, deps: OfficerDeps): void {
  const correct = createCorrectResult(deps)
  const url = '/can-bo/ho-so/:code/dinh-chinh'

  web.get(url, { audience: 'officer' }, async (r) => {
    const opened = await openCase(deps, r, 'case.act')
    if (!opened.ok) return opened.answer
    const before = await standing(opened)
    if (!before) return problem(refuse('no-result-to-correct').refusal)
    const form = entriesForm(opened.version, opened.row, before.answers)
    const raw = { ...rawFromAnswers(opened.version.form, before.answers), ...(form ? rawFromAnswers(form, before.entries ?? {}) : {}) }
    return show(r, opened, form, { raw, reason: '' })
  })

  web.post(url, { audience: 'officer' }, async (r) => {
    const opened = await openCase(deps, r, 'case.act')
    if (!opened.ok) return opened.answer
    const { row, version } = opened
    const before = await standing(opened)
    if (!before) return problem(refuse('no-result-to-correct').refusal)
    const form = entriesForm(version, row, before.answers)
    const raw = { ...readAnswers(version.form, r.form), ...(form ? readAnswers(form, r.form) : {}) }
    const reason = field(r.form, '_reason')
    const asking = await deps.asking()
    const again = pressed(version.form, raw, r.form, asking) ?? (form ? pressed(form, raw, r.form, asking) : null)
    if (again || field(r.form, FILL) || field(r.form, '_edit')) return show(r, opened, form, { raw: again ?? raw, reason })
    const judged = await judgeCorrection(deps, version, row, before, raw)
    if (judged.errors.length > 0) return show(r, opened, form, { raw, reason, errors: judged.errors })
    if (judged.differences.length === 0) return show(r, opened, form, { raw, reason, refused: refuse('nothing-corrected').refusal })
    if (!field(r.form, '_sure')) return confirm(r, opened, { raw, reason }, judged)
    const done = await correct(r.actor as Staff, { ...baseOf(r, row), reason, raw })
    return done.ok ? seeOther(`/can-bo/ho-so/${row.code}?xong=1`) : show(r, opened, form, { raw, reason, refused: done.refusal })
  })

  async function standing({ row }: Case) {
    const result = await selectResult(deps.db, row.id)
    return result ? contentOf(deps, deps.db, row.id, result) : null
  }

  async function show(r: WebRequest, { row, version }: Case, form: FormDefinition | null, { raw, reason, errors = [], refused }: Shown): Promise<Answer> {
    const asking = await deps.asking()
    const said: readonly SummaryError[] = refused ? [{ text: sentenceOf(refused, 'vi'), ...(refused.code === 'reason-needed' ? { href: '#_reason' } : {}) }] : errors
    return page({
      title: `${said.length > 0 ? 'Lỗi: ' : ''}${TITLE} – ${row.code}`,
      status: refused ? getProblem(refused.code).status : errors.length > 0 ? 422 : 200,
      back: { href: `/can-bo/ho-so/${row.code}`, text: row.code },
      scripts: ['shortcuts', 'declaration'],
      main: (
        <>
          <ErrorSummary errors={said} />
          <p class="govuk-caption-m">
            <span class="mc-code">{row.code}</span> · {row.subject}
          </p>
          <h1 class="govuk-heading-l">{TITLE}</h1>
          <p class="govuk-body">Sửa ô sai dưới đây. Bản thay thế có số mới và do Anh/Chị ký; kết quả cũ bị thu hồi, hai bản dẫn chiếu lẫn nhau, người dân được báo. Tờ khai của người dân giữ nguyên.</p>
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="_revision" value={refused ? row.revision : field(r.form, '_revision') || row.revision} />
            <button type="submit" hidden>
              Xem chỗ thay đổi
            </button>
            <Textarea name="_reason" label="Lý do đính chính" hint="Sai ở đâu, vì sao; người dân đọc được lý do này." rows={3} value={reason} maxLength={1000} />
            <FormFields form={version.form} raw={raw} errors={errors} asking={asking} headingLevel={2} />
            {form ? <FormFields form={form} raw={raw} errors={errors} asking={asking} headingLevel={2} /> : null}
            <Button>Xem chỗ thay đổi</Button>
          </form>
        </>
      ),
    })
  }

  function confirm(r: WebRequest, { row }: Case, { raw, reason }: Shown, { differences }: JudgedCorrection): Answer {
    return page({
      title: `Xác nhận đính chính – ${row.code}`,
      back: { href: `/can-bo/ho-so/${row.code}`, text: row.code },
      main: (
        <>
          <p class="govuk-caption-m">
            <span class="mc-code">{row.code}</span> · {row.subject}
          </p>
          <h1 class="govuk-heading-l">Xác nhận đính chính</h1>
          <Compared caption="Những ô thay đổi" before="Kết quả đã phát hành" after="Bản thay thế" differences={differences} />
          <p class="govuk-body">Lý do: {reason}</p>
          <WarningText>Phát hành rồi không rút lại được: kết quả cũ bị thu hồi, bản thay thế lấy số mới.</WarningText>
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="_revision" value={field(r.form, '_revision') || row.revision} />
            <input type="hidden" name="_reason" value={reason} />
            {Object.entries(raw).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Button name="_sure" value="1">
              Phát hành bản thay thế
            </Button>{' '}
            <Button name="_edit" value="1" variant="secondary">
              Sửa tiếp
            </Button>
          </form>
        </>
      ),
    })
  }
}
