import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { machineLine } from './machine.ts'
import { type Measured, spread } from './measure.ts'

export interface Report {
  /** File of bench/results and name after `npm run bench`. */
  bench: string
  title: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  /** What was asked and what came of it, a line each. */
  notes?: readonly string[]
}

/** Prints a table and appends it to bench/results/<bench>.md with when and on what it was measured. */
export function tell(root: string, report: Report): void {
  const text = [
    `### ${report.title}`,
    '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC · \`npm run bench ${report.bench}\` · ${machineLine()}`,
    '',
    `| ${report.columns.join(' | ')} |`,
    `|${report.columns.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`,
    ...report.rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    ...(report.notes ?? []).map((note) => `- ${note}`),
    '',
  ].join('\n')
  process.stdout.write(`\n${text}\n`)
  const folder = join(root, 'bench/results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${report.bench}.md`)
  if (!existsSync(file)) appendFileSync(file, `# ${report.bench}\n\nNewest last; each table names its day, command and machine.\n\n`)
  appendFileSync(file, `${text}\n`)
}

/** "0.61 (0.58–0.70)": median and spread. */
export function figure(values: readonly number[], digits = 2): string {
  const { median, low, high } = spread(values)
  return values.length > 1 ? `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})` : median.toFixed(digits)
}

export const COLUMNS = ['what', 'n', 'per second', 'server CPU ms', 'database CPU ms', 'p50 ms', 'p99 ms', 'stolen'] as const

/** The usual row of a candidate. */
export function rowOf(name: string, all: readonly Measured[]): string[] {
  const of = (pick: (one: Measured) => number | null, digits: number) => {
    const values = all.map(pick).filter((value) => value !== null)
    return values.length > 0 ? figure(values, digits) : '–'
  }
  return [
    name,
    String(all.reduce((sum, one) => sum + one.operations, 0)),
    of((one) => one.perSecond, 0),
    of((one) => one.serverCpu, 3),
    of((one) => one.databaseCpu, 3),
    of((one) => one.p50, 1),
    of((one) => one.p99, 1),
    of((one) => one.stolen * 100, 1).replace(/$/, ' %'),
  ]
}
