import { z } from 'zod'
import { CODE_AS_SENT } from '../../procedures/index.ts'

const instant = z.string().describe('ISO 8601, +07:00')
const answers = z.record(z.string(), z.unknown())
const mark = z.string().max(40).describe('Tells one set of answers from another; sent back as `seen`')
const fault = z.object({ field: z.string(), message: z.string() })
const papers = z.array(z.object({ component: z.string(), fileId: z.string(), filename: z.string().nullable() }))
const procedure = z.object({ code: z.string(), name: z.string() })

export const newDraftSchema = z.strictObject({
  procedure: z
    .string()
    .regex(CODE_AS_SENT)
    .describe('Code of the procedure: 1.000894'),
})

export const draftBodySchema = z.strictObject({
  communeCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable()
    .describe('Commune where it will be filed (5 digits)'),
  caseKey: z.string().min(1).max(60).nullable().default(null).describe('Case of the procedure; may be left out where there is but one'),
  resultWay: z.enum(['online', 'counter', 'post']).nullable(),
  answers: answers.describe('By field id, as /drafts/{id}/form says; they take the place of what was there'),
  seen: mark.nullable().default(null).describe('Mark of the answers that these replace; null replaces whatever is there'),
})

export const inviteSchema = z.strictObject({
  name: z.string().max(200).describe('Full name of the invited person'),
  email: z.string().max(300).default('').describe('One of e-mail and mobile number is needed'),
  phone: z.string().max(40).default(''),
})

export const submitDraftSchema = z.strictObject({
  revision: z.number().int().min(0).describe('Of the draft as it was looked at: what is declared true is what was seen'),
  declared: z.literal(true).describe('Who files declares that the content is right and answers for it'),
})

export const partBodySchema = z.strictObject({
  answers: answers.describe('By field id, as /parts/{id}/form says; they take the place of what was there'),
  seen: mark.nullable().default(null),
})

export const confirmSchema = z.strictObject({
  seen: mark.describe('Mark of the answers that are declared true'),
  declared: z.literal(true).describe('The invited person declares that their part is right and answers for it'),
})

export const madeSchema = z.object({ id: z.string() })
export const doneSchema = z.object({ done: z.literal(true) })
export const savedSchema = z.object({ mark, savedAt: instant, missing: z.array(fault).describe('What is still wrong or missing') })

const partOfDraftSchema = z.object({
  party: z.string(),
  name: z.string(),
  state: z.enum(['none', 'sent', 'opened', 'agreed', 'confirmed', 'declined', 'left', 'revoked', 'expired']),
  since: instant.nullable(),
  invited: z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  url: z.string().nullable().describe('Address of the invitation, to be passed on; its last part is the token of /invitations/{token}. Null once somebody has agreed'),
  expiresAt: instant.nullable(),
  person: z.string().nullable().describe('Who agreed, by their account'),
  answers: answers.nullable().describe('Theirs, once confirmed'),
})

export const draftSchema = z.object({
  id: z.string(),
  procedure,
  communeCode: z.string().nullable(),
  caseKey: z.string().nullable(),
  resultWay: z.enum(['online', 'counter', 'post']).nullable(),
  answers: answers.describe('What is right of the own answers'),
  mark,
  revision: z.number().int(),
  parts: z.array(partOfDraftSchema).describe('Parts that another person can be asked for'),
  papers,
  missing: z.array(fault).describe('Everything that stands between the draft and its submission'),
  updatedAt: instant,
})
export const draftListSchema = z.object({ items: z.array(z.object({ id: z.string(), procedure: z.string(), updatedAt: instant })) })

export const invitationSchema = z.object({
  inviter: z.string(),
  procedure,
  office: z.string().nullable(),
  party: z.string(),
  expiresAt: instant,
  part: z.string().nullable().describe('Id of the own part, once agreed'),
})

export const partSchema = z.object({
  id: z.string(),
  party: z.string(),
  inviter: z.string(),
  procedure,
  theirs: answers.describe('What the form shows of the answers of the one who began'),
  answers,
  mark,
  papers,
  missing: z.array(fault),
  warnings: z.array(fault),
  declaration: z.object({ version: z.string(), text: z.string() }).describe('What confirming declares'),
  confirmedAt: instant.nullable(),
  updatedAt: instant,
})
export const partListSchema = z.object({ items: z.array(z.object({ id: z.string(), party: z.string(), inviter: z.string(), confirmedAt: instant.nullable(), updatedAt: instant })) })
