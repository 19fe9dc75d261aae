import { FUNCTIONS } from './functions.ts'
import type { FeelScope, FeelTest, FeelTree, FeelValue } from './tree.ts'
import { calculate, compare, equal, isThing, member, order, toValue } from './values.ts'

/** Steps one evaluation may take; loops over loops beyond it give null instead of stopping the server. */
const BUDGET = 200_000

type Run = { left: number }

/**
 * Value of a compiled expression. Never throws: what has no value (a name that is absent, a comparison
 * of a text with a number, a division by zero) is null, and null spreads by FEEL's three-valued logic.
 */
export function evaluateFeel(tree: FeelTree, scope: FeelScope): FeelValue {
  const run = { left: BUDGET }
  const value = resolve(tree, scope, run)
  return run.left > 0 ? value : null
}

/** A condition holds only when it is true: null and values that are no truth count as not. */
export function holds(tree: FeelTree, scope: FeelScope): boolean {
  return evaluateFeel(tree, scope) === true
}

function resolve(tree: FeelTree, scope: FeelScope, run: Run): FeelValue {
  run.left -= 1
  if (run.left <= 0) return null
  switch (tree[0]) {
    case 'lit':
      return tree[1]
    case 'name':
      return lookUp(tree[1], scope)
    case 'get':
      return member(resolve(tree[1], scope, run), tree[2])
    case 'list':
      return tree[1].map((one) => resolve(one, scope, run))
    case 'and':
    case 'or':
      return logic(tree, scope, run)
    case 'cmp':
      return compare(tree[1], resolve(tree[2], scope, run), resolve(tree[3], scope, run))
    case 'in':
      return anyTest(tree[2], resolve(tree[1], scope, run), (one) => resolve(one, scope, run))
    case 'math':
      return calculate(tree[1], resolve(tree[2], scope, run), resolve(tree[3], scope, run))
    case 'if':
      return resolve(resolve(tree[1], scope, run) === true ? tree[2] : tree[3], scope, run)
    case 'call':
      return FUNCTIONS.get(tree[1])?.(...tree[2].map((one) => resolve(one, scope, run))) ?? null
    case 'filter':
      return filtered(resolve(tree[1], scope, run), tree[2], scope, run)
    default:
      return iterated(tree, resolve(tree[2], scope, run), scope, run)
  }
}

/** The longest name that is there, then member by member. */
function lookUp(name: string, scope: FeelScope): FeelValue {
  if (Object.hasOwn(scope, name)) return toValue(scope[name])
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const key = name.slice(0, end)
    if (!Object.hasOwn(scope, key)) continue
    let value = toValue(scope[key])
    for (const part of name.slice(end + 1).split('.')) if (part) value = member(value, part)
    return value
  }
  return null
}

/** One value settles the matter whatever the other is: true for or, false for and. */
function logic([word, first, second]: ['and' | 'or', FeelTree, FeelTree], scope: FeelScope, run: Run): FeelValue {
  const decisive = word === 'or'
  const left = resolve(first, scope, run)
  if (left === decisive) return decisive
  const other = resolve(second, scope, run)
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

function filtered(source: FeelValue, condition: FeelTree, scope: FeelScope, run: Run): FeelValue {
  const list = asList(source)
  if (condition[0] === 'lit' && typeof condition[1] === 'number') {
    const n = condition[1]
    return list[n > 0 ? n - 1 : list.length + n] ?? null
  }
  return list.filter((item) => {
    const members = isThing(item) ? item : {}
    return resolve(condition, { ...scope, ...members, item }, run) === true
  })
}

function iterated(
  [kind, name, , body]: ['some' | 'every' | 'for', string, FeelTree, FeelTree],
  source: FeelValue,
  scope: FeelScope,
  run: Run,
): FeelValue {
  if (source === null) return null
  const results = asList(source).map((item) => resolve(body, { ...scope, [name]: item }, run))
  if (kind === 'for') return results
  const decisive = kind === 'some'
  if (results.includes(decisive)) return decisive
  return results.every((r) => r === !decisive) ? !decisive : null
}
