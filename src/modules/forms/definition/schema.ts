import { z } from 'zod'

/** The shape of form.yaml. Keys are written in kebab-case; a key that is not here is refused. */

const sentence = z.string().trim().min(1).max(1500)
export const bothLanguages = z.strictObject({ vi: sentence, en: sentence })
export const feelText = z.union([z.string().trim().min(1).max(4000), z.boolean().transform(String)])

export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'phải là chữ thường không dấu, số và gạch nối, ví dụ "to-khai"')
export const fieldId = z
  .string()
  .max(80)
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/, 'mã trường phải có dạng "child.birthDate"')
  // What is typed is kept under ids in plain objects: such a name would be found where nothing was typed.
  .refine((id) => !Object.hasOwn(Object.prototype, id), { error: ({ input }) => `không dùng được mã «${String(input)}», xin đặt tên khác` })
const civilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'phải là ngày dạng 2026-11-22')
const factName = z.string().regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+$/, 'phải là tên dữ kiện, ví dụ "account.name"')

const AUTOFILL = ['name', 'bday', 'tel', 'email', 'sex', 'street-address', 'off'] as const

/** What reads otherwise for the party whose part it is. */
const own = z
  .strictObject({ label: bothLanguages, short: bothLanguages, hint: bothLanguages, missing: bothLanguages, 'shown-when': bothLanguages })
  .partial()

const common = {
  id: fieldId,
  label: bothLanguages,
  short: bothLanguages.optional(),
  hint: bothLanguages.optional(),
  why: bothLanguages.optional(),
  sample: z.string().max(200).optional(),
  required: z.boolean().optional(),
  'required-if': feelText.optional(),
  missing: bothLanguages.optional(),
  'shown-if': feelText.optional(),
  'shown-when': bothLanguages.optional(),
  prefill: z.array(z.union([factName, z.literal('earlier')])).max(8).optional(),
  autocomplete: z.enum(AUTOFILL).optional(),
  /** Why it is asked although the account holds it; for those who look over a package, never shown to citizens. */
  'asks-anyway': bothLanguages.optional(),
  own: own.optional(),
}

const plain = <T extends string>(type: T) => z.strictObject({ ...common, type: z.literal(type) })

const option = z.strictObject({
  value: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'giá trị lựa chọn là chữ thường không dấu, số và gạch nối'),
  label: bothLanguages,
  hint: bothLanguages.optional(),
})
const options = z.array(option).min(2).max(400)
const appearance = z.enum(['radios', 'select']).optional()

const numeric = { min: z.number().optional(), max: z.number().optional() }

const simpleFields = [
  plain('person-name'),
  z.strictObject({
    ...common,
    type: z.literal('date'),
    precision: z.enum(['day', 'partial']).optional(),
    past: z.boolean().optional(),
    'not-before': civilDate.optional(),
    lunar: z.boolean().optional(),
  }),
  z.strictObject({ ...common, type: z.literal('identity-number'), sex: fieldId.optional(), birth: fieldId.optional() }),
  plain('cmnd'),
  plain('passport'),
  plain('tax-code'),
  plain('phone'),
  plain('email'),
  z.strictObject({
    ...common,
    type: z.literal('address'),
    'down-to': z.enum(['province', 'commune']).optional(),
    detail: z.enum(['required', 'optional', 'none']).optional(),
    'detail-label': bothLanguages.optional(),
    'detail-hint': bothLanguages.optional(),
    abroad: z.boolean().optional(),
  }),
  plain('agency'),
  plain('nationality'),
  plain('ethnic-group'),
  plain('religion'),
  plain('sex'),
  z.strictObject({ ...common, type: z.literal('choice'), options, as: appearance }),
  z.strictObject({ ...common, type: z.literal('relationship'), options, as: appearance }),
  plain('yes-no'),
  z.strictObject({
    ...common,
    type: z.literal('number'),
    ...numeric,
    integer: z.boolean().optional(),
    unit: bothLanguages.optional(),
  }),
  z.strictObject({ ...common, type: z.literal('money'), ...numeric }),
  z.strictObject({ ...common, type: z.literal('text'), max: z.int().min(1).max(2000).optional() }),
  z.strictObject({ ...common, type: z.literal('multiline'), max: z.int().min(1).max(20_000).optional() }),
  z.strictObject({ ...common, type: z.literal('declaration'), text: bothLanguages }),
  z.strictObject({
    ...common,
    type: z.literal('computed'),
    value: feelText.optional(),
    'words-of': fieldId.optional(),
  }),
] as const

const rowFieldSchema = z.discriminatedUnion('type', simpleFields)

const table = z.strictObject({
  ...common,
  type: z.literal('table'),
  row: bothLanguages,
  min: z.int().min(0).max(50).optional(),
  max: z.int().min(1).max(100).optional(),
  fields: z.array(rowFieldSchema).min(1).max(40),
})

const file = z.strictObject({ ...common, type: z.literal('file'), component: slug })

export const fieldSchema = z.discriminatedUnion('type', [...simpleFields, table, file])

export type FieldSource = z.infer<typeof fieldSchema>
export type RowFieldSource = z.infer<typeof rowFieldSchema>
export type TableSource = z.infer<typeof table>
export type FileSource = z.infer<typeof file>

/** Fields of the section that the QR code of an identity card fills. */
const card = z
  .strictObject({ number: fieldId, name: fieldId, birth: fieldId, sex: fieldId, address: fieldId, cmnd: fieldId, issued: fieldId, document: fieldId, known: fieldId })
  .partial()

export const sectionSchema = z.strictObject({
  id: slug,
  title: bothLanguages,
  intro: bothLanguages.optional(),
  'shown-if': feelText.optional(),
  'shown-when': bothLanguages.optional(),
  card: card.optional(),
  by: slug.optional(),
  own: z.strictObject({ title: bothLanguages, intro: bothLanguages }).partial().optional(),
  fields: z.array(fieldSchema).min(1).max(1000),
})

const partySchema = z.strictObject({
  id: slug,
  name: bothLanguages,
  person: z.strictObject({ name: fieldId, number: fieldId.optional() }),
  shows: z.array(fieldId).max(20).optional(),
})

const personSchema = z.strictObject({ id: fieldId, name: bothLanguages, pick: z.boolean().optional() })

export const checkSchema = z.strictObject({
  id: slug,
  field: fieldId,
  'refuse-if': feelText.optional(),
  'warn-if': feelText.optional(),
  message: bothLanguages,
})

export const formSchema = z.strictObject({
  form: slug,
  title: bothLanguages,
  basis: z.string().max(300).optional(),
  parties: z.array(partySchema).min(1).max(5).optional(),
  people: z.array(personSchema).min(1).max(12).optional(),
  sections: z.array(sectionSchema).min(1).max(60),
  checks: z.array(checkSchema).max(300).optional(),
})

export type FormSource = z.infer<typeof formSchema>
export type SectionSource = z.infer<typeof sectionSchema>
export type CheckSource = z.infer<typeof checkSchema>
