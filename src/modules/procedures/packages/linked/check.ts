import { type Fault, findField, type FormDefinition, type PlaceOptions, validateJson } from '../../../forms/index.ts'
import type { ProcedureDefinition } from '../definition.ts'
import { readExample } from '../examples.ts'
import type { PackageFiles } from '../read-folder.ts'
import { componentsFor } from '../rules.ts'
import { answersOfPart, type Outcomes, partApplies } from './answers.ts'
import type { LinkedPart } from './definition.ts'

/** A package as a linked one needs to know it. */
export interface PartPackage {
  definition: ProcedureDefinition
  form: FormDefinition
}

type Whole = PackageFiles & PartPackage

/**
 * What a linked package promises of its parts and can't keep: each part's own package must be there, and every right example of the
 * whole must fill each part's form without anything being asked again. Without `places` the examples are not run.
 */
export function faultsOfLinked(whole: Whole, packageOf: (code: string) => PartPackage | null, places: PlaceOptions | null): Fault[] {
  const file = `${whole.folder}/procedure.yaml`
  const say = (part: LinkedPart, message: string): Fault => ({ file, line: 1, message: `Phần «${part.id}»: ${message}` })
  return (whole.definition.linked?.parts ?? []).flatMap((part) => {
    const child = packageOf(part.procedure)
    if (!child) return [say(part, `thủ tục ${part.procedure} chưa có gói`)]
    return [...mapping(part, whole, child), ...(places ? fillings(part, whole, child, places) : [])].map((message) => say(part, message))
  })
}

function mapping(part: LinkedPart, whole: Whole, { definition, form }: PartPackage): string[] {
  const faults: string[] = []
  if (definition.linked) faults.push(`thủ tục ${part.procedure} cũng là thủ tục liên thông`)
  if (!definition.cases.some((one) => one.key === part.caseKey)) faults.push(`thủ tục ${part.procedure} không có trường hợp «${part.caseKey}»`)
  for (const [id, from] of Object.entries(part.answers)) {
    const asked = findField(form, id)
    const source = 'field' in from ? findField(whole.form, from.field) : null
    if (!asked) faults.push(`tờ khai của ${part.procedure} không có trường «${id}»`)
    // What a computed field comes to has no kind of its own: the examples show whether it answers.
    else if (source && source.type !== asked.type && source.type !== 'computed') faults.push(`trường «${source.id}» (${source.type}) không trả lời được «${id}» (${asked.type})`)
  }
  for (const id of Object.keys(part.papers)) {
    if (!definition.components.some((one) => one.id === id)) faults.push(`thủ tục ${part.procedure} không có thành phần «${id}»`)
  }
  return faults
}

/** What the right examples leave unanswered or without a paper in the part. */
function fillings(part: LinkedPart, whole: Whole, { definition, form }: PartPackage, places: PlaceOptions): string[] {
  return [...whole.examples].flatMap(([name, text]) => {
    const read = readExample(text, name)
    if (!read.ok || read.example.kind === 'wrong') return []
    const { today, channel, case: caseKey } = read.example
    const asking = { today, lang: 'vi' as const, places }
    const { answers } = validateJson(whole.form, read.example.answers, asking)
    if (!partApplies(part, { form: whole.form, answers })) return []
    const judged = validateJson(form, answersOfPart(part, { form: whole.form, answers }, form, made(part, today)), asking)
    const wrong = judged.errors.filter(({ field }) => !('outcome' in (part.answers[field] ?? {})))
    const had = new Set(componentsFor(whole.definition, whole.form, { caseKey, channel, answers, today }).map((one) => one.id))
    const lacking = componentsFor(definition, form, { caseKey: part.caseKey, channel: 'online', answers: judged.answers, today }).filter(
      (one) => one.required && !one.presentedOnly && !had.has(part.papers[one.id] ?? ''),
    )
    return [...wrong.map(({ field, text: said }) => `ví dụ ${name}, trường «${field}»: ${said}`), ...lacking.map(({ id }) => `ví dụ ${name}: thiếu giấy tờ «${id}»`)]
  })
}

/** Stands for what earlier parts will have ended with. */
const made = (part: LinkedPart, today: string): Outcomes => Object.fromEntries(part.after.map((id) => [id, { 'identity-number': '092226000001', number: '01/2026', 'issued-on': today }]))
