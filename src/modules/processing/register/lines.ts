import { civilDateOf, formatDate, formatDateTime } from '../../../platform/clock.ts'
import type { Reader } from '../../../platform/db.ts'
import { type DossierRow, findDossiers, STATUS, statusLabel, statusWords } from '../../dossiers/index.ts'
import { RESULT_WAYS } from '../slip-parts.ts'
import type { CaseDeps } from '../on-case.ts'
import type { RegisterRow } from './register.store.ts'

/** A line of the book as it is read: texts. @see TT 03/2025/TT-VPCP, Mẫu 07 */
export interface RegisterLine {
  dossierId: string
  volume: string
  number: number
  code: string
  procedure: string
  sets: number
  owner: string
  /** Address and phone. */
  contact: string
  authority: string
  receivedAt: string
  dueAt: string
  handedOverAt: string
  resultAt: string
  returnedAt: string
  how: string
  receiver: string
  note: string
}

/** Heads of the book's columns, in their order. */
export const REGISTER_HEAD: readonly { text: string; width: number; of: (line: RegisterLine, at: number) => string | number }[] = [
  { text: 'TT', width: 6, of: (_line, at) => at },
  { text: 'Quyển số', width: 10, of: (line) => line.volume },
  { text: 'Số thứ tự', width: 10, of: (line) => line.number },
  { text: 'Mã hồ sơ', width: 28, of: (line) => line.code },
  { text: 'Tên thủ tục hành chính', width: 40, of: (line) => line.procedure },
  { text: 'Số lượng hồ sơ (bộ)', width: 10, of: (line) => line.sets },
  { text: 'Tên cá nhân, tổ chức', width: 28, of: (line) => line.owner },
  { text: 'Địa chỉ, số điện thoại', width: 40, of: (line) => line.contact },
  { text: 'Cơ quan chủ trì giải quyết', width: 32, of: (line) => line.authority },
  { text: 'Nhận hồ sơ', width: 18, of: (line) => line.receivedAt },
  { text: 'Hẹn trả kết quả', width: 18, of: (line) => line.dueAt },
  { text: 'Chuyển hồ sơ đến cơ quan giải quyết', width: 18, of: (line) => line.handedOverAt },
  { text: 'Nhận kết quả từ cơ quan giải quyết', width: 18, of: (line) => line.resultAt },
  { text: 'Trả kết quả: ngày, tháng, năm', width: 18, of: (line) => line.returnedAt },
  { text: 'Trả kết quả: phương thức', width: 18, of: (line) => line.how },
  { text: 'Trả kết quả: ký nhận', width: 24, of: (line) => line.receiver },
  { text: 'Ghi chú', width: 24, of: (line) => line.note },
]

const SHORT_WAYS: Readonly<Record<string, string>> = { counter: 'Trực tiếp', online: 'Bản điện tử', post: 'Bưu chính' }

const day = (at: Date | null): string => (at ? formatDate(civilDateOf(at)) : '')
const instant = (at: Date | null): string => (at ? formatDateTime(at) : '')

/** What stands in the column of notes: how a dossier that isn't on its usual way stands. */
function noteOf(row: DossierRow): string {
  const moved = row.original_due_at && row.current_due_at && row.original_due_at.getTime() !== row.current_due_at.getTime() ? `Hẹn ban đầu ${instant(row.original_due_at)}` : ''
  const usual: readonly number[] = [STATUS.accepted, STATUS.processing, STATUS.finished, STATUS.returned]
  return [usual.includes(row.status) ? '' : statusLabel(statusWords('vi'), row.status), moved].filter(Boolean).join('; ')
}

/** Lines of entries, in their order; two queries for any number of them. */
export async function registerLines(deps: Pick<CaseDeps, 'record' | 'agencyOf'>, reader: Reader, entries: readonly RegisterRow[]): Promise<RegisterLine[]> {
  const rows = new Map((await findDossiers(reader, entries.map((entry) => entry.dossier_id))).map((row) => [row.id, row]))
  const names = new Map<string, string>()
  for (const { agency_id: id } of rows.values()) if (!names.has(id)) names.set(id, authorityOf(await deps.agencyOf(id)))
  return entries.flatMap((entry) => {
    const row = rows.get(entry.dossier_id)
    return row ? [lineOf(deps, entry, row, names.get(row.agency_id) ?? '')] : []
  })
}

const authorityOf = ({ nameVi, parentName }: { nameVi: string; parentName: string | null }): string => parentName ?? nameVi

function lineOf({ record }: Pick<CaseDeps, 'record'>, entry: RegisterRow, row: DossierRow, authority: string): RegisterLine {
  const contact = record.contactOf(row)
  const result = row.status === STATUS.finished || row.status === STATUS.returned
  const way = entry.returned_how ?? row.result_way
  return {
    dossierId: row.id,
    volume: `${String(entry.volume).padStart(2, '0')}/${entry.year}`,
    number: entry.number,
    code: row.code,
    procedure: row.procedure_name,
    sets: entry.sets,
    owner: row.owner_name,
    contact: [contact.ownerAddress ?? contact.address, contact.phone].filter(Boolean).join(', '),
    authority,
    receivedAt: instant(entry.received_at),
    dueAt: instant(row.current_due_at),
    handedOverAt: instant(entry.handed_over_at),
    resultAt: result ? instant(row.ended_at) : '',
    returnedAt: day(row.returned_at),
    how: SHORT_WAYS[way] ?? RESULT_WAYS[way] ?? '',
    receiver: entry.receiver ?? '',
    note: noteOf(row),
  }
}
