import { readEmail, readPhone } from './channel.ts'
import { readIdentityNumber } from './identity-number.ts'
import { readUsername } from './username.ts'

export type LoginNameKind = 'identity-number' | 'phone' | 'email' | 'username'
export interface LoginName {
  kind: LoginNameKind
  value: string
}

/** What somebody typed to log in: the four kinds can't be mistaken for each other. null when it is none of them. */
export function readLoginName(typed: string): LoginName | null {
  const email = readEmail(typed)
  if (email) return { kind: 'email', value: email }
  const number = readIdentityNumber(typed)
  if (number) return { kind: 'identity-number', value: number }
  const phone = readPhone(typed)
  if (phone) return { kind: 'phone', value: phone }
  const username = readUsername(typed)
  return username ? { kind: 'username', value: username } : null
}
