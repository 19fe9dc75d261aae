import { ALWAYS, both, type Domain, type DomainOf, exactlyOneOf, NOTHING, waysOf, type Way } from '../../../platform/feel/index.ts'
import { fieldIdOf } from './analyse.ts'
import type { Condition, Field, Section } from './model.ts'
import { valuesOf } from './values.ts'

interface Place {
  field: Field
  /** Shown with it only. */
  section?: Pick<Section, 'shownIf'>
}

/** That a field is asked stands in a way like a name of its own: the conditions for it are in that way too. */
const shownName = (id: string) => `shown(${id})`
const YES: Domain = { ...NOTHING, truths: [true] }
/** What is more than this is followed no further, and counts as possible. */
const MOST_NAMES = 40
const MOST_WAYS = 50

/** Names beside the fields, each with the values that it may have. */
export type Beside = Readonly<Record<string, readonly string[]>>

/** Under what answers each field of a form is asked. */
export class Asked {
  readonly #places: ReadonlyMap<string, Place>
  readonly #fields: ReadonlyMap<string, Field>
  readonly #known = new Map<string, readonly Way[]>()
  readonly #beside: ReadonlyMap<string, Domain>
  readonly #outer: Asked | undefined

  /** With `outer`, fields that read another form's beside their own: those of a table's rows, what officers enter. */
  constructor(places: readonly Place[], { outer, beside = {} }: { outer?: Asked | undefined; beside?: Beside } = {}) {
    this.#outer = outer
    this.#places = new Map(places.map((place) => [place.field.id, place]))
    this.#fields = new Map([...(outer ? outer.#fields : []), ...places.map(({ field }) => [field.id, field] as const)])
    this.#beside = new Map([...(outer ? outer.#beside : []), ...Object.entries(beside).map(([name, values]) => [name, exactlyOneOf(values)] as const)])
  }

  ids(): string[] {
    return [...this.#places.keys()]
  }
  /** The field that a name of a condition belongs to. */
  fieldRead(name: string): string | null {
    return fieldIdOf(name, this.#fields)
  }
  domainOf: DomainOf = (name) => this.#beside.get(name) ?? valuesOf(name, this.#fields)

  waysShown(id: string): readonly Way[] {
    const place = this.#places.get(id)
    if (!place) return this.#outer?.waysShown(id) ?? ALWAYS
    const known = this.#known.get(id)
    if (known) return known
    const found = this.whole(both(this.of(place.section?.shownIf), this.of(place.field.shownIf)))
    const ways = (found.length > MOST_WAYS ? ALWAYS : found).map((way) => new Map(way).set(shownName(id), YES))
    this.#known.set(id, ways)
    return ways
  }
  /** The ways in which a condition holds, taken by itself. */
  of(condition: Condition | undefined): readonly Way[] {
    return condition ? waysOf(condition.tree, true, this.domainOf) : ALWAYS
  }
  /** Whatever must be answered must be asked. */
  whole(ways: readonly Way[]): readonly Way[] {
    const [open, done]: [Way[], Way[]] = [[...ways], []]
    for (let way = open.pop(); way; way = open.pop()) {
      const id = way.size > MOST_NAMES || open.length + done.length > MOST_WAYS ? null : this.#notYetAsked(way)
      if (id === null) done.push(way)
      else open.push(...both([way], this.waysShown(id)))
    }
    return done
  }
  #notYetAsked(way: Way): string | null {
    for (const [name, domain] of way) {
      if (domain.none || domain === YES) continue
      const id = this.fieldRead(/^count\((.*)\)$/.exec(name)?.[1] ?? name)
      if (id !== null && !way.has(shownName(id))) return id
    }
    return null
  }
}

export const askedIn = (sections: readonly Section[], around: { outer?: Asked | undefined; beside?: Beside } = {}): Asked =>
  new Asked(
    sections.flatMap((section) => section.fields.map((field) => ({ field, section }))),
    around,
  )
