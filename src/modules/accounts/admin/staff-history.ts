import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { staffIdOf } from '../../../platform/actor.ts'
import { AGENCY_EVENTS } from '../../agencies/index.ts'
import { ACCOUNT_EVENTS } from '../events.ts'
import { selectStaffNames } from '../staff.store.ts'
import type { StaffAdminDeps } from './deps.ts'

type Payload = Record<string, unknown>

const NAMES: Record<string, (payload: Payload) => string> = {
  [ACCOUNT_EVENTS.staffCreated]: () => 'Thêm cán bộ',
  [ACCOUNT_EVENTS.staffRenamed]: ({ from, to }) => `Sửa họ tên: “${String(from)}” → “${String(to)}”`,
  [ACCOUNT_EVENTS.staffDisabled]: () => 'Khóa tài khoản',
  [ACCOUNT_EVENTS.staffEnabled]: () => 'Mở lại tài khoản',
  [ACCOUNT_EVENTS.staffPasswordReset]: () => 'Cấp mật khẩu dùng một lần',
  [ACCOUNT_EVENTS.staffPasswordChanged]: () => 'Tự đổi mật khẩu',
  [ACCOUNT_EVENTS.sessionsEnded]: () => 'Tự kết thúc phiên đăng nhập',
  [AGENCY_EVENTS.postAssigned]: ({ title, validFrom }) => `Giao vị trí ${String(title)} từ ${formatDate(String(validFrom))}`,
  [AGENCY_EVENTS.postEnded]: ({ lastDay }) => `Kết thúc vị trí, ngày cuối ${formatDate(String(lastDay))}`,
  [AGENCY_EVENTS.absenceRecorded]: ({ from, to }) => `Vắng mặt ${formatDate(String(from))} – ${formatDate(String(to))}, có người thay thế`,
  [AGENCY_EVENTS.absenceCancelled]: () => 'Hủy lần vắng mặt',
}

export interface StaffHistoryLine {
  at: string
  who: string
  what: string
}

/** Who did what to a member of staff and when, newest first. */
export async function readStaffHistory(deps: StaffAdminDeps, staffId: string): Promise<StaffHistoryLine[]> {
  const events = await deps.readStream(deps.db, { kind: 'staff', id: staffId })
  const names = await selectStaffNames(deps.db, events.flatMap((event) => staffIdOf(event.actor) ?? []))
  return events.reverse().map((event) => {
    const by = staffIdOf(event.actor)
    return {
      at: formatDateTime(event.at),
      who: by ? (names.get(by) ?? 'Cán bộ') : 'Hệ thống',
      what: NAMES[event.type]?.((event.payload ?? {}) as Payload) ?? event.type,
    }
  })
}
