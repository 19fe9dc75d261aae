import type { Reader } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { readPart } from '../../platform/together.ts'
import type { Lang } from '../../platform/words.ts'
import { type Answers, askedOfParty, findParty, type FormDefinition, type Validated } from '../forms/index.ts'
import { type Citizen, markOf, openDraftAnswers } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { updateInvitation } from './invitations.store.ts'
import { onPart, type OwnPart, type PartDeps } from './parts.ts'
import type { ApplicableComponent, CheckAnswers, FilingPackage, SubmitterPart } from './ports.ts'
import { refuse } from './refusals.ts'
import { selectDraftPapers, updateDraft } from './store.ts'
import type { Declared } from './tables.ts'

export interface JudgedPart extends Validated {
  /** Papers that this party hands in or shows. */
  components: readonly ApplicableComponent[]
  /** Those that are still missing. */
  missing: readonly ApplicableComponent[]
}

/** What is right, wrong and missing in a part, judged by its form over what the one who began answered. */
export async function judgePart(check: CheckAnswers, version: FilingPackage, part: OwnPart, lang: Lang): Promise<JudgedPart> {
  const { row, draft } = part
  const raw = { ...part.beside, ...part.answers }
  const judged = await check(askedOfParty(version.form, row.party), raw, lang)
  const { answers } = await check(version.form, raw, lang)
  const components = version.components(draft.case_key ?? version.cases[0]?.key ?? '', answers).filter((one) => one.by === row.party)
  const attached = new Set(part.papers.map((paper) => paper.component))
  return { ...judged, components, missing: components.filter((one) => one.required && !one.presentedOnly && !attached.has(one.id)) }
}

export interface ConfirmPartDeps extends PartDeps {
  check: CheckAnswers
  submitterPart: SubmitterPart
}

/** The invited person declares that their part is true: from now on the one who began sees it and may submit. */
export function createConfirmPart(deps: ConfirmPartDeps) {
  /** Whoever is invited fills in for themselves: a number that is another's tells that the wrong person took the invitation. */
  async function isOwn(reader: Reader, actor: Citizen, form: FormDefinition, party: string, answers: Answers): Promise<boolean> {
    const field = findParty(form, party)?.person.number
    const given = field ? answers[field] : undefined
    if (given === undefined) return true
    const known = (await readPart(reader, deps.submitterPart(actor.personId)))?.identityNumber ?? null
    return known === null || known === given
  }

  return (actor: Citizen, input: { partId: string; seen: string; declared: boolean; lang: Lang }): Promise<Decided> =>
    onPart(deps, actor, input.partId, async ({ tx, row, draft, answers, at }) => {
      if (row.confirmed_at) return { ok: true as const }
      if (!input.declared) return refuse('declaration-needed')
      // What is declared to be true is what was looked at.
      if (markOf(answers) !== input.seen) return refuse('draft-changed-elsewhere')
      const version = await deps.packages.version(draft.package_version_id)
      const papers = (await selectDraftPapers(tx, draft.id)).filter((paper) => paper.invitation_id === row.id)
      const judged = await judgePart(deps.check, version, { row, draft, answers, beside: openDraftAnswers(deps.sealer, draft), papers }, input.lang)
      const count = judged.errors.length + judged.missing.length
      if (count > 0) return refuse('part-incomplete', { count })
      if (!(await isOwn(tx, actor, version.form, row.party, judged.answers))) return refuse('part-of-somebody-else')
      const { declaration } = version
      const declared: Declared = { version: declaration.version, wording: declaration.text[input.lang], lang: input.lang }
      await updateInvitation(tx, row.id, { confirmed_at: at, declaration: JSON.stringify(declared), updated_at: at })
      // Who looks at the draft as it was must look again before submitting.
      await updateDraft(tx, draft.id, {})
      await deps.append(tx, {
        stream: { kind: 'draft', id: draft.id },
        ...FILING_EVENTS.partConfirmed,
        actor,
        payload: { invitationId: row.id, party: row.party, answersHash: markOf(answers), declaration: declaration.version },
        at,
      })
      return { ok: true as const }
    })
}
export type ConfirmPart = ReturnType<typeof createConfirmPart>
