import { z } from 'zod'
import { procedureItemSchema } from './item.ts'

const text = z.string().nullable()
const time = z.object({
  amount: z.number().nullable(),
  unit: z.enum(['hour', 'day', 'working_day', 'month']).nullable(),
  text,
})
const fee = z.object({
  kind: z.enum(['phi', 'le_phi', 'gia']).nullable(),
  amount: z.number().nullable(),
  currency: z.enum(['VND', 'USD']),
  note: text,
  suspect: z.boolean().describe('The amount looks like a typing error of the source'),
  file: text,
})
const receiving = z.array(z.enum(['AT_SUBMISSION_PLACE', 'AT_HOME', 'ONLINE']))
const service = z.object({ id: z.string(), code: z.string(), name: z.string(), time })

/** Contents as published; null where the source is silent. */
export const contentSchema = z.object({
  decision: z.object({ number: text, date: text, issuer: text }),
  formality: text,
  steps: z.array(z.object({ name: text, text: z.string() })),
  methods: z.array(
    z.object({
      channel: z.enum(['in_person', 'online', 'post']),
      time: time.nullable(),
      fees: z.array(fee).nullable().describe('null: the source says nothing of fees'),
      note: text,
    }),
  ),
  groups: z.array(
    z.object({
      name: text,
      components: z.array(
        z.object({
          name: z.string(),
          code: text,
          originals: z.number().nullable(),
          copies: z.number().nullable(),
          required: z.literal(true).nullable(),
          electronicForm: z.boolean().nullable(),
          resultOfOther: z.boolean().nullable(),
          forms: z.array(z.string()),
        }),
      ),
    }),
  ),
  services: z.array(service),
  subjects: z.array(z.string()),
  agencies: z.object({
    executing: z.array(z.string()),
    authority: z.array(z.string()),
    authorised: z.array(z.string()),
    coordinating: z.array(z.string()),
  }),
  addresses: text,
  results: z.array(z.object({ name: z.string(), code: text })),
  legalBases: z.array(z.object({ number: text, title: text, issued: text, issuer: text })),
  requirements: text,
  requirementsNone: z.boolean(),
  keywords: text,
  description: text,
  note: text,
  receiving: z.object({ online: receiving, offline: receiving }).nullable(),
  nonTerritorial: z.boolean().nullable(),
  serviceGroups: z.array(z.string()),
  url: text,
})

export const procedureDetailSchema = procedureItemSchema.extend({
  type: text.describe('As the national portal says: STANDARD, SPECIFIC (of one body)'),
  publishedBy: text,
  audience: z.array(z.string()),
  agencies: z.array(z.string()),
  communeReceives: z.boolean(),
  source: z.enum(['portal', 'older', 'list', 'index', 'package']),
  contentSource: z.enum(['portal', 'older', 'list', 'index', 'package']).nullable().describe('package: published by no source; what the package filed here says'),
  asOf: z.string(),
  contentAsOf: text,
  supersededBy: text,
  version: z.object({ id: z.string(), number: z.number(), validFrom: z.string() }).nullable(),
  oldLevelEquivalent: z.number().nullable().describe('Level 1 to 4 of the former scheme, derived; not in force'),
  content: contentSchema.nullable(),
})
