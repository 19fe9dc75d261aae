import { compileFeel, namesIn } from '../../../platform/feel/index.ts'
import type { FieldSource } from './schema.ts'
import type { Condition } from './model.ts'

/** Members that a field's answer has beside itself: `child.name.family`. */
const MEMBERS: Partial<Record<FieldSource['type'], readonly string[]>> = {
  'person-name': ['family', 'last'],
  date: ['year', 'month', 'day', 'weekday'],
  address: ['province', 'commune', 'detail', 'abroad', 'text'],
}

/** What every condition may read beside the fields: the day on which it is judged. */
export const FORM_FACTS = ['today', 'today.year', 'today.month', 'today.day'] as const

/** What conditions read by these names is something else than an answer: a fact of the form or its package, the item of a list. */
export const RESERVED_IDS: ReadonlySet<string> = new Set(['today', 'item', 'channel', 'caseKey'])

export function namesOfFields(fields: readonly { id: string; type: FieldSource['type'] }[]): string[] {
  return fields.flatMap(({ id, type }) => [id, ...(MEMBERS[type] ?? []).map((member) => `${id}.${member}`)])
}

export type Compiled = { ok: true; condition: Condition } | { ok: false; message: string }

/** Compiles FEEL and refuses a name that nobody declares: a wrong id must not be a condition that never holds. */
export function compileCondition(source: string, known: ReadonlySet<string>): Compiled {
  const compiled = compileFeel(source, { names: known })
  if (!compiled.ok)
    return { ok: false, message: `Điều kiện «${source}» sai ở ký tự ${compiled.at + 1}: ${compiled.message}` }
  const names = namesIn(compiled.tree)
  const stranger = names.find((name) => !known.has(name))
  if (stranger)
    return { ok: false, message: `Điều kiện «${source}» đọc «${stranger}», không có trường hoặc dữ kiện nào như vậy` }
  return { ok: true, condition: { source, tree: compiled.tree, names } }
}
