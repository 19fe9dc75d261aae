import type { Decided } from '../../../platform/result.ts'
import type { Lang } from '../../../platform/words.ts'
import { type Asking, validateJson } from '../../forms/index.ts'
import { FILE_KINDS, namesOfKinds } from '../../files/index.ts'
import type { ApplicableComponent, FilingPackage } from '../ports.ts'
import type { Missing } from '../rules/completeness.ts'
import { isKindTaken } from '../rules/paper-limits.ts'
import type { Filing, Judged, Submit } from '../submit.ts'
import { type BodyError, bodyWords } from './body-errors.ts'
import { refuse } from './refusals.ts'
import type { NewDossierBody } from './schemas.ts'

/** Where in what was sent something is missing or wrong, by the names of the JSON. */
export const FIELD: Record<Missing['kind'], (missing: Missing) => string> = {
  place: () => 'communeCode',
  agency: () => 'communeCode',
  case: () => 'caseKey',
  'result-way': () => 'resultWay',
  field: (missing) => `answers.${missing.id}`,
  paper: (missing) => `papers.${missing.id}`,
  part: (missing) => `parts.${missing.id}`,
}

/** What a body asks to file, judged by the package: a filing, or everything that is wrong in it at once; `kinds` of the account's own files. */
export async function readFiling(
  body: NewDossierBody,
  version: FilingPackage,
  { asking, judge, lang, kindsOf }: { asking: Asking; judge: Submit['judge']; lang: Lang; kindsOf: KindsOf },
): Promise<Decided<{ filing: Filing; judged: Judged }> & { errors?: BodyError[] }> {
  const { raw, ...read } = validateJson(version.form, body.answers, asking)
  const { errors: wrong } = read
  const caseKey = body.caseKey ?? (version.cases.length === 1 ? (version.cases[0]?.key ?? null) : null)
  const filing: Filing = {
    lang,
    communeCode: body.communeCode,
    caseKey,
    resultWay: body.resultWay,
    raw,
    papers: body.papers,
  }
  const judged = await judge(version, filing, read)
  const said = new Set(wrong.map((error) => error.field))
  const errors = [
    ...wrong.map((error) => ({ field: error.field ? `answers.${error.field}` : 'answers', message: error.text })),
    ...judged.missing
      .filter((one) => one.kind !== 'field' || !said.has(one.id))
      .map((one) => ({ field: FIELD[one.kind](one), message: one.text })),
    ...papersAtFault(body.papers, { known: judged.components, kinds: await kindsWhereAsked(body.papers, judged.components, kindsOf) }, lang),
  ].map((error) => ({ ...error, field: error.field.slice(0, 100) }))
  return errors.length > 0 ? { ...refuse('body-has-errors', { count: errors.length }), errors } : { ok: true, filing, judged }
}

/** Of which kind these files are, those that are the account's own. */
type KindsOf = (fileIds: readonly string[]) => Promise<ReadonlyMap<string, string | null>>

/** A component that takes every kind needs no look at its files. */
async function kindsWhereAsked(papers: NewDossierBody['papers'], known: readonly ApplicableComponent[], kindsOf: KindsOf): Promise<ReadonlyMap<string, string | null>> {
  const choosy = new Set(known.filter(({ accepts }) => FILE_KINDS.some((kind) => !accepts.includes(kind))).map(({ id }) => id))
  const asked = papers.filter(({ component }) => choosy.has(component)).map(({ fileId }) => fileId.toLowerCase())
  return asked.length > 0 ? kindsOf(asked) : new Map()
}

function papersAtFault(papers: NewDossierBody['papers'], { known, kinds }: { known: readonly ApplicableComponent[]; kinds: ReadonlyMap<string, string | null> }, lang: Lang): BodyError[] {
  const words = bodyWords(lang)
  const met = new Set<string>()
  return papers.flatMap((paper, at): BodyError[] => {
    // One file may serve several components, but stands under each of them once.
    const key = `${paper.component}:${paper.fileId.toLowerCase()}`
    const twice = met.has(key)
    met.add(key)
    const component = known.find(({ id }) => id === paper.component)
    if (!component) return [{ field: `papers.${at}.component`, message: words.paperUnknown }]
    const kind = kinds.get(paper.fileId.toLowerCase())
    if (kind !== undefined && !isKindTaken(component, kind)) return [{ field: `papers.${at}.fileId`, message: words.paperKind(namesOfKinds(component.accepts)) }]
    return twice ? [{ field: `papers.${at}.fileId`, message: words.paperTwice }] : []
  })
}
