import { compileCondition } from './conditions.ts'
import type { Condition } from './model.ts'
import type { Fault, Path, YamlSource } from './yaml-source.ts'

/** What stands while a definition is built: faults are gathered, not thrown, so that a writer sees all at once. */
export interface Building {
  source: YamlSource
  known: ReadonlySet<string>
  faults: Fault[]
}

/** Stands for a condition that could not be compiled; its fault is already noted and the form is refused. */
const NEVER: Condition = { source: 'false', tree: ['lit', false], names: [] }

export function condition(building: Building, text: string, path: Path): Condition {
  const compiled = compileCondition(text, building.known)
  if (compiled.ok) return compiled.condition
  building.faults.push(building.source.fault(path, compiled.message))
  return NEVER
}
