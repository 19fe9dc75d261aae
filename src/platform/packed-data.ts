import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'

const unpack = promisify(brotliDecompress)

/** A shipped data file as text; names ending in `.br` are unpacked. */
export async function readPackedText(folder: string, name: string): Promise<string> {
  const raw = await readFile(join(folder, name))
  return (name.endsWith('.br') ? await unpack(raw) : raw).toString('utf8')
}

export type CsvRow = Record<string, string>

/** Rows of a shipped CSV by their column names. @throws Error for a row with another number of cells than the head. */
export async function readPackedCsv(folder: string, name: string): Promise<CsvRow[]> {
  return parseCsv(await readPackedText(folder, name))
}

/** One JSON value a line. */
export async function readPackedLines(folder: string, name: string): Promise<unknown[]> {
  const text = await readPackedText(folder, name)
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]))
}

/** Fingerprint of shipped files, packed bytes as they lie there, and of what the reader makes of them (`shape`). */
export async function packedFingerprint(folder: string, names: readonly string[], shape: string): Promise<string> {
  const hash = createHash('sha256').update(shape)
  for (const name of names) hash.update(name).update(await readFile(join(folder, name)))
  return hash.digest('hex')
}

/** RFC 4180: quoted cells may hold commas, quotes (doubled) and line breaks. */
export function parseCsv(text: string): CsvRow[] {
  const [head, ...rows] = cellsOf(text.startsWith('\uFEFF') ? text.slice(1) : text)
  if (!head) return []
  return rows.map((cells, index) => {
    if (cells.length !== head.length)
      throw new Error(`Row ${index + 2} has ${cells.length} cells, the head has ${head.length}.`)
    return Object.fromEntries(head.map((name, column) => [name, cells[column] ?? '']))
  })
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const { cell, next } = cellAt(text, at)
    row.push(cell)
    if (text[next] === ',') {
      at = next + 1
      if (at === text.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
    at = next + (text.startsWith('\r\n', next) ? 2 : 1)
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function cellAt(text: string, start: number): { cell: string; next: number } {
  if (text[start] !== '"') {
    let end = start
    while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++
    return { cell: text.slice(start, end), next: end }
  }
  let cell = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new Error('A quoted cell has no end.')
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { cell, next: quote + 1 }
    cell += '"'
    from = quote + 2
  }
}
