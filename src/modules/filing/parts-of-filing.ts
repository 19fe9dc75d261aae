import type { DossierParty } from '../dossiers/index.ts'
import { type FormDefinition, partyOfField } from '../forms/index.ts'
import { type ConfirmedPart, confirmedAnswers, type PartOfDraft, standingParts } from './draft-parts.ts'
import type { Draft } from './drafts.ts'
import type { StandingRow } from './invitations.store.ts'
import type { GivenPart } from './rules/completeness.ts'
import type { Filing } from './submit.ts'

/** A part that stands with another person, as a filing carries it. */
export interface PartOfFiling {
  invitationId: string
  party: string
  /** Whoever it waits for, or who confirmed it. */
  person: string
  confirmed: Omit<ConfirmedPart, 'answers'> | null
}

export const partsOfFiling = (draft: { parts: readonly PartOfDraft[] }): PartOfFiling[] =>
  standingParts(draft).map(({ invitationId, party, invited, person, confirmed }) => ({ invitationId, party, person: person ?? invited.name, confirmed: confirmed && withoutAnswers(confirmed) }))

function withoutAnswers({ answers: _answers, ...rest }: ConfirmedPart): Omit<ConfirmedPart, 'answers'> {
  return rest
}

/** What a draft would submit, with what others confirmed of it. */
export const filingOf = (draft: Draft, lang: 'vi' | 'en'): Filing => ({
  lang,
  communeCode: draft.commune_code,
  caseKey: draft.case_key,
  resultWay: draft.result_way as Filing['resultWay'],
  raw: { ...draft.answers, ...confirmedAnswers(draft) },
  papers: draft.papers.map((paper) => ({ component: paper.component, fileId: paper.file_id })),
  parts: partsOfFiling(draft),
})

export const givenParts = (form: FormDefinition, parts: readonly PartOfFiling[] = []): GivenPart[] =>
  parts.map(({ party, person, confirmed }) => ({ party, person, confirmed: confirmed !== null, has: (fieldId) => partyOfField(form, fieldId) === party }))

export const partiesOfDossier = (parts: readonly PartOfFiling[] = []): DossierParty[] =>
  parts.flatMap(({ party, confirmed }) => {
    if (!confirmed) return []
    const { accountId, personId, name, at, declaration } = confirmed
    return [{ party, accountId, personId, name, confirmedAt: at, declaration }]
  })

/** Why a filing can't go with these parts as they stand; null when it carries them all, confirmed. */
export function faultOfParts(standing: readonly StandingRow[], carried: readonly PartOfFiling[] = []): 'part-not-confirmed' | 'draft-changed-elsewhere' | null {
  if (standing.some((row) => row.confirmed_at === null)) return 'part-not-confirmed'
  const same = standing.length === carried.length && standing.every((row) => carried.some((one) => one.invitationId === row.id && one.confirmed?.at.getTime() === row.confirmed_at?.getTime()))
  return same ? null : 'draft-changed-elsewhere'
}
