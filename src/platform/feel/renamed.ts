import type { FeelTest, FeelTree } from './tree.ts'

/** The same expression reading other names; loop variables and `item` stay what they are. */
export const renamed = (tree: FeelTree, rename: (name: string) => string): FeelTree => replaced(tree, (name) => ['name', rename(name)])

/** The same expression with other expressions where its names stand; loop variables and `item` stay what they are. */
export function replaced(tree: FeelTree, put: (name: string) => FeelTree): FeelTree {
  const of = (part: FeelTree) => replaced(part, put)
  const inside = (part: FeelTree, own: string) => replaced(part, (name) => (name === own || name.startsWith(`${own}.`) ? ['name', name] : put(name)))
  switch (tree[0]) {
    case 'lit':
      return tree
    case 'name':
      return put(tree[1])
    case 'get':
      return ['get', of(tree[1]), tree[2]]
    case 'list':
      return ['list', tree[1].map(of)]
    case 'and':
    case 'or':
      return [tree[0], of(tree[1]), of(tree[2])]
    case 'cmp':
      return ['cmp', tree[1], of(tree[2]), of(tree[3])]
    case 'math':
      return ['math', tree[1], of(tree[2]), of(tree[3])]
    case 'in':
      return ['in', of(tree[1]), tree[2].map((test) => renamedTest(test, of))]
    case 'if':
      return ['if', of(tree[1]), of(tree[2]), of(tree[3])]
    case 'call':
      return ['call', tree[1], tree[2].map(of)]
    case 'filter':
      return ['filter', of(tree[1]), inside(tree[2], 'item')]
    default:
      return [tree[0], tree[1], of(tree[2]), inside(tree[3], tree[1])]
  }
}

function renamedTest(test: FeelTest, of: (tree: FeelTree) => FeelTree): FeelTest {
  if (test[0] === 'op') return ['op', test[1], of(test[2])]
  return test[0] === 'range' ? ['range', test[1], of(test[2]), of(test[3]), test[4]] : ['is', of(test[1])]
}
