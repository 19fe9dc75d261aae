import { type Condition, findField, type FormDefinition, type Path } from '../../../forms/index.ts'
import type { Deadline, Span } from '../definition.ts'
import { deadlineOf } from '../deadline.ts'
import type { LinkedSource, Outcome } from './schema.ts'

/** Where a field of a part takes its answer from. */
export type PartAnswer = { field: string } | { value: string | number | boolean } | { outcome: Outcome; of: string }

/** One of the procedures that a linked one carries out, as a dossier of its own. */
export interface LinkedPart {
  id: string
  procedure: string
  caseKey: string
  after: readonly string[]
  appliesIf?: Condition
  place?: string
  deadline: Deadline
  acknowledgementHours: number
  answers: Readonly<Record<string, PartAnswer>>
  /** Component of the part → component of the whole. */
  papers: Readonly<Record<string, string>>
}

export interface Linked {
  supplementWithin: Span
  parts: readonly LinkedPart[]
}

interface Building {
  form: FormDefinition
  condition: (text: string, path: Path) => Condition
  refuse: (path: Path, message: string) => void
}

/** The parts as data, each standing on what the whole has and on parts before it. */
export function defineLinked(raw: LinkedSource, components: ReadonlySet<string>, { form, condition, refuse }: Building): Linked {
  const before = new Set<string>()
  const parts = raw.parts.map((one, i): LinkedPart => {
    const path: Path = ['linked', 'parts', i]
    if (before.has(one.id)) refuse([...path, 'id'], `Phần «${one.id}» bị trùng`)
    for (const id of one.after ?? []) if (!before.has(id)) refuse([...path, 'after'], `Không có phần «${id}» nào đứng trước phần này`)
    if (one.place !== undefined && findField(form, one.place)?.type !== 'address') refuse([...path, 'place'], `«${one.place}» không phải trường địa chỉ của tờ khai`)
    for (const component of Object.values(one.papers ?? {})) if (!components.has(component)) refuse([...path, 'papers'], `Hồ sơ không có thành phần «${component}»`)
    const answers = Object.entries(one.answers ?? {}).map(([id, from]) => [id, typeof from === 'string' ? { field: from } : from] as const)
    for (const [id, from] of answers) {
      if ('field' in from && !findField(form, from.field)) refuse([...path, 'answers', id], `Tờ khai không có trường «${from.field}»`)
      if ('of' in from && !one.after?.includes(from.of)) refuse([...path, 'answers', id], `Phần này không đứng sau (after) phần «${from.of}» nên không có kết quả của nó`)
    }
    before.add(one.id)
    return {
      id: one.id,
      procedure: one.procedure,
      caseKey: one.case,
      after: one.after ?? [],
      ...(one['applies-if'] === undefined ? {} : { appliesIf: condition(one['applies-if'], [...path, 'applies-if']) }),
      ...(one.place === undefined ? {} : { place: one.place }),
      deadline: deadlineOf(one.deadline),
      acknowledgementHours: one['acknowledgement-hours'],
      answers: Object.fromEntries(answers),
      papers: one.papers ?? {},
    }
  })
  return { supplementWithin: raw.supplement.within, parts }
}
