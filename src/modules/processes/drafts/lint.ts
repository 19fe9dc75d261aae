import { compileProcess } from '../definition/compile.ts'
import type { ProcessFault, ProcessModel } from '../definition/model.ts'
import { bpmnToTable } from '../table/from-bpmn.ts'
import { readRows } from '../table/read-rows.ts'
import type { Column, TypedRow } from '../table/table.ts'
import { tableToBpmn } from '../table/to-bpmn.ts'
import type { DraftContent } from './content.ts'

/** What is wrong, in a cell of the table where it is one cell's. */
export interface DraftFault {
  row: number | null
  column: Column | null
  message: string
}

export interface Linted {
  faults: DraftFault[]
  /** What does not hinder publishing but should be looked at. */
  warnings: string[]
  /** The diagram; null while cells have faults. */
  xml: string | null
  model: ProcessModel | null
  /** Why the diagram can not be told as a table. */
  notATable: string | null
}

/** What the procedure that runs the process asks of it, beside being a process. */
export type CheckOwn = (key: string, xml: string) => Promise<{ faults: string[]; warnings: string[] }>

export interface LintDeps {
  /** What conditions may read of a dossier. */
  names: readonly string[]
  acts: readonly string[]
  checkOwn: CheckOwn
}

/** All that is wrong with a draft: its cells, then the process that they make, then what the procedure needs of it. */
export async function lint({ names, acts, checkOwn }: LintDeps, key: string, { name, rows, xml }: DraftContent): Promise<Linted> {
  const drawn = xml ?? fromRows({ name, rows, names, acts })
  if (typeof drawn !== 'string') return { faults: drawn, warnings: [], xml: null, model: null, notATable: null }
  const read = rows ? null : await bpmnToTable(drawn)
  const notATable = read && !read.ok ? (read.reasons[0] ?? '') : null
  const compiled = await compileProcess(drawn, { names, acts })
  if (!compiled.ok) return { faults: compiled.faults.map((fault) => atRow(fault, rows)), warnings: [], xml: drawn, model: null, notATable }
  const own = await checkOwn(key, drawn)
  const warnings = [...own.warnings, ...(compiled.whole ? [] : ['Quy trình có quá nhiều khả năng nên không thử hết được mọi thứ tự các bước.'])]
  return { faults: own.faults.map((message) => ({ row: null, column: null, message })), warnings, xml: drawn, model: compiled.model, notATable }
}

function fromRows({ name, rows, names, acts }: { name: string; rows: readonly TypedRow[] | null; names: readonly string[]; acts: readonly string[] }): string | DraftFault[] {
  const { steps, faults } = readRows(rows ?? [], { names, acts })
  const said = faults.map((fault) => ({ ...fault, row: fault.row < 0 ? null : fault.row }))
  if (name.trim() === '') said.push({ row: null, column: null, message: 'Quy trình chưa có tên.' })
  return said.length > 0 ? said : tableToBpmn({ id: 'Process', name, steps })
}

/** A fault of an element at the row of its step, or of the step whose gateway it is. */
function atRow({ element, message }: ProcessFault, rows: readonly TypedRow[] | null): DraftFault {
  const row = rows?.findIndex(({ key }) => key !== '' && (element === key || element === `R_${key}` || element === `K_${key}` || element === `T_${key}`)) ?? -1
  return { row: row < 0 ? null : row, column: null, message }
}
