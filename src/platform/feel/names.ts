import type { parser } from '@bpmn-io/lezer-feel'

type SyntaxNode = ReturnType<typeof parser.parse>['topNode']

export class FeelFault extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

export type Part = SyntaxNode

export function childrenOf(node: SyntaxNode): Part[] {
  const children: Part[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!/Comment$/.test(child.name)) children.push(child)
  }
  return children
}

/** What a name stands for: a declared name in full, ANYTHING where the shape is not known, null where it is unknown. */
export type Meaning = string | null

/** The names an expression may use at one place in it. */
export type Names = {
  meaning(name: string): Meaning
  /** In a loop or filter `local` stands for an item of `list`; `bare`: the item's members also stand by themselves. */
  bind(local: string, list: Meaning, bare?: boolean): Names
}

export const ANYTHING = '*'

export function scopeOfNames(names: Iterable<string> | undefined): Names {
  const declared = names && new Set(names)
  const resolve = (name: string): Meaning => (!declared ? ANYTHING : isDeclared(declared, name) ? name : null)
  return scope(resolve, resolve)
}

/** `find` is how names are seen here; `declaredAs` looks a full name up among the declared ones. */
function scope(find: (name: string) => Meaning, declaredAs: (name: string) => Meaning): Names {
  return {
    meaning: find,
    bind: (local, list, bare = false) => {
      const memberOf = (path: string): Meaning =>
        list === ANYTHING || list === null ? ANYTHING : declaredAs(`${list}.${path}`)
      return scope((name) => {
        if (name === local) return list
        if (name.startsWith(`${local}.`)) return memberOf(name.slice(local.length + 1))
        return (bare ? memberOf(name) : null) ?? find(name)
      }, declaredAs)
    },
  }
}

/** Declared itself, a group of declared names, or a member of a declared name that lists no members of its own. */
function isDeclared(declared: ReadonlySet<string>, name: string): boolean {
  if (declared.has(name) || hasMembers(declared, name)) return true
  const dot = name.lastIndexOf('.')
  if (dot < 0) return false
  const owner = name.slice(0, dot)
  return !hasMembers(declared, owner) && isDeclared(declared, owner)
}

function hasMembers(declared: ReadonlySet<string>, name: string): boolean {
  for (const other of declared) if (other.startsWith(`${name}.`)) return true
  return false
}
