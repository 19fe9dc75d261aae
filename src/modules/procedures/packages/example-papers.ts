import { numberText, type PackageData } from '../../documents/index.ts'
import { factsOf, type FormDefinition, type PlaceOptions, printAnswers, validateJson, withFacts } from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Example } from './examples.ts'

/** A printed paper of an example: which template, and what it reads. */
export interface ExamplePaper {
  file: string
  title: string
  data: PackageData
}

export interface Printable {
  form: FormDefinition
  definition: Pick<ProcedureDefinition, 'formTemplate' | 'result' | 'code'>
}

/** What a template reads beside the answers: an office, a dossier and a signer that there are nowhere. */
const SAMPLE = {
  agency: { name: 'Ủy ban nhân dân phường Ninh Kiều, thành phố Cần Thơ', parent: 'Ủy ban nhân dân thành phố Cần Thơ', place: 'Ninh Kiều' },
  dossier: { code: 'H92.31135.1-261123-0001', submittedAt: new Date('2026-11-23T09:00:00+07:00') },
  lookup: { url: 'https://example.vn/tra-cuu', code: 'H92.31135.1-261123-0001' },
  signer: { authority: 'KT. Chủ tịch', title: 'Phó Chủ tịch', name: 'Nguyễn Thị Mẫu' },
  identityNumber: '092226000123',
} as const

/** The declaration form of an example, as filled in; without an example the blank one. Null where the package prints none. */
export function declarationOf({ form, definition }: Printable, example: Example | null, places: PlaceOptions): ExamplePaper | null {
  if (!definition.formTemplate) return null
  const answers = example ? printAnswers(form, validateJson(form, example.answers, { today: example.today, lang: 'vi', places }).answers, 'vi') : {}
  const { agency, dossier } = SAMPLE
  return { file: definition.formTemplate, title: form.title.vi, data: { agency: example ? agency : null, dossier: example ? dossier : null, answers, result: null, lookup: null } }
}

/** The result of an example: as a draft, which has no number, day and signer yet, or as it is issued. Null where the package prints none. */
export function resultOf({ form, definition }: Printable, example: Example, places: PlaceOptions, { draft }: { draft: boolean }): ExamplePaper | null {
  const { result, code } = definition
  if (!result.template) return null
  const asking = { today: example.today, lang: 'vi', places } as const
  const { answers } = validateJson(form, example.answers, asking)
  const { agency, dossier, lookup, signer, identityNumber } = SAMPLE
  const entered = result.entries && withFacts(result.entries, factsOf(form, answers, { caseKey: example.case, channel: example.channel }))
  const year = Number(example.today.slice(0, 4))
  return {
    file: result.template,
    title: result.name.vi,
    data: {
      agency,
      dossier,
      lookup,
      answers: printAnswers(form, answers, 'vi'),
      result: {
        number: draft ? '' : numberText(result.number?.pattern ?? `{number}/${code}`, { number: 1, year }),
        book: draft || !result.number?.book ? '' : `01/${year}`,
        registeredOn: draft ? null : example.today,
        registry: agency.name,
        identityNumber: result.asksIdentityNumber ? identityNumber : null,
        signer: draft ? { authority: '', title: '', name: '' } : signer,
        ...(entered ? { entries: printAnswers(entered, validateJson(entered, example.entries ?? {}, asking).answers, 'vi') } : {}),
      },
    },
  }
}
