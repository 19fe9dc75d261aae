import { type Import, importsOf, isTest, type Source, type Violation } from './sources.ts'

/** Module → rank. */
export type Ranks = Readonly<Record<string, number>>

const FOUNDATION = 0
const ABOVE_MODULES = 100
/** Folders of src/ that are no modules; a folder may use what stands below it. */
const LAYERS: Readonly<Record<string, number>> = {
  platform: -1,
  ui: FOUNDATION,
  adapters: ABOVE_MODULES,
  site: ABOVE_MODULES,
  sandbox: ABOVE_MODULES + 1,
  demo: ABOVE_MODULES + 2,
  backup: ABOVE_MODULES + 11,
  compose: ABOVE_MODULES + 12,
}
const COMPOSITION = ABOVE_MODULES + 10
/** Files directly in src/ that use others of them. */
const COMPOSING: Readonly<Record<string, number>> = {
  'src/load.ts': COMPOSITION + 1,
  'src/app.ts': COMPOSITION + 3,
  'src/main.ts': COMPOSITION + 4,
}

interface Place {
  rank: number
  /** Folder of src/ or module. */
  name: string
  module: boolean
}

function placeOf(path: string, ranks: Ranks): Place | null {
  const [top, first = '', second = ''] = path.split('/')
  if (top !== 'src') return null
  if (first === 'modules') return { rank: ranks[second] ?? Number.NaN, name: second, module: true }
  const folder = path.split('/').length > 2
  return { rank: folder ? (LAYERS[first] ?? Number.NaN) : (COMPOSING[path] ?? COMPOSITION), name: folder ? first : path, module: false }
}

/** Imports go down only, and into a module only through its door. */
export function checkLayers(sources: readonly Source[], ranks: Ranks): Violation[] {
  const violations: Violation[] = []
  for (const source of sources) {
    const from = placeOf(source.path, ranks)
    if (from && Number.isNaN(from.rank)) {
      violations.push({ path: source.path, line: 1, rule: `'${from.name}' has no rank. Give it one in tests/architecture.test.ts: a decision that the diff shows.` })
      continue
    }
    for (const found of importsOf(source)) {
      const rule = brokenRule(source.path, from, found, ranks)
      if (rule) violations.push({ path: source.path, line: found.line, rule })
    }
  }
  return violations
}

function brokenRule(path: string, from: Place | null, found: Import, ranks: Ranks): string | null {
  if (!found.target) return null
  const to = placeOf(found.target, ranks)
  if (!to || (from && from.name === to.name)) return null
  const fixture = isTest(path) && found.target.endsWith('.fixture.ts')
  if (to.module && !fixture && found.target !== `src/modules/${to.name}/index.ts`) {
    return `imports '${found.target}' past the door of '${to.name}'. A module is used only through its index.ts.`
  }
  if (!from || isTest(path) || to.rank < from.rank) return null
  if (to.module && from.module) return betweenModules(from, to)
  return `'${from.name}' stands below or beside '${to.name}' and must not know it. Declare a port (a function type) here and pass it in app.ts.`
}

function betweenModules(from: Place, to: Place): string {
  const how = to.rank === from.rank ? 'beside' : 'above'
  return `'${from.name}' (rank ${from.rank}) imports '${to.name}' (rank ${to.rank}), which stands ${how} it. Modules import only lower ranks: declare a port (a function type) in '${from.name}' and pass it in app.ts.`
}
