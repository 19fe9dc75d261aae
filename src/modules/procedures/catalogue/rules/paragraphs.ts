/** A source's plain text as blocks: paragraphs, and lists where lines begin with signs. No word is added or left out. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'lead'; text: string }
  | { kind: 'list'; items: ListItem[] }

export interface ListItem {
  text: string
  items: ListItem[]
}

const BULLET = /^\s*(\+{1,3}|-{1,2}|\*{1,3}|[•●–])\)?\s*(?=\S)/
const SHORT = 90

/** Lists nest by their signs: a sign not open yet opens a deeper list, one that is open closes what lies below it. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let signs: string[] = []
  let lists: ListItem[][] = []
  for (const line of text.split('\n')) {
    const trimmed = line.trim()
    if (trimmed === '') continue
    const sign = BULLET.exec(trimmed)
    const words = sign ? trimmed.slice(sign[0].length) : trimmed
    const mark = sign?.[1]
    if (mark === undefined || /^[\s)]*$/.test(words)) {
      signs = []
      lists = []
      blocks.push({ kind: 'text', text: trimmed })
      continue
    }
    if (mark.startsWith('*') && words.endsWith(':') && words.length <= SHORT) {
      signs = []
      lists = []
      blocks.push({ kind: 'lead', text: words })
      continue
    }
    const open = signs.indexOf(mark)
    if (open >= 0) {
      signs = signs.slice(0, open + 1)
      lists = lists.slice(0, open + 1)
    } else {
      lists.push(openList(blocks, lists))
      signs.push(mark)
    }
    lists.at(-1)?.push({ text: words, items: [] })
  }
  return blocks
}

function openList(blocks: Block[], lists: readonly ListItem[][]): ListItem[] {
  const parent = lists.at(-1)?.at(-1)
  if (parent) return parent.items
  const items: ListItem[] = []
  blocks.push({ kind: 'list', items })
  return items
}

/** A name without the sign it begins with in the source. */
export const withoutSign = (text: string): string => text.replace(BULLET, '')
