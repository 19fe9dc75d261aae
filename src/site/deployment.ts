import type { CivilDate } from '../platform/clock.ts'
import type { Lang } from '../platform/words.ts'

/** A counterparty that is not the real one here: its key in `frames/words.ts`. */
export type SimulatedParty =
  | 'population'
  | 'sms'
  | 'email'
  | 'login'
  | 'payment'
  | 'post'
  | 'signature'
  | 'national-portal'

/** Whose site this is: configuration, and the office's own record. */
export interface Deployment {
  /** "Phường Ninh Kiều, thành phố Cần Thơ" */
  agencyName: string
  emblemUrl?: string | null
  /** Number that answers questions about public services: 1022. */
  hotline: string
  /** "Trung tâm Phục vụ hành chính công phường Ninh Kiều" */
  officeName: string
  officePhone?: string | null
  officeAddress?: string | null
  /** "Thứ Hai đến thứ Sáu: 7:30–11:30 và 13:30–17:00" */
  officeHours?: string | null
  officeEmail?: string | null
  officeMapUrl?: string | null
  /** Empty in production. */
  simulated: readonly SimulatedParty[]
  languages: readonly Lang[]
  /** Day of the catalogue of procedures; null before it is loaded. */
  catalogueDate: CivilDate | null
}
