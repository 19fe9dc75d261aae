import type { CivilDate } from '../../../platform/clock.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { cleanText } from '../../../platform/text.ts'
import type { ChannelKind, Fault } from '../types.ts'
import { readEmail, readPhone } from './channel.ts'
import { type Contradiction, contradictionsOf, readIdentityNumber } from './identity-number.ts'
import { faultOfPassword } from './password.ts'
import { readUsername } from './username.ts'

/** The registration form as typed. */
export interface RegistrationForm {
  name: string
  identityNumber: string
  birthDate: { day: string; month: string; year: string }
  phone: string
  email: string
  username: string
  password: string
  passwordAgain: string
  termsAccepted: boolean
}

export interface Registrant {
  name: string
  identityNumber: string
  birthDate: CivilDate
  phone: string | null
  email: string | null
  username: string | null
}

export type CheckedRegistration =
  | { ok: true; registrant: Registrant; warnings: Contradiction[] }
  | { ok: false; faults: Fault[] }

/** Age from which a person may hold an own account: younger ones are represented. */
export const MIN_AGE = 14
const OLDEST = 130

const yearsLater = (date: CivilDate, years: number): CivilDate => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

function faultOfBirthDate(typed: RegistrationForm['birthDate'], date: CivilDate | null, today: CivilDate): string | null {
  if (!date) return `${typed.day}${typed.month}${typed.year}`.trim() === '' ? 'missing' : 'no-such-day'
  if (date > today) return 'in-future'
  if (yearsLater(date, OLDEST) < today) return 'too-old'
  return yearsLater(date, MIN_AGE) > today ? 'too-young' : null
}

function faultOfName(typed: string): string | null {
  const cleaned = cleanText(typed, { max: 200 })
  if (!cleaned.ok) return cleaned.reason
  if (cleaned.text === '') return 'missing'
  return /^[\p{L}\p{M}'’.\- ]+$/u.test(cleaned.text) ? null : 'not-a-name'
}

/** Reads the form: every fault at once; contradictions between number and birth date are warnings. */
export function checkRegistration(form: RegistrationForm, today: CivilDate): CheckedRegistration {
  const faults: Fault[] = []
  const fault = (field: string, code: string | null) => {
    if (code) faults.push({ field, code })
  }
  const given = (kind: ChannelKind) => form[kind].trim() !== ''
  const identityNumber = readIdentityNumber(form.identityNumber)
  const birthDate = readTypedDate(form.birthDate)
  const phone = readPhone(form.phone)
  const email = readEmail(form.email)
  const username = readUsername(form.username)
  fault('name', faultOfName(form.name))
  fault('identityNumber', identityNumber ? null : form.identityNumber.trim() === '' ? 'missing' : 'not-twelve-digits')
  fault('birthDate', faultOfBirthDate(form.birthDate, birthDate, today))
  fault('phone', given('phone') && !phone ? 'malformed' : !given('phone') && !given('email') ? 'no-channel' : null)
  fault('email', given('email') && !email ? 'malformed' : null)
  fault('username', form.username.trim() !== '' && !username ? 'malformed' : null)
  fault('password', faultOfPassword(form.password, [form.name, form.identityNumber, form.phone, form.email.split('@')[0] ?? '', form.username]))
  fault('passwordAgain', form.password === form.passwordAgain ? null : 'differs')
  fault('terms', form.termsAccepted ? null : 'not-accepted')
  if (faults.length > 0 || !identityNumber || !birthDate) return { ok: false, faults }
  const cleaned = cleanText(form.name, { max: 200 })
  return {
    ok: true,
    registrant: { name: cleaned.ok ? cleaned.text : '', identityNumber, birthDate, phone, email, username },
    warnings: contradictionsOf(identityNumber, birthDate),
  }
}
