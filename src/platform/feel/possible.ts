import { ABSENT, ANY, type Domain, differing, exactly, isEmpty, meet, noneOf, standing, VALUED } from './domain.ts'
import { evaluateFeel } from './evaluate.ts'
import { namesIn } from './names-in.ts'
import type { CompareOp, FeelTest, FeelTree, FeelValue } from './tree.ts'

/** One way in which something may come about: what its names may be then. Names that it doesn't hold may be anything. */
export type Way = ReadonlyMap<string, Domain>

export type DomainOf = (name: string) => Domain

/** Anything may be: what can't be decided counts as possible. */
export const ALWAYS: readonly Way[] = [new Map()]
export const NEVER: readonly Way[] = []
/** Beyond so many ways all is possible. */
const MOST_WAYS = 200

/**
 * The ways in which an expression may be true (or false, which is not the same as not true). None only where there is
 * surely none: what isn't understood counts as possible.
 */
export function waysOf(tree: FeelTree, wanted: boolean, domainOf: DomainOf): readonly Way[] {
  const of = (part: FeelTree, truth = wanted) => waysOf(part, truth, domainOf)
  if (namesIn(tree).length === 0) return evaluateFeel(tree, {}) === wanted ? ALWAYS : NEVER
  switch (tree[0]) {
    case 'name':
      return restricted(tree[1], exactly(wanted) ?? ANY, domainOf)
    case 'and':
    case 'or':
      return (tree[0] === 'and') === wanted ? both(of(tree[1]), of(tree[2])) : either(of(tree[1]), of(tree[2]))
    case 'if':
      return either(both(of(tree[1], true), of(tree[2])), of(tree[3]))
    case 'call':
      return called(tree, wanted, domainOf)
    case 'cmp':
      return compared(wanted ? tree[1] : OPPOSITE[tree[1]], tree[2], tree[3], domainOf)
    case 'in':
      return wanted ? tree[2].reduce((ways, test) => either(ways, tested(test, tree[1], domainOf)), NEVER) : tree[2].reduce((ways, test) => both(ways, untested(test, tree[1], domainOf)), ALWAYS)
    default:
      return ALWAYS
  }
}

/** All of it together, at once. */
export function both(a: readonly Way[], b: readonly Way[]): readonly Way[] {
  if (a.length * b.length > MOST_WAYS) return ALWAYS
  return a.flatMap((one) => b.flatMap((other) => together(one, other) ?? []))
}

export function either(a: readonly Way[], b: readonly Way[]): readonly Way[] {
  return a.length + b.length > MOST_WAYS ? ALWAYS : [...a, ...b]
}

function together(a: Way, b: Way): Way | null {
  const merged = new Map(a)
  for (const [name, domain] of b) {
    const left = meet(merged.get(name) ?? ANY, domain)
    if (isEmpty(left)) return null
    merged.set(name, left)
  }
  return merged
}

function restricted(name: string, to: Domain, domainOf: DomainOf): readonly Way[] {
  const left = meet(domainOf(name), to)
  return isEmpty(left) ? NEVER : [new Map([[name, left]])]
}

/** What a comparison is when it is false and has a value. */
const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' }
const TURNED: Readonly<Record<CompareOp, CompareOp>> = { '=': '=', '!=': '!=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

function compared(op: CompareOp, left: FeelTree, right: FeelTree, domainOf: DomainOf): readonly Way[] {
  const [a, b] = [variableOf(left), variableOf(right)]
  if (a && b) return op === '=' ? alike(a, b, domainOf) : ALWAYS
  const [name, other] = [a ?? b, a ? right : left]
  if (!name || namesIn(other).length > 0) return ALWAYS
  return beside(a ? op : TURNED[op], name, evaluateFeel(other, {}), domainOf)
}

function beside(op: CompareOp, name: string, value: FeelValue, domainOf: DomainOf): readonly Way[] {
  if (value !== null && typeof value === 'object') return ALWAYS
  if (op === '=') return restricted(name, exactly(value) ?? ANY, domainOf)
  if (op === '!=') return restricted(name, differing(value), domainOf)
  return typeof value === 'number' || typeof value === 'string' ? restricted(name, standing(op, value), domainOf) : NEVER
}

function alike(a: string, b: string, domainOf: DomainOf): readonly Way[] {
  const shared = meet(domainOf(a), domainOf(b))
  return isEmpty(shared) ? NEVER : [new Map([a, b].map((name) => [name, shared]))]
}

/** The name that a part of an expression stands for; `count(x)` is one too. */
export function variableOf(tree: FeelTree): string | null {
  if (tree[0] === 'name') return tree[1]
  return tree[0] === 'call' && tree[1] === 'count' && tree[2].length === 1 && tree[2][0]?.[0] === 'name' ? `count(${tree[2][0][1]})` : null
}

function called(tree: Extract<FeelTree, ['call', ...unknown[]]>, wanted: boolean, domainOf: DomainOf): readonly Way[] {
  const [, what, [first]] = tree
  if (what === 'not' && first) return waysOf(first, !wanted, domainOf)
  const name = what === 'is defined' && first ? variableOf(first) : null
  return name ? restricted(name, wanted ? VALUED : ABSENT, domainOf) : ALWAYS
}

/** A test of `in` that is met. */
function tested(test: FeelTest, value: FeelTree, domainOf: DomainOf): readonly Way[] {
  if (test[0] === 'op') return compared(test[1], value, test[2], domainOf)
  if (test[0] === 'range') return both(compared(test[1] ? '>=' : '>', value, test[2], domainOf), compared(test[4] ? '<=' : '<', value, test[3], domainOf))
  const [listed, name] = [listIn(test[1]), variableOf(value)]
  // A name may hold a list, and a list may be asked for as a whole.
  if (namesIn(test[1]).length > 0 || (listed && (!name || domainOf(name).lists))) return ALWAYS
  if (!listed) return compared('=', value, test[1], domainOf)
  return listed.reduce<readonly Way[]>((ways, item) => either(ways, compared('=', value, ['lit', item], domainOf)), NEVER)
}

/** A test of `in` that is not met, and has a value. */
function untested(test: FeelTest, value: FeelTree, domainOf: DomainOf): readonly Way[] {
  if (test[0] === 'op') return compared(OPPOSITE[test[1]], value, test[2], domainOf)
  if (test[0] === 'range') return either(compared(test[1] ? '<' : '<=', value, test[2], domainOf), compared(test[4] ? '>' : '>=', value, test[3], domainOf))
  const [listed, name] = [listIn(test[1]), variableOf(value)]
  if (!listed) return compared('!=', value, test[1], domainOf)
  // Of a list it is false too for what can't be compared with its items.
  return name ? restricted(name, noneOf(listed), domainOf) : ALWAYS
}

function listIn(tree: FeelTree): readonly FeelValue[] | null {
  if (namesIn(tree).length > 0) return null
  const value = evaluateFeel(tree, {})
  return Array.isArray(value) ? value : null
}
