import { compileFeel } from '../../../platform/feel/compile.ts'
import type { FeelTree } from '../../../platform/feel/tree.ts'
import type { FieldSource } from './schema.ts'
import type { Condition } from './model.ts'

/** Members that a field's answer has beside itself: `child.name.family`. */
const MEMBERS: Partial<Record<FieldSource['type'], readonly string[]>> = {
  'person-name': ['family'],
  date: ['year', 'month', 'day', 'weekday'],
  address: ['province', 'commune', 'detail', 'abroad', 'text'],
}

/** What every condition may read beside the fields: the day on which it is judged. */
export const FORM_FACTS = ['today', 'today.year', 'today.month', 'today.day'] as const

export function namesOfFields(fields: readonly { id: string; type: FieldSource['type'] }[]): string[] {
  return fields.flatMap(({ id, type }) => [id, ...(MEMBERS[type] ?? []).map((member) => `${id}.${member}`)])
}

export type Compiled = { ok: true; condition: Condition } | { ok: false; message: string }

/** Compiles FEEL and refuses a name that nobody declares: a wrong id must not be a condition that never holds. */
export function compileCondition(source: string, known: ReadonlySet<string>): Compiled {
  const compiled = compileFeel(source, { names: known })
  if (!compiled.ok) return { ok: false, message: `Điều kiện «${source}» sai ở ký tự ${compiled.at + 1}: ${compiled.message}` }
  const names = [...freeNames(compiled.tree)]
  const stranger = names.find((name) => !known.has(name))
  if (stranger) return { ok: false, message: `Điều kiện «${source}» đọc «${stranger}», không có trường hoặc dữ kiện nào như vậy` }
  return { ok: true, condition: { source, tree: compiled.tree, names } }
}

/** Names that an expression reads from outside itself: its loop variables are its own. */
export function freeNames(tree: FeelTree, bound: readonly string[] = [], found = new Set<string>()): Set<string> {
  switch (tree[0]) {
    case 'name':
      if (!bound.some((own) => tree[1] === own || tree[1].startsWith(`${own}.`))) found.add(tree[1])
      break
    case 'some':
    case 'every':
    case 'for':
      freeNames(tree[2], bound, found)
      freeNames(tree[3], [...bound, tree[1]], found)
      break
    case 'filter':
      // Inside the brackets stand the members of the list's items, which only the compiler knows.
      freeNames(tree[1], bound, found)
      break
    default:
      for (const part of subtrees(tree)) freeNames(part, bound, found)
  }
  return found
}

const isTree = (part: unknown): part is FeelTree => Array.isArray(part) && typeof part[0] === 'string'

/** Trees directly inside a node, those in its lists and tests included. */
function subtrees(node: readonly unknown[]): FeelTree[] {
  return node.slice(1).flatMap((part): FeelTree[] => {
    if (isTree(part) && NODES.has(part[0])) return [part]
    return Array.isArray(part) ? subtrees(['', ...(isTree(part) ? part.slice(1) : part)]) : []
  })
}

const NODES = new Set(['lit', 'name', 'get', 'list', 'and', 'or', 'cmp', 'in', 'math', 'if', 'call', 'some', 'every', 'for', 'filter'])
