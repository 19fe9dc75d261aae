import { z } from 'zod'
import { NATIONAL_CODE } from '../catalogue/rules/code.ts'

/** Two-digit hour and minute. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'phải là giờ dạng "15:00"')
/** Code of a procedure in the national list. */
export const code = z.string().regex(NATIONAL_CODE, 'mã thủ tục phải có dạng 1.001193')

export const span = z.strictObject({
  amount: z.number().positive().max(1000),
  unit: z.enum(['working_day', 'day', 'hour', 'month']),
})

/** A period of settlement; same_day has amount 1 and a cut-off. */
export const deadline = z
  .strictObject({
    amount: z.number().positive().max(1000),
    unit: z.enum(['same_day', 'working_day', 'day', 'hour', 'month']),
    pause: z.enum(['resume', 'recompute']),
    'cut-off': timeOfDay.optional(),
  })
  .refine((one) => one.unit !== 'same_day' || one['cut-off'] !== undefined, {
    path: ['cut-off'],
    error: 'thời hạn trong ngày phải có giờ chốt (cut-off)',
  })
export type DeadlineSource = z.infer<typeof deadline>
