import { z } from 'zod'
import { feelText, fieldId, slug } from '../../../forms/index.ts'
import { code, deadline, span } from '../schema-parts.ts'

/** What an earlier part ended with: the number that the population database gave, number and day of its result. */
export const OUTCOMES = ['identity-number', 'number', 'issued-on'] as const
export type Outcome = (typeof OUTCOMES)[number]

const answer = z.union([
  fieldId,
  z.strictObject({ value: z.union([z.string().max(500), z.number(), z.boolean()]) }),
  z.strictObject({ outcome: z.enum(OUTCOMES), of: slug }),
])

const part = z.strictObject({
  id: slug,
  /** The procedure of the part: it has a package of its own. */
  procedure: code,
  case: z.string().max(60),
  /** Parts that must have ended with a result before this one begins. */
  after: z.array(slug).min(1).optional(),
  'applies-if': feelText.optional(),
  /** Address field whose commune says which office is competent; the commune that the whole is filed in when absent. */
  place: fieldId.optional(),
  deadline,
  'acknowledgement-hours': z.number().positive().max(240),
  /** Fields of the part and what answers them, where the whole has no field of the same id and kind. */
  answers: z.record(fieldId, answer).optional(),
  /** Components of the part and those of the whole that stand for them. */
  papers: z.record(slug, slug).optional(),
})

/** Thủ tục hành chính liên thông: one form and one filing for several procedures. */
export const linkedSchema = z.strictObject({
  supplement: z.strictObject({ within: span }),
  parts: z.array(part).min(2).max(12),
})

export type LinkedSource = z.infer<typeof linkedSchema>
