import type { ComponentChildren } from 'preact'
import { Table } from '../../../ui/index.ts'
import type { DraftFault } from '../drafts/lint.ts'
import { type Column, HEADINGS, type TypedRow } from '../table/table.ts'

export interface StepsTableProps {
  caption?: string
  rows: readonly TypedRow[]
  faults?: readonly DraftFault[]
  /** Buttons of a row. */
  actions?: (row: TypedRow, at: number) => ComponentChildren
}

const ONWARD = ['condition', 'group', 'silence', 'returnTo', 'paths', 'next'] as const
/** Where the faults of a column are told: how steps go on stands in one. */
const PLACES: readonly (readonly Column[])[] = [['name', 'key'], ['duty', 'unit', 'work'], ['time'], ['product'], ONWARD]

/** The table as a decision prints it; what is wrong stands in its cell. */
export function StepsTable({ caption = 'Bảng các bước', rows, faults = [], actions }: StepsTableProps) {
  const wrong = (at: number, columns: readonly Column[], first = false) => (
    <>
      {faults
        .filter((fault) => fault.row === at && (fault.column === null ? first : columns.includes(fault.column)))
        .map((fault) => (
          <span class="govuk-error-message">
            <span class="govuk-visually-hidden">Lỗi: </span>
            {fault.message}
          </span>
        ))}
    </>
  )
  const head = [{ text: 'TT', numeric: true }, HEADINGS.name, HEADINGS.duty, HEADINGS.time, HEADINGS.product, 'Đi tiếp']
  return (
    <Table
      caption={caption}
      captionSize="m"
      empty="Bảng chưa có bước nào."
      rowId={(at) => `buoc-${at + 1}`}
      head={actions ? [...head, { text: 'Việc', hidden: true }] : head}
      rows={rows.map((row, at) => {
        const [name, duty, time, product, onward] = PLACES.map((columns, i) => wrong(at, columns, i === 0))
        const cells: ComponentChildren[] = [
          at + 1,
          <>
            {row.name} <span class="govuk-hint">{row.key}</span>
            {name}
          </>,
          <>
            {[row.duty, row.unit].filter(Boolean).join(', ')}
            {row.work ? (
              <>
                <br />
                <span class="govuk-hint">Việc: {row.work}</span>
              </>
            ) : null}
            {duty}
          </>,
          <>
            {row.time === '0' ? 'Không tính vào thời hạn' : row.time}
            {time}
          </>,
          <>
            {row.product}
            {product}
          </>,
          <>
            {onwardText(row)}
            {onward}
          </>,
        ]
        const first = { content: cells[0], numeric: true }
        return actions ? [first, ...cells.slice(1), actions(row, at)] : [first, ...cells.slice(1)]
      })}
    />
  )
}

export const onwardText = (row: TypedRow): string =>
  ONWARD.filter((column) => row[column])
    .map((column) => `${HEADINGS[column]}: ${row[column]}`)
    .join('. ')
