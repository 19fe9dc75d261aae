import { STATUS } from '../../dossiers/index.ts'

/** The lists of the inbox, in the order in which work comes. `duties`: for whom it is on the left. «Tất cả hồ sơ» holds ended ones too and is not counted. */
export const LISTS = [
  { key: 'viec-cua-toi', title: 'Việc của tôi', statuses: null, duties: ['reception', 'specialist', 'leader', 'clerk'], shortcut: 'g v' },
  { key: 'cho-tiep-nhan', title: 'Chờ tiếp nhận', statuses: [STATUS.registered], duties: ['reception'], shortcut: 'g t' },
  { key: 'cho-chuyen', title: 'Đã tiếp nhận, chờ chuyển', statuses: [STATUS.accepted], duties: ['reception'], shortcut: 'g c' },
  { key: 'dang-xu-ly', title: 'Đang xử lý', statuses: [STATUS.processing, STATUS.obligation], duties: ['reception', 'specialist', 'leader', 'clerk'], shortcut: 'g x' },
  { key: 'cho-bo-sung', title: 'Chờ người dân bổ sung', statuses: [STATUS.supplement], duties: ['reception', 'specialist', 'leader'], shortcut: 'g b' },
  { key: 'xin-rut', title: 'Xin rút hồ sơ', statuses: [STATUS.withdrawing], duties: ['reception', 'specialist', 'leader'], shortcut: 'g r' },
  { key: 'cho-tra', title: 'Chờ trả kết quả', statuses: [STATUS.finished], duties: ['reception', 'clerk'], shortcut: 'g k' },
  { key: 'tat-ca', title: 'Tất cả hồ sơ', statuses: [], duties: ['reception', 'specialist', 'leader', 'clerk'], shortcut: 'g a' },
] as const satisfies readonly { key: string; title: string; statuses: readonly number[] | null; duties: readonly string[]; shortcut: string }[]

export interface InboxList {
  key: (typeof LISTS)[number]['key']
  title: string
  /** Null for steps; none for all dossiers, whatever their status. */
  statuses: readonly number[] | null
  duties: readonly string[]
  shortcut: string
}

export const findList = (key: string): InboxList | null => LISTS.find((list) => list.key === key) ?? null
