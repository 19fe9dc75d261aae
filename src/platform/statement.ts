import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'

/**
 * SQL with its values, sent by itself or as a part of a greater one. The text stands in the pieces round the values, so that
 * the same place in the program always gives the same array: what is made of it is made once.
 */
export interface Statement {
  strings: readonly string[]
  values: readonly unknown[]
}

/** Writes a statement down: statement`select … where id = ${id}`. */
export const statement = (strings: TemplateStringsArray, ...values: unknown[]): Statement => ({ strings, values })

const insertTexts = new Map<string, readonly string[]>()

/** One row into a table of the module. Bytes and instants as they are; JSON as text. */
export function insertOf<Tables, Name extends keyof Tables & string>(table: Name, row: Insertable<Tables[Name]>): Statement {
  const columns = Object.keys(row)
  const key = `${table} ${columns.join()}`
  let strings = insertTexts.get(key)
  if (!strings) {
    const commas = columns.slice(1).map(() => ', ')
    strings = [`insert into ${table} (${columns.join(', ')}) values (`, ...commas, ')']
    insertTexts.set(key, strings)
  }
  return { strings, values: Object.values(row) }
}

/** A text that PostgreSQL prepares once a connection under its name. */
export interface Prepared {
  name: string
  text: string
}

const numbers = new WeakMap<readonly string[], number>()
let given = 0

function numberOf(strings: readonly string[]): number {
  const known = numbers.get(strings)
  if (known !== undefined) return known
  numbers.set(strings, ++given)
  return given
}

/** The parts' texts with their values numbered through. */
export function numberedTexts(parts: readonly Statement[]): string[] {
  let at = 0
  return parts.map(({ strings }) => strings.reduce((text, piece, index) => (index === 0 ? piece : `${text}$${++at}${piece}`), ''))
}

const prepared = new Map<string, Prepared>()

/** What `write` makes of these parts, made once for parts of the same texts. `shape` tells it from another use of the same parts. */
export function preparedOf(shape: string, parts: readonly Statement[], write: (texts: string[]) => string): Prepared {
  let key = shape
  for (const { strings } of parts) key += `,${numberOf(strings)}`
  const known = prepared.get(key)
  if (known) return known
  const text = write(numberedTexts(parts))
  const made = { text, name: createHash('sha256').update(text).digest('base64url').slice(0, 24) }
  prepared.set(key, made)
  return made
}

export const valuesOf = (parts: readonly Statement[]): unknown[] => parts.flatMap(({ values }) => values)
