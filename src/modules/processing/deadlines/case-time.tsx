import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import type { Reader } from '../../../platform/db.ts'
import type { Sealer } from '../../../platform/seal.ts'
import { formatMoney, InsetText, Table, Tag } from '../../../ui/index.ts'
import { type DossierRow, type Extension, extensionsPart, type Obligation, type Obligations, type PauseRow, pausesPart } from '../../dossiers/index.ts'
import { PAUSE_NAMES, PROOF_NAMES } from './words.ts'

export interface CaseTime {
  pauses: PauseRow[]
  extensions: Extension[]
  obligations: Obligation[]
}

/** What moved a dossier's time, to be read beside what else its page shows. */
export const timeParts = (deps: { db: Reader; sealer: Sealer; obligations: Obligations }, dossierId: string) => ({
  pauses: pausesPart(deps.db, dossierId),
  extensions: extensionsPart(deps.db, deps.sealer, dossierId),
  obligations: deps.obligations.part(deps.db, dossierId),
})

/** The case page's block: whether the clock stands still and why, and what was promised anew. */
export function CaseTimeBlock({ row, pauses, extensions, obligations }: CaseTime & { row: DossierRow }) {
  const open = pauses.find((pause) => !pause.resumed_at)
  const owed = obligations.find((one) => !one.metAt)
  return (
    <>
      {open ? (
        <InsetText>
          <strong>Thời hạn đang tạm dừng</strong> từ {formatDateTime(open.stopped_at)}: {PAUSE_NAMES[open.reason] ?? open.reason}.{open.ground ? ` ${open.ground}.` : ''}
        </InsetText>
      ) : null}
      {owed ? (
        <InsetText>
          <strong>Chờ nộp:</strong> {owed.what}
          {owed.amount === null ? '' : `, ${formatMoney(owed.amount)}`}
          {owed.payBy ? `, hạn ${formatDate(owed.payBy)}` : ''}.
        </InsetText>
      ) : null}
      {extensions.map((one) => (
        <InsetText>
          <strong>Đã gia hạn</strong> lúc {formatDateTime(one.at)}, {one.byName}: từ {formatDateTime(one.from)} sang {formatDateTime(one.to)}. {one.reason}
        </InsetText>
      ))}
      {row.current_due_at ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/can-bo/ho-so/${row.code}/thoi-han`}>
            Thời hạn: các lần tạm dừng, gia hạn và cách tính
          </a>
        </p>
      ) : null}
    </>
  )
}

export const PausesTable = ({ pauses, stood }: { pauses: readonly PauseRow[]; stood: (pause: PauseRow) => string }) => (
  <Table
    caption="Các lần tạm dừng"
    empty={<p class="govuk-body">Chưa tạm dừng lần nào.</p>}
    head={['Lý do', 'Căn cứ', 'Ai cho dừng', 'Từ', 'Đến', 'Giờ làm việc đã dừng']}
    rows={pauses.map((pause) => [
      PAUSE_NAMES[pause.reason] ?? pause.reason,
      pause.ground ?? 'chưa ghi',
      pause.approved_by_name ?? 'người nộp',
      formatDateTime(pause.stopped_at),
      pause.resumed_at ? formatDateTime(pause.resumed_at) : <Tag colour="yellow">đang dừng</Tag>,
      stood(pause),
    ])}
  />
)

export const ObligationsTable = ({ obligations }: { obligations: readonly Obligation[] }) =>
  obligations.length === 0 ? null : (
    <Table
      caption="Nghĩa vụ tài chính"
      head={['Khoản', 'Số tiền', 'Căn cứ', 'Yêu cầu', 'Chứng từ']}
      rows={obligations.map((one) => [
        one.what,
        one.amount === null ? 'theo thông báo' : formatMoney(one.amount),
        one.ground,
        `${one.askedByName}, ${formatDateTime(one.askedAt)}`,
        one.metAt && one.proof ? `${PROOF_NAMES[one.proof.kind]} ${one.proof.number}, ngày ${formatDate(one.proof.on)}; ${one.metByName ?? ''} ghi lúc ${formatDateTime(one.metAt)}` : <Tag colour="yellow">chờ nộp</Tag>,
      ])}
    />
  )
