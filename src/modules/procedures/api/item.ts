import { z } from 'zod'
import type { Level, OnlineLevel, Status } from '../catalogue/content.ts'

export const levelSchema = z.enum(['ministry', 'province', 'commune', 'other'])
export const onlineLevelSchema = z.enum(['full', 'partial', 'info'])

/** A procedure in the API's lists; what no source says is null, an unpublished level leaves `levels` empty. */
export const procedureItemSchema = z.object({
  code: z.string(),
  name: z.string(),
  field: z.string().nullable(),
  fields: z.array(z.string()),
  levels: z.array(levelSchema),
  onlineLevel: onlineLevelSchema.nullable(),
  status: z.enum(['current', 'no_longer_published']),
  url: z.string(),
})
export type ApiProcedureItem = z.infer<typeof procedureItemSchema>

export interface ItemFacts {
  code: string
  name: string
  /** Names of the fields. */
  fields: readonly string[]
  levels: readonly Level[]
  onlineLevel: OnlineLevel | null
  status: Status
}

export function apiItem(facts: ItemFacts, publicUrl: string): ApiProcedureItem {
  return {
    code: facts.code,
    name: facts.name,
    field: facts.fields[0] ?? null,
    fields: [...facts.fields],
    levels: [...facts.levels],
    onlineLevel: facts.onlineLevel,
    status: facts.status === 'current' ? 'current' : 'no_longer_published',
    url: `${publicUrl.replace(/\/$/, '')}/thu-tuc/${encodeURIComponent(facts.code)}`,
  }
}
