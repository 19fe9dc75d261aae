import { formatDateTime } from '../../../platform/clock.ts'
import { staffIdOf } from '../../../platform/actor.ts'
import { Table } from '../../../ui/index.ts'
import { AGENCY_EVENTS } from '../events.ts'
import type { AgencyAdminDeps } from './deps.ts'

const NAMES: Record<string, string> = {
  [AGENCY_EVENTS.created]: 'Thêm cơ quan',
  [AGENCY_EVENTS.changed]: 'Sửa thông tin',
  [AGENCY_EVENTS.closed]: 'Ngừng hoạt động',
  [AGENCY_EVENTS.receptionPointOpened]: 'Thêm điểm tiếp nhận',
  [AGENCY_EVENTS.receptionPointClosed]: 'Đóng điểm tiếp nhận',
  [AGENCY_EVENTS.competenceGiven]: 'Giao thẩm quyền',
}

const FIELDS: Record<string, string> = {
  code: 'mã định danh',
  nameVi: 'tên',
  nameEn: 'tên tiếng Anh',
  kind: 'loại',
  level: 'cấp',
  receives: 'tiếp nhận hồ sơ',
  provinceCode: 'tỉnh',
  communeCode: 'xã',
  address: 'địa chỉ',
  phone: 'điện thoại',
  email: 'thư điện tử',
  hoursVi: 'giờ làm việc',
  hoursEn: 'giờ làm việc (tiếng Anh)',
  mapUrl: 'bản đồ',
  hotline: 'đường dây nóng',
}

export interface HistoryLine {
  at: string
  who: string
  what: string
}

interface Changes {
  changes?: Record<string, { from: unknown; to: unknown }>
}

const said = (value: unknown) => (value === null || value === '' ? 'trống' : `“${String(value)}”`)

/** Who changed what of an agency and when, newest first. */
export async function readHistory(deps: AgencyAdminDeps, agencyId: string): Promise<HistoryLine[]> {
  const events = await deps.readStream(deps.db, { kind: 'agency', id: agencyId })
  const names = await deps.staffNames(deps.db, events.flatMap((event) => staffIdOf(event.actor) ?? []))
  return events.reverse().map((event) => {
    const { changes = {} } = (event.payload ?? {}) as Changes
    const details = Object.entries(changes).map(([name, change]) => `${FIELDS[name] ?? name}: ${said(change.from)} → ${said(change.to)}`)
    const staffId = staffIdOf(event.actor)
    return {
      at: formatDateTime(event.at),
      who: staffId ? (names.get(staffId) ?? 'Cán bộ') : 'Hệ thống',
      what: [NAMES[event.type] ?? event.type, details.join('; ')].filter(Boolean).join(': '),
    }
  })
}

export const History = ({ lines }: { lines: readonly HistoryLine[] }) => (
  <Table caption="Lịch sử" head={['Thời điểm', 'Người thực hiện', 'Việc']} rows={lines.map((line) => [line.at, line.who, line.what])} />
)
