import type { ComponentChildren } from 'preact'
import { Table, Tag } from '../../../ui/index.ts'
import { STATUS, statusLabel, statusWords } from '../../dossiers/index.ts'
import type { Line } from './load-list.ts'
import { dueText, Left } from './time-left.tsx'

interface TableOfCases {
  title: string
  lines: readonly Line[]
  now: Date
  /** Address of a case as opened from this list: it knows the ones beside it. */
  hrefOf: (line: Line) => string
  /** Rows can be chosen for an act on many. */
  choosable: boolean
  /** False where all have the same one, which the list's name says. */
  showStatus: boolean
  empty: ComponentChildren
}

/** The rows of a list; each opens its case. */
export function CaseTable({ title, lines, now, hrefOf, choosable, showStatus, empty }: TableOfCases) {
  const head = ['Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ', ...(showStatus ? ['Tình trạng'] : []), 'Hạn']
  return (
    <Table
      caption={title}
      hideCaption
      dense
      empty={empty}
      head={choosable ? [{ text: 'Chọn', hidden: true }, ...head] : head}
      rowId={(index) => `dong-${index}`}
      rows={lines.map((line, index) => [...(choosable ? [<Choose line={line} index={index} />] : []), ...cells(line, { now, href: hrefOf(line), showStatus })])}
    />
  )
}

function Choose({ line: { row }, index }: { line: Line; index: number }) {
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small mc-choose">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={`chon-${index}`} name="chon" value={`${row.id}:${row.revision}`} data-row-choice />
        <label class="govuk-label govuk-checkboxes__label" for={`chon-${index}`}>
          <span class="govuk-visually-hidden">Chọn hồ sơ {row.code}</span>
        </label>
      </div>
    </div>
  )
}

function cells({ row, step }: Line, { now, href, showStatus }: { now: Date; href: string; showStatus: boolean }) {
  const by = step ? step.dueAt : (row.current_due_at ?? row.accept_by)
  const paused = step?.paused === true || row.status === STATUS.supplement
  const ended = row.closed_at !== null
  return [
    <a class="govuk-link mc-code" href={href}>
      {row.code}
    </a>,
    <>
      {step ? <strong>{step.name}: </strong> : null}
      {row.subject}
      <br />
      <span class="govuk-hint govuk-!-display-inline">{row.procedure_name}</span>
    </>,
    row.owner_name,
    ...(showStatus
      ? [<Tag colour={row.status === STATUS.supplement ? 'yellow' : row.status === STATUS.finished || row.status === STATUS.returned ? 'green' : 'blue'}>{statusLabel(statusWords('vi'), row.status)}</Tag>]
      : []),
    <>
      {dueText(by)}
      {ended ? null : (
        <>
          <br />
          <Left by={by} now={now} paused={paused} />
        </>
      )}
    </>,
  ]
}

interface BesideProps {
  path: string
  query: Readonly<Record<string, string>>
  next: string | null
  previous: string | null
  broken: boolean
}

/** To the pages beside this one, by key too. */
export function PagesBeside({ path, query, next, previous, broken }: BesideProps) {
  const { sau: _after, truoc: _before, ...kept } = query
  const to = (name: 'sau' | 'truoc', place: string) => `${path}?${new URLSearchParams({ ...kept, [name]: place })}`
  if (!next && !previous) return null
  return (
    <>
      {broken ? <p class="govuk-hint">Danh sách rất dài nên mỗi trang chỉ xem một đoạn; hồ sơ khớp bộ lọc có thể còn ở các trang kế tiếp.</p> : null}
      <nav class="govuk-pagination" aria-label="Các trang của danh sách">
        {previous ? (
          <div class="govuk-pagination__prev">
            <a class="govuk-link govuk-pagination__link" href={to('truoc', previous)} rel="prev" data-key="[" data-key-name="Trang trước">
              Trang trước
            </a>
          </div>
        ) : null}
        {next ? (
          <div class="govuk-pagination__next">
            <a class="govuk-link govuk-pagination__link" href={to('sau', next)} rel="next" data-key="]" data-key-name="Trang sau">
              {broken ? 'Tìm tiếp' : 'Trang sau'}
            </a>
          </div>
        ) : null}
      </nav>
    </>
  )
}
