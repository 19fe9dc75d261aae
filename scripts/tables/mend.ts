import ts from 'typescript'
import type { CatalogColumn, CatalogRelation } from './catalog.ts'
import { type Difference, typeTextOf } from './compare.ts'

/** The text of a module's tables.ts with its differences mended; types that a hand narrowed and that still hold stay. */
export function mendTables(text: string, schema: string, relations: readonly CatalogRelation[], differences: readonly Difference[]): string {
  const file = ts.createSourceFile('tables.ts', text || emptyFile(schema), ts.ScriptTarget.Latest, true)
  const edits: Edit[] = []
  const seen = new Set<string>()
  const undeclared = new Set(differences.filter((one) => one.column === null).map((one) => one.table))
  const visit = (node: ts.Node): void => {
    if (!ts.isPropertySignature(node) || !ts.isStringLiteral(node.name)) {
      ts.forEachChild(node, visit)
      return
    }
    const name = node.name.text
    seen.add(name)
    const relation = relations.find((one) => one.name === name)
    if (differences.some((one) => one.table === name)) edits.push({ from: node.getFullStart(), to: node.end, text: relation ? mendTable(node, relation, differences) : '' })
  }
  visit(file)
  const missing = relations.filter((one) => one.schema === schema && !seen.has(one.name) && undeclared.has(one.name))
  const end = endOfInterface(file)
  if (missing.length > 0 && end !== null) edits.push({ from: end, to: end, text: missing.map((one) => `\n${tableText(one)}`).join('') })
  return withImport(apply(file.text, edits))
}

interface Edit {
  from: number
  to: number
  text: string
}

const apply = (text: string, edits: readonly Edit[]): string =>
  edits.toSorted((a, b) => b.from - a.from).reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text)

const emptyFile = (schema: string) =>
  `/** Tables of the schema \`${schema}\`. */\nexport interface ${schema.charAt(0).toUpperCase()}${schema.slice(1)}Tables {\n}\n`

function endOfInterface(file: ts.SourceFile): number | null {
  const last = file.statements.filter(ts.isInterfaceDeclaration).at(-1)
  return last ? (last.members.at(-1)?.end ?? last.end - 2) : null
}

function mendTable(node: ts.PropertySignature, relation: CatalogRelation, differences: readonly Difference[]): string {
  const wrong = new Set(differences.filter((one) => one.table === relation.name).map((one) => one.column))
  const written = new Map<string, string>()
  const members = node.type && ts.isTypeLiteralNode(node.type) ? node.type.members : []
  for (const member of members) {
    if (ts.isPropertySignature(member) && ts.isIdentifier(member.name) && member.type) written.set(member.name.text, member.type.getText())
  }
  const lines = relation.columns.map((column) => {
    const kept = wrong.has(column.name) ? undefined : written.get(column.name)
    return `    ${column.name}: ${kept ?? columnText(column)}\n`
  })
  return `\n  '${relation.name}': {\n${lines.join('')}  }`
}

const columnText = (column: CatalogColumn): string => (column.filled && column.notNull ? `Generated<${typeTextOf(column)}>` : typeTextOf(column))
const tableText = (relation: CatalogRelation): string =>
  `  '${relation.name}': {\n${relation.columns.map((column) => `    ${column.name}: ${columnText(column)}\n`).join('')}  }`

function withImport(text: string): string {
  if (!/\bGenerated</.test(text) || /\bGenerated\b[^<]*from 'kysely'/.test(text)) return text
  if (text.includes("} from 'kysely'")) return text.replace(/import type \{ (.*) \} from 'kysely'/, "import type { $1, Generated } from 'kysely'")
  return `import type { Generated } from 'kysely'\n${text.startsWith('import') ? '' : '\n'}${text}`
}
