import type { ApiSchema } from '../../platform/http/index.ts'

/** One line of a schema's table: `items[].code`. */
export interface SchemaRow {
  name: string
  kind: string
  required: boolean
  meaning: string
}

const MOST_DEEP = 5
const isSchema = (value: unknown): value is ApiSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const schemasIn = (value: unknown): ApiSchema[] => (Array.isArray(value) ? value.filter(isSchema) : [])

/** The part of a schema that is not null. */
function substance(schema: ApiSchema): ApiSchema {
  const choices = schemasIn(schema.anyOf ?? schema.oneOf).filter((one) => one.type !== 'null')
  return choices.length === 1 && choices[0]
    ? { ...choices[0], ...(schema.description ? { description: schema.description } : {}) }
    : schema
}

const mayBeNull = (schema: ApiSchema): boolean =>
  schemasIn(schema.anyOf ?? schema.oneOf).some((one) => one.type === 'null') ||
  (Array.isArray(schema.type) && schema.type.includes('null'))

/** A schema's kind in a few words: `string`, `integer | null`, `"vi" | "en"`, `array of object`. */
export function kindOf(schema: ApiSchema): string {
  const inner = substance(schema)
  const kind = plainKind(inner)
  return mayBeNull(schema) && !kind.includes('null') ? `${kind} | null` : kind
}

function plainKind(schema: ApiSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const choices = schemasIn(schema.anyOf ?? schema.oneOf)
  if (choices.length > 0) return choices.map(kindOf).join(' | ')
  if (schema.type === 'array') return `array of ${isSchema(schema.items) ? kindOf(schema.items) : 'any'}`
  const type = Array.isArray(schema.type)
    ? schema.type.join(' | ')
    : typeof schema.type === 'string'
      ? schema.type
      : 'any'
  return typeof schema.format === 'string' ? `${type} (${schema.format})` : type
}

/** A schema's properties as lines, those of inner objects below their own. */
export function schemaRows(schema: ApiSchema, prefix = '', depth = 0): SchemaRow[] {
  const inner = substance(schema)
  if (inner.type === 'array' && isSchema(inner.items)) return schemaRows(inner.items, `${prefix}[]`, depth)
  if (!isSchema(inner.properties) || depth > MOST_DEEP) return []
  const required = new Set(Array.isArray(inner.required) ? inner.required : [])
  return Object.entries(inner.properties).flatMap(([name, property]) => {
    if (!isSchema(property)) return []
    const path = prefix ? `${prefix}.${name}` : name
    const meaning = typeof property.description === 'string' ? property.description : ''
    return [
      { name: path, kind: kindOf(property), required: required.has(name), meaning },
      ...schemaRows(property, path, depth + 1),
    ]
  })
}
