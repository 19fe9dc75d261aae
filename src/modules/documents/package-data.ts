import { type CivilDate, civilDateOf, formatDate, formatDateTime } from '../../platform/clock.ts'
import { dateInForm } from './slips/present.ts'
import { lookupOf } from './slips/codes.ts'

/** What the templates of a procedure package are printed from. */
export interface PackageData {
  agency: { name: string; parent?: string; place?: string } | null
  /** null for a blank form or a preview of a draft. */
  dossier: { code: string; submittedAt?: Date; declared?: readonly Declaring[] } | null
  /** As printed, by field id, of a table its rows; none at all prints the blank form. */
  answers: Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>
  result: PackageResult | null
  lookup: { url: string; code: string } | null
}

/** Who declared online that what they filled in is true, and when. */
export interface Declaring {
  name: string
  at: Date
}

/** What the office adds to the answers in an issued result. */
export interface PackageResult {
  /** Number as the package writes it, and volume of the book; both empty in a draft. */
  number: string
  book: string
  /** null in a draft, which has no date yet. */
  registeredOn: CivilDate | null
  /** Nơi đăng ký */
  registry: string
  /** null: the population database didn't answer; printed "cấp sau". */
  identityNumber?: string | null
  signer: { authority?: string; title: string; name: string }
  /** One for each paper, where each has its own. */
  numbers?: readonly string[]
  /** What the officer entered, as printed, by field id. */
  entries?: PackageData['answers']
}

/** The JSON that a package's template reads: texts as they are printed. */
export function presentPackage(data: PackageData, printed: { title: string; marks: readonly string[]; at: Date }): object {
  const { result, dossier, lookup } = data
  return {
    title: printed.title,
    marks: printed.marks,
    date: `ngày ${dateInForm(civilDateOf(printed.at))}`,
    agency: { name: data.agency?.name ?? null, parent: data.agency?.parent ?? null, place: data.agency?.place ?? null },
    dossier: dossier && {
      code: dossier.code,
      submittedAt: dossier.submittedAt ? formatDateTime(dossier.submittedAt) : null,
      declared: (dossier.declared ?? []).map(({ name, at }) => ({ name, at: formatDateTime(at) })),
    },
    answers: data.answers,
    result: result && {
      ...result,
      identityNumber: result.identityNumber ?? null,
      registeredOn: result.registeredOn ? `ngày ${dateInForm(result.registeredOn)}` : '',
      registeredOnShort: result.registeredOn ? formatDate(result.registeredOn) : '',
      numbers: result.numbers ?? [],
      entries: result.entries ?? {},
      signer: { authority: null, ...result.signer },
    },
    lookup: lookup && lookupOf(lookup.url, lookup.code),
  }
}
