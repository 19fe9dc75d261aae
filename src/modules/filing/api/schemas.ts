import { z } from 'zod'
import { CODE_AS_SENT } from '../../procedures/index.ts'

/** Body of POST /api/v1/dossiers; the answers are judged by the package's form. */
export const newDossierSchema = z.strictObject({
  procedure: z
    .string()
    .regex(CODE_AS_SENT)
    .describe('Code of the procedure: 1.001193'),
  communeCode: z
    .string()
    .regex(/^\d{5}$/)
    .describe('Commune where it is filed (5 digits); its office takes the dossier'),
  caseKey: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('Case of the procedure; may be left out where there is but one'),
  resultWay: z.enum(['online', 'counter', 'post']).describe('How the result comes'),
  answers: z.record(z.string(), z.unknown()).describe('By field id, as GET /api/v1/procedures/{code}/form says'),
  papers: z
    .array(z.strictObject({ component: z.string().min(1).max(60), fileId: z.uuid() }))
    .max(50)
    .default([])
    .describe('Files sent before to POST /api/v1/files, each under a component of the procedure'),
  declared: z.literal(true).describe('Who files declares that the content is right and answers for it'),
})
export type NewDossierBody = z.infer<typeof newDossierSchema>

const statusSchema = z.object({ code: z.number().int().describe('National status 1 to 10'), label: z.string() })
const instant = z.string().describe('ISO 8601, +07:00')

export const filedSchema = z.object({
  code: z.string(),
  pin: z.string().describe('With the code, looks the dossier up without logging in'),
  status: statusSchema,
  acceptBy: instant.nullable().describe('The office says by then whether it accepts'),
  url: z.string(),
})

export const dossierItemSchema = z.object({
  code: z.string(),
  procedure: z.object({ code: z.string(), name: z.string() }),
  subject: z.string(),
  owner: z.string(),
  status: statusSchema,
  submittedAt: instant,
  acceptBy: instant.nullable(),
  acceptedAt: instant.nullable(),
  dueAt: instant.nullable(),
  endedAt: instant.nullable(),
  url: z.string(),
})

export const dossierListSchema = z.object({
  items: z.array(dossierItemSchema),
  next: z.string().nullable().describe('Cursor of the next page'),
})

export const dossierDetailSchema = dossierItemSchema.extend({
  pin: z.string(),
  submitter: z.string(),
  caseKey: z.string(),
  resultWay: z.enum(['online', 'counter', 'post']),
  originalDueAt: instant.nullable(),
  returnedAt: instant.nullable(),
  agency: z.object({ name: z.string(), address: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  supplement: z
    .object({ dueAt: instant, items: z.array(z.object({ what: z.string(), reason: z.string(), howTo: z.string() })) })
    .nullable()
    .describe('What the office has asked for and waits for'),
  partOf: z.string().nullable().describe('Code of the linked dossier (liên thông) that this one is a part of'),
  parts: z
    .array(z.object({ name: z.string(), code: z.string().nullable(), status: statusSchema.nullable(), dueAt: instant.nullable(), isComing: z.boolean() }))
    .nullable()
    .describe('Of a linked dossier: its parts. One without a code waits for another part, or is not coming because that one ended without a result'),
  answers: z.record(z.string(), z.unknown()),
  papers: z.array(
    z.object({
      component: z.string(),
      fileId: z.string().nullable(),
      filename: z.string().nullable(),
      addedAt: instant,
      replacedAt: instant.nullable(),
    }),
  ),
})

export const fileSchema = z.object({
  id: z.uuid(),
  filename: z.string(),
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/heic', 'image/heif']),
  size: z.number().int(),
  sha256: z.string().describe('Hexadecimal, of the bytes as received'),
})
