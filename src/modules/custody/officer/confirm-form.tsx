import { field, type WebRequest } from '../../../platform/http/index.ts'
import type { Sealer } from '../../../platform/seal.ts'
import { Button, FormKeys, Radios, Select, Table, Tag, Textarea, TextInput } from '../../../ui/index.ts'
import type { BatchRow, ShownItem } from '../batches.store.ts'
import { reasonOf } from '../confirm-batch.ts'
import { MYSELF } from '../record-position.ts'
import { LONGEST_REASON } from '../rules/decisions.ts'
import { batchAddress } from './addresses.ts'
import type { Wrong } from './batch.page.tsx'
import type { PlaceChoice } from './place-choices.ts'

interface Props {
  r: WebRequest
  sealer: Sealer
  batch: BatchRow
  items: readonly ShownItem[]
  places: readonly PlaceChoice[]
  wrong: readonly Wrong[]
}

/** The receiver's side: each item there or missing, all at once, or scanned one after the other. */
export function ConfirmForm({ r, sealer, batch, items, places, wrong }: Props) {
  const open = items.filter((item) => item.state === 'open')
  const decided = items.filter((item) => item.state !== 'open')
  const errorAt = (id: string) => wrong.find((one) => one.href === `#${id}`)?.text
  return (
    <form method="post" action={`${batchAddress(batch.id)}/xac-nhan`} novalidate>
      <FormKeys csrf={r.csrf} />
      <h2 class="govuk-heading-m">Xác nhận từng hồ sơ</h2>
      <Select name="noi-de" label="Để ở" value={field(r.form, 'noi-de') || MYSELF} error={errorAt('noi-de')} items={[{ value: MYSELF, text: 'Tôi giữ' }, ...places]} />
      <Textarea name="quet" label="Quét mã hồ sơ đã nhận" optional hint="Mỗi dòng một mã; hồ sơ có mã ở đây được ghi là đã nhận." rows={2} value={field(r.form, 'quet')} error={errorAt('quet')} maxLength={4000} spellcheck={false} />
      <OpenItems r={r} open={open} errorAt={errorAt} />
      <div class="govuk-button-group">
        <Button>Xác nhận các hồ sơ đã chọn</Button>
        <Button variant="secondary" name="do" value="all">
          Nhận đủ tất cả
        </Button>
      </div>
      {decided.length > 0 ? <Decided sealer={sealer} items={decided} /> : null}
    </form>
  )
}

/** A line for each: there, or missing and why. What is left open can be confirmed later. */
const OpenItems = ({ r, open, errorAt }: { r: WebRequest; open: readonly ShownItem[]; errorAt: (id: string) => string | undefined }) => (
  <Table
    caption="Chờ xác nhận"
    hideCaption
    head={['Hồ sơ', 'Nội dung', 'Xác nhận', 'Lý do, khi thiếu']}
    rowId={(index) => `dong-${index}`}
    rows={open.map((item) => [
      <>
        {item.ordinal}. <span class="mc-code">{item.code}</span>
      </>,
      hintOf(item),
      <Radios
        name={`nhan-${item.ordinal}`}
        legend={`Hồ sơ ${item.code}`}
        hideLegend
        inline
        small
        value={field(r.form, `nhan-${item.ordinal}`)}
        error={errorAt(`nhan-${item.ordinal}`)}
        items={[
          { value: 'received', text: 'Có' },
          { value: 'missing', text: 'Thiếu' },
        ]}
      />,
      <TextInput
        name={`ly-do-${item.ordinal}`}
        label={`Lý do thiếu hồ sơ ${item.code}`}
        hideLabel
        value={field(r.form, `ly-do-${item.ordinal}`)}
        maxLength={LONGEST_REASON}
        error={errorAt(`ly-do-${item.ordinal}`)}
      />,
    ])}
  />
)

const hintOf = (item: ShownItem): string => `${item.subject}. Chủ hồ sơ ${item.owner_name}`

const STATE = { open: ['yellow', 'Chờ xác nhận'], received: ['green', 'Đã nhận'], missing: ['red', 'Thiếu'], 'taken-back': ['grey', 'Đã thu hồi'] } as const

/** Each item with what was said of it. */
export const Decided = ({ sealer, items }: Pick<Props, 'sealer' | 'items'>) => (
  <Table
    caption="Từng hồ sơ"
    head={['TT', 'Mã hồ sơ', 'Nội dung', 'Xác nhận']}
    rows={items.map((item) => [
      item.ordinal,
      <a class="govuk-link mc-code" href={`/can-bo/ho-so/${item.code}/ho-so-giay`}>
        {item.code}
      </a>,
      hintOf(item),
      <>
        <Tag colour={STATE[item.state][0]}>{STATE[item.state][1]}</Tag> {reasonOf(sealer, item)}
        {item.decided_by_name ? ` (${item.decided_by_name})` : ''}
      </>,
    ])}
  />
)
