import ts from 'typescript'
import { importsOf, isTest, lineOf, type Source, treeOf, type Violation, walk } from './sources.ts'

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete'])
const RAW_METHODS = new Set([...METHODS, 'route', 'all', 'head', 'options'])
const WEB_LAYER = 'src/platform/http/'

/** Every route declares its audience: it is mounted on `Web`, which asks for one, never on Fastify itself. */
export function checkRoutes(sources: readonly Source[]): Violation[] {
  const violations: Violation[] = []
  for (const source of sources.filter(({ path }) => path.startsWith('src/') && !path.startsWith(WEB_LAYER) && !isTest(path))) {
    for (const { specifier, typeOnly, line } of importsOf(source)) {
      if (specifier === 'fastify' && !typeOnly) violations.push({ path: source.path, line, rule: "imports Fastify. Routes are mounted on Web (src/platform/http), where each declares its audience." })
    }
    walk(source, (node) => {
      const rule = ts.isCallExpression(node) ? brokenRule(node) : null
      if (rule) violations.push({ path: source.path, line: lineOf(source, node), rule })
    })
  }
  return violations
}

function brokenRule(call: ts.CallExpression): string | null {
  const { expression } = call
  if (!ts.isPropertyAccessExpression(expression)) return null
  const [url, access] = call.arguments
  const receiver = lastName(expression.expression)
  if (/^(fastify|server)$/.test(receiver) && RAW_METHODS.has(expression.name.text) && call.arguments.length > 1) {
    return 'mounts a route on Fastify itself, without an audience. Use Web: web.get(url, { audience: … }, handler).'
  }
  if (receiver !== 'web' || !METHODS.has(expression.name.text) || !url) return null
  if (!access || ts.isArrowFunction(access) || ts.isFunctionExpression(access)) return 'mounts a route without an audience: web.get(url, { audience: … }, handler).'
  const audience = ts.isObjectLiteralExpression(access) ? audienceOf(access) : undefined
  if (audience === null) return 'mounts a route without an audience: web.get(url, { audience: … }, handler).'
  return ts.isStringLiteralLike(url) && audience ? misplaced(url.text, audience) : null
}

const lastName = (node: ts.Expression): string => (ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '')

/** Null when the literal has no audience; undefined when it can't be read off. */
function audienceOf(literal: ts.ObjectLiteralExpression): string | null | undefined {
  if (literal.properties.some(ts.isSpreadAssignment)) return undefined
  const property = literal.properties.find((one) => one.name && ts.isIdentifier(one.name) && one.name.text === 'audience')
  if (!property) return null
  return ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined
}

const PREFIXES = { officer: '/can-bo', admin: '/quan-tri', sandbox: '/sandbox', 'api-public': '/api/v1', 'api-token': '/api/v1' } as const

function misplaced(url: string, audience: string): string | null {
  for (const prefix of new Set(Object.values(PREFIXES))) {
    const inside = url === prefix || url.startsWith(`${prefix}/`)
    const wanted = (PREFIXES as Record<string, string>)[audience]
    if (inside && wanted !== prefix) return `the address ${url} belongs to another audience than '${audience}'.`
    if (!inside && wanted === prefix) return `routes of the audience '${audience}' stand under ${prefix}.`
  }
  return null
}

const VAGUE = /^(utils?|helpers?|common|managers?|misc|shared)$/i

/** Names that say nothing, and files of a script inside the page. */
export function checkNames(sources: readonly Source[]): Violation[] {
  return sources
    .filter(({ path }) => path.split('/').some((part) => VAGUE.test(part.replace(/\.(store|test|page|api)?\.?tsx?$/, ''))))
    .map((source) => ({ path: source.path, line: treeOf(source) ? 1 : 0, rule: 'is named by a word that says nothing (utils, helpers, common, manager). Name it by what it does.' }))
}
