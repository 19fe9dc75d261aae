import type { StepDuty } from '../definition/model.ts'

/** The columns of a table of steps, as a decision on an internal process prints them; those behind say how the steps go on. */
export const COLUMNS = ['key', 'name', 'unit', 'duty', 'work', 'time', 'product', 'condition', 'group', 'silence', 'returnTo', 'paths', 'next'] as const
export type Column = (typeof COLUMNS)[number]

export const HEADINGS: Readonly<Record<Column, string>> = {
  key: 'Mã bước',
  name: 'Bước, nội dung công việc',
  unit: 'Đơn vị',
  duty: 'Người thực hiện',
  work: 'Việc',
  time: 'Thời gian',
  product: 'Kết quả, sản phẩm',
  condition: 'Điều kiện',
  group: 'Nhóm song song',
  silence: 'Hết thời gian thì',
  returnTo: 'Trả lại về bước',
  paths: 'Rẽ nhánh',
  next: 'Bước tiếp theo',
}

/** A row as typed, on the page or in a sheet. */
export type TypedRow = Readonly<Record<Column, string>>
export const EMPTY_ROW: TypedRow = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>

export type TableDuty = StepDuty | 'system'
export const DUTY_WORDS: Readonly<Record<TableDuty, string>> = {
  reception: 'Cán bộ một cửa',
  specialist: 'Chuyên viên',
  leader: 'Lãnh đạo',
  clerk: 'Văn thư',
  system: 'Hệ thống',
}
export const GOES_ON = 'coi như đồng ý'
export const THE_END = 'Kết thúc'

export interface Path {
  /** An outcome of the step, or a condition in FEEL. */
  outcome: string | null
  when: string | null
  /** Key of a step; null ends the process. */
  to: string | null
}

export interface TableStep {
  key: string
  name: string
  unit: string
  duty: TableDuty
  work: string
  hours: number
  days: number | null
  product: string
  /** Done only when the condition holds, or unless it does. */
  condition: { kind: 'only' | 'unless'; feel: string } | null
  /** Steps of one group run side by side; those of one branch after one another. */
  group: { label: string; branch: number } | null
  /** When its time is over the process goes on without it: silence counts as consent. */
  silence: boolean
  returnTo: string | null
  paths: Path[]
  /** Where it goes on instead of to the next row: a key, or the end. */
  next: { to: string | null } | null
}

export interface ProcessTable {
  id: string
  name: string
  steps: TableStep[]
}

/** What is wrong in one cell; rows from 0, -1 for the whole table. */
export interface CellFault {
  row: number
  column: Column | null
  message: string
}
