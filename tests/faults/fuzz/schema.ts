import fc from 'fast-check'
import { z } from 'zod'
import type { ApiSchema as Schema } from '../../../src/platform/http/index.ts'
import { huge, oddJson, oddName, oddText } from './values.ts'

type Properties = Readonly<Record<string, Schema>>

/** Values that a JSON schema of the API's document allows. */
export function allowed(schema: Schema): fc.Arbitrary<unknown> {
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (options) return fc.oneof(...options.map(allowed))
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]))
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer':
    case 'number':
      return fc.integer({ min: Number(schema.minimum ?? -1000), max: Number(schema.maximum ?? 1_000_000) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(allowed((schema.items ?? {}) as Schema), { maxLength: Math.min(4, Number(schema.maxItems ?? 4)) })
    case 'object':
      return object(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function text(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.uuid()
  if (typeof schema.pattern === 'string') return fc.stringMatching(new RegExp(schema.pattern))
  return fc.string({ minLength: Number(schema.minLength ?? 0), maxLength: Math.min(80, Number(schema.maxLength ?? 80)) })
}

function object(schema: Schema): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Properties
  const known = fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, allowed(one)])), { requiredKeys: (schema.required ?? []) as string[] })
  if (!schema.additionalProperties) return known
  return fc.tuple(known, fc.dictionary(fc.string({ maxLength: 20 }), allowed(schema.additionalProperties as Schema), { maxKeys: 5 })).map(([one, more]) => ({ ...more, ...one }))
}

type Change = { at: number; how: 'drop' | 'replace' | 'extra' | 'empty' | 'huge' | 'repeat' | 'turn'; value: unknown; name: string }
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('drop', 'replace', 'extra', 'empty', 'huge', 'repeat', 'turn'),
  value: fc.oneof(oddText, oddJson, huge),
  name: oddName,
})

/** The value changed in one to three places, whatever its schema: pieces dropped, replaced, added, emptied, of another type. */
export const changed = (base: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(base, fc.array(change, { minLength: 1, maxLength: 3 })).map(([value, changes]) => changes.reduce(apply, structuredClone(value)))

type Place = { parent: Record<string, unknown>; key: string }

function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (value === null || typeof value !== 'object' || found.length > 500) return found
  for (const [key, inner] of Object.entries(value)) {
    found.push({ parent: value as Record<string, unknown>, key })
    placesOf(inner, found)
  }
  return found
}

function apply(value: unknown, { at, how, value: odd, name }: Change): unknown {
  const places = placesOf(value)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return odd
  const { parent, key } = place
  const old = parent[key]
  if (how === 'drop') delete parent[key]
  else if (how === 'replace') parent[key] = odd
  else if (how === 'extra') Object.defineProperty(parent, Array.isArray(parent) ? String(parent.length) : name, { value: odd, enumerable: true, writable: true, configurable: true })
  else if (how === 'empty') parent[key] = typeof old === 'string' ? '' : Array.isArray(old) ? [] : {}
  else if (how === 'huge') parent[key] = typeof old === 'number' ? 2 ** 63 : 'ễ'.repeat(20_000)
  else if (how === 'repeat') parent[key] = Array.from({ length: 60 }, () => old)
  else parent[key] = typeof old === 'string' ? [old] : typeof old === 'number' ? String(old) : JSON.stringify(old)
  return value
}

/** Judges a value by a schema of the document, references of the document resolved. */
export function judgeOf(schema: Schema, components: Readonly<Record<string, unknown>>): (value: unknown) => string | null {
  const whole = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as Schema
  const judge = z.fromJSONSchema({ ...whole, $defs: components } as Parameters<typeof z.fromJSONSchema>[0])
  return (value) => {
    const read = judge.safeParse(value)
    return read.success ? null : read.error.issues.slice(0, 2).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  }
}
