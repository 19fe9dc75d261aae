import type { ColumnType, Generated } from 'kysely'

/** received → scanned → converted → sealed, or refused at any step. */
export type FileState = 'received' | 'scanned' | 'converted' | 'sealed' | 'refused'
export type ScanVerdict = 'pending' | 'not-scanned' | 'clean' | 'infected'

export interface FileTable {
  file_id: string
  owner_kind: string
  owner_id: string
  agency_id: string | null
  province_code: string | null
  derived_from: string | null
  blob_key: string
  sealed_key: Buffer
  name: Buffer
  media_type: string
  size_bytes: number
  sha256: Buffer
  width: number | null
  height: number | null
  state: FileState
  refusal: string | null
  scan: Generated<ScanVerdict>
  scanned_at: Date | null
  attempts: Generated<number>
  retention_class: Generated<string>
  retain_until: ColumnType<string | null, string | null | undefined, string | null>
  legal_hold: Generated<boolean>
  received_at: Date
  sealed_at: Date | null
}

export interface FilesTables {
  'files.file': FileTable
}
