import { z } from 'zod'
import { formSchema } from '../../forms/index.ts'
import { FORM_KEYS, PROCEDURE_KEYS } from './key-words.ts'
import { procedureSchema } from './schema.ts'

type Node = { [key: string]: unknown }

export interface JsonSchemaFile {
  /** Under `procedures`. */
  name: string
  text: string
}

/** What editors need to complete and check a package while it is written; made of the very schemas that the parser uses. */
export function jsonSchemaFiles(): JsonSchemaFile[] {
  return [
    { name: 'form.schema.json', text: written(formSchema, 'form.yaml', FORM_KEYS) },
    { name: 'procedure.schema.json', text: written(procedureSchema, 'procedure.yaml', { ...FORM_KEYS, ...PROCEDURE_KEYS }) },
  ]
}

function written(schema: z.ZodType, title: string, words: Readonly<Record<string, string>>): string {
  const made = z.toJSONSchema(schema, {
    target: 'draft-7',
    // As it is written, before the parser trims and converts.
    io: 'input',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      const said = sentenceOf(zodSchema)
      if (said && jsonSchema.type === 'string') jsonSchema.description ??= said
    },
  }) as Node
  return `${JSON.stringify({ ...described(made, words), title }, null, 1)}\n`
}

/** The sentence that the parser says of a text that doesn't fit its pattern. */
function sentenceOf(schema: z.core.$ZodTypes): string | null {
  for (const check of schema._zod.def.checks ?? []) {
    const { error } = (check as z.core.$ZodCheck)._zod.def
    const said = error?.({} as never)
    const text = typeof said === 'string' ? said : said?.message
    if (text) return text
  }
  return null
}

/** Puts its words beside each key, wherever the key stands. */
function described(node: Node, words: Readonly<Record<string, string>>): Node {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside)
    return value && typeof value === 'object' ? described(value as Node, words) : value
  }
  const copy: Node = {}
  for (const [key, value] of Object.entries(node)) {
    copy[key] = key === 'properties' ? Object.fromEntries(Object.entries(value as Node).map(([name, one]) => [name, withWords(inside(one) as Node, words[name])])) : inside(value)
  }
  return copy
}

/** Beside a reference nothing else is read: the words stand round it. */
function withWords(node: Node, words: string | undefined): Node {
  if (!words) return node
  if (typeof node.$ref === 'string') return { description: words, allOf: [node] }
  return { ...node, description: node.description ? `${words} (${String(node.description)})` : words }
}
