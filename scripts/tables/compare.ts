import ts from 'typescript'
import type { CatalogColumn, CatalogRelation } from './catalog.ts'
import type { DeclaredColumn, Declarations, DeclaredTable } from './declared.ts'

export interface Difference {
  path: string
  line: number
  table: string
  column: string | null
  says: string
}

const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8'])
const OPEN = new Set(['json', 'jsonb', 'interval', 'point', 'int4range', 'daterange', 'tstzrange'])

/** The TypeScript type of a value as the driver gives it. */
export function typeTextOf({ type, values, notNull }: CatalogColumn): string {
  const base = values ? values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(' | ') : baseText(type)
  return notNull ? base : `${base} | null`
}

function baseText(type: string): string {
  if (type.startsWith('_')) return `${baseText(type.slice(1))}[]`
  if (NUMBERS.has(type)) return 'number'
  if (OPEN.has(type)) return 'unknown'
  if (type === 'bool') return 'boolean'
  if (type === 'bytea') return 'Buffer'
  return type === 'timestamptz' || type === 'timestamp' ? 'Date' : 'string'
}

/** Where the declared tables and the database differ. A module declares all its tables whole; of a view, and in the platform, only what is used. */
export function compareTables(relations: readonly CatalogRelation[], declarations: Declarations): Difference[] {
  const byName = new Map(relations.map((relation) => [relation.name, relation]))
  const differences = declarations.tables.flatMap((table) => compareTable(table, byName.get(table.name), declarations.checker))
  const declared = new Set(declarations.tables.map((table) => table.name))
  for (const { name, schema, isView } of relations) {
    if (declared.has(name) || isView || schema === 'platform') continue
    differences.push({ path: `src/modules/${schema}/tables.ts`, line: 1, table: name, column: null, says: 'is in the database and not declared' })
  }
  return differences
}

function compareTable(table: DeclaredTable, relation: CatalogRelation | undefined, checker: ts.TypeChecker): Difference[] {
  const { path, name } = table
  if (!relation) return [{ path, line: table.line, table: name, column: null, says: 'is declared and not in the database' }]
  const differences: Difference[] = []
  const known = new Map(relation.columns.map((column) => [column.name, column]))
  for (const [column, declared] of table.columns) {
    const actual = known.get(column)
    const says = actual ? compareColumn(declared, actual, relation.isView, checker) : 'is declared and not in the database'
    if (says) differences.push({ path, line: declared.line, table: name, column, says })
  }
  if (path !== `src/modules/${relation.schema}/tables.ts`) return differences
  for (const column of relation.columns.filter((one) => !table.columns.has(one.name))) {
    differences.push({ path, line: table.line, table: name, column: column.name, says: `is in the database and not declared: ${typeTextOf(column)}` })
  }
  return differences
}

function compareColumn(declared: DeclaredColumn, actual: CatalogColumn, isView: boolean, checker: ts.TypeChecker): string | null {
  const wanted = typeTextOf(actual)
  const parts = declared.select.isUnion() ? declared.select.types : [declared.select]
  const isNull = (type: ts.Type) => (type.flags & ts.TypeFlags.Null) !== 0
  const values = parts.filter((type) => !isNull(type))
  const open = baseText(actual.type).startsWith('unknown')
  if (!open && !values.every((type) => fits(type, baseText(actual.type), checker))) {
    return `is ${checker.typeToString(declared.select)}, in the database ${wanted}`
  }
  const unknown = (declared.select.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0
  if (!isView && !unknown && actual.notNull === parts.some(isNull)) return `is ${checker.typeToString(declared.select)}, in the database ${wanted}`
  const literals = values.filter((type) => type.isStringLiteral()).map((type) => (type as ts.StringLiteralType).value)
  const listed = actual.values && literals.length === values.length && literals.length > 0
  if (listed && literals.toSorted().join() !== actual.values?.toSorted().join()) {
    return `is ${checker.typeToString(declared.select)}, the database allows ${actual.values?.join(', ')}`
  }
  const optional = declared.insert.isUnion() && declared.insert.types.some((type) => (type.flags & ts.TypeFlags.Undefined) !== 0)
  if (!isView && optional && actual.notNull && !actual.filled) return 'may be left out of an insert, but the database does not fill it'
  return null
}

function fits(type: ts.Type, base: string, checker: ts.TypeChecker): boolean {
  if (base.endsWith('[]')) {
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    if (!element) return false
    const parts = element.isUnion() ? element.types : [element]
    return base === 'unknown[]' || parts.every((part) => fits(part, base.slice(0, -2), checker))
  }
  const flags = { string: ts.TypeFlags.StringLike, number: ts.TypeFlags.NumberLike, boolean: ts.TypeFlags.BooleanLike }[base]
  if (flags !== undefined) {
    if ((type.flags & flags) !== 0) return true
    // A branded text: string & { … }.
    return type.isIntersection() && type.types.some((part) => (part.flags & flags) !== 0)
  }
  const name = type.symbol?.name
  return base === 'Buffer' ? name === 'Buffer' || name === 'Uint8Array' : name === base
}
