import type { Client } from './client.ts'

/** A day off that an administrator wants to add, to be looked at before it is saved. @returns the address of its preview. */
export async function proposeDayOff(who: Client): Promise<string> {
  const reply = await who.send('/quan-tri/ngay-nghi/them', '/them', { 'date-day': '7', 'date-month': '12', 'date-year': '2026', kind: 'holiday', nameVi: 'Ngày nghỉ địa phương', nameEn: 'Local day off', status: 'official', reason: 'QĐ 1/QĐ-UBND' })
  const address = String(reply.headers.location ?? '')
  if (!/thay-doi\/[0-9a-f-]{36}$/.test(address)) throw new Error(`${reply.url} answered ${reply.status} ${address}.`)
  return address
}
