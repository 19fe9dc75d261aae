import { parser } from '@bpmn-io/lezer-feel'
import { ARGUMENTS } from './arguments.ts'
import { ANYTHING, childrenOf, FeelFault, type Names, type Part, scopeOfNames } from './names.ts'
import { numberOf, textOf } from './literals.ts'
import type { CompareOp, FeelTest, FeelTree, MathOp } from './tree.ts'

export type FeelCompiled = { ok: true; tree: FeelTree } | { ok: false; message: string; at: number }

const LONGEST = 4000
const DEEPEST = 60

/**
 * Compiles FEEL text to a plain tree. With `names` (e.g. 'child.birthDate', 'today') every name in the text
 * must be one of them, or a member of one whose members are not listed. `at` is the offset of the fault in the text.
 */
export function compileFeel(text: string, options: { names?: Iterable<string> } = {}): FeelCompiled {
  try {
    if (text.length > LONGEST) throw new FeelFault(`Biểu thức dài quá ${LONGEST} ký tự`, LONGEST)
    const top = parser.parse(text).topNode
    const [root, ...rest] = childrenOf(top)
    if (!root) throw new FeelFault('Biểu thức trống', 0)
    refuseSyntaxFaults(top, text)
    if (rest[0]) throw new FeelFault('Thừa phần sau biểu thức', rest[0].from)
    return { ok: true, tree: build(root, { text, names: scopeOfNames(options.names), depth: 0 }) }
  } catch (fault) {
    if (fault instanceof FeelFault) return { ok: false, message: fault.message, at: fault.at }
    throw fault
  }
}

type Context = { text: string; names: Names; depth: number }

function refuseSyntaxFaults(top: Part, text: string): void {
  const cursor = top.cursor()
  do {
    if (cursor.type.isError) {
      const found = text.slice(cursor.from, cursor.from + 12).trim()
      throw new FeelFault(found ? `Sai cú pháp tại «${found}»` : 'Biểu thức chưa hết', cursor.from)
    }
  } while (cursor.next())
}

function build(node: Part, outer: Context): FeelTree {
  const context = { ...outer, depth: outer.depth + 1 }
  if (context.depth > DEEPEST) throw new FeelFault('Biểu thức lồng nhau quá sâu', node.from)
  const builder = BUILDERS[node.name]
  if (!builder) {
    throw new FeelFault(`Không hỗ trợ «${context.text.slice(node.from, node.to)}» trong biểu thức`, node.from)
  }
  return builder(node, childrenOf(node), context)
}

type Builder = (node: Part, parts: Part[], context: Context) => FeelTree

const raw = (node: Part, c: Context) => c.text.slice(node.from, node.to)

function at(parts: Part[], index: number, node: Part): Part {
  const part = parts.at(index)
  if (!part) throw new FeelFault('Biểu thức chưa hết', node.to)
  return part
}

function operation(kind: 'and' | 'or'): Builder {
  return (node, parts, c) => [kind, build(at(parts, 0, node), c), build(at(parts, -1, node), c)]
}

const BUILDERS: Record<string, Builder> = {
  NumericLiteral: (node, _parts, c) => ['lit', numberOf(raw(node, c), node.from)],
  StringLiteral: (node, _parts, c) => ['lit', textOf(raw(node, c), node.from)],
  BooleanLiteral: (node, _parts, c) => ['lit', raw(node, c) === 'true'],
  null: () => ['lit', null],
  ParenthesizedExpression: (node, parts, c) => build(at(parts, 1, node), c),
  VariableName: (node, _parts, c) => name(raw(node, c), node, c),
  PathExpression: path,
  Disjunction: operation('or'),
  Conjunction: operation('and'),
  Comparison: comparison,
  ArithmeticExpression: arithmetic,
  IfExpression: (node, parts, c) => [
    'if',
    build(at(parts, 1, node), c),
    build(at(parts, 3, node), c),
    build(at(parts, 5, node), c),
  ],
  List: (_node, parts, c) => ['list', parts.slice(1, -1).map((part) => build(part, c))],
  FunctionInvocation: invocation,
  DateTimeLiteral: dateLiteral,
  QuantifiedExpression: (node, parts, c) => iteration(at(parts, 0, node).name as 'some' | 'every', node, parts, c),
  ForExpression: (node, parts, c) => iteration('for', node, parts, c),
  FilterExpression: filter,
}

function name(text: string, node: Part, c: Context): FeelTree {
  const tidy = text.replace(/\s+/g, ' ')
  if (c.names.meaning(tidy) === null) throw new FeelFault(`Không có tên «${tidy}»`, node.from)
  return ['name', tidy]
}

/** `a.b.c` from a name is one look-up; from anything else (a call, a filter) it is a member of its value. */
function path(node: Part, parts: Part[], c: Context): FeelTree {
  const whole = plainPath(node, c)
  if (whole) return name(whole, node, c)
  return ['get', build(at(parts, 0, node), c), raw(at(parts, -1, node), c)]
}

function plainPath(node: Part, c: Context): string | null {
  if (node.name === 'VariableName') return raw(node, c).replace(/\s+/g, ' ')
  if (node.name !== 'PathExpression') return null
  const [head, tail] = childrenOf(node)
  const start = head && plainPath(head, c)
  return start && tail ? `${start}.${raw(tail, c)}` : null
}

function comparison(node: Part, parts: Part[], c: Context): FeelTree {
  const left = build(at(parts, 0, node), c)
  const sign = at(parts, 1, node)
  if (sign.name === 'CompareOp') return ['cmp', raw(sign, c) as CompareOp, left, build(at(parts, 2, node), c)]
  if (sign.name === 'between') {
    return ['in', left, [['range', true, build(at(parts, 2, node), c), build(at(parts, 4, node), c), true]]]
  }
  const tests = parts.slice(2).flatMap((part) => testsOf(part, c))
  if (tests.length === 0) throw new FeelFault('Thiếu danh sách hoặc khoảng sau «in»', node.to)
  return ['in', left, tests]
}

function testsOf(node: Part, c: Context): FeelTest[] {
  const parts = childrenOf(node)
  if (node.name === '(' || node.name === ')') return []
  if (/^(Simple)?PositiveUnaryTests?$/.test(node.name)) {
    const [first, second] = parts
    if (first?.name === 'CompareOp' && second) return [['op', raw(first, c) as CompareOp, build(second, c)]]
    return parts.flatMap((part) => testsOf(part, c))
  }
  if (node.name !== 'Interval') return [['is', build(node, c)]]
  const [open, low, high, close] = [0, 1, 2, 3].map((i) => at(parts, i, node)) as [Part, Part, Part, Part]
  return [['range', open.name === '[', build(low, c), build(high, c), close.name === ']']]
}

function arithmetic(node: Part, parts: Part[], c: Context): FeelTree {
  const first = at(parts, 0, node)
  if (first.name === 'ArithOp') return ['math', '-', ['lit', 0], build(at(parts, 1, node), c)]
  return ['math', raw(at(parts, 1, node), c) as MathOp, build(first, c), build(at(parts, 2, node), c)]
}

function argumentsOf(parts: Part[], c: Context): FeelTree[] {
  const named = parts.find((part) => part.name === 'NamedParameters')
  if (named) throw new FeelFault('Viết tham số theo thứ tự, không theo tên', named.from)
  const list = parts.find((part) => part.name === 'PositionalParameters')
  return list ? childrenOf(list).map((part) => build(part, c)) : []
}

function call(what: string, given: FeelTree[], node: Part): FeelTree {
  const entry = Object.hasOwn(ARGUMENTS, what) ? ARGUMENTS[what] : undefined
  if (!entry) throw new FeelFault(`Không có hàm «${what}»`, node.from)
  const [least, most] = entry
  if (given.length < least || given.length > most) {
    throw new FeelFault(`Hàm «${what}» cần ${least === most ? least : `${least} trở lên`} tham số`, node.from)
  }
  return ['call', what, given]
}

function invocation(node: Part, parts: Part[], c: Context): FeelTree {
  const what = raw(at(parts, 0, node), c).replace(/\s+/g, ' ')
  const given = argumentsOf(parts, c)
  if (what === 'today' && given.length === 0) return name('today', node, c)
  return call(what, given, node)
}

function dateLiteral(node: Part, parts: Part[], c: Context): FeelTree {
  const head = at(parts, 0, node)
  if (head.name !== 'AtLiteral') return call(raw(head, c), argumentsOf(parts, c), node)
  const text = textOf(raw(head, c).slice(1).trim(), head.from)
  return ['call', text.startsWith('P') || text.startsWith('-P') ? 'duration' : 'date', [['lit', text]]]
}

function meaningOf(list: FeelTree, c: Context): string {
  return (list[0] === 'name' && c.names.meaning(list[1])) || ANYTHING
}

function iteration(kind: 'some' | 'every' | 'for', node: Part, parts: Part[], c: Context): FeelTree {
  const clauses = childrenOf(at(parts, 1, node))
  const body = at(parts, -1, node)
  const bind = (index: number, inner: Context): FeelTree => {
    const clause = clauses[index]
    if (!clause) return build(body, inner)
    const [local, , source] = childrenOf(clause)
    if (!local || !source) throw new FeelFault('Thiếu danh sách để duyệt', clause.to)
    const [list, more] = childrenOf(source)
    if (!list || more) throw new FeelFault('Chỉ duyệt được một danh sách', source.from)
    const tree = build(list, inner)
    const names = inner.names.bind(raw(local, c), meaningOf(tree, inner))
    const next = { ...inner, names, depth: inner.depth + 1 }
    return [kind, raw(local, c), tree, bind(index + 1, next)]
  }
  if (kind === 'for' && clauses.length > 1) throw new FeelFault('Chỉ duyệt được một danh sách', node.from)
  return bind(0, c)
}

function filter(node: Part, parts: Part[], c: Context): FeelTree {
  const list = build(at(parts, 0, node), c)
  const names = c.names.bind('item', meaningOf(list, c), true)
  return ['filter', list, build(at(parts, 2, node), { ...c, names })]
}
