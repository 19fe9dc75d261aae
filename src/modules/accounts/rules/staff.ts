import { cleanText } from '../../../platform/text.ts'
import type { Fault } from '../types.ts'
import { readUsername } from './username.ts'

export interface StaffForm {
  name: string
  username: string
}

/** Reads a member of staff as typed. */
export function checkStaff(form: StaffForm): { ok: true; name: string; username: string } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = []
  const name = cleanText(form.name, { max: 200 })
  if (!name.ok) faults.push({ field: 'name', code: name.reason })
  else if (name.text === '') faults.push({ field: 'name', code: 'missing' })
  const username = readUsername(form.username)
  if (!username) faults.push({ field: 'username', code: form.username.trim() === '' ? 'missing' : 'malformed' })
  if (faults.length > 0 || !name.ok || !username) return { ok: false, faults }
  return { ok: true, name: name.text, username }
}

/** Letters and digits that are not mistaken for each other when read aloud. */
export const ONE_TIME_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
export const ONE_TIME_DAYS = 3
