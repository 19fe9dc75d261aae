import ts from 'typescript'
import { importsOf, isTest, lineOf, type Source, type Violation, walk } from './sources.ts'

const isStore = (path: string): boolean => /(^|\/|\.)store\.ts$/.test(path)
const mayHoldSql = (path: string): boolean => isStore(path) || path.startsWith('src/platform/') || isTest(path)
const BUILDERS = new Set(['reading', 'writing', 'statement', 'insertOf'])

/** SQL is written in stores only, and only over the module's own tables and what others publish. */
export function checkSql(sources: readonly Source[], migrations: readonly Source[], published: readonly string[]): Violation[] {
  const relations = relationsOf(migrations)
  const names = new Map(relations.map((relation) => [relation.name, relation]))
  const violations: Violation[] = []
  for (const source of sources.filter(({ path }) => path.startsWith('src/') && !isTest(path))) {
    if (!mayHoldSql(source.path)) violations.push(...sqlOutsideStores(source))
    const module = /^src\/modules\/([^/]+)\//.exec(source.path)?.[1]
    if (module && (isStore(source.path) || source.path.endsWith('/tables.ts'))) violations.push(...foreignTables(source, module, names, published))
  }
  for (const name of published) {
    if (names.get(name)?.kind !== 'view') {
      violations.push({ path: 'tests/architecture.test.ts', line: 1, rule: `'${name}' is listed as published, but no migration creates a view of that name.` })
    }
  }
  return violations
}

function sqlOutsideStores(source: Source): Violation[] {
  const found: Violation[] = []
  const add = (line: number, what: string) =>
    found.push({ path: source.path, line, rule: `${what}. SQL belongs in the module's store.ts or *.store.ts; call a function of the store here.` })
  for (const { specifier, typeOnly, line } of importsOf(source)) {
    if (!typeOnly && (specifier === 'kysely' || specifier === 'pg')) add(line, `imports '${specifier}'`)
  }
  walk(source, (node) => {
    if (ts.isImportSpecifier(node) && BUILDERS.has((node.propertyName ?? node.name).text) && fromDb(node)) {
      add(lineOf(source, node), `imports the query builder '${node.name.text}'`)
    }
  })
  return found
}

function fromDb(node: ts.ImportSpecifier): boolean {
  const { moduleSpecifier } = node.parent.parent.parent as ts.ImportDeclaration
  return ts.isStringLiteral(moduleSpecifier) && /platform\/(db|statement)\.ts$/.test(moduleSpecifier.text)
}

function foreignTables(source: Source, module: string, names: ReadonlyMap<string, Relation>, published: readonly string[]): Violation[] {
  const found: Violation[] = []
  walk(source, (node) => {
    const text = textOf(node)
    if (text === null) return
    for (const [name] of text.matchAll(/\b[a-z_]+\.[a-z_]+\b/g)) {
      const relation = names.get(name)
      if (!relation || relation.schema === module || relation.schema === 'platform' || published.includes(name)) continue
      found.push({ path: source.path, line: lineOf(source, node), rule: `names '${name}', which belongs to '${relation.schema}'. Call that module, or let it publish a read view and list it in tests/architecture.test.ts.` })
    }
  })
  return found
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle || node.kind === ts.SyntaxKind.TemplateTail) {
    return (node as ts.TemplateLiteralLikeNode).text
  }
  return null
}

interface Relation {
  name: string
  schema: string
  kind: 'table' | 'view'
}

const CREATE = /^\s*create\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:materialized\s+)?(table|view)\s+(?:if\s+not\s+exists\s+)?([a-z_]+)\.([a-z0-9_]+)/gim

export function relationsOf(migrations: readonly Source[]): Relation[] {
  return migrations.flatMap(({ text }) =>
    [...text.matchAll(CREATE)].map(([, kind, schema, table]) => ({ name: `${schema}.${table}`, schema: schema ?? '', kind: kind?.toLowerCase() as 'table' | 'view' })),
  )
}

const MIGRATION = /^migrations\/(\d{4})-[a-z0-9-]+\.sql$/

/** One sequence without gaps or doubles; every table says what it is for. */
export function checkMigrations(migrations: readonly Source[]): Violation[] {
  const violations: Violation[] = []
  let last = 0
  for (const { path } of migrations) {
    const number = Number(MIGRATION.exec(path)?.[1])
    const wanted = String(last + 1).padStart(4, '0')
    if (Number.isNaN(number)) violations.push({ path, line: 1, rule: 'A migration is named NNNN-words-in-lower-case.sql.' })
    else if (number !== last + 1) violations.push({ path, line: 1, rule: `Migrations are one sequence without gaps or doubles; here ${wanted} is expected.` })
    last = number || last
  }
  const comments = new Set(migrations.flatMap(({ text }) => [...text.matchAll(/comment\s+on\s+(?:table|view)\s+([a-z_]+\.[a-z0-9_]+)/gi)].map((match) => match[1])))
  for (const source of migrations) {
    for (const relation of relationsOf([source])) {
      const partition = new RegExp(`${relation.name.replace('.', '\\.')}\\s+partition\\s+of`, 'i').test(source.text)
      if (!partition && !comments.has(relation.name)) violations.push({ path: source.path, line: lineIn(source.text, relation.name), rule: `'${relation.name}' has no comment. Say in one line what a row of it is.` })
    }
  }
  return violations
}

const lineIn = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length
