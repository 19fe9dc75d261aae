import { isoInVietnam } from '../../../platform/clock.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { type FileView, listFiles } from '../../files/index.ts'
import { type Answers, answersForApi, askedOfBeginner, askedOfParty, findParty } from '../../forms/index.ts'
import { judgePart } from '../confirm-part.ts'
import { givenParties, type PartOfDraft } from '../draft-parts.ts'
import { type Draft, markOf } from '../drafts.ts'
import type { Judged } from '../judge-filing.ts'
import type { OwnPart } from '../parts.ts'
import type { FilingPackage } from '../ports.ts'
import type { DraftPaperRow } from '../store.ts'
import type { FilingApiDeps } from './deps.ts'
import { FIELD } from './read-body.ts'

const iso = (instant: Date | null): string | null => (instant ? isoInVietnam(instant) : null)
const procedureOf = (version: FilingPackage, lang: Lang) => ({ code: version.code, name: version.name[lang] })
const paperView = (files: readonly FileView[]) => (paper: DraftPaperRow) => ({ component: paper.component, fileId: paper.file_id, filename: files.find((file) => file.fileId === paper.file_id)?.filename ?? null })

export const missingView = ({ missing }: Pick<Judged, 'missing'>) => missing.map((one) => ({ field: FIELD[one.kind](one), message: one.text }))

/** An own draft: what is in it, how the parts of others stand, what is missing. */
export async function draftView(deps: FilingApiDeps, { draft, version, judged, lang }: { draft: Draft; version: FilingPackage; judged: Judged; lang: Lang }) {
  const files = await listFiles(deps.files)(deps.db, { fileIds: draft.papers.map((paper) => paper.file_id) })
  return {
    id: draft.id,
    procedure: procedureOf(version, lang),
    communeCode: draft.commune_code,
    caseKey: draft.case_key,
    resultWay: draft.result_way as 'online' | 'counter' | 'post' | null,
    answers: answersForApi(askedOfBeginner(version.form, givenParties(draft)), judged.answers),
    mark: markOf(draft.answers),
    revision: draft.revision,
    parts: (version.form.parties ?? []).map(({ id, name }) => ({ party: id, name: name[lang], ...standing(deps.publicUrl, draft.parts.find(({ party }) => party === id), version, judged.answers, lang) })),
    papers: draft.papers.map(paperView(files)),
    missing: missingView(judged),
    updatedAt: isoInVietnam(draft.updated_at),
  }
}

function standing(publicUrl: string, part: PartOfDraft | undefined, version: FilingPackage, answers: Answers, lang: Lang) {
  if (!part) return { state: 'none' as const, since: null, invited: null, url: null, expiresAt: null, person: null, answers: null }
  const { state, since, invited, path, expiresAt, person, confirmed } = part
  return {
    state,
    since: iso(since),
    invited,
    url: path ? `${publicUrl}${href(lang, path)}` : null,
    expiresAt: path ? iso(expiresAt) : null,
    person,
    answers: confirmed ? answersForApi(askedOfParty(version.form, part.party), answers) : null,
  }
}

/** An own part of another's draft, with what the form shows of theirs. */
export async function partView(deps: FilingApiDeps, { part, version, lang }: { part: OwnPart; version: FilingPackage; lang: Lang }) {
  const { row } = part
  const judged = await judgePart(deps.check, version, part, lang)
  const theirs = (await deps.check(version.form, part.beside, lang)).answers
  const shows = new Set(findParty(version.form, row.party)?.shows ?? [])
  const files = await listFiles(deps.files)(deps.db, { fileIds: part.papers.map((paper) => paper.file_id) })
  return {
    id: row.id,
    party: row.party,
    inviter: row.inviter_name,
    procedure: procedureOf(version, lang),
    theirs: Object.fromEntries(Object.entries(answersForApi(version.form, theirs)).filter(([id]) => shows.has(id))),
    answers: answersForApi(askedOfParty(version.form, row.party), judged.answers),
    mark: markOf(part.answers),
    papers: part.papers.map(paperView(files)),
    missing: [
      ...judged.errors.map(({ field, text }) => ({ field: `answers.${field}`, message: text })),
      ...judged.missing.map(({ id, name }) => ({ field: `papers.${id}`, message: name[lang] })),
    ],
    warnings: judged.warnings.map(({ field, text }) => ({ field: `answers.${field}`, message: text })),
    declaration: { version: version.declaration.version, text: version.declaration.text[lang] },
    confirmedAt: iso(row.confirmed_at),
    updatedAt: isoInVietnam(row.updated_at),
  }
}
