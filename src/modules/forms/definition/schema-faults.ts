import { z } from 'zod'
import type { Fault, Path, YamlSource } from './yaml-source.ts'

const vietnamese = z.locales.vi().localeError

/** Checks the data of a file against its schema; every refusal carries the line of what is refused. */
export function conform<T>(
  schema: z.ZodType<T>,
  source: YamlSource,
): { ok: true; value: T } | { ok: false; faults: Fault[] } {
  const result = schema.safeParse(source.data, { error: vietnamese })
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, faults: result.error.issues.flatMap((issue) => faultsOf(issue, [], source)) }
}

function faultsOf(issue: z.core.$ZodIssue, before: Path, source: YamlSource): Fault[] {
  const path = [...before, ...issue.path]
  const where = path.length > 0 ? `«${path.map(String).join('.')}»: ` : ''
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => source.fault([...path, key], `${where}khóa «${key}» không có trong định dạng`))
  }
  if (issue.code === 'invalid_union') {
    const nearest = closest(issue.errors)
    if (nearest) return nearest.flatMap((inner) => faultsOf(inner, path, source))
  }
  return [source.fault(path, `${where}${issue.message}`)]
}

/** Of a union's branches, the one that failed deepest is what the writer meant. */
function closest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map((i) => i.path.length))
  return [...branches].filter((b) => b.length > 0).sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
}
