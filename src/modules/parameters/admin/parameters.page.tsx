import type { Actor } from '../../../platform/actor.ts'
import { civilDateOf, formatDate, formatDateTime } from '../../../platform/clock.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { type Answer, dateField, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, DateInput, type DateValue, ErrorSummary, FormKeys, NotificationBanner, Select, Table, Tag, TextInput } from '../../../ui/index.ts'
import type { Parameter } from '../define.ts'
import { refuse } from '../refusals.ts'
import { inForce, valueText } from '../rules/value.ts'
import { createSetValue, type SetValueDeps } from '../set-value.ts'
import { selectValues, type StoredValue } from '../store.ts'

const URL = '/quan-tri/tham-so'

export interface ParameterPageDeps extends SetValueDeps {
  /** Agencies whose own values the administrator may set. */
  administeredAgencies: (actor: Actor) => Promise<readonly { id: string; name: string; path: string }[]>
  /** Name under which an editor is shown. */
  nameOfEditor: (actorKey: string) => Promise<string>
}

interface Typed {
  agency: string
  value: string
  validFrom: DateValue
  reason: string
}

/** What law and management set, with what holds today; each with its history and a form for a new value. */
export function mountParameters(web: Web, deps: ParameterPageDeps): void {
  const set = createSetValue(deps)
  const find = (r: WebRequest) => deps.parameters.find((one) => one.key === r.params.key)

  web.get(URL, { audience: 'admin' }, async (r) => showList(deps, await selectValues(deps.db, deps.parameters.map((one) => one.key)), r.query['da-luu'] !== undefined))
  web.get(`${URL}/:key`, { audience: 'admin' }, async (r) => {
    const parameter = find(r)
    return parameter ? showOne(deps, r, parameter, { agency: '', value: '', validFrom: {}, reason: '' }) : problem(refuse('parameter-unknown').refusal)
  })
  web.post(`${URL}/:key`, { audience: 'admin' }, async (r) => {
    const parameter = find(r)
    if (!parameter) return problem(refuse('parameter-unknown').refusal)
    const typed = typedIn(r)
    const agency = (await deps.administeredAgencies(r.actor)).find((one) => one.id === typed.agency) ?? null
    if (typed.agency !== '' && !agency) return problem(refuse('parameter-not-yours').refusal)
    const { day = '', month = '', year = '' } = typed.validFrom
    const validFrom = readTypedDate({ day, month, year }) ?? ''
    const done = await set(r.actor, { parameterKey: parameter.key, agency, value: typed.value, validFrom, reason: typed.reason, key: r.key ?? randomToken(18) })
    return done.ok ? seeOther(`${URL}?da-luu=1`) : showOne(deps, r, parameter, typed, done.refusal)
  })
}

const typedIn = ({ form }: WebRequest): Typed => ({
  agency: field(form, 'agency'),
  value: field(form, 'value'),
  validFrom: dateField(form, 'validFrom'),
  reason: field(form, 'reason'),
})

function showList(deps: ParameterPageDeps, records: readonly StoredValue[], saved: boolean): Answer {
  const today = civilDateOf(deps.clock.now())
  const rows = deps.parameters.map((one) => {
    const own = records.filter((record) => record.key === one.key)
    const held = inForce(own, null, today)
    const agencies = new Set(own.map((record) => record.agencyId).filter(Boolean)).size
    return [
      <>
        {one.title}
        <br />
        <span class="govuk-hint govuk-!-display-inline">{one.law}</span>
      </>,
      <>
        {valueText(one, held?.value ?? one.default)} {one.confirmed ? null : <Tag colour="yellow">chưa có văn bản</Tag>}
      </>,
      held ? `Từ ${formatDate(held.validFrom)}` : 'Mặc định',
      agencies > 0 ? `${agencies} cơ quan đặt riêng` : '',
      <a class="govuk-link" href={`${URL}/${one.key}`}>
        Xem, đặt lại<span class="govuk-visually-hidden"> {one.title}</span>
      </a>,
    ]
  })
  return page({
    title: 'Tham số',
    nav: 'parameters',
    wide: true,
    main: (
      <>
        {saved ? <NotificationBanner type="success" heading="Đã ghi giá trị mới" /> : null}
        <h1 class="govuk-heading-l">Tham số</h1>
        <p class="govuk-body">Các thời hạn, số lần, cách tính do pháp luật hoặc cơ quan quy định. Mỗi giá trị có ngày bắt đầu áp dụng; giá trị cũ vẫn giữ cho những ngày trước đó.</p>
        <Table caption="Tham số" hideCaption head={['Tham số, căn cứ', 'Hôm nay', 'Áp dụng', 'Riêng', { text: 'Việc', hidden: true }]} rows={rows} />
      </>
    ),
  })
}

async function showOne(deps: ParameterPageDeps, r: WebRequest, parameter: Parameter, typed: Typed, refusal?: Refusal): Promise<Answer> {
  const [records, agencies] = await Promise.all([selectValues(deps.db, [parameter.key]), deps.administeredAgencies(r.actor)])
  const text = refusal && sentenceOf(refusal, 'vi')
  const target = { 'parameter-value': 'value', 'parameter-from': 'validFrom', 'parameter-reason': 'reason' }[refusal?.code ?? ''] ?? 'value'
  const errorOf = (name: string) => (target === name ? text : undefined)
  return page({
    title: parameter.title,
    status: refusal ? 422 : 200,
    nav: 'parameters',
    back: { href: URL, text: 'Tham số' },
    main: (
      <>
        <ErrorSummary errors={text ? [{ href: `#${target === 'validFrom' ? 'validFrom-day' : target}`, text }] : []} />
        <h1 class="govuk-heading-l">{parameter.title}</h1>
        <p class="govuk-body">Căn cứ: {parameter.law}</p>
        {parameter.hint ? <p class="govuk-body">{parameter.hint}</p> : null}
        <p class="govuk-body">Mặc định khi chưa đặt: {valueText(parameter, parameter.default)}.</p>
        <History records={records} parameter={parameter} agencies={agencies} names={await namesOf(deps, records)} />
        <h2 class="govuk-heading-m">Đặt giá trị mới</h2>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <Select name="agency" label="Áp dụng cho" value={typed.agency} items={[{ value: '', text: 'Mọi cơ quan chưa đặt riêng' }, ...agencies.map((one) => ({ value: one.id, text: one.name }))]} />
          {parameter.kind === 'choice' ? (
            <Select name="value" label="Giá trị" value={typed.value} error={errorOf('value')} items={Object.entries(parameter.choices).map(([value, words]) => ({ value, text: words }))} />
          ) : (
            <TextInput name="value" label={parameter.unit ? `Giá trị (${parameter.unit})` : 'Giá trị'} hint={`Số nguyên từ ${parameter.min} đến ${parameter.max}.`} value={typed.value} width={5} inputMode="numeric" error={errorOf('value')} />
          )}
          <DateInput name="validFrom" legend="Áp dụng từ ngày" value={typed.validFrom} error={errorOf('validFrom')} />
          <TextInput name="reason" label="Lý do, số văn bản làm căn cứ" value={typed.reason} maxLength={500} error={errorOf('reason')} />
          <Button>Ghi giá trị</Button>
        </form>
      </>
    ),
  })
}

async function namesOf(deps: ParameterPageDeps, records: readonly StoredValue[]): Promise<Map<string, string>> {
  return new Map(await Promise.all([...new Set(records.map((one) => one.recordedBy))].map(async (key) => [key, await deps.nameOfEditor(key)] as const)))
}

function History({ records, parameter, agencies, names }: { records: readonly StoredValue[]; parameter: Parameter; agencies: readonly { id: string; name: string }[]; names: Map<string, string> }) {
  return (
    <Table
      caption="Các giá trị đã ghi"
      empty={<p class="govuk-body">Chưa ai đặt: đang dùng giá trị mặc định.</p>}
      head={['Áp dụng từ', 'Giá trị', 'Cho', 'Lý do', 'Người ghi']}
      rows={records.map((one) => [
        formatDate(one.validFrom),
        valueText(parameter, one.value),
        one.agencyId === null ? 'Mọi cơ quan' : (agencies.find((agency) => agency.id === one.agencyId)?.name ?? 'Cơ quan khác'),
        one.reason,
        `${names.get(one.recordedBy) ?? ''}, ${formatDateTime(one.recordedAt)}`,
      ])}
    />
  )
}
