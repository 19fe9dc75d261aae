import { cleanText } from '../../../platform/text.ts'
import { type Fault, SCOPES, type Scope } from '../types.ts'

export const MAX_TOKEN_DAYS = 365
export const MAX_TOKENS = 20
/** Tells what the text is to whoever finds it, and to scanners of leaked secrets. */
export const TOKEN_PREFIX = 'motcua_'

export interface TokenForm {
  name: string
  scopes: readonly string[]
  days: string
}

export type CheckedToken = { ok: true; name: string; scopes: Scope[]; days: number } | { ok: false; faults: Fault[] }

export function checkToken(form: TokenForm): CheckedToken {
  const faults: Fault[] = []
  const name = cleanText(form.name, { max: 60 })
  if (!name.ok) faults.push({ field: 'name', code: name.reason })
  else if (name.text === '') faults.push({ field: 'name', code: 'missing' })
  const scopes = SCOPES.filter((scope) => form.scopes.includes(scope))
  if (scopes.length === 0) faults.push({ field: 'scopes', code: 'missing' })
  const days = Number(form.days)
  if (!/^\d{1,3}$/.test(form.days.trim()) || days < 1 || days > MAX_TOKEN_DAYS) faults.push({ field: 'days', code: 'out-of-range' })
  if (faults.length > 0 || !name.ok) return { ok: false, faults }
  return { ok: true, name: name.text, scopes, days }
}
