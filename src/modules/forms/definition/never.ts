import { ALWAYS, both, type DomainOf, type FeelTree, typeFaults, type Way, waysOf } from '../../../platform/feel/index.ts'
import { Asked, askedIn } from './asked.ts'
import type { Check, Condition, Field, FormDefinition, Section, SimpleField, TableField } from './model.ts'
import type { Fault, Path, YamlSource } from './yaml-source.ts'

export interface Judged {
  faults: Fault[]
  /** Ids of the fields that no answers bring up. */
  never: ReadonlySet<string>
}

/**
 * Conditions that can never hold, for what their fields may answer and for the conditions under which those are asked
 * themselves; and parts of conditions that don't go together. The definition is right otherwise: names are known, nothing goes in circles.
 */
export function judgeConditions({ sections, checks, order }: Pick<FormDefinition, 'sections' | 'checks' | 'order'>, source: YamlSource, outer?: Asked): Judged {
  const faults: Fault[] = []
  const asked = askedIn(sections, { outer })
  const judge = new ConditionJudge(asked, (path, message) => void faults.push(source.fault(path, message)))
  const places = new Map(sections.flatMap((section, s) => section.fields.map((field, f) => [field.id, { field, section, path: ['sections', s, 'fields', f] }] as const)))
  sections.forEach((section, s) => {
    judge.shown(section.shownIf, ['sections', s], `Phần «${section.id}»`)
  })
  for (const id of order) {
    const place = places.get(id)
    if (place) judge.field(place.field, place.section, place.path)
  }
  checks.forEach((check, i) => {
    judge.check(check, ['checks', i, check.severity === 'error' ? 'refuse-if' : 'warn-if'])
  })
  return { faults, never: new Set(asked.ids().filter((id) => asked.waysShown(id).length === 0)) }
}

/** Says what is wrong with conditions, each where it stands. */
export class ConditionJudge {
  readonly #asked: Asked
  readonly #refuse: (path: Path, message: string) => void

  constructor(asked: Asked, refuse: (path: Path, message: string) => void) {
    this.#asked = asked
    this.#refuse = refuse
  }

  field(field: Field, section: Section, path: Path): void {
    if (this.#asked.whole(this.#asked.of(section.shownIf)).length > 0) this.shown(field.shownIf, path, `Trường «${field.id}»`, section)
    this.#inside(field, path)
    if (field.type === 'table') this.#rows(field, path)
  }

  check(check: Check, path: Path): void {
    this.holds(check.when, path, `phép kiểm tra «${check.id}» không bao giờ có gì để nói`, this.#asked.waysShown(check.field))
  }

  /** A condition on which something is shown, beside that of the section in which it stands. */
  shown(condition: Condition | undefined, path: Path, what: string, section?: Section): void {
    if (!condition) return
    const at = [...path, 'shown-if']
    if (this.#typesWrong(condition, at)) return
    const why = this.#whyNever(condition, section)
    if (why !== null) this.#refuse(at, `${what} không bao giờ hiện: điều kiện «${condition.source}» ${why}`)
  }

  #whyNever(condition: Condition, section: Section | undefined): string | null {
    const own = this.#asked.of(condition)
    if (own.length === 0) return `không bao giờ đúng${reasonOf(condition.tree, this.#asked.domainOf)}`
    const within = both(this.#asked.of(section?.shownIf), own)
    if (within.length === 0) return `trái với điều kiện của phần («${section?.shownIf?.source}»)`
    if (this.#asked.whole(within).length > 0) return null
    const dead = condition.names.map((name) => this.#asked.fieldRead(name)).find((id) => id !== null && this.#asked.waysShown(id).length === 0)
    return dead ? `cần «${dead}», mà «${dead}» không bao giờ hiện` : 'trái với điều kiện của các trường mà nó đọc'
  }

  #inside(field: Field, path: Path): void {
    const shown = this.#asked.waysShown(field.id)
    if (typeof field.required === 'object') this.holds(field.required, [...path, 'required-if'], `trường «${field.id}» không bao giờ bắt buộc`, shown)
    if (field.type === 'computed' && 'tree' in field.value) for (const fault of typeFaults(field.value.tree, this.#asked.domainOf)) this.#refuse([...path, 'value'], `«${field.value.source}»: ${fault}`)
  }

  #rows(table: TableField, path: Path): void {
    const inRow = new Asked(
      table.fields.map((field) => ({ field })),
      { outer: this.#asked },
    )
    const judge = new ConditionJudge(inRow, this.#refuse)
    const places = new Map(table.fields.map((field, f) => [field.id, { field, path: [...path, 'fields', f] }]))
    for (const id of table.order) {
      const place = places.get(id)
      if (place) judge.#ofRow(place.field, this.#asked.waysShown(table.id), place.path)
    }
  }

  #ofRow(field: SimpleField, table: readonly Way[], path: Path): void {
    this.shown(field.shownIf, path, `Trường «${field.id}»`)
    this.#inside(field, path)
    const own = this.#asked.waysShown(field.id)
    if (own.length > 0 && table.length > 0 && this.#asked.whole(both(table, own)).length === 0)
      this.#refuse([...path, 'shown-if'], `Trường «${field.id}» không bao giờ hiện: điều kiện «${field.shownIf?.source}» trái với điều kiện của bảng`)
  }

  /** A condition that must hold in some of these ways, or `so` follows. Nothing is said where there are none: that is said elsewhere. */
  holds(condition: Condition, path: Path, so: string, within: readonly Way[] = ALWAYS): void {
    if (this.#typesWrong(condition, path) || within.length === 0) return
    const own = this.#asked.of(condition)
    const reason = own.length === 0 ? reasonOf(condition.tree, this.#asked.domainOf) : ''
    if (this.#asked.whole(both(within, own)).length === 0) this.#refuse(path, `Điều kiện «${condition.source}» không bao giờ đúng${reason}: ${so}`)
  }

  #typesWrong(condition: Condition, path: Path): boolean {
    const wrong = typeFaults(condition.tree, this.#asked.domainOf, 'condition')
    for (const fault of wrong) this.#refuse(path, `Điều kiện «${condition.source}»: ${fault}`)
    return wrong.length > 0
  }
}

/** The first value that a name can't have, in words. */
function reasonOf(tree: FeelTree, domainOf: DomainOf): string {
  if (waysOf(tree, true, domainOf).length > 0) return ''
  if (tree[0] === 'and' || tree[0] === 'or') return reasonOf(tree[1], domainOf) || reasonOf(tree[2], domainOf)
  const values = tree[0] === 'in' ? tree[2].flatMap((test) => (test[0] === 'is' ? valuesIn(test[1]) : [])) : tree[0] === 'cmp' && tree[1] === '=' ? valuesIn(tree[3]) : []
  const name = tree[0] === 'in' ? tree[1] : tree[2]
  return Array.isArray(name) && name[0] === 'name' && values.length > 0 ? ` («${String(name[1])}» không có giá trị ${values.map((one) => JSON.stringify(one)).join(', ')})` : ''
}

function valuesIn(tree: FeelTree): unknown[] {
  if (tree[0] === 'list') return tree[1].flatMap(valuesIn)
  return tree[0] === 'lit' ? [tree[1]] : []
}
