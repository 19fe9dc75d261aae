import { type ComponentChildren, isValidElement } from 'preact'
import { classes } from '../field/field.tsx'
import { useWords } from '../words.ts'

export interface HeadCell {
  text: string
  numeric?: boolean
  /** For screen readers only; on a phone the cell stands without a label. */
  hidden?: boolean
  sort?: 'ascending' | 'descending'
  content?: ComponentChildren
}

export interface Cell {
  content: ComponentChildren
  numeric?: boolean
  colspan?: number
}

export interface TableProps {
  caption: ComponentChildren
  captionSize?: 's' | 'm' | 'l'
  hideCaption?: boolean
  head: readonly (string | HeadCell)[]
  rows: readonly (readonly (Cell | ComponentChildren)[])[]
  firstCellIsHeader?: boolean
  /** Said in place of an empty table. */
  empty?: ComponentChildren
  /** Long lists of officers: smaller, and more rows on a screen. */
  dense?: boolean
  /** Rows get ids, and are walked with j and k by officers. */
  rowId?: (index: number) => string
}

const isCell = (cell: Cell | ComponentChildren): cell is Cell =>
  typeof cell === 'object' && cell !== null && !isValidElement(cell) && !Array.isArray(cell) && 'content' in cell

const Head = ({ head }: { head: readonly HeadCell[] }) => (
  <thead class="govuk-table__head">
    <tr class="govuk-table__row">
      {head.map((cell) => (
        <th
          scope="col"
          class={classes('govuk-table__header', cell.numeric && 'govuk-table__header--numeric')}
          aria-sort={cell.sort}
        >
          {cell.hidden ? <span class="govuk-visually-hidden">{cell.text}</span> : (cell.content ?? cell.text)}
        </th>
      ))}
    </tr>
  </thead>
)

function BodyCell({
  cell,
  head,
  header,
}: {
  cell: Cell | ComponentChildren
  head: HeadCell | undefined
  header: boolean
}) {
  const { content, numeric, colspan }: Cell = isCell(cell) ? cell : { content: cell }
  const label = head && !head.hidden ? head.text : undefined
  if (header) {
    return (
      <th scope="row" class="govuk-table__header" data-label={label} colspan={colspan}>
        {content}
      </th>
    )
  }
  return (
    <td
      class={classes('govuk-table__cell', (numeric ?? head?.numeric) && 'govuk-table__cell--numeric')}
      data-label={label}
      colspan={colspan}
    >
      {content}
    </td>
  )
}

/** A table; on a phone each row becomes a card, its cells labelled with the column's name. */
export function Table({
  caption,
  captionSize = 'm',
  hideCaption,
  head,
  rows,
  firstCellIsHeader,
  empty,
  dense,
  rowId,
}: TableProps) {
  const words = useWords()
  const columns = head.map((cell) => (typeof cell === 'string' ? { text: cell } : cell))
  return (
    <table class={classes('govuk-table mc-table', dense && 'mc-table--dense')}>
      <caption
        class={classes(
          'govuk-table__caption',
          hideCaption ? 'govuk-visually-hidden' : `govuk-table__caption--${captionSize}`,
        )}
      >
        {caption}
      </caption>
      <Head head={columns} />
      <tbody class="govuk-table__body">
        {rows.length === 0 ? (
          <tr class="govuk-table__row">
            <td class="govuk-table__cell" colspan={columns.length}>
              {empty ?? words.nothing}
            </td>
          </tr>
        ) : null}
        {rows.map((row, index) => (
          <tr class="govuk-table__row" id={rowId?.(index)}>
            {row.map((cell, column) => (
              <BodyCell cell={cell} head={columns[column]} header={firstCellIsHeader === true && column === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
