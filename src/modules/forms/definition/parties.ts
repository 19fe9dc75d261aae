import { fieldIdOf } from './analyse.ts'
import type { Field, Party, Section } from './model.ts'
import type { FormSource } from './schema.ts'
import type { Fault, Path, YamlSource } from './yaml-source.ts'

/** The parties of a form, judged with their parts: what each may fill in and see must be told without the others' answers. */
export function partiesOf(raw: FormSource, sections: readonly Section[], source: YamlSource, faults: Fault[]): Party[] {
  const parties = (raw.parties ?? []).map((party): Party => ({ ...party, shows: party.shows ?? [] }))
  const refuse = (path: Path, message: string) => void faults.push(source.fault(path, message))
  for (const [i, party] of parties.entries()) judgeParty(party, i, parties, sections, refuse)
  for (const [s, section] of sections.entries()) judgeSection(section, s, parties, sections, refuse)
  if (parties.length > 0 && sections.every((section) => section.by)) refuse(['sections'], 'Phải có ít nhất một phần do người bắt đầu khai (không có «by»)')
  return parties
}

type Refuse = (path: Path, message: string) => void

function judgeParty(party: Party, i: number, all: readonly Party[], sections: readonly Section[], refuse: Refuse): void {
  const at = (...rest: Path): Path => ['parties', i, ...rest]
  if (all.findIndex((other) => other.id === party.id) < i) refuse(at('id'), `Mã bên «${party.id}» bị trùng`)
  const own = fieldsBy(sections, party.id)
  if (own.length === 0) refuse(at('id'), `Không có phần nào do bên «${party.id}» khai (by: ${party.id})`)
  const mustBe = (key: 'name' | 'number', id: string | undefined, type: Field['type']) => {
    if (id !== undefined && !own.some((field) => field.id === id && field.type === type)) refuse(at('person', key), `«${id}» phải là một trường kiểu ${type} trong phần của bên này`)
  }
  mustBe('name', party.person.name, 'person-name')
  mustBe('number', party.person.number, 'identity-number')
  party.shows.forEach((id, n) => {
    const place = sections.find((section) => section.fields.some((field) => field.id === id))
    if (!place || place.by) refuse(at('shows', n), `«${id}» phải là một trường trong phần của người bắt đầu khai`)
  })
}

const fieldsBy = (sections: readonly Section[], party: string): Field[] => sections.filter((section) => section.by === party).flatMap((section) => section.fields)

function judgeSection(section: Section, s: number, parties: readonly Party[], sections: readonly Section[], refuse: Refuse): void {
  const at = (...rest: Path): Path => ['sections', s, ...rest]
  const party = parties.find((one) => one.id === section.by)
  if (!party) {
    if (section.by) refuse(at('by'), `Không có bên «${section.by}» trong parties`)
    else if (section.own || section.fields.some(hasOwn)) refuse(at(), '«own» chỉ có nghĩa trong phần do một bên khai (by)')
    return
  }
  const fields = fieldsBy(sections, party.id)
  const seen = new Set([...fields.map((field) => field.id), ...party.shows, ...fields.flatMap((field) => (field.type === 'table' ? field.fields.map(({ id }) => id) : []))])
  const unseen = (name: string) => name !== 'today' && !name.startsWith('today.') && fieldIdOf(name, seen) === null
  for (const [path, names] of readIn(section, at())) {
    const stranger = names.find(unseen)
    if (stranger) refuse(path, `Phần của bên «${party.id}» đọc «${stranger}», là điều bên ấy không được xem; xin thêm vào shows hoặc bỏ điều kiện`)
  }
  section.fields.forEach((field, f) => {
    if (field.prefill.some((fact) => !fact.startsWith('account.'))) refuse(at('fields', f, 'prefill'), 'Phần của một bên chỉ điền sẵn từ tài khoản của chính bên ấy (account.…)')
  })
}

const hasOwn = (field: Field): boolean => field.own !== undefined || (field.type === 'table' && field.fields.some((one) => one.own !== undefined))

/** What the conditions and computed values of a section read, with where they stand. */
function readIn(section: Section, path: Path): [path: Path, names: readonly string[]][] {
  const found: [Path, readonly string[]][] = [[[...path, 'shown-if'], section.shownIf?.names ?? []]]
  const look = (field: Field, at: Path): void => {
    found.push([[...at, 'shown-if'], field.shownIf?.names ?? []])
    if (typeof field.required === 'object') found.push([[...at, 'required-if'], field.required.names])
    if (field.type === 'computed') found.push([[...at, 'value'], 'wordsOf' in field.value ? [field.value.wordsOf] : field.value.names])
    if (field.type === 'table') for (const [f, one] of field.fields.entries()) look(one, [...at, 'fields', f])
  }
  for (const [f, field] of section.fields.entries()) look(field, [...path, 'fields', f])
  return found
}
