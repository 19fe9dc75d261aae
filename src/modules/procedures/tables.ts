import type { ColumnType, Generated } from 'kysely'
import type { OnlineLevel, ProcedureContent, Source, Status, TimeUnit } from './catalogue/content.ts'
import type { OddKind } from './catalogue/odd.ts'
import type { Summary } from './catalogue/rules/summary.ts'

type Json<T> = ColumnType<T, string, string>

/** Tables of the schema `procedures` that hold the catalogue. */
export interface CatalogueTables {
  'procedures.load': {
    id: string
    data_hash: string
    as_of: string
    counts: Json<Record<string, number>>
    odd: Json<OddKind[]>
    loaded_at: Date
  }
  'procedures.catalogue_version': {
    one: Generated<boolean>
    version: number
  }
  'procedures.field': { slug: string; name: string; codes: string[] }
  'procedures.body': { slug: string; name: string; kind: 'ministry' | 'province' | 'other' }
  'procedures.procedure': {
    code: string
    name: string
    folded_name: string
    status: Status
    type: string | null
    body_slug: string | null
    agencies: string[]
    audience: string[]
    level_ministry: boolean | null
    level_province: boolean | null
    level_commune: boolean | null
    level_other: boolean | null
    commune_receives: boolean
    online_level: OnlineLevel | null
    summary: Json<Summary>
    keywords: string[]
    source: Source
    as_of: string
    content_as_of: string | null
    content_version: string | null
    superseded_by: string | null
    recorded_at: Date
  }
  'procedures.procedure_field': { code: string; field_slug: string; position: number }
  'procedures.version': {
    id: string
    code: string
    number: number
    content: Json<ProcedureContent>
    content_hash: string
    source: Source
    valid_from: string
    valid_to: string | null
    recorded_at: Date
  }
  'procedures.service': {
    id: string
    code: string
    name: string
    time_amount: number | null
    time_unit: TimeUnit | null
    position: number
  }
  'procedures.service_procedure': { service_id: string; procedure_code: string }
}
