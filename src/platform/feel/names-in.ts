import type { FeelTest, FeelTree } from './tree.ts'

/** Every name that a compiled expression reads from its scope, loop variables and `item` excepted. */
export function namesIn(tree: FeelTree): string[] {
  const found = new Set<string>()
  collect(tree, new Set(), found)
  return [...found]
}

function collect(tree: FeelTree, local: ReadonlySet<string>, found: Set<string>): void {
  if (tree[0] === 'name' && !local.has(tree[1].split('.')[0] ?? '')) found.add(tree[1])
  for (const part of partsOf(tree)) collect(part, local, found)
  if (tree[0] === 'filter') collect(tree[2], new Set([...local, 'item']), found)
  if (isLoop(tree)) collect(tree[3], new Set([...local, tree[1]]), found)
}

function isLoop(tree: FeelTree): tree is ['some' | 'every' | 'for', string, FeelTree, FeelTree] {
  return tree[0] === 'some' || tree[0] === 'every' || tree[0] === 'for'
}

/** The parts evaluated in the same scope as the whole. */
function partsOf(tree: FeelTree): FeelTree[] {
  switch (tree[0]) {
    case 'lit':
    case 'name':
      return []
    case 'get':
    case 'filter':
      return [tree[1]]
    case 'list':
      return tree[1]
    case 'call':
      return tree[2]
    case 'cmp':
    case 'math':
      return [tree[2], tree[3]]
    case 'in':
      return [tree[1], ...tree[2].flatMap(treesOf)]
    case 'and':
    case 'or':
      return [tree[1], tree[2]]
    case 'if':
      return [tree[1], tree[2], tree[3]]
    default:
      return [tree[2]]
  }
}

function treesOf(test: FeelTest): FeelTree[] {
  if (test[0] === 'op') return [test[2]]
  return test[0] === 'range' ? [test[2], test[3]] : [test[1]]
}
