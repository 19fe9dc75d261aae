import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

/** A table's type as the code declares it. */
export interface DeclaredTable {
  /** `schema.table` */
  name: string
  /** Relative to the project. */
  path: string
  line: number
  columns: Map<string, DeclaredColumn>
}

export interface DeclaredColumn {
  select: ts.Type
  insert: ts.Type
  line: number
}

export interface Declarations {
  checker: ts.TypeChecker
  tables: DeclaredTable[]
}

const KEY = /^[a-z_]+\.[a-z_0-9]+$/

/** Every interface member of the code whose name is `schema.table`, with its columns' types resolved. */
export function readDeclarations(root: string): Declarations {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[/\\.])(tables|store)\.ts$/.test(path))
    .map((path) => join(root, 'src', path))
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const program = ts.createProgram(files, { ...options, incremental: false, tsBuildInfoFile: undefined, noEmit: true })
  const checker = program.getTypeChecker()
  const tables = files.flatMap((path) => {
    const file = program.getSourceFile(path)
    return file ? tablesOf(file, checker, relative(root, path).split(sep).join('/')) : []
  })
  return { checker, tables }
}

function tablesOf(file: ts.SourceFile, checker: ts.TypeChecker, path: string): DeclaredTable[] {
  const found: DeclaredTable[] = []
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && ts.isStringLiteral(node.name) && KEY.test(node.name.text) && node.type) {
      const columns = columnsOf(checker.getTypeFromTypeNode(node.type), node.type, checker, lineOf)
      found.push({ name: node.name.text, path, line: lineOf(node), columns })
    } else ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function columnsOf(type: ts.Type, place: ts.TypeNode, checker: ts.TypeChecker, lineOf: (node: ts.Node) => number) {
  const columns = new Map<string, DeclaredColumn>()
  for (const symbol of checker.getPropertiesOfType(type)) {
    const whole = checker.getTypeOfSymbolAtLocation(symbol, place)
    const part = (name: '__select__' | '__insert__') => {
      const inner = checker.getPropertyOfType(whole, name)
      return inner ? checker.getTypeOfSymbolAtLocation(inner, place) : whole
    }
    const declaration = symbol.valueDeclaration ?? place
    const line = declaration.getSourceFile() === place.getSourceFile() ? lineOf(declaration) : lineOf(place)
    columns.set(symbol.name, { select: part('__select__'), insert: part('__insert__'), line })
  }
  return columns
}
