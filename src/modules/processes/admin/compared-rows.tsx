import { Table, Tag } from '../../../ui/index.ts'
import type { ComparedRow } from '../table/compare.ts'
import { HEADINGS } from '../table/table.ts'
import { onwardText } from './steps-table.tsx'

const STATES = { same: ['grey', 'Như cũ'], added: ['green', 'Thêm'], removed: ['red', 'Bỏ'], changed: ['yellow', 'Sửa'] } as const

/** Two tables of steps, told as one: what was added, taken out, changed. */
export function ComparedRows({ rows }: { rows: readonly ComparedRow[] }) {
  const changes = rows.filter((one) => one.state !== 'same').length
  return (
    <Table
      caption={changes === 0 ? 'Không có gì thay đổi' : `${changes} bước thay đổi`}
      empty="Cả hai bảng đều trống."
      head={['Thay đổi', HEADINGS.name, HEADINGS.duty, HEADINGS.time, 'Đi tiếp', 'Chi tiết']}
      rows={rows.map((one) => {
        const [colour, text] = STATES[one.state]
        return [
          <Tag colour={colour}>{text}</Tag>,
          <>
            {one.row.name} <span class="govuk-hint">{one.row.key}</span>
          </>,
          [one.row.duty, one.row.unit].filter(Boolean).join(', '),
          one.row.time,
          onwardText(one.row),
          [...(one.moved ? ['Đổi thứ tự'] : []), ...one.columns.map((column) => `${HEADINGS[column]}: «${one.before?.[column] ?? ''}» thành «${one.row[column]}»`)].join('. '),
        ]
      })}
    />
  )
}
