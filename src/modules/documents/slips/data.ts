import type { CivilDate } from '../../../platform/clock.ts'

/** What the slips are printed from. Names as stored; an optional value that is absent prints nothing (or dots to fill). */
export interface SlipOffice {
  /** Cơ quan cấp trên, e.g. "Ủy ban nhân dân phường Ninh Kiều". */
  parent?: string
  /** "Trung tâm Phục vụ hành chính công phường Ninh Kiều" */
  name: string
  /** Địa danh before the date. */
  place?: string
  address?: string
  phone?: string
  email?: string
}

export interface SlipParty {
  name: string
  address?: string
  phone?: string
  email?: string
  /** Number of the identity paper. */
  identityNumber?: string
}

export interface SlipDossier {
  code: string
  procedureCode: string
  procedureName: string
  /** Nội dung yêu cầu in the applicant's words, when there is more to say than the procedure's name. */
  content?: string
}

export interface SlipComponent {
  name: string
  note?: string
  originals?: number
  certified?: number
  copies?: number
  electronic?: number
}

export interface SlipFee {
  name: string
  amount: number
}

export interface SlipOfficer {
  name: string
  title?: string
  phone?: string
}

/** What all slips share. */
export interface SlipBase {
  office: SlipOffice
  dossier: SlipDossier
  owner: SlipParty
  /** PIN of the look-up page; known only when it was just made. */
  pin?: string
  /** Address of the look-up page without its query: https://…/tra-cuu */
  lookupUrl: string
  /** Instant of the act that the paper is of. */
  at: Date
  paper?: 'a4' | 'a5'
}

export type SlipChannel = 'online' | 'in-person' | 'postal' | 'kiosk'

/** Mẫu 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export interface Mau01Data extends SlipBase {
  submitter: SlipParty
  channel: SlipChannel
  feeCollection?: string
  components: readonly SlipComponent[]
  sets: number
  /** As published: "01 ngày làm việc". */
  timeLimit: string
  receivedAt: Date
  dueAt: Date
  dueNote?: string
  delivery: string
  fees: readonly SlipFee[] | null
  book?: { volume: string; number: string }
  officer: SlipOfficer
}

/** Mẫu 02: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export interface Mau02Data extends SlipBase {
  submitter?: SlipParty
  items: readonly { title: string; reason?: string; guidance?: string }[]
  reason?: string
  legalBasis?: string
  deadline?: Date
  clockNote?: string
  officer: SlipOfficer
}

/** Mẫu 03: Phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export interface Mau03Data extends SlipBase {
  submitter?: SlipParty
  receivedAt?: Date
  reasons: readonly string[]
  legalBasis?: string
  guidance?: string
  returned?: string
  officer: SlipOfficer
}

/** Mẫu 04: Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết. */
export interface Mau04Data extends SlipBase {
  receivedAt: Date
  /** Date that was promised. */
  dueAt: Date
  /** Date that is promised now. */
  newDueAt: Date
  /** Why it will be late. */
  reason: string
  /** Unit with which the dossier lies. */
  lateAt?: string
  officer: SlipOfficer
}

/** Mẫu 05: Thông báo dừng giải quyết hồ sơ. */
export interface Mau05Data extends SlipBase {
  receivedAt?: Date
  dueAt?: Date
  stoppedOn: CivilDate
  reason: string
  legalBasis?: string
  papersReturned?: string
  feesHandled?: string
  officer: SlipOfficer
}

export interface HandOver {
  from: string
  to: string
  at?: Date
  giver?: string
  receiver?: string
  result?: 'early' | 'on-time' | 'late'
  note?: string
}

/** Mẫu 06: Phiếu kiểm soát quá trình giải quyết hồ sơ. */
export interface Mau06Data extends SlipBase {
  receivedAt: Date
  dueAt?: Date
  handOvers: readonly HandOver[]
}

/** Automatic confirmation of an online filing; not yet Mẫu 01. */
export interface OnlineReceiptData extends SlipBase {
  submitter: SlipParty
  receivedAt: Date
  answerBy: Date
  answerNote?: string
  delivery?: string
  fees?: readonly SlipFee[] | null
  components: readonly SlipComponent[]
  /** Wording that the applicant confirmed. */
  declaration?: string
}

export interface SlipData {
  'mau-01': Mau01Data
  'mau-02': Mau02Data
  'mau-03': Mau03Data
  'mau-04': Mau04Data
  'mau-05': Mau05Data
  'mau-06': Mau06Data
  'bien-nhan-truc-tuyen': OnlineReceiptData
}
export type SlipKind = keyof SlipData
