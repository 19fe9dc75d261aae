import { Parser } from 'saxen'
import { unzip, type UnzipFault } from './unzip.ts'

export interface Cell {
  /** Such as D7. */
  at: string
  column: number
  /** Of the sheet, from 1. */
  row: number
  text: string
  kind: 'text' | 'number' | 'boolean' | 'error' | 'formula'
}

export interface Sheet {
  name: string
  hidden: boolean
  cells: Cell[]
  /** Ranges such as A3:B4. */
  merged: string[]
}

export type WorkbookFault = UnzipFault | 'no-workbook' | 'macros' | 'not-xml' | 'too-many-cells'

const MOST_CELLS = 50_000

/** Reads the sheets of an XLSX file that anybody may have made. Formulas are told, not believed. */
export async function readWorkbook(bytes: Buffer): Promise<{ ok: true; sheets: Sheet[] } | { ok: false; fault: WorkbookFault }> {
  const opened = await unzip(bytes, (name) => /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/.test(name))
  if (typeof opened === 'string') return { ok: false, fault: opened }
  const { parts, names } = opened
  if ([...names].some((name) => /vbaProject\.bin$/i.test(name))) return { ok: false, fault: 'macros' }
  const book = parts.get('xl/workbook.xml')
  if (book === undefined) return { ok: false, fault: 'no-workbook' }
  try {
    const targets = relations(parts.get('xl/_rels/workbook.xml.rels') ?? '')
    const shared = sharedStrings(parts.get('xl/sharedStrings.xml') ?? '')
    const sheets = listed(book).map(({ name, hidden, relation }): Sheet => ({ name, hidden, ...readSheet(parts.get(`xl/${targets.get(relation) ?? ''}`) ?? '', shared) }))
    return { ok: true, sheets }
  } catch (error) {
    if (error instanceof TooMany) return { ok: false, fault: 'too-many-cells' }
    if (error instanceof NotXml) return { ok: false, fault: 'not-xml' }
    throw error
  }
}

class TooMany extends Error {}
class NotXml extends Error {}

interface Handlers {
  open: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

function walk(xml: string, { open, close, text }: Handlers): void {
  if (xml === '') return
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new NotXml()
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  new Parser()
    .on('openTag', (name, attributes, decode) => open(local(name), Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [local(key), decode(value)]))))
    .on('closeTag', (name) => close?.(local(name)))
    .on('text', (value, decode) => text?.(decode(value)))
    .on('cdata', (value) => text?.(value))
    .on('error', () => {
      throw new NotXml()
    })
    .parse(xml)
}

function relations(xml: string): Map<string, string> {
  const found = new Map<string, string>()
  walk(xml, { open: (name, { Id, Target }) => void (name === 'Relationship' && Id && Target && found.set(Id, Target.replace(/^\/?xl\//, ''))) })
  return found
}

function listed(xml: string): { name: string; hidden: boolean; relation: string }[] {
  const found: { name: string; hidden: boolean; relation: string }[] = []
  walk(xml, { open: (name, attributes) => void (name === 'sheet' && found.push({ name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible', relation: attributes.id ?? '' })) })
  return found
}

function sharedStrings(xml: string): string[] {
  const found: string[] = []
  let inText = false
  let phonetic = false
  walk(xml, {
    open(name) {
      if (name === 'si') found.push('')
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    close(name) {
      if (name === 'rPh') phonetic = false
      if (name === 't') inText = false
    },
    text(value) {
      if (inText && found.length > 0) found[found.length - 1] += value
    },
  })
  return found
}

function readSheet(xml: string, shared: readonly string[]): Pick<Sheet, 'cells' | 'merged'> {
  const cells: Cell[] = []
  const merged: string[] = []
  let cell: (Cell & { type: string }) | null = null
  let inside = ''
  walk(xml, {
    open(name, attributes) {
      if (name === 'mergeCell' && attributes.ref) merged.push(attributes.ref)
      if (name === 'c') cell = { ...placeOf(attributes.r ?? ''), text: '', kind: 'text', type: attributes.t ?? 'n' }
      if (name === 'f' && cell) cell.kind = 'formula'
      inside = name
    },
    text(value) {
      if (cell && (inside === 'v' || inside === 't')) cell.text += value
    },
    close(name) {
      inside = ''
      if (name !== 'c' || !cell) return
      if (cells.length >= MOST_CELLS) throw new TooMany()
      const { type, ...rest } = cell
      const text = type === 's' ? (shared[Number(rest.text)] ?? '') : rest.text
      const kind = rest.kind === 'formula' ? 'formula' : kindOf(type)
      if (text !== '' || kind === 'formula') cells.push({ ...rest, text, kind })
      cell = null
    },
  })
  return { cells, merged }
}

const kindOf = (type: string): Cell['kind'] => (type === 'n' ? 'number' : type === 'b' ? 'boolean' : type === 'e' ? 'error' : 'text')

function placeOf(at: string): Pick<Cell, 'at' | 'column' | 'row'> {
  const [, letters = '', row = '0'] = /^([A-Z]{1,3})(\d{1,7})$/.exec(at) ?? []
  return { at, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, row: Number(row) }
}

/** 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const before = Math.floor(index / 26)
  return `${before > 0 ? columnName(before - 1) : ''}${String.fromCharCode(65 + (index % 26))}`
}
