import { formatDateTime } from '../../../platform/clock.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, InsetText } from '../../../ui/index.ts'
import type { FormDefinition } from '../../forms/index.ts'
import type { PartOfDraft } from '../draft-parts.ts'
import type { Draft } from '../drafts.ts'
import { partAnchor } from '../rules/completeness.ts'
import { stands } from '../rules/invitation.ts'
import { invitationWords } from './invitation-words.ts'

/** Pressed to invite a party, or to see how its invitation stands; what was typed is saved first. */
export const INVITE = '_invite'

/** How far an invitation is, in a sentence. */
export function stateText({ state, person, invited, since }: PartOfDraft, lang: Lang): string {
  return invitationWords(lang).state[state](person ?? invited.name, formatDateTime(since))
}

/** Parts of the form that another person may fill in: whom to invite, or how it stands with whoever was. */
export function OthersParts({ lang, draft, form }: { lang: Lang; draft: Draft; form: FormDefinition }) {
  const words = invitationWords(lang)
  return (
    <>
      {(form.parties ?? []).map((party) => {
        const part = draft.parts.find((one) => one.party === party.id)
        const standing = part !== undefined && stands(part.state)
        return (
          <div id={partAnchor(party.id)}>
            <InsetText>
              <h2 class="govuk-heading-s">{words.partOf(party.name[lang])}</h2>
              {part ? <p class="govuk-body">{stateText(part, lang)}</p> : null}
              <p class="govuk-body">{!standing ? words.offer(party.name[lang]) : part.confirmed ? words.seenAtReview : null}</p>
              <Button variant="secondary" name={INVITE} value={party.id} formNoValidate>
                {standing ? words.see : words.invite(party.name[lang])}
              </Button>
            </InsetText>
          </div>
        )
      })}
    </>
  )
}
