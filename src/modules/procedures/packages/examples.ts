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
} from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { CheckedPackage } from './read-folder.ts'
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
}

export function readExample(
  yamlText: string,
  file: string,
): { ok: true; example: Example } | { ok: false; faults: Fault[] } {
  const read = readYaml(yamlText, file)
  if (!read.ok) return read
  const shaped = conform(exampleSchema, read.source)
  return shaped.ok ? { ok: true, example: shaped.value } : shaped
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
  const fields = (list: readonly { field: string }[]) => [...new Set(list.map((one) => one.field))].sort()
  return {
    errors: fields(judged.errors),
    warnings: fields(judged.warnings),
    entryErrors: entries ? fields(validateJson(withFacts(entries, facts), example.entries ?? {}, { today, lang: 'vi', places }).errors) : Object.keys(example.entries ?? {}),
    components: components.filter((one) => one.required && !one.presentedOnly).map((one) => one.id),
    subject: subjectFor(definition, form, judged.answers),
  }
}

/** Where what comes of the examples differs from what they say, and what a package lacks in examples. */
export function faultsOfExamples(one: CheckedPackage, places: PlaceOptions): Fault[] {
  const kinds = new Set<string>()
  const faults = [...one.examples].flatMap(([name, text]): Fault[] => {
    const file = `${one.folder}/examples/${name}`
    const read = readExample(text, file)
    if (!read.ok) return read.faults
    kinds.add(read.example.kind)
    return differences(read.example, runExample(read.example, { ...one, places })).map((message) => ({
      file,
      line: 1,
      message,
    }))
  })
  const missing = (['plain', 'edge', 'wrong'] as const).filter((kind) => !kinds.has(kind))
  return [
    ...faults,
    ...missing.map((kind) => ({ file: `${one.folder}/examples`, line: 1, message: `Thiếu ví dụ loại «${kind}»` })),
  ]
}

function differences({ kind, expect }: Example, outcome: ExampleOutcome): string[] {
  const compare = (what: string, wanted: readonly string[] | undefined, found: readonly string[]) => {
    if (wanted === undefined || [...wanted].sort().join() === [...found].sort().join()) return []
    return [`${what}: ví dụ ghi [${wanted.join(', ')}], thực tế [${found.join(', ')}]`]
  }
  return [
    ...compare('Trường có lỗi', expect.errors, outcome.errors),
    ...compare('Trường được nhắc', expect.warnings, outcome.warnings),
    // A dossier that isn't filed comes to no result.
    ...(kind === 'wrong' ? [] : compare('Điều cán bộ ghi có lỗi', expect.entryErrors ?? [], outcome.entryErrors)),
    ...compare('Giấy tờ phải nộp', expect.components, outcome.components),
    ...compare('Nội dung hồ sơ', expect.subject === undefined ? undefined : [expect.subject], [outcome.subject]),
  ]
}
