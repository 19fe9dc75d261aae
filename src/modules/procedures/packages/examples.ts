import { z } from 'zod'
import {
  conform,
  factsOf,
  type Fault,
  type FormDefinition,
  type PlaceOptions,
  readYaml,
  validateJson,
  withFacts,
  type YamlSource,
} from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import { componentsFor, subjectFor } from './rules.ts'

const exampleSchema = z.strictObject({
  title: z.string().max(200),
  kind: z.enum(['plain', 'edge', 'wrong']),
  today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  channel: z.enum(['counter', 'online', 'post']),
  case: z.string(),
  answers: z.record(z.string(), z.unknown()),
  /** What the officer enters in the result. */
  entries: z.record(z.string(), z.unknown()).optional(),
  expect: z.strictObject({
    /** Fields with an error; none when the example is right. */
    errors: z.array(z.string()),
    warnings: z.array(z.string()),
    /** Components that must be handed in, presented ones apart. */
    components: z.array(z.string()).optional(),
    /** Entries of the officer with an error. */
    entryErrors: z.array(z.string()).optional(),
    subject: z.string().optional(),
  }),
})

/** A filled form with what must come of it: for tests, the demo and whoever learns the package. */
export type Example = z.infer<typeof exampleSchema>

export interface ExampleOutcome {
  errors: string[]
  warnings: string[]
  components: string[]
  entryErrors: string[]
  subject: string
  /** What the form says to whoever fills it in, by field: of errors and warnings. */
  says: ReadonlyMap<string, string>
}

export function readExample(
  yamlText: string,
  file: string,
): { ok: true; example: Example; source: YamlSource } | { ok: false; faults: Fault[] } {
  const read = readYaml(yamlText, file)
  if (!read.ok) return read
  const shaped = conform(exampleSchema, read.source)
  return shaped.ok ? { ok: true, example: shaped.value, source: read.source } : shaped
}

/** What the package makes of an example. */
export function runExample(
  example: Example,
  { form, definition, places }: { form: FormDefinition; definition: ProcedureDefinition; places: PlaceOptions },
): ExampleOutcome {
  const { today, channel } = example
  const judged = validateJson(form, example.answers, { today, lang: 'vi', places })
  const components = componentsFor(definition, form, { caseKey: example.case, channel, answers: judged.answers, today })
  const { entries } = definition.result
  const facts = factsOf(form, judged.answers, { caseKey: example.case, channel })
  const entered = entries ? validateJson(withFacts(entries, facts), example.entries ?? {}, { today, lang: 'vi', places }).errors : []
  const fields = (list: readonly { field: string }[]) => [...new Set(list.map((one) => one.field))].sort()
  return {
    errors: fields(judged.errors),
    warnings: fields(judged.warnings),
    entryErrors: entries ? fields(entered) : Object.keys(example.entries ?? {}),
    components: components.filter((one) => one.required && !one.presentedOnly).map((one) => one.id),
    subject: subjectFor(definition, form, judged.answers),
    says: new Map([...judged.warnings, ...judged.errors, ...entered].map((one) => [one.field, one.text])),
  }
}
