import { civilDateOf } from '../../../platform/clock.ts'
import { field, fieldList, type WebRequest } from '../../../platform/http/index.ts'
import { refuse } from './refusals.ts'
import { Checkboxes, Fieldset, InsetText, Select, Textarea, TextInput } from '../../../ui/index.ts'
import { staffNames } from '../../accounts/index.ts'
import { staffWithin } from '../../agencies/index.ts'
import type { ActForm } from '../officer/act-form.tsx'
import type { OfficerDeps } from '../officer/deps.ts'
import type { Case } from '../officer/open-case.ts'
import type { Staff } from '../on-case.ts'
import { MOST_PERIOD, OPINION_UNITS, opinionPeriod } from '../rules/opinion.ts'
import type { Asked } from './opinions.ts'

/** Asked at once; more are asked in another turn. */
const ROWS = 4

/** Colleagues of the office and other agencies, by what a select posts for them. */
async function targets(deps: OfficerDeps, opened: Case, r: WebRequest) {
  const [root = opened.agency.id] = opened.agency.path.split('/')
  const staff = (await staffWithin(deps.db, `${root}/`, civilDateOf(deps.clock.now()))).filter((one) => one.staffId !== (r.actor as Staff).staffId)
  const names = await staffNames(deps.db, staff.map((one) => one.staffId))
  const agencies = await deps.work.agenciesToAsk(opened.row.agency_id)
  return {
    colleagues: staff.map((one) => ({ value: `nguoi:${one.staffId}`, text: `${names.get(one.staffId) ?? ''}, ${one.title}` })),
    agencies: agencies.map((one) => ({ value: `co-quan:${one.id}`, text: one.name })),
    nameOf: (value: string) => (value.startsWith('nguoi:') ? names.get(value.slice('nguoi:'.length)) : agencies.find((one) => `co-quan:${one.id}` === value)?.name) ?? null,
  }
}

export const askForm = (deps: OfficerDeps): ActForm => ({
  key: 'xin-y-kien',
  title: 'Xin ý kiến',
  lead: 'Hỏi được nhiều nơi một lúc, mỗi nơi một thời hạn. Nơi được hỏi chỉ thấy câu hỏi và những phần hồ sơ được chọn dưới đây; mỗi lần xem đều được ghi lại.',
  button: 'Gửi xin ý kiến',
  faults: { 'opinion-question': 'question', 'opinion-whom': 'whom-0', 'opinion-twice': 'whom-0', 'opinion-period': 'amount-0' },
  fields: async (opened, r, errorOf) => {
    const { colleagues, agencies } = await targets(deps, opened, r)
    const items = [{ value: '', text: 'Không chọn' }, { label: 'Đồng nghiệp', items: colleagues }, { label: 'Cơ quan khác', items: agencies }]
    const papers = opened.papers.filter((paper) => !paper.replaced_at && paper.file_id)
    const names = new Map(opened.components.map((one) => [one.id, one.name.vi]))
    const law = opened.version.consultation
    return (
      <>
        <Textarea name="question" label="Cần xin ý kiến về việc gì" rows={4} maxLength={1000} value={field(r.form, 'question')} error={errorOf('question')} />
        {law ? (
          <InsetText>
            Cơ quan được hỏi có ít nhất {law.within.amount} {OPINION_UNITS[law.within.unit as keyof typeof OPINION_UNITS] ?? law.within.unit} mà không trả lời thì coi là đồng ý. {law.silenceGround}. Đặt thời hạn ngắn hơn thì im lặng không có nghĩa gì.
          </InsetText>
        ) : (
          <InsetText>Thủ tục này không có quy định coi im lặng là đồng ý: quá hạn thì Anh/Chị được báo, câu hỏi vẫn chờ trả lời.</InsetText>
        )}
        {Array.from({ length: ROWS }, (_, index) => (
          <Fieldset legend={`Hỏi nơi thứ ${index + 1}`} legendSize="s">
            <Select name={`whom-${index}`} label="Hỏi ai" value={field(r.form, `whom-${index}`)} items={items} error={errorOf(`whom-${index}`)} />
            <TextInput name={`amount-${index}`} label="Trả lời trong" width={3} inputMode="numeric" value={field(r.form, `amount-${index}`) || String(law?.within.amount ?? 2)} error={errorOf(`amount-${index}`)} />
            <Select name={`unit-${index}`} label="Đơn vị" value={field(r.form, `unit-${index}`) || (law?.within.unit ?? 'working_day')} items={Object.entries(OPINION_UNITS).map(([value, text]) => ({ value, text }))} />
          </Fieldset>
        ))}
        <Checkboxes
          name="shows"
          legend="Nơi được hỏi được xem gì của hồ sơ"
          legendSize="s"
          values={fieldList(r.form, 'shows')}
          items={[{ value: 'form', text: 'Tờ khai' }, ...papers.map((paper) => ({ value: paper.id, text: names.get(paper.component) ?? paper.component }))]}
        />
      </>
    )
  },
  act: async (actor, base, r, opened) => {
    const { nameOf } = await targets(deps, opened, r)
    const asked: Asked[] = []
    for (let index = 0; index < ROWS; index += 1) {
      const whom = field(r.form, `whom-${index}`)
      if (whom === '') continue
      const name = nameOf(whom)
      if (!name) return refuse('opinion-whom')
      const period = opinionPeriod(field(r.form, `amount-${index}`), field(r.form, `unit-${index}`))
      if (!period) return refuse('opinion-period', { most: MOST_PERIOD })
      asked.push({ to: whom.startsWith('nguoi:') ? { staffId: whom.slice('nguoi:'.length) } : { agencyId: whom.slice('co-quan:'.length) }, name, period })
    }
    const shows = fieldList(r.form, 'shows')
    return deps.work.opinions.ask(actor, { ...base, seenRevision: null, question: field(r.form, 'question'), asked, shows: { form: shows.includes('form'), papers: shows.filter((one) => one !== 'form') } })
  },
})
