import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ButtonGroup, Checkboxes, ErrorSummary, FormKeys, Select, TextInput } from '../../../ui/index.ts'
import { createChangeDraft } from '../drafts/change-draft.ts'
import type { Draft } from '../drafts/drafts.store.ts'
import { type DraftFault, lint } from '../drafts/lint.ts'
import { refuse } from '../refusals.ts'
import { type Column, COLUMNS, DUTY_WORDS, EMPTY_ROW, GOES_ON, HEADINGS, THE_END, type TypedRow } from '../table/table.ts'
import { draftIn, DRAFTS, keyOf, NAV, numberIn, type ProcessAdminDeps } from './deps.ts'

const LONGEST = 2000
const HINTS: Partial<Record<Column, string>> = {
  key: 'Chữ không dấu, số, gạch nối; ví dụ TD. Đổi mã thì các bước dẫn tới bước này đổi theo.',
  work: 'Việc mà trang hồ sơ mở công cụ: assign (phân công), appraise (thẩm tra), draft (dự thảo), confirm-draft (người dân xác nhận), sign (ký), number (vào sổ, phát hành), return (trả kết quả); việc khác đặt tên ngắn không dấu.',
  time: 'Ví dụ 4 giờ, 0,5 ngày, 7 ngày; 0 nếu không tính vào thời hạn.',
  condition: 'Để trống nếu luôn làm. Viết bằng FEEL, ví dụ: channel = "online". Thêm «trừ khi» ở đầu để bỏ qua bước khi điều kiện đúng.',
  group: 'Các bước cùng chữ cái làm song song (A); cùng nhánh thì thêm số (A.1, A.1, A.2).',
  paths: 'Kết quả → mã bước, cách nhau bằng dấu chấm phẩy; hoặc khi điều kiện → mã bước. Ví dụ: tu-choi → TB; khi channel = "post" → KY.',
}

/** One step of a draft's table as a form: every column a field. */
export function mountStep(web: Web, deps: ProcessAdminDeps): void {
  const change = createChangeDraft(deps)
  const one = `${DRAFTS}/:draftId/buoc/:at`
  const fresh = `${DRAFTS}/:draftId/buoc-moi`
  web.get(one, { audience: 'admin' }, (r) => show(deps, r))
  web.get(fresh, { audience: 'admin' }, (r) => show(deps, r))
  const save = async (r: WebRequest) => {
    const at = numberIn(r.params.at)
    const row = rowIn(r)
    if (Object.values(row).some((text) => text.length > LONGEST)) return show(deps, r, refuse('process-cell-too-long', { max: LONGEST }).refusal)
    const after = Number(field(r.form, 'sau')) - 1
    const edit = at === null ? { kind: 'add' as const, after, row } : { kind: 'change' as const, at: at - 1, wasKey: field(r.form, 'ma-cu'), row }
    const done = await change(r.actor, { draftId: r.params.draftId ?? '', seen: Number(field(r.form, 'phien-ban')) || 0, change: edit, key: keyOf(r) })
    if (!done.ok) return show(deps, r, done.refusal)
    const saved = await draftIn(deps, r)
    const place = at ?? after + 2
    const wrong = saved ? (await lint(deps, saved.key, saved)).faults.some((fault) => fault.row === place - 1 && fault.column !== null) : false
    const url = `${DRAFTS}/${r.params.draftId}`
    return seeOther(wrong ? `${url}/buoc/${place}` : `${url}?da-luu=1#buoc-${place}`)
  }
  web.post(one, { audience: 'admin' }, save)
  web.post(fresh, { audience: 'admin' }, save)
}

const rowIn = ({ form }: WebRequest): TypedRow => Object.fromEntries(COLUMNS.map((column) => [column, field(form, column).replace(/[\r\n\t]+/g, ' ').trim()])) as Record<Column, string>

async function show(deps: ProcessAdminDeps, r: WebRequest, refusal?: Refusal) {
  const draft = await draftIn(deps, r)
  if (!draft?.rows) return problem(refuse('process-draft-not-found').refusal)
  const at = numberIn(r.params.at)
  const known = at === null ? EMPTY_ROW : draft.rows[at - 1]
  if (!known && !refusal) return problem(refuse('process-row-gone').refusal)
  const row = refusal ? rowIn(r) : (known ?? EMPTY_ROW)
  const faults = refusal || at === null ? [] : (await lint(deps, draft.key, draft)).faults.filter((fault) => fault.row === at - 1)
  const after = numberIn(r.query.sau ?? field(r.form, 'sau')) ?? 0
  const title = at === null ? 'Thêm bước' : `Bước ${at}: ${known?.name || known?.key || ''}`
  return page({
    title,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    back: { href: `${DRAFTS}/${draft.id}`, text: 'Bản nháp' },
    main: (
      <>
        <ErrorSummary errors={refusal ? [{ text: sentenceOf(refusal, 'vi') }] : faults.map((fault) => ({ ...(fault.column ? { href: `#${fault.column}` } : {}), text: fault.message }))} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="phien-ban" value={draft.version} />
          <input type="hidden" name="ma-cu" value={refusal ? field(r.form, 'ma-cu') : (known?.key ?? '')} />
          <input type="hidden" name="sau" value={after} />
          <Fields row={row} rows={draft.rows} at={at === null ? after : at - 1} faults={faults} />
          <ButtonGroup>
            <Button>Lưu bước</Button>
            <a class="govuk-link" href={`${DRAFTS}/${draft.id}`}>
              Không lưu
            </a>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}

/** What was typed stays, also where the list does not know it. */
const withTyped = (items: { value: string; text: string }[], value: string) => (items.some((one) => one.value === value) ? items : [...items, { value, text: `${value} (không có trong danh sách)` }])

function Fields({ row, rows, at, faults }: { row: TypedRow; rows: Draft['rows']; at: number; faults: readonly DraftFault[] }) {
  const errorOf = (column: Column) => faults.find((fault) => fault.column === column)?.message
  const own = (column: Column, width?: 10 | 20) => (
    <TextInput name={column} label={HEADINGS[column]} hint={HINTS[column]} value={row[column]} error={errorOf(column)} maxLength={LONGEST} {...(width ? { width } : {})} />
  )
  const steps = (rows ?? []).filter((one) => one.key !== '' && one.key !== row.key).map((one) => ({ value: one.key, text: `${one.key}: ${one.name}` }))
  const before = (rows ?? []).slice(0, at).map((one) => ({ value: one.key, text: `${one.key}: ${one.name}` }))
  const choice = (column: Column, none: string, items: { value: string; text: string }[]) => (
    <Select name={column} label={HEADINGS[column]} hint={HINTS[column]} value={row[column]} error={errorOf(column)} items={withTyped([{ value: '', text: none }, ...items], row[column])} />
  )
  const duty = Object.values(DUTY_WORDS).find((text) => text.toLowerCase() === row.duty.toLowerCase()) ?? row.duty
  return (
    <>
      {own('key', 10)}
      {own('name')}
      {own('unit')}
      <Select name="duty" label={HEADINGS.duty} value={duty} error={errorOf('duty')} items={withTyped([{ value: '', text: 'Chọn' }, ...Object.values(DUTY_WORDS).map((text) => ({ value: text, text }))], duty)} />
      {own('work', 20)}
      {own('time', 10)}
      {own('product')}
      {own('condition')}
      {own('group', 10)}
      <Checkboxes name="silence" legend={HEADINGS.silence} values={row.silence} error={errorOf('silence')} items={[{ value: GOES_ON, text: 'Coi như đồng ý, đi tiếp', hint: 'Chỉ dùng khi pháp luật quy định im lặng là đồng ý.' }]} />
      {choice('returnTo', 'Không trả lại', before)}
      {own('paths')}
      {choice('next', 'Dòng tiếp theo của bảng', [...steps, { value: THE_END, text: THE_END }])}
    </>
  )
}
