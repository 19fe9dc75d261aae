import type { CivilDate } from '../../../platform/clock.ts'
import type { CardText } from '../../forms/index.ts'

/** By what right somebody hands in another's dossier. @see NĐ 45/2020/NĐ-CP; Bộ luật Dân sự 2015 art. 134–143 */
export const AUTHORITIES = {
  authorised: 'Được ủy quyền bằng văn bản',
  family: 'Ông bà, cha mẹ, con, vợ chồng, anh chị em ruột',
  guardian: 'Cha mẹ hoặc người giám hộ của người chưa thành niên, người mất năng lực',
  representative: 'Đại diện theo pháp luật của tổ chức',
  service: 'Nhân viên bưu chính công ích, người được thuê làm dịch vụ',
} as const
export type Authority = keyof typeof AUTHORITIES

export const isAuthority = (text: string): text is Authority => Object.hasOwn(AUTHORITIES, text)

/** Who hands a dossier in, as typed. */
export interface Who {
  name: string
  identityNumber: string
  /** As typed: 14/3/1996. */
  birth: string
  phone: string
  email: string
  address: string
}

export const NOBODY: Who = { name: '', identityNumber: '', birth: '', phone: '', email: '', address: '' }

/** Somebody found by what was typed at the counter. */
export interface Found {
  who: Who
  /** What the code of the card says, where it was read: the officer holds it. */
  card: CardText | null
}

export interface KnownPerson {
  id: string
  name: string
  identityNumber: string | null
  birthDate: CivilDate | null
}
