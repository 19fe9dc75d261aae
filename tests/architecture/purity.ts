import ts from 'typescript'
import { importsOf, isTest, lineOf, type Source, type Violation, walk } from './sources.ts'

const isRule = (path: string): boolean => /^src\/modules\/[^/]+\/(.+\/)?rules\//.test(path) && !isTest(path)

const PURE_BUILTINS = new Set(['node:crypto', 'node:buffer', 'node:util'])
const IMPURE_PACKAGES = /^(pg|pg-boss|kysely|fastify|@fastify\/.*|nodemailer|sharp|undici|smtp-server|esbuild|@node-rs\/argon2)$/
const IMPURE_FILES = /^src\/(adapters|sandbox|site|demo)\/|^src\/platform\/(db|jobs|migrate|keys\.store|key-file|idempotency|log|http\/|embedded-postgres\/)|(^|\/|\.)store\.ts$|^src\/(app|main|config|reactions|schedule)\.ts$/

/** A rules file takes values and returns values; what it imports, and what that imports inside the module, does too. */
export function checkPurity(sources: readonly Source[]): Violation[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const violations: Violation[] = []
  for (const source of sources.filter(({ path }) => isRule(path))) {
    for (const found of importsOf(source).filter(({ typeOnly }) => !typeOnly)) {
      const chain = chainToIO(found.specifier, found.target, byPath, new Set([source.path]))
      if (chain) {
        violations.push({ path: source.path, line: found.line, rule: `a rules file reaches I/O: ${chain.join(' → ')}. Rules are pure: no clock, no database, no HTTP; pass what they need as values.` })
      }
    }
  }
  return violations
}

function chainToIO(specifier: string, target: string | null, byPath: ReadonlyMap<string, Source>, seen: Set<string>): string[] | null {
  if (!target) return isImpurePackage(specifier) ? [specifier] : null
  if (IMPURE_FILES.test(target)) return [target]
  // Another module's door opens on acts too; what a rule may take from there is judged by the module's own rules.
  if (seen.has(target) || /^src\/modules\/[^/]+\/index\.ts$/.test(target)) return null
  seen.add(target)
  const next = byPath.get(target)
  if (!next) return null
  for (const found of importsOf(next).filter(({ typeOnly }) => !typeOnly)) {
    const chain = chainToIO(found.specifier, found.target, byPath, seen)
    if (chain) return [target, ...chain]
  }
  return null
}

const isImpurePackage = (name: string): boolean => (name.startsWith('node:') ? !PURE_BUILTINS.has(name) : IMPURE_PACKAGES.test(name))

const BROWSER = 'src/ui/behaviours/'
const CLOCK = 'src/platform/clock.ts'
const HTTP_PACKAGES = /^(undici|axios|got|node-fetch|node:https?|https?)$/

/** What only one place may touch: the environment, the system's clock, the network. */
export function checkSingleDoors(sources: readonly Source[]): Violation[] {
  const violations: Violation[] = []
  for (const source of sources.filter(({ path }) => path.startsWith('src/') && !path.startsWith(BROWSER) && !isTest(path))) {
    const add = (node: ts.Node, rule: string) => violations.push({ path: source.path, line: lineOf(source, node), rule })
    walk(source, (node) => {
      if (source.path !== 'src/config.ts' && readsEnvironment(node)) add(node, 'reads process.env. Only src/config.ts does; pass the value as an argument.')
      if (source.path !== CLOCK && readsClock(node)) add(node, 'reads the system’s clock. Only src/platform/clock.ts does; take a Clock or `now` as an argument.')
      if (!source.path.startsWith('src/adapters/') && callsFetch(node)) add(node, 'calls fetch. Only src/adapters speaks to other systems; declare a port and write an adapter.')
    })
    violations.push(...httpClients(source))
  }
  return violations
}

function httpClients(source: Source): Violation[] {
  if (/^src\/(adapters|sandbox|platform\/http)\//.test(source.path)) return []
  return importsOf(source)
    .filter(({ specifier, typeOnly }) => !typeOnly && HTTP_PACKAGES.test(specifier))
    .map(({ specifier, line }) => ({ path: source.path, line, rule: `imports '${specifier}'. Only src/adapters speaks HTTP to other systems.` }))
}

const isName = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && (isName(node.expression, 'process') || ts.isMetaProperty(node.expression))
  if (ts.isElementAccessExpression(node)) {
    return isName(node.expression, 'process') && ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === 'env'
  }
  if (ts.isImportSpecifier(node)) {
    const { moduleSpecifier } = node.parent.parent.parent as ts.ImportDeclaration
    return (node.propertyName ?? node.name).text === 'env' && ts.isStringLiteral(moduleSpecifier) && /^(node:)?process$/.test(moduleSpecifier.text)
  }
  return false
}

function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return isName(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0
  if (!ts.isCallExpression(node)) return false
  if (isName(node.expression, 'Date')) return true
  return ts.isPropertyAccessExpression(node.expression) && isName(node.expression.expression, 'Date') && node.expression.name.text === 'now'
}

function callsFetch(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false
  const called = node.expression
  if (ts.isPropertyAccessExpression(called)) return called.name.text === 'fetch' && isName(called.expression, 'globalThis')
  return isName(called, 'fetch')
}
