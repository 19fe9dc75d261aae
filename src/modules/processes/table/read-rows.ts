import { compileFeel } from '../../../platform/feel/index.ts'
import { HOURS_A_DAY } from '../definition/durations.ts'
import { STEP_DUTIES } from '../definition/model.ts'
import { type CellFault, type Column, DUTY_WORDS, GOES_ON, HEADINGS, type Path, type TableDuty, type TableStep, THE_END, type TypedRow } from './table.ts'

const MOST_ROWS = 80
const KEY = /^[A-Za-z_][A-Za-z0-9_-]{0,39}$/
const OUTCOME = /^[a-z][a-z0-9-]{0,59}$/
const LONGEST: Partial<Record<Column, number>> = { name: 200, unit: 200, product: 300, condition: 500, paths: 800 }

export interface RowOptions {
  /** Names that conditions may read; any when absent. */
  names?: readonly string[]
  acts?: readonly string[]
}

/** Rows as typed, understood; or everything that is wrong with them, by cell. */
export function readRows(rows: readonly TypedRow[], options: RowOptions = {}): { steps: TableStep[]; faults: CellFault[] } {
  const faults: CellFault[] = []
  if (rows.length === 0) faults.push({ row: -1, column: null, message: 'Bảng chưa có bước nào.' })
  if (rows.length > MOST_ROWS) faults.push({ row: -1, column: null, message: `Bảng có quá ${MOST_ROWS} bước.` })
  const keys = rows.map((row) => row.key.trim())
  const steps = rows.slice(0, MOST_ROWS).map((row, i) => new RowReader(row, i, keys, options, faults).read())
  tidyGroups(steps, faults)
  tidyWays(steps, faults)
  return { steps, faults }
}

class RowReader {
  readonly #row: TypedRow
  readonly #at: number
  readonly #keys: readonly string[]
  readonly #options: RowOptions
  readonly #faults: CellFault[]

  constructor(row: TypedRow, at: number, keys: readonly string[], options: RowOptions, faults: CellFault[]) {
    this.#row = row
    this.#at = at
    this.#keys = keys
    this.#options = options
    this.#faults = faults
  }

  read(): TableStep {
    const key = this.#key()
    const duty = this.#duty()
    const { hours, days } = this.#time(duty)
    return {
      key,
      name: this.#needed('name'),
      unit: this.#text('unit'),
      duty,
      work: this.#work(duty),
      hours,
      days,
      product: this.#text('product'),
      condition: this.#condition(),
      group: this.#group(),
      silence: this.#silence(hours),
      returnTo: this.#returnTo(),
      paths: this.#paths(),
      next: this.#next(),
    }
  }

  #say(column: Column, message: string): void {
    this.#faults.push({ row: this.#at, column, message })
  }
  #text(column: Column): string {
    const text = this.#row[column].trim().replace(/\s+/g, ' ').normalize('NFC')
    const most = LONGEST[column]
    if (most && text.length > most) this.#say(column, `${HEADINGS[column]} dài quá ${most} ký tự.`)
    return text
  }
  #needed(column: Column): string {
    const text = this.#text(column)
    if (!text) this.#say(column, `Chưa ghi ${HEADINGS[column].toLowerCase()}.`)
    return text
  }

  #key(): string {
    const key = this.#needed('key')
    if (key && !KEY.test(key)) this.#say('key', `Mã bước «${key}» chỉ gồm chữ không dấu, số, gạch nối, gạch dưới và bắt đầu bằng chữ.`)
    if (key && this.#keys.indexOf(key) !== this.#at) this.#say('key', `Mã bước «${key}» đã dùng ở dòng ${this.#keys.indexOf(key) + 1}.`)
    return key
  }

  #duty(): TableDuty {
    const text = this.#needed('duty').toLowerCase()
    const known = ([...STEP_DUTIES, 'system'] as const).find((duty) => duty === text || DUTY_WORDS[duty].toLowerCase() === text)
    if (text && !known) this.#say('duty', `Người thực hiện «${this.#text('duty')}» phải là một trong: ${Object.values(DUTY_WORDS).join(', ')}.`)
    return known ?? 'specialist'
  }

  #work(duty: TableDuty): string {
    const work = this.#needed('work')
    if (!work) return work
    if (duty === 'system' && !(this.#options.acts ?? []).includes(work)) this.#say('work', `Hệ thống không có việc tự động «${work}».`)
    else if (!OUTCOME.test(work)) this.#say('work', `Việc «${work}» chỉ gồm chữ thường không dấu, số và gạch nối (ví dụ appraise, sign).`)
    return work
  }

  #time(duty: TableDuty): { hours: number; days: number | null } {
    const text = this.#text('time').toLowerCase().replace(',', '.')
    if (duty === 'system' && text === '') return { hours: 0, days: null }
    if (!text) {
      this.#say('time', 'Chưa ghi thời gian (ví dụ 4 giờ, 2 ngày; 0 nếu không tính vào thời hạn).')
      return { hours: 0, days: null }
    }
    const found = /^(\d{1,4}(?:\.\d{1,2})?) ?(giờ|ngày)?$/.exec(text.replace(/ làm việc$/, ''))
    const amount = Number(found?.[1])
    const inDays = found?.[2] === 'ngày'
    const hours = inDays ? amount * HOURS_A_DAY : amount
    if (!found || hours > 4000) this.#say('time', `Thời gian «${this.#text('time')}» phải là số giờ hoặc số ngày, ví dụ 4 giờ, 0,5 ngày, 7 ngày.`)
    return found ? { hours, days: inDays && Number.isInteger(amount) && amount > 0 ? amount : null } : { hours: 0, days: null }
  }

  #condition(): TableStep['condition'] {
    const text = this.#text('condition')
    if (!text) return null
    const unless = /^trừ khi\s+/i.exec(text)
    const feel = text.slice(unless?.[0].length ?? 0).replace(/^=\s*/, '')
    this.#feel('condition', feel)
    return { kind: unless ? 'unless' : 'only', feel }
  }
  #feel(column: Column, text: string): void {
    const { names } = this.#options
    const compiled = compileFeel(text, names ? { names: [...names, 'outcome', 'outcomes'] } : {})
    if (!compiled.ok) this.#say(column, `Điều kiện «${text}»: ${compiled.message} (ký tự ${compiled.at + 1}).`)
  }

  #group(): TableStep['group'] {
    const text = this.#text('group').toUpperCase()
    if (!text) return null
    const found = /^([A-Z])(?:\.([1-9]\d?))?$/.exec(text)
    if (!found) this.#say('group', `Nhóm song song «${text}» phải là một chữ cái (A), hoặc chữ cái và số nhánh (A.1).`)
    return found ? { label: found[1] ?? '', branch: found[2] ? Number(found[2]) : -1 - this.#at } : null
  }

  #silence(hours: number): boolean {
    const text = this.#text('silence').toLowerCase()
    if (!text) return false
    if (text !== GOES_ON) this.#say('silence', `Chỉ ghi «${GOES_ON}», hoặc để trống.`)
    if (hours === 0) this.#say('silence', 'Bước hết thời gian thì đi tiếp phải có thời gian.')
    return true
  }

  #target(column: Column, text: string): string | null {
    if (text.toLowerCase() === THE_END.toLowerCase()) return null
    if (!this.#keys.includes(text)) this.#say(column, `Không có bước «${text}» trong bảng.`)
    return text
  }
  #returnTo(): string | null {
    const text = this.#text('returnTo')
    if (!text) return null
    const to = this.#target('returnTo', text)
    const at = this.#keys.indexOf(text)
    if (to === null || at >= this.#at) this.#say('returnTo', 'Chỉ trả lại về một bước đứng trước.')
    return to
  }
  #next(): TableStep['next'] {
    const text = this.#text('next')
    return text ? { to: this.#target('next', text) } : null
  }
  #paths(): Path[] {
    const text = this.#text('paths')
    if (!text) return []
    return text.split(';').map((part): Path => {
      const found = /^\s*(khi\s+)?(.+?)\s*(?:→|->)\s*([^→]+?)\s*$/i.exec(part)
      const [, when, what = '', to = ''] = found ?? []
      if (!found) this.#say('paths', `«${part.trim()}» phải ghi dạng: kết quả → mã bước, hoặc khi điều kiện → mã bước.`)
      else if (when) this.#feel('paths', what)
      else if (!OUTCOME.test(what) || what === 'return') this.#say('paths', `Kết quả «${what}» phải là mã chữ thường không dấu; trả lại thì ghi ở cột «${HEADINGS.returnTo}».`)
      return { outcome: when ? null : what, when: when ? what : null, to: found ? this.#target('paths', to) : null }
    })
  }
}

/** Groups stand together, have two branches or more, and go their ways only at their end. */
function tidyGroups(steps: TableStep[], faults: CellFault[]): void {
  const say = (row: number, column: Column, message: string) => void faults.push({ row, column, message })
  const labels = new Set(steps.flatMap((step) => (step.group ? [step.group.label] : [])))
  for (const label of labels) {
    const rows = steps.flatMap((step, i) => (step.group?.label === label ? [i] : []))
    const [first = 0] = rows
    if (rows.some((row, i) => row !== first + i)) say(first, 'group', `Các bước của nhóm ${label} phải đứng liền nhau.`)
    const branches = Map.groupBy(rows, (row) => steps[row]?.group?.branch ?? 0)
    if (branches.size < 2) say(first, 'group', `Nhóm ${label} phải có ít nhất hai nhánh.`)
    const order = [...branches.keys()]
    for (const row of rows) {
      const step = steps[row]
      if (!step?.group) continue
      const leads = branches.get(step.group.branch)?.[0] === row
      if (step.returnTo || step.paths.length > 0) say(row, 'paths', 'Bước trong nhóm song song không trả lại, không rẽ nhánh: đặt bước đó sau nhóm.')
      if (step.next && row !== rows.at(-1)) say(row, 'next', 'Trong nhóm song song chỉ dòng cuối ghi bước tiếp theo.')
      if (step.condition && (step.condition.kind === 'unless' || !leads)) say(row, 'condition', 'Trong nhóm song song, điều kiện ghi ở bước đầu của nhánh và không dùng «trừ khi».')
    }
    rows.forEach((row) => {
      const step = steps[row]
      if (step?.group) step.group = { label, branch: order.indexOf(step.group.branch) + 1 }
    })
  }
}

/** A way to the next row needs no saying; none leads into the middle of a group. */
function tidyWays(steps: TableStep[], faults: CellFault[]): void {
  const inside = new Set(steps.flatMap((step, i) => (step.group && steps[i - 1]?.group?.label === step.group.label ? [step.key] : [])))
  steps.forEach((step, row) => {
    const ways: [Column, string | null][] = [['returnTo', step.returnTo], ...step.paths.map((path): [Column, string | null] => ['paths', path.to]), ['next', step.next?.to ?? null]]
    for (const [column, to] of ways) if (to !== null && inside.has(to)) faults.push({ row, column, message: `«${to}» nằm giữa nhóm song song: chỉ đi tới bước đầu của nhóm.` })
    if (step.next && step.next.to === (steps[row + 1]?.key ?? null)) step.next = null
  })
}
