import { defineWords, type Lang } from '../../platform/words.ts'
import type { Answers, RawAnswers, Validated } from '../forms/index.ts'
import { partsWithoutOffice } from './linked/offices.ts'
import { givenParts, type PartOfFiling } from './parts-of-filing.ts'
import type { CheckAnswers, FilingAgencies, FilingAgency, FilingPackage, FilingPackages } from './ports.ts'
import { type Missing, whatIsMissing } from './rules/completeness.ts'

const words = defineWords({
  vi: {
    place: 'Chọn tỉnh, thành phố và xã, phường nơi nộp hồ sơ',
    agency: 'Nơi đã chọn chưa nhận hồ sơ trên hệ thống này; xin chọn nơi khác',
    case: 'Chọn trường hợp của Ông/Bà',
    resultWay: 'Chọn cách nhận kết quả',
    paper: (name: string) => `Đính kèm giấy tờ: ${name}`,
    papers: (name: string, most: number) => `Nhiều nhất ${most} tệp cho giấy tờ: ${name}`,
    noOffice: (name: string) => `Nơi đã khai chưa có cơ quan nhận trên hệ thống này phần “${name}”; xin chọn nơi khác hoặc nộp riêng phần này tại cơ quan đó`,
    part: (person: string) => `Chờ ${person} khai và xác nhận phần của mình, hoặc thu hồi lời mời để tự khai`,
  },
  en: {
    place: 'Choose the province and the commune where you file',
    agency: 'The chosen place does not take dossiers on this site yet; please choose another',
    case: 'Choose your case',
    resultWay: 'Choose how to get the result',
    paper: (name: string) => `Attach the paper: ${name}`,
    papers: (name: string, most: number) => `At most ${most} files for the paper: ${name}`,
    noOffice: (name: string) => `At the place you gave, no office takes the part “${name}” on this site yet; choose another place, or file that part there by itself`,
    part: (person: string) => `Wait until ${person} has filled in and confirmed their part, or revoke the invitation and fill it in yourself`,
  },
})

/** A paper sent as a file. */
export interface SentPaper {
  component: string
  fileId: string
}

/** A paper as it is filed: sent as a file, or handed in at the counter, counted by kind and scanned or not. */
export interface FiledPaper {
  component: string
  fileId: string | null
  handedIn?: { originals: number; certified: number; copies: number }
}

/** What a dossier is made of, whether typed in the wizard, sent over the API or taken in at a counter. */
export interface Filing<Paper = SentPaper> {
  lang: Lang
  communeCode: string | null
  caseKey: string | null
  resultWay: 'online' | 'counter' | 'post' | null
  raw: RawAnswers
  papers: readonly Paper[]
  /** Parts that others were asked for; what they confirmed is in `raw` and `papers`. */
  parts?: readonly PartOfFiling[]
}

export interface Judged {
  missing: Missing[]
  warnings: readonly { field: string; text: string }[]
  answers: Answers
  agency: FilingAgency | null
  /** What the case asks for, with these answers. */
  components: ReturnType<FilingPackage['components']>
}

interface JudgeDeps {
  packages: FilingPackages
  agencies: FilingAgencies
  check: CheckAnswers
}

export type JudgeFiling = ReturnType<typeof createJudgeFiling>

/** Everything that is missing or wrong in a filing, all at once; nothing is written. */
export function createJudgeFiling(deps: JudgeDeps) {
  /** `read` is what the form made of these very answers. */
  return async function judge(version: FilingPackage, filing: Filing<FiledPaper>, read?: Validated): Promise<Judged> {
    const agency = filing.communeCode ? await deps.agencies.competent(filing.communeCode, version.level, version.code) : null
    const checked = read ?? (await deps.check(version.form, filing.raw, filing.lang))
    const known = version.cases.some((one) => one.key === filing.caseKey)
    const components = version.components(known ? (filing.caseKey ?? '') : (version.cases[0]?.key ?? ''), checked.answers)
    const missing = whatIsMissing(
      {
        communeCode: filing.communeCode,
        agencyId: agency?.id ?? null,
        caseKey: known ? filing.caseKey : null,
        resultWay: filing.resultWay && version.resultWays.includes(filing.resultWay) ? filing.resultWay : null,
        formErrors: checked.errors,
        components,
        attached: new Set(filing.papers.map((paper) => paper.component)),
        overfull: new Set(components.filter(({ id, mostFiles }) => filing.papers.filter((paper) => paper.component === id).length > mostFiles).map(({ id }) => id)),
        given: givenParts(version.form, filing.parts),
      },
      words(filing.lang),
      filing.lang,
    )
    if (version.parts && filing.communeCode && checked.errors.length === 0) {
      for (const name of await partsWithoutOffice(deps, version, { communeCode: filing.communeCode, answers: checked.answers })) {
        missing.push({ step: 1, href: '1#communeCode', kind: 'agency', id: '', text: words(filing.lang).noOffice(name[filing.lang]) })
      }
    }
    return { missing, warnings: checked.warnings, answers: checked.answers, agency, components }
  }
}
