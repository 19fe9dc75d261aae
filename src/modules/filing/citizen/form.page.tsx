import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { field, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, InsetText } from '../../../ui/index.ts'
import { askedOfBeginner } from '../../forms/index.ts'
import { confirmedAnswers, givenParties } from '../draft-parts.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { FilingPackage } from '../ports.ts'
import { DRAFT } from './beside.ts'
import type { FilingPageDeps } from './deps.ts'
import { INVITE, OthersParts } from './others-parts.tsx'
import { handlePapers, paperSlots } from './form-papers.tsx'
import { inviteUrl } from './invite-url.ts'
import { mountTyping, type Sheet } from './typing.tsx'
import { openDraft, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

/** Step 2: the declaration form, without what others were asked for. */
export function mountFormPage(web: Web, deps: FilingPageDeps): void {
  mountTyping(web, deps, {
    url: '/nop-ho-so/ban-nhap/:id/2',
    beside: DRAFT,
    async open(r) {
      const opened = await openDraft(deps, r)
      return opened.ok ? { ...opened, sheet: sheetOf(deps, r.actor as Citizen, opened) } : opened
    },
    frame: async (r, { draft, version }, page) => wizardPage({ r, draft, version, step: 2, ...page }),
    papers: {
      handle: (r, { draft, version }) => handlePapers(deps, r, { draft, form: version.form }),
      slots: (r, { draft, version, sheet }, shown) => paperSlots(deps, r.lang, { draft, version, form: sheet.form, beside: sheet.beside }, shown),
      after: (r, { draft }, component) => `${stepUrl(r.lang, draft.id, 2)}#giay-to-${component}`,
    },
    async before(r, { draft, version }) {
      const current = await deps.packages.current(version.code)
      const isNewer = current !== null && current.versionId !== version.versionId && givenParties(draft).length === 0
      return (
        <>
          {version.isGeneral ? <InsetText>{filingWords(r.lang).generalForm}</InsetText> : null}
          {isNewer ? <NewerForm lang={r.lang} since={current.publishedAt} /> : null}
          <OthersParts lang={r.lang} draft={draft} form={version.form} />
        </>
      )
    },
    async press(r, { draft, sheet }, raw, showAgain) {
      const seen = field(r.form, '_seen') || null
      // The form as it was published since: what was typed stays, and what the new one asks beside it is asked.
      if (field(r.form, NEWER)) return showAgain(await deps.drafts.takeNewer(r.actor as Citizen, draft.id, { raw, seen }), { raw })
      const party = field(r.form, INVITE)
      if (!party) return null
      const saved = await sheet.save({ raw, seen, complete: false })
      return saved.ok ? seeOther(inviteUrl(r.lang, draft.id, party)) : showAgain(saved, { raw })
    },
    next: (r, { draft }) => stepUrl(r.lang, draft.id, 3),
  })

  web.get('/nop-ho-so/ban-nhap/:id/to-khai.pdf', { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { draft, version } = opened
    const { answers } = await deps.check(version.form, { ...draft.answers, ...confirmedAnswers(draft) }, r.lang)
    return (await deps.printForm({ versionId: version.versionId, form: version.form, answers, agencyId: draft.agency_id })) ?? problem({ code: 'not-found' })
  }, { beside: DRAFT })
}

function sheetOf(deps: FilingPageDeps, actor: Citizen, { draft, version }: { draft: Draft; version: FilingPackage }): Sheet {
  return {
    id: draft.id,
    form: askedOfBeginner(version.form, givenParties(draft)),
    answers: draft.answers,
    beside: confirmedAnswers(draft),
    prefilled: draft.prefilled,
    prefillAgreedAt: draft.prefill_agreed_at,
    prefillWithdrawnAt: draft.prefill_withdrawn_at,
    save: (input) => deps.drafts.saveAnswers(actor, draft, input),
    setPrefill: (input) => deps.drafts.setPrefill(actor, draft.id, input),
  }
}

/** Pressed to go on with the form's newer version. */
const NEWER = '_newer'

function NewerForm({ lang, since }: { lang: Lang; since: Date }) {
  const words = filingWords(lang)
  return (
    <InsetText>
      <p class="govuk-body">{words.newerForm(formatDate(civilDateOf(since)))}</p>
      <Button variant="secondary" name={NEWER} value="yes" formNoValidate>
        {words.takeNewer}
      </Button>
    </InsetText>
  )
}
