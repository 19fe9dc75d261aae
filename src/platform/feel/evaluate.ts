import { FUNCTIONS } from './functions.ts'
import type { FeelScope, FeelTest, FeelTree, FeelValue } from './tree.ts'
import { calculate, compare, equal, member, order, toValue } from './values.ts'

/** Steps one evaluation may take; loops over loops beyond it give null instead of stopping the server. */
const BUDGET = 200_000

/** One evaluation: what it may still spend, the names it reads, and itself over a part of the expression. */
interface Run {
  budget: { left: number }
  scope: FeelScope
  of: (tree: FeelTree) => FeelValue
}

function runOver(scope: FeelScope, budget: Run['budget']): Run {
  const run: Run = { budget, scope, of: (tree) => resolve(tree, run) }
  return run
}

/**
 * Value of a compiled expression. Never throws: what has no value (a name that is absent, a comparison
 * of a text with a number, a division by zero) is null, and null spreads by FEEL's three-valued logic.
 */
export function evaluateFeel(tree: FeelTree, scope: FeelScope): FeelValue {
  const budget = { left: BUDGET }
  const value = resolve(tree, runOver(scope, budget))
  return budget.left > 0 ? value : null
}

/** A condition holds only when it is true: null and values that are no truth count as not. */
export function holds(tree: FeelTree, scope: FeelScope): boolean {
  return evaluateFeel(tree, scope) === true
}

function resolve(tree: FeelTree, run: Run): FeelValue {
  run.budget.left -= 1
  if (run.budget.left <= 0) return null
  const { of, scope } = run
  switch (tree[0]) {
    case 'lit':
      return tree[1]
    case 'name':
      return lookUp(tree[1], scope)
    case 'get':
      return member(of(tree[1]), tree[2])
    case 'list':
      return tree[1].map(of)
    case 'and':
    case 'or':
      return logic(tree[0] === 'or', of(tree[1]), () => of(tree[2]))
    case 'cmp':
      return compare(tree[1], of(tree[2]), of(tree[3]))
    case 'in':
      return anyTest(tree[2], of(tree[1]), of)
    case 'math':
      return calculate(tree[1], of(tree[2]), of(tree[3]))
    case 'if':
      return of(tree[1]) === true ? of(tree[2]) : of(tree[3])
    case 'call':
      return FUNCTIONS.get(tree[1])?.[2](...tree[2].map(of)) ?? null
    case 'filter':
      return filtered(of(tree[1]), tree[2], run)
    default:
      return iterated(tree, of(tree[2]), run)
  }
}

function lookUp(name: string, scope: FeelScope): FeelValue {
  if (Object.hasOwn(scope, name)) return toValue(scope[name])
  const parts = name.split('.')
  for (let n = parts.length - 1; n > 0; n -= 1) {
    const key = parts.slice(0, n).join('.')
    if (!Object.hasOwn(scope, key)) continue
    let value = toValue(scope[key])
    for (const part of parts.slice(n)) value = member(value, part)
    return value
  }
  return null
}

/** `decisive` is true for or, false for and: that value settles the matter whatever the other is. */
function logic(decisive: boolean, left: FeelValue, right: () => FeelValue): FeelValue {
  if (left === decisive) return decisive
  const other = right()
  if (other === decisive) return decisive
  return left === !decisive && other === !decisive ? !decisive : null
}

function anyTest(tests: FeelTest[], value: FeelValue, of: (t: FeelTree) => FeelValue): FeelValue {
  let unknown = false
  for (const test of tests) {
    const met = meets(test, value, of)
    if (met === true) return true
    unknown ||= met === null
  }
  return unknown ? null : false
}

function meets(test: FeelTest, value: FeelValue, of: (t: FeelTree) => FeelValue): boolean | null {
  if (test[0] === 'op') return compare(test[1], value, of(test[2]))
  if (test[0] === 'range') {
    const low = order(value, of(test[2]))
    const high = order(value, of(test[3]))
    if (low === null || high === null) return null
    return (test[1] ? low >= 0 : low > 0) && (test[4] ? high <= 0 : high < 0)
  }
  const wanted = of(test[1])
  if (!Array.isArray(wanted) || Array.isArray(value)) return equal(value, wanted)
  return wanted.some((item) => equal(value, toValue(item)) === true)
}

function asList(value: FeelValue): FeelValue[] {
  if (value === null) return []
  return Array.isArray(value) ? value.map(toValue) : [value]
}

function filtered(source: FeelValue, condition: FeelTree, { scope, budget }: Run): FeelValue {
  const list = asList(source)
  if (condition[0] === 'lit' && typeof condition[1] === 'number') {
    const n = condition[1]
    return list[n > 0 ? n - 1 : list.length + n] ?? null
  }
  return list.filter((item) => {
    const members = item !== null && typeof item === 'object' && !Array.isArray(item) ? item : {}
    return resolve(condition, runOver({ ...scope, ...members, item }, budget)) === true
  })
}

function iterated(
  [kind, name, , body]: ['some' | 'every' | 'for', string, FeelTree, FeelTree],
  source: FeelValue,
  { scope, budget }: Run,
): FeelValue {
  if (source === null) return null
  const results = asList(source).map((item) => resolve(body, runOver({ ...scope, [name]: item }, budget)))
  if (kind === 'for') return results
  const decisive = kind === 'some'
  if (results.includes(decisive)) return decisive
  return results.every((r) => r === !decisive) ? !decisive : null
}
