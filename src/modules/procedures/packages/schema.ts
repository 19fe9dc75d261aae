import { z } from 'zod'
import { FILE_KINDS } from '../../files/index.ts'
import { bothLanguages, feelText, fieldId, fieldSchema, slug } from '../../forms/index.ts'
import { linkedSchema } from './linked/schema.ts'
import { code, deadline, span } from './schema-parts.ts'

/** The shape of procedure.yaml: what the national record can't say to a machine. A key that is not here is refused. */

const CHANNELS = ['counter', 'online', 'post'] as const
const channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof channel>

const template = z.string().regex(/^[a-z][a-z0-9-]*\.typ$/, 'phải là tên tệp .typ trong thư mục của gói')

const numberPattern = z
  .string()
  .trim()
  .max(60)
  .refine((text) => text.includes('{number}') && !/[{}]/.test(text.replace(/\{(number|year)\}/g, '')), 'mẫu số phải có {number}; ngoài ra chỉ có {year} được thay, ví dụ "{number}/{year}"')

const perChannel = z.strictObject({
  counter: deadline.optional(),
  online: deadline.optional(),
  post: deadline.optional(),
})

const oneCase = z.strictObject({
  key: z.string().regex(/^[0-9a-z][0-9a-z.-]{0,59}$/, 'khóa trường hợp gồm chữ thường, số, dấu chấm và gạch nối'),
  label: bothLanguages,
  hint: bothLanguages.optional(),
  deadline: deadline.optional(),
  'deadline-by-channel': perChannel.optional(),
})

const dong = z.int().min(0).max(10_000_000_000)
const feeHead = {
  id: slug,
  /** fee: phí; charge: lệ phí. */
  kind: z.enum(['fee', 'charge']),
  label: bothLanguages,
  'exempt-if': feelText.optional(),
  exemption: bothLanguages.optional(),
  basis: z.string().max(300).optional(),
}
const byChannel = z.strictObject({ counter: dong.optional(), online: dong.optional(), post: dong.optional() })
/** The patterns of fees that Vietnamese procedures have. */
const fee = z.discriminatedUnion('pattern', [
  z.strictObject({ ...feeHead, pattern: z.literal('free') }),
  z.strictObject({ ...feeHead, pattern: z.literal('per-case'), amount: dong, 'by-channel': byChannel.optional() }),
  z.strictObject({
    ...feeHead,
    pattern: z.literal('per-unit'),
    amount: dong,
    'by-channel': byChannel.optional(),
    count: fieldId,
    cap: dong.optional(),
  }),
  z.strictObject({
    ...feeHead,
    pattern: z.literal('tiered'),
    count: fieldId,
    tiers: z
      .array(z.strictObject({ 'up-to': z.int().positive().optional(), amount: dong }))
      .min(1)
      .max(20),
    cap: dong.optional(),
    /** One row a paper: each page is charged by the tier it falls in, a copy no more than the cap, and every copy of every paper. */
    'by-page': z.strictObject({ table: fieldId, pages: fieldId, copies: fieldId }).optional(),
  }),
  /** Set by the people's council of each province; the amount stands with the agency. */
  z.strictObject({ ...feeHead, pattern: z.literal('local') }),
  /** Reckoned by the office by the words of `note`, and told to who files. */
  z.strictObject({ ...feeHead, pattern: z.literal('told'), note: bothLanguages }),
])

const component = z.strictObject({
  id: slug,
  name: bothLanguages,
  /** Code in the national list: 000.00.00.G15-KQ004389. */
  code: z.string().max(60).optional(),
  hint: bothLanguages.optional(),
  originals: z.int().min(0).max(50),
  copies: z.int().min(0).max(50),
  /** In which channels it belongs to the dossier; all when absent. */
  channels: z.array(channel).min(1).optional(),
  'applies-if': feelText.optional(),
  required: z.boolean().optional(),
  'required-if': feelText.optional(),
  /** Shown at the office, not handed in. */
  'presented-only': z.boolean().optional(),
  /** The party of the form who hands it in. */
  by: slug.optional(),
  /** The e-form itself stands for it when filed online. */
  'is-form': z.boolean().optional(),
  /** Not asked for where the State's own data answer. */
  'from-data': bothLanguages.optional(),
  /** Result of another procedure: its code. */
  'result-of': code.optional(),
  accepts: z
    .array(z.enum(FILE_KINDS))
    .min(1)
    .optional(),
  'most-files': z.int().min(1).max(50).optional(),
  /** Why it is asked although the State holds it; for those who look over a package, never shown to citizens. */
  'asks-anyway': bothLanguages.optional(),
  /** Its older name. */
  reason: bothLanguages.optional(),
})

const result = z.strictObject({
  kind: z.enum(['certificate', 'decision', 'licence', 'confirmation', 'copy', 'notice']),
  name: bothLanguages,
  /** Code in the national list of results: KQ.G15.000031. */
  code: z.string().max(60).optional(),
  template: template.optional(),
  /** How the number is written, {number} and {year} in it; with `book` it stands in a book, else in a series of its own. */
  number: z.strictObject({ series: slug, pattern: numberPattern, book: bothLanguages.optional() }).optional(),
  /** What the officer finds and decides, entered with the draft: fields like those of form.yaml. */
  entries: z.array(fieldSchema).min(1).max(60).optional(),
  /** The citizen looks at the draft; silence counts as agreement. */
  'draft-confirmation': z.strictObject({ within: span, channels: z.array(channel).min(1) }).optional(),
  /** A number that the population database gives before the result is made. */
  'asks-identity-number': z.boolean().optional(),
  'copies-field': fieldId.optional(),
})

const people = z.strictObject({
  owner: z.strictObject({ name: fieldId, number: fieldId.optional(), address: fieldId.optional() }),
  submitter: z.strictObject({
    name: fieldId,
    number: fieldId.optional(),
    phone: fieldId.optional(),
    email: fieldId.optional(),
    address: fieldId.optional(),
  }),
})

/** Which content of the national record a general package was made from, and when that was published. */
const madeFrom = z.strictObject({
  version: z.int().positive(),
  'as-of': z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'phải là ngày dạng 2026-11-22'),
})

export const procedureSchema = z.strictObject({
  procedure: code,
  /** Made by the program from the national record: its form is the general one. */
  'made-from': madeFrom.optional(),
  name: bothLanguages,
  summary: bothLanguages.optional(),
  field: z.strictObject({ code: z.string().max(30), name: z.string().max(200) }),
  level: z.enum(['ministry', 'province', 'commune']),
  online: z.strictObject({
    level: z.enum(['full', 'partial', 'info']),
    /** Why not in full. @see NĐ 224/2026/NĐ-CP art. 14 */
    reason: z.enum(['presence', 'on-site-check', 'technical-failure', 'other-technical']).optional(),
    note: bothLanguages.optional(),
  }),
  channels: z.array(channel).min(1),
  /** The time limit as it is published and printed on slips. */
  'time-limit': bothLanguages,
  deadline,
  'deadline-by-channel': perChannel.optional(),
  cases: z.array(oneCase).min(1).max(40),
  'acknowledgement-hours': z.number().positive().max(240),
  supplement: z.strictObject({ within: span }),
  /** Of other agencies whose views are asked: how long they have, and on what ground their silence is consent. */
  consultation: z.strictObject({ within: span, 'silence-ground': z.string().min(10).max(300) }).optional(),
  fees: z.array(fee).min(1).max(20),
  components: z.array(component).min(1).max(100),
  'result-ways': z.array(channel).min(1),
  result,
  people,
  /** Only of a linked procedure: what it consists of. */
  linked: linkedSchema.optional(),
  /** Words with {field.id} for the answers. */
  subject: bothLanguages,
  declaration: z.strictObject({ version: z.string().regex(/^[0-9a-z.-]{1,30}$/), text: bothLanguages }),
  /** The declaration as the circular prints it. */
  'form-template': template.optional(),
  /** The printed declaration goes to the signer port, to be signed by who made it. */
  'sign-form': z.boolean().optional(),
  retention: z.strictObject({ class: slug, note: bothLanguages.optional() }),
  'what-to-prepare': z.array(bothLanguages).max(20).optional(),
  'minutes-to-fill': z.int().min(1).max(240).optional(),
  legal: z
    .array(z.strictObject({ number: z.string().max(60), title: z.string().max(600) }))
    .min(1)
    .max(60),
  sources: z.array(z.string().max(300)).max(20).optional(),
})

export type ProcedureSource = z.infer<typeof procedureSchema>
export type ComponentSource = z.infer<typeof component>
export type FeeSource = z.infer<typeof fee>
