import type { Condition, Field, Section, SimpleField } from './model.ts'
import type { Fault, Path, YamlSource } from './yaml-source.ts'

interface Place {
  field: Field
  section: number
  path: Path
}

/** Faults that no single field shows: doubled ids, references to nothing, circles, conditions that look ahead. */
export function analyse(sections: readonly Section[], source: YamlSource, faults: Fault[]): string[] {
  const places = placesOf(sections)
  doubledIds(places, sections, source, faults)
  const byId = new Map(places.map((place) => [place.field.id, place]))
  references(places, byId, source, faults)
  cards(sections, source, faults)
  lookingAhead(sections, byId, source, faults)
  return ordered(places, sections, byId, source, faults)
}

/** Ids of a row's fields in the order in which they can be judged. */
export function orderOfRow(fields: readonly SimpleField[], path: Path, source: YamlSource, faults: Fault[]): string[] {
  const places = fields.map((field, f) => ({ field, section: 0, path: [...path, 'fields', f] }))
  doubledIds(places, [], source, faults)
  return ordered(places, [], new Map(places.map((place) => [place.field.id, place])), source, faults)
}

const placesOf = (sections: readonly Section[]): Place[] =>
  sections.flatMap((section, s) =>
    section.fields.map((field, f) => ({ field, section: s, path: ['sections', s, 'fields', f] })),
  )

function doubledIds(places: Place[], sections: readonly Section[], source: YamlSource, faults: Fault[]): void {
  const seen = new Map<string, string>()
  for (const { field, path } of places) {
    const twin = seen.get(htmlKey(field.id))
    if (twin) faults.push(source.fault([...path, 'id'], `Mã trường «${field.id}» trùng với «${twin}»`))
    seen.set(htmlKey(field.id), field.id)
    const parent = places.find((other) => field.id.startsWith(`${other.field.id}.`))
    if (parent)
      faults.push(source.fault([...path, 'id'], `Mã «${field.id}» nằm dưới mã của trường khác «${parent.field.id}»`))
  }
  sections.forEach((section, s) => {
    if (sections.findIndex((other) => other.id === section.id) < s) {
      faults.push(source.fault(['sections', s, 'id'], `Mã phần «${section.id}» bị trùng`))
    }
  })
}

const htmlKey = (id: string) => id.replaceAll('.', '-').toLowerCase()

function references(places: Place[], byId: Map<string, Place>, source: YamlSource, faults: Fault[]): void {
  const mustBe = (
    place: Place,
    key: string,
    id: string | undefined,
    type: Field['type'],
    literals: readonly string[] = [],
  ) => {
    if (id === undefined || literals.includes(id)) return
    if (byId.get(id)?.field.type !== type)
      faults.push(source.fault([...place.path, key], `«${id}» phải là mã của một trường kiểu ${type}`))
  }
  for (const place of places) {
    const { field } = place
    if (field.type === 'table') {
      const rows = field.fields.map((one, f) => ({ field: one, section: place.section, path: [...place.path, 'fields', f] }))
      references(rows, new Map([...byId, ...rows.map((row) => [row.field.id, row] as const)]), source, faults)
    }
    if (field.type === 'identity-number') {
      mustBe(place, 'sex', field.sex, 'sex', ['male', 'female'])
      mustBe(place, 'birth', field.birth, 'date')
    }
    if (field.type === 'computed' && 'wordsOf' in field.value && byId.get(field.value.wordsOf)?.field.type !== 'money') mustBe(place, 'words-of', field.value.wordsOf, 'date')
  }
}

const OF_CARD: Readonly<Record<string, readonly Field['type'][]>> = {
  number: ['identity-number', 'text'],
  name: ['person-name'],
  birth: ['date'],
  sex: ['sex'],
  address: ['address'],
  cmnd: ['cmnd'],
  issued: ['date'],
  document: ['choice'],
  known: ['yes-no'],
}

/** What a card says fills a field of its kind, in its own section. */
function cards(sections: readonly Section[], source: YamlSource, faults: Fault[]): void {
  sections.forEach((section, s) => {
    for (const [part, id] of Object.entries(section.card ?? {})) {
      const field = section.fields.find((one) => one.id === id)
      if (!field || !OF_CARD[part]?.includes(field.type)) faults.push(source.fault(['sections', s, 'card', part], `«${id}» phải là một trường kiểu ${OF_CARD[part]?.join(', ')} của chính phần này`))
    }
  })
}

/** A condition may read its own section and earlier ones: a later one isn't answered yet when the page is shown. */
function lookingAhead(
  sections: readonly Section[],
  byId: Map<string, Place>,
  source: YamlSource,
  faults: Fault[],
): void {
  const check = (condition: Condition | undefined, last: number, path: readonly (string | number)[], own?: string) => {
    for (const name of condition?.names ?? []) {
      const read = byId.get(fieldIdOf(name, byId) ?? '')
      if (!read) continue
      if (read.section > last)
        faults.push(source.fault(path, `Điều kiện đọc «${name}» ở phần sau («${sections[read.section]?.id}»)`))
      if (read.field.id === own) faults.push(source.fault(path, `Trường «${own}» không thể phụ thuộc vào chính nó`))
    }
  }
  sections.forEach((section, s) => {
    check(section.shownIf, s - 1, ['sections', s, 'shown-if'])
    const checkField = (field: Field, path: readonly (string | number)[]) => {
      check(field.shownIf, s, [...path, 'shown-if'], field.id)
      if (typeof field.required === 'object') check(field.required, s, [...path, 'required-if'], field.id)
      if (field.type === 'computed' && 'tree' in field.value) check(field.value, s, [...path, 'value'], field.id)
      if (field.type === 'table') for (const [f, one] of field.fields.entries()) checkField(one, [...path, 'fields', f])
    }
    for (const [f, field] of section.fields.entries()) checkField(field, ['sections', s, 'fields', f])
  })
}

/** The field a condition's name belongs to: `child.name.family` belongs to `child.name`. */
export function fieldIdOf(name: string, known: { has(id: string): boolean }): string | null {
  const parts = name.split('.')
  for (let n = parts.length; n > 0; n -= 1) {
    const id = parts.slice(0, n).join('.')
    if (known.has(id)) return id
  }
  return null
}

/** Ids in an order in which each field can be judged after those it reads; a circle is a fault. */
function ordered(
  places: Place[],
  sections: readonly Section[],
  byId: Map<string, Place>,
  source: YamlSource,
  faults: Fault[],
): string[] {
  const order: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (place: Place): void => {
    const { id } = place.field
    if (state.get(id) === 'done') return
    if (state.get(id) === 'open') {
      faults.push(source.fault([...place.path, 'id'], `Các điều kiện quanh trường «${id}» tạo thành vòng tròn`))
      return
    }
    state.set(id, 'open')
    for (const read of readsOf(place, sections)) {
      const other = byId.get(fieldIdOf(read, byId) ?? '')
      if (other && other.field.id !== id) visit(other)
    }
    state.set(id, 'done')
    order.push(id)
  }
  for (const place of places) visit(place)
  return order
}

function readsOf({ field, section }: Place, sections: readonly Section[]): string[] {
  const conditions = [sections[section]?.shownIf, field.shownIf]
  if (typeof field.required === 'object') conditions.push({ ...field.required, when: field.label })
  const names = conditions.flatMap((condition) => condition?.names ?? [])
  if (field.type === 'table') return [...names, ...field.fields.flatMap((one) => readsOf({ field: one, section, path: [] }, []))]
  if (field.type !== 'computed') return names
  return 'wordsOf' in field.value ? [...names, field.value.wordsOf] : [...names, ...field.value.names]
}
