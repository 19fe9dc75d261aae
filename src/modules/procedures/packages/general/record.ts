import type { CivilDate } from '../../../../platform/clock.ts'
import type { Level, ProcedureContent, Source, Status } from '../../catalogue/content.ts'
import type { Procedure } from '../../catalogue/procedure.ts'

/** What the national record says of a procedure, as a general package is made from it. */
export interface PublishedRecord {
  code: string
  name: string
  field: { code: string; name: string; slug: string } | null
  levels: readonly Level[]
  audience: readonly string[]
  /** Who carries it out, as published. */
  agencies: readonly string[]
  status: Status
  /** The only body whose procedure it is; null for procedures of the whole country. */
  ofOneBody: string | null
  content: ProcedureContent | null
  /** Which content it is; null where only its name is known. */
  version: { number: number; asOf: CivilDate; source: Source } | null
}

/** `fieldCodes`: national codes of its first field; several mean that nobody knows which. */
export function recordOf(procedure: Procedure, fieldCodes: readonly string[]): PublishedRecord {
  const [field] = procedure.fields
  const { code, name, levels, audience, agencies, status, content, version, contentAsOf, source } = procedure
  return {
    code,
    name,
    field: field ? { code: fieldCodes.length === 1 ? (fieldCodes[0] ?? '') : '', name: field.name, slug: field.slug } : null,
    levels,
    audience,
    agencies,
    status,
    ofOneBody: procedure.type === 'SPECIFIC' ? (procedure.body?.name ?? null) : null,
    content,
    version: version && { number: version.number, asOf: contentAsOf ?? version.validFrom, source },
  }
}
