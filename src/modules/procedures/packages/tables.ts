import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { VersionSummary } from './summary.ts'

/** Tables of the schema `procedures` that hold packages. */
export interface PackageTables {
  'procedures.form_version': { id: string; procedure_code: string; hash: string; source: string; published_at: Date }
  'procedures.package_version': {
    id: string
    procedure_code: string
    number: number
    hash: string
    folder: string
    form_version_id: string
    process_definition_id: string | null
    published_at: Date
    summary: ColumnType<VersionSummary | null, string, never>
  }
  'procedures.package_file': { version_id: string; name: string; content: Buffer }
  'procedures.package_publication': {
    id: GeneratedAlways<number>
    procedure_code: string
    version_id: string | null
    valid_from: Date
    recorded_at: Date
    published_by: string
    reason: Generated<string | null>
    taken_back_at: Generated<Date | null>
    taken_back_by: Generated<string | null>
    taken_back_reason: Generated<string | null>
  }
}
