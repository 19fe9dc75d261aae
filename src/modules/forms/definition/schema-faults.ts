import { z } from 'zod'
import { nearest } from '../../../platform/nearest.ts'
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
  const where = path.length > 0 ? `«${spoken(path, source)}»: ` : ''
  if (issue.code === 'unrecognized_keys') {
    const hint = SENTENCES_IN_BRACES in Object(valueAt(path, source)) ? `. ${COMMA}` : ''
    return issue.keys.map((key) => source.fault([...path, key], `${where}khóa «${key}» không có trong định dạng${hint}`))
  }
  if (issue.code === 'invalid_union') {
    const meant = closest(issue.errors)
    if (meant) return meant.flatMap((inner) => faultsOf(inner, path, source))
  }
  if (valueAt(path, source) === undefined && path.length > 0) {
    const parent = path.slice(0, -1)
    return [source.fault(path, `${parent.length > 0 ? `«${spoken(parent, source)}»: ` : ''}thiếu khóa «${String(path.at(-1))}»`)]
  }
  return [source.fault(path, `${where}${oneOf(issue, valueAt(path, source)) ?? issue.message}`)]
}

/** Whoever writes `{ vi: Họ, tên, en: Name }` means one sentence; YAML reads a key «tên». */
const SENTENCES_IN_BRACES = 'vi'
const COMMA = 'Câu có dấu phẩy phải đặt trong nháy đơn: \'Họ, chữ đệm, tên\''

/** Of a list of values none was given: which there are, and which was probably meant. */
function oneOf(issue: z.core.$ZodIssue, given: unknown): string | null {
  const list = issue.code === 'invalid_value' ? issue.values : 'options' in issue ? (issue.options as unknown[]) : null
  if (!list || list.length < 2) return null
  const values = list.map(String)
  const meant = typeof given === 'string' ? nearest(given, values) : null
  return `«${String(given)}» không có trong định dạng. ${meant ? `Có phải «${meant}»? ` : ''}Các giá trị: ${values.join(', ')}`
}

function valueAt(path: Path, { data }: YamlSource): unknown {
  return path.reduce<unknown>((value, key) => (value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[key]), data)
}

/** The way to a value; what stands in a list is called by its `id` where it has one. */
function spoken(path: Path, source: YamlSource): string {
  return path
    .map((key, i) => {
      const { id } = Object(typeof key === 'number' ? valueAt(path.slice(0, i + 1), source) : null) as { id?: unknown }
      return typeof id === 'string' ? id : String(key)
    })
    .join('.')
}

/** Of a union's branches, the one that failed deepest is what the writer meant. */
function closest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map((i) => i.path.length))
  return [...branches].filter((b) => b.length > 0).sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
}
