import type { z } from 'zod'
import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import type { Act } from '../../accounts/index.ts'
import type { Citizen } from '../drafts.ts'
import { errorsOf, problemWithErrors } from './body-errors.ts'
import { refuse } from './refusals.ts'
import { mayOwn } from './who.ts'

type Read<T> = { ok: true; value: T } | { ok: false; answer: Answer }

/** A handler that runs for whoever the token lets do the act. */
export const forOwner =
  (act: Act, work: (r: WebRequest, actor: Citizen) => Promise<Answer>) =>
  async (r: WebRequest): Promise<Answer> => {
    const allowed = mayOwn(r.actor, act)
    return allowed.ok ? work(r, r.actor as Citizen) : problem(allowed.refusal)
  }

/** The JSON of a request as its schema wants it, or every mistake in it. */
export function bodyOf<T>(r: WebRequest, schema: z.ZodType<T>): Read<T> {
  if (!/^application\/json\b/i.test(r.raw.headers['content-type'] ?? '')) return { ok: false, answer: problem({ code: 'unsupported-type' }) }
  const parsed = schema.safeParse(r.json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors = errorsOf(parsed.error, r.lang)
  return { ok: false, answer: problemWithErrors(r, refuse('body-has-errors', { count: errors.length }).refusal, errors) }
}

/** The key by which a repeat is known. */
export const keyOf = (r: WebRequest): Read<string> => (r.key && /^[\x21-\x7e]{1,200}$/.test(r.key) ? { ok: true, value: r.key } : { ok: false, answer: problem({ code: 'key-missing' }) })
