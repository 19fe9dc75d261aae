import type { Submitting } from '../ports.ts'
import { readDay } from './typed-day.ts'
import { isAuthority, type Who } from './who.ts'

export interface WhoFault {
  field: keyof Who | 'ownerName' | 'ownerNumber' | 'authority'
  text: string
}

export interface OwnerTyped {
  isOther: boolean
  name: string
  number: string
  address: string
  authority: string
}

/** How numbers and channels are read, from the module that keeps people. */
export interface Readers {
  number: (typed: string) => string | null
  phone: (typed: string) => string | null
  email: (typed: string) => string | null
  text: (typed: string) => string | null
}

const NEEDED = {
  identityNumber: 'Nộp thay trực tuyến cần số định danh của người nộp',
  phone: 'Nộp thay trực tuyến cần số điện thoại của người nộp để gửi mã xác nhận',
} as const

/** Who hands the dossier in and whose it is, as far as it was typed rightly. Only a name is needed, whoever has no number is served too; `needed` beside it where the way asks for it. */
export function checkWho(who: Who, owner: OwnerTyped, read: Readers, needed: readonly ('identityNumber' | 'phone')[] = []): { faults: WhoFault[]; submitter: Omit<Submitting, 'personId'>; owner: { ownerName: string; ownerNumber: string | null; ownerAddress: string | null } | null } {
  const faults: WhoFault[] = []
  const given = <T>(field: WhoFault['field'], typed: string, reader: (text: string) => T | null, text: string): T | null => {
    if (typed.trim() === '') return null
    const value = reader(typed)
    if (value === null) faults.push({ field, text })
    return value
  }
  const name = given('name', who.name, read.text, 'Họ tên có ký tự không dùng được hoặc quá dài')
  if (who.name.trim() === '') faults.push({ field: 'name', text: 'Nhập họ tên người nộp' })
  for (const field of needed) if (who[field].trim() === '') faults.push({ field, text: NEEDED[field] })
  const submitter = {
    name: name ?? '',
    identityNumber: given('identityNumber', who.identityNumber, read.number, 'Số định danh gồm 12 chữ số; không có thì để trống'),
    birthDate: given('birth', who.birth, readDay, 'Ngày sinh gõ dạng 14/3/1996'),
    phone: given('phone', who.phone, read.phone, 'Số điện thoại di động gồm 10 chữ số'),
    email: given('email', who.email, read.email, 'Địa chỉ thư điện tử chưa đúng'),
    address: given('address', who.address, read.text, 'Địa chỉ có ký tự không dùng được hoặc quá dài'),
  }
  if (!owner.isOther) return { faults, submitter, owner: null }
  const ownerName = given('ownerName', owner.name, read.text, 'Họ tên có ký tự không dùng được hoặc quá dài')
  if (owner.name.trim() === '') faults.push({ field: 'ownerName', text: 'Nhập họ tên chủ hồ sơ' })
  const ownerNumber = given('ownerNumber', owner.number, read.number, 'Số định danh gồm 12 chữ số; không có thì để trống')
  if (!isAuthority(owner.authority)) faults.push({ field: 'authority', text: 'Chọn căn cứ nộp thay chủ hồ sơ' })
  return { faults, submitter, owner: { ownerName: ownerName ?? '', ownerNumber, ownerAddress: read.text(owner.address) || null } }
}
