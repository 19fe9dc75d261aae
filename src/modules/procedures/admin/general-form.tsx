import type { WebRequest } from '../../../platform/http/index.ts'
import { Button, ButtonGroup, Checkboxes, DateInput, FormKeys, Radios, Select, TextInput } from '../../../ui/index.ts'
import { REASON_MAX } from '../packages/act-deps.ts'
import { cutAtWord } from '../packages/general/paper-words.ts'
import { type GeneralPlan, PACKAGE_LEVELS, type PackageLevel, type Undecided } from '../packages/general/plan.ts'
import type { FeeSource } from '../packages/schema.ts'
import { timeWords } from '../packages/starter/brief.ts'
import { DAY_HINT } from './day-form.tsx'
import { namesOf } from './general-record.tsx'
import { AS_RECORD, type TypedGeneral } from './general-typed.ts'
import { FEE_DOUBTS, LEVEL_NAMES, TIME_DOUBTS } from './general-words.ts'

export interface FormProps {
  r: WebRequest
  plan: GeneralPlan
  typed: TypedGeneral
  takers: Readonly<Record<PackageLevel, readonly string[]>>
  /** What is said beside each field. */
  errors: Readonly<Partial<Record<Undecided | 'date' | 'reason', string>>>
  back: string
}

/** What the record leaves open, from when on, and why: one button. */
export function GeneralForm(props: FormProps) {
  const { r, plan, typed, errors, back } = props
  return (
    <form method="post" action={r.path} novalidate>
      <FormKeys csrf={r.csrf} />
      <input type="hidden" name="recordVersion" value={plan.record.version?.number ?? ''} />
      <h2 class="govuk-heading-m" id="mo-nop">Mở nộp trực tuyến</h2>
      <Level {...props} />
      {plan.asksGrouping ? (
        <Radios
          name="grouping"
          legend="Các nhóm giấy tờ là gì?"
          legendSize="s"
          hint={`Bản ghi chia giấy tờ thành ${plan.record.content?.groups.length ?? 0} nhóm mà không nói rõ.`}
          value={typed.grouping}
          error={errors.grouping}
          items={[
            { value: 'cases', text: 'Các trường hợp khác nhau: người nộp chọn một' },
            { value: 'parts', text: 'Các phần của một bộ hồ sơ: phải nộp đủ' },
          ]}
        />
      ) : null}
      <Time {...props} />
      <FeeFields {...props} />
      {plan.papers.length === 0 ? (
        <Checkboxes name="noPapers" legend="Giấy tờ" legendSize="s" values={typed.noPapers ? 'yes' : ''} error={errors.noPapers} items={[{ value: 'yes', text: 'Hồ sơ chỉ gồm tờ khai, không phải nộp giấy tờ nào kèm theo' }]} />
      ) : null}
      <DateInput name="date" legend="Ngày có hiệu lực" legendSize="s" hint={DAY_HINT} value={typed.date} error={errors.date} />
      <TextInput name="reason" label="Lý do, căn cứ" hint="Ví dụ: Quyết định mở dịch vụ công trực tuyến số …" value={typed.reason} error={errors.reason} maxLength={REASON_MAX} />
      <ButtonGroup>
        <Button>Công bố bằng tờ khai chung</Button>
        <a class="govuk-link" href={back}>
          Không công bố
        </a>
      </ButtonGroup>
    </form>
  )
}

function Level({ plan, typed, takers, errors }: FormProps) {
  if (plan.levels.length === 1) return null
  const offered = plan.levels.length > 0 ? plan.levels : PACKAGE_LEVELS
  return (
    <Radios
      name="level"
      legend="Cấp giải quyết hồ sơ nộp ở đây"
      legendSize="s"
      hint={plan.levels.length > 0 ? 'Bản ghi nêu nhiều cấp.' : 'Bản ghi không nêu cấp nào trong ba cấp.'}
      value={typed.level}
      error={errors.level}
      items={offered.map((level) => ({ value: level, text: LEVEL_NAMES[level], hint: takers[level].length > 0 ? namesOf(takers[level]) : 'Ở đây chưa có cơ quan nào nhận' }))}
    />
  )
}

const UNIT_ITEMS = [
  { value: 'working_day', text: 'ngày làm việc' },
  { value: 'day', text: 'ngày' },
  { value: 'hour', text: 'giờ làm việc' },
  { value: 'month', text: 'tháng' },
]

function Time({ plan: { foundTime, cases }, typed, errors }: FormProps) {
  const inputs = (
    <>
      <TextInput name="amount" label="Số" value={typed.amount} error={errors.time} width={4} inputMode="decimal" />
      <Select name="unit" label="Đơn vị" value={typed.unit} items={UNIT_ITEMS} />
    </>
  )
  if (foundTime.kind !== 'known') {
    return (
      <fieldset class="govuk-fieldset govuk-form-group">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Thời hạn giải quyết</legend>
        <p class="govuk-hint">{TIME_DOUBTS[foundTime.kind]} Xin nhập theo quyết định công bố.</p>
        {inputs}
      </fieldset>
    )
  }
  const { time, byChannel, byCase } = foundTime
  const more = Object.keys(byCase).length > 0 ? `theo từng trường hợp (${cases.length} trường hợp)` : Object.keys(byChannel).length > 0 ? 'khác nhau theo cách nộp' : ''
  return (
    <Radios
      name="time"
      legend="Thời hạn giải quyết"
      legendSize="s"
      value={typed.time}
      items={[
        { value: AS_RECORD, text: `Như bản ghi: ${timeWords(time).vi}${more ? `, ${more}` : ''}` },
        { value: 'other', text: 'Thời hạn khác, cho mọi cách nộp và trường hợp', conditional: inputs },
      ]}
    />
  )
}

const LONGEST_SAID = 300

/** The record's fee in a line; what it tells in words stands below. */
function asRecord([first]: readonly FeeSource[], said: string | null): { text: string; hint?: string } {
  if (first?.pattern === 'free') return { text: 'Như bản ghi: không thu' }
  const hint = said ? cutAtWord(said, LONGEST_SAID) : undefined
  if (first?.pattern === 'told') return { text: 'Như bản ghi: cơ quan tính theo lời văn này', hint }
  return first?.pattern === 'local' ? { text: 'Như bản ghi: Hội đồng nhân dân cấp tỉnh quyết định', hint } : { text: `Như bản ghi: ${said ?? ''}` }
}

function FeeFields({ plan: { foundFee, feeSaid }, typed, errors }: FormProps) {
  const known = foundFee.kind === 'known'
  return (
    <Radios
      name="fee"
      legend="Phí, lệ phí"
      legendSize="s"
      hint={foundFee.kind === 'known' ? undefined : FEE_DOUBTS[foundFee.kind]}
      value={known ? typed.fee : typed.fee === AS_RECORD ? '' : typed.fee}
      error={errors.fee}
      items={[
        ...(foundFee.kind === 'known' ? [{ value: AS_RECORD, ...asRecord(foundFee.fees, feeSaid) }] : []),
        { value: 'free', text: 'Không thu' },
        { value: 'local', text: 'Theo nghị quyết của Hội đồng nhân dân cấp tỉnh' },
        { value: 'told', text: 'Cơ quan tính theo quy định và báo cho người nộp' },
        { value: 'amount', text: 'Một mức cho mọi hồ sơ', conditional: <TextInput name="dong" label="Số đồng" value={typed.dong} width={10} inputMode="numeric" suffix="đồng" /> },
      ]}
    />
  )
}
