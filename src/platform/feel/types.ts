import { ANY, type Domain } from './domain.ts'
import type { DomainOf } from './possible.ts'
import type { FeelTest, FeelTree } from './tree.ts'

type Type = 'truth' | 'number' | 'text' | 'list' | 'thing'
/** Null where any type may come out; none of them for null itself. */
type Types = readonly Type[] | null

const TYPE_WORDS: Readonly<Record<Type, string>> = { truth: 'đúng/sai', number: 'số', text: 'chữ', list: 'danh sách', thing: 'khoảng thời gian hoặc địa chỉ' }

/** Types of the arguments, the last for all further ones; then that of the value. */
const SIGNATURES: Readonly<Record<string, readonly [args: readonly Types[], value: Types]>> = {
  not: [[['truth']], ['truth']],
  'is defined': [[null], ['truth']],
  count: [[null], ['number']],
  sum: [[['number', 'list']], ['number']],
  mean: [[['number', 'list']], ['number']],
  'distinct values': [[['list']], ['list']],
  'list contains': [[['list'], null], ['truth']],
  contains: [[['text']], ['truth']],
  'starts with': [[['text']], ['truth']],
  'ends with': [[['text']], ['truth']],
  'string length': [[['text']], ['number']],
  'upper case': [[['text']], ['text']],
  'lower case': [[['text']], ['text']],
  substring: [[['text'], ['number']], ['text']],
  string: [[null], ['text']],
  number: [[['text', 'number']], ['number']],
  abs: [[['number']], ['number']],
  floor: [[['number']], ['number']],
  ceiling: [[['number']], ['number']],
  date: [[['text', 'number']], ['text']],
  duration: [[['text']], ['thing']],
  'years and months duration': [[['text']], ['thing']],
  'last day of month': [[['text']], ['text']],
}

const ORDERED: Types = ['number', 'text', 'thing']
const SUMS: readonly (readonly [Type, Type, Type])[] = [
  ['number', 'number', 'number'],
  ['text', 'text', 'text'],
  ['text', 'thing', 'text'],
  ['thing', 'text', 'text'],
  ['thing', 'thing', 'thing'],
]
const DIFFERENCES: typeof SUMS = [
  ['number', 'number', 'number'],
  ['text', 'text', 'thing'],
  ['text', 'thing', 'text'],
  ['thing', 'thing', 'thing'],
]

/** Sentences on what in an expression can have no value, since its parts are of kinds that don't go together. */
export function typeFaults(tree: FeelTree, domainOf: DomainOf, wanted?: 'condition'): string[] {
  const found: string[] = []
  const types = typesOf(tree, domainOf, found)
  if (wanted && lacks(types, ['truth'])) found.push(`${said(tree)} là ${inWords(types)}, không phải điều kiện đúng hay sai`)
  return found
}

const lacks = (types: Types, wanted: readonly Type[]) => types !== null && types.length > 0 && !types.some((one) => wanted.includes(one))
const apart = (a: Types, b: Types, within: Types = null) => a !== null && b !== null && a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one) && (within?.includes(one) ?? true))
const inWords = (types: Types) => (types ?? []).map((one) => TYPE_WORDS[one]).join(' hoặc ')
const said = (tree: FeelTree) => (tree[0] === 'name' ? `«${tree[1]}»` : tree[0] === 'lit' ? JSON.stringify(tree[1]) : 'phần biểu thức')

function typesOf(tree: FeelTree, domainOf: DomainOf, found: string[]): Types {
  const of = (part: FeelTree) => typesOf(part, domainOf, found)
  const mustBe = (part: FeelTree, wanted: readonly Type[]) => {
    const types = of(part)
    if (lacks(types, wanted)) found.push(`${said(part)} là ${inWords(types)}, ở đây cần ${inWords(wanted)}`)
  }
  switch (tree[0]) {
    case 'lit':
      return literalTypes(tree[1])
    case 'name':
      return typesIn(domainOf(tree[1]))
    case 'list':
      tree[1].forEach(of)
      return ['list']
    case 'and':
    case 'or':
      for (const part of [tree[1], tree[2]]) mustBe(part, ['truth'])
      return ['truth']
    case 'cmp': {
      const [left, right] = [of(tree[2]), of(tree[3])]
      const isOrder = tree[1] !== '=' && tree[1] !== '!='
      if (apart(left, right, isOrder ? ORDERED : null)) found.push(`không so sánh được ${said(tree[2])} (${inWords(left)}) với ${said(tree[3])} (${inWords(right)})`)
      return ['truth']
    }
    case 'in': {
      const value = of(tree[1])
      for (const part of tree[2].flatMap(partsOf)) {
        const types = of(part)
        if (!types?.includes('list') && apart(value, types)) found.push(`không so sánh được ${said(tree[1])} (${inWords(value)}) với ${said(part)} (${inWords(types)})`)
      }
      return ['truth']
    }
    case 'math':
      return mathTypes(tree, of, found)
    case 'if':
      mustBe(tree[1], ['truth'])
      return united(of(tree[2]), of(tree[3]))
    case 'call':
      return calledTypes(tree, mustBe)
    case 'get':
      of(tree[1])
      return null
    case 'filter':
      of(tree[1])
      typesOf(tree[2], without(domainOf, 'item'), found)
      return null
    default:
      of(tree[2])
      typesOf(tree[3], without(domainOf, tree[1]), found)
      return tree[0] === 'for' ? ['list'] : ['truth']
  }
}

const without = (domainOf: DomainOf, local: string): DomainOf => (name) => (name === local || name.startsWith(`${local}.`) ? ANY : domainOf(name))

const partsOf = (test: FeelTest): FeelTree[] => (test[0] === 'op' ? [test[2]] : test[0] === 'range' ? [test[2], test[3]] : test[1][0] === 'list' ? test[1][1] : [test[1]])

function literalTypes(value: unknown): Types {
  if (value === null) return []
  if (Array.isArray(value)) return ['list']
  return [({ boolean: 'truth', number: 'number', string: 'text' } as const)[typeof value as 'boolean'] ?? 'thing']
}

function typesIn(domain: Domain): Types {
  const types: Type[] = []
  if (domain.truths.length > 0) types.push('truth')
  if (domain.numbers) types.push('number')
  if (domain.texts) types.push('text')
  if (domain.lists) types.push('list')
  if (domain.things) types.push('thing')
  return types.length === 5 ? null : types
}

const united = (a: Types, b: Types): Types => (a && b ? [...new Set([...a, ...b])] : null)

function mathTypes(tree: Extract<FeelTree, ['math', ...unknown[]]>, of: (part: FeelTree) => Types, found: string[]): Types {
  const [, op, first, second] = tree
  const [left, right] = [of(first), of(second)]
  const ways = op === '+' ? SUMS : op === '-' ? DIFFERENCES : SUMS.slice(0, 1)
  const fits = ways.filter(([a, b]) => (left === null || left.includes(a)) && (right === null || right.includes(b)))
  if (fits.length > 0) return [...new Set(fits.map(([, , value]) => value))]
  if (left?.length !== 0 && right?.length !== 0) found.push(`không tính được ${said(first)} (${inWords(left)}) ${op} ${said(second)} (${inWords(right)})`)
  return null
}

function calledTypes(tree: Extract<FeelTree, ['call', ...unknown[]]>, mustBe: (part: FeelTree, wanted: readonly Type[]) => void): Types {
  const [args, value] = SIGNATURES[tree[1]] ?? [[null], null]
  tree[2].forEach((part, i) => {
    mustBe(part, args[Math.min(i, args.length - 1)] ?? ['truth', 'number', 'text', 'list', 'thing'])
  })
  return value
}
