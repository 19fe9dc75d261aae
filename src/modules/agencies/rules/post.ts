import type { CivilDate } from '../../../platform/clock.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'
import { DUTIES, type Duty, type StaffPost } from '../types.ts'
import { overlaps } from './substitution.ts'

export const END_OF_TIME: CivilDate = '9999-12-31'

export interface PostForm {
  title: string
  duties: readonly string[]
  validFrom: CivilDate
  validTo: CivilDate | null
}

export interface PostDetails {
  title: string
  duties: Duty[]
  validFrom: CivilDate
  validTo: CivilDate | null
}

/** Reads a post as typed; duties in their fixed order, each once. */
export function checkPost(form: PostForm): Decided<{ details: PostDetails }> {
  const title = cleanText(form.title, { max: 120 })
  const duties = DUTIES.filter((duty) => form.duties.includes(duty))
  if (!title.ok || title.text === '' || duties.length === 0 || duties.length !== new Set(form.duties).size) {
    return refuse('post-form-has-errors')
  }
  if (form.validTo !== null && form.validTo < form.validFrom) return refuse('post-end-before-start', { from: form.validFrom })
  return { ok: true, details: { title: title.text, duties, validFrom: form.validFrom, validTo: form.validTo } }
}

/** One post per person, agency and time. */
export function collidesWithHeld(details: PostDetails, agencyId: string, held: readonly StaffPost[]): boolean {
  const span = { from: details.validFrom, to: details.validTo ?? END_OF_TIME }
  return held.some((post) => post.agencyId === agencyId && overlaps(span, { from: post.validFrom, to: post.validTo ?? END_OF_TIME }))
}
