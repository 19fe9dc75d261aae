import type { CivilDate } from '../../platform/clock.ts'

export interface SeriesTable {
  series: string
  agency_id: string
  year: number
  last_number: number
}

export interface BookTable {
  book: string
  agency_id: string
  year: number
  volume: number
  first_number: number
  last_number: number
  capacity: number
  opened_on: CivilDate
  closed_on: CivilDate | null
}

export interface DocumentTable {
  document_id: string
  template: string
  template_version: string
  owner_kind: string
  owner_id: string
  agency_id: string
  province_code: string
  series: string | null
  year: number | null
  number: number | null
  file_id: string
  sha256: Buffer
  pages: number
  signed: boolean
  replaces: string | null
  printed_at: Date
}

export interface ReprintTable {
  document_id: string
  copy: number
  at: Date
  printed_by: string
  printed_by_name: string
}

export interface DocumentsTables {
  'documents.series': SeriesTable
  'documents.book': BookTable
  'documents.document': DocumentTable
  'documents.reprint': ReprintTable
}
