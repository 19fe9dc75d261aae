import type { Field, PersonAsked, Section } from './model.ts'
import type { FormSource } from './schema.ts'
import type { Fault, YamlSource } from './yaml-source.ts'

/** The people that a form says it asks about, each by the first words of the ids of their fields. */
export function peopleOf({ people = [] }: FormSource, sections: readonly Section[], source: YamlSource, faults: Fault[]): PersonAsked[] {
  const names = new Set(sections.flatMap((section) => section.fields).filter((field: Field) => field.type === 'person-name').map(({ id }) => id))
  people.forEach(({ id }, i) => {
    const at = ['people', i, 'id']
    if (!names.has(`${id}.name`)) faults.push(source.fault(at, `Không có trường «${id}.name» kiểu person-name: mã của người là phần đầu mã các trường hỏi về người ấy`))
    if (people.findIndex((other) => other.id === id) < i) faults.push(source.fault(at, `Người «${id}» bị trùng`))
  })
  return people.map(({ id, name, pick }) => ({ id, name, isOffered: pick ?? true }))
}
