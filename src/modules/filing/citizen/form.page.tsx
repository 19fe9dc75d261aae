import { civilDateOf, civilTimeOf, formatDate, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, json, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided, Refusal } from '../../../platform/result.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, FormKeys, InsetText, type SummaryError } from '../../../ui/index.ts'
import { type AnswerError, changeRows, FILL, type FillAsked, fillAsked, fillIn, type FormDefinition, FormFields, factsWanted, pickedAddress, prefill, type RawAnswers, readAnswers, ROWS, withoutPrefilled } from '../../forms/index.ts'
import { type Citizen, type Draft, markOf } from '../drafts.ts'
import type { FilingPackage } from '../ports.ts'
import { differences } from './changed-elsewhere.ts'
import type { FilingPageDeps } from './deps.ts'
import { openDraft, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

interface Opened {
  draft: Draft
  version: FilingPackage
}

interface Shown {
  /** Not saved, and why. */
  refused?: readonly SummaryError[]
  raw: RawAnswers
  errors?: readonly AnswerError[]
  warnings?: readonly AnswerError[]
  /** An address that was not found, to be typed on. */
  unfound?: Readonly<Record<string, string>>
  sources?: Readonly<Record<string, string>>
}

/** Step 2: the declaration form. Everything typed is saved first, right or wrong; then it is judged. */
export function mountFormPage(web: Web, deps: FilingPageDeps): void {
  const url = '/nop-ho-so/ban-nhap/:id/2'

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    return show(r, opened, { raw: opened.draft.answers })
  })

  web.post(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { draft, version } = opened
    // What another version of the form asked stays with the draft, though this one doesn't show it.
    const typed = readAnswers(version.form, r.form, { previous: draft.answers })
    const changed = changeRows(version.form, typed, r.form[ROWS])
    const raw = changed ?? typed
    const byScript = String(r.raw.headers.accept ?? '').startsWith('application/json')
    if (!byScript && field(r.form, NEWER)) return takeNewer(r, opened, raw)
    const consent = field(r.form, PREFILL)
    if (!byScript && consent) return setPrefill(r, opened, raw, consent === 'yes')
    const asked = fillAsked(version.form, r.form)
    if (!byScript && !field(r.form, '_look') && (asked || field(r.form, FILL))) return fill(r, opened, raw, asked)
    const picking = changed !== null || pickedAddress(r.form) !== null
    if (picking && field(r.form, '_look')) return show(r, opened, { raw })
    // What the browser saves by itself is not judged: nothing is said of it.
    const checked = byScript ? null : await deps.check(version.form, raw, r.lang)
    const complete = !picking && checked?.errors.length === 0
    const saved = await deps.drafts.saveAnswers(r.actor as Citizen, draft, {
      raw,
      seen: field(r.form, '_seen') || null,
      complete,
    })
    if (!checked) return saved.ok ? json({ savedAt: civilTimeOf(saved.savedAt), seen: saved.mark }) : json({ code: saved.refusal.code }, 409)
    if (saved.ok && complete) return seeOther(stepUrl(r.lang, draft.id, 3))
    return showAgain(r, saved, picking ? { raw } : { raw, errors: checked.errors, warnings: checked.warnings })
  })

  /** The page as the draft stands after an act; changed elsewhere meanwhile, both are shown, what was typed here being `typed`. */
  async function showAgain(r: WebRequest, done: Decided<object>, shown: Shown, typed: RawAnswers = shown.raw): Promise<Answer> {
    if (!done.ok && done.refusal.code !== 'draft-changed-elsewhere') return problem(done.refusal)
    const again = await openDraft(deps, r)
    if (!again.ok) return again.answer
    return done.ok ? show(r, again, shown) : showBoth(r, again, typed, done.refusal)
  }

  /** The form as it was published since: what was typed stays, and what the new one asks beside it is asked. */
  async function takeNewer(r: WebRequest, { draft }: Opened, raw: RawAnswers): Promise<Answer> {
    const done = await deps.drafts.takeNewer(r.actor as Citizen, draft.id, { raw, seen: field(r.form, '_seen') || null })
    return showAgain(r, done, { raw })
  }

  /** With the person's consent fills what is empty; when it is taken back, what was filled in and not changed goes. */
  async function setPrefill(r: WebRequest, { draft, version }: Opened, raw: RawAnswers, agreed: boolean): Promise<Answer> {
    const { accountId, personId } = r.actor as Citizen
    const { today } = await deps.asking(r.lang)
    const facts = await deps.findFacts({ accountId, personId, names: factsWanted(version.form), today, lang: r.lang })
    const filled = agreed ? prefill(version.form, raw, facts) : { raw: withoutPrefilled(version.form, raw, Object.keys(draft.prefilled), facts), sources: {} }
    const done = await deps.drafts.setPrefill(r.actor as Citizen, draft.id, { agreed, raw: filled.raw, seen: field(r.form, '_seen') || null, sources: filled.sources })
    return showAgain(r, done, { raw: filled.raw }, raw)
  }

  /** Fills in what was asked, saves it with what is typed so far, and shows the page again with where it came from. */
  async function fill(r: WebRequest, opened: Opened, raw: RawAnswers, asked: FillAsked | null): Promise<Answer> {
    const filled = asked ? await fillIn(deps.findPlace, { form: opened.version.form, raw, asked, lang: r.lang }) : { raw }
    const saved = await deps.drafts.saveAnswers(r.actor as Citizen, opened.draft, { raw: filled.raw, seen: field(r.form, '_seen') || null, complete: false })
    return showAgain(r, saved, filled)
  }

  web.get('/nop-ho-so/ban-nhap/:id/to-khai.pdf', { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { draft, version } = opened
    const { answers } = await deps.check(version.form, draft.answers, r.lang)
    return (await deps.printForm({ versionId: version.versionId, form: version.form, answers, agencyId: draft.agency_id })) ?? problem({ code: 'not-found' })
  })

  /** What was typed here, with what another device saved meanwhile beside it; saved again, it is saved over that. */
  async function showBoth(r: WebRequest, opened: Opened, raw: RawAnswers, refusal: Refusal): Promise<Answer> {
    const { draft, version } = opened
    const { answers } = await deps.check(version.form, draft.answers, r.lang)
    const warnings = differences(version.form, raw, { raw: draft.answers, answers }, r.lang)
    return show(r, opened, { raw, warnings, refused: [{ text: sentenceOf(refusal, r.lang) }, ...warnings.map(({ href, label, text }) => ({ href, text: `${label}: ${text}` }))] })
  }

  async function show(r: WebRequest, opened: Opened, shown: Shown): Promise<Answer> {
    const words = filingWords(r.lang)
    const { draft, version } = opened
    const asking = await deps.asking(r.lang)
    const current = await deps.packages.current(version.code)
    const newer = current && current.versionId !== version.versionId ? current : null
    return wizardPage({
      r,
      ...opened,
      step: 2,
      errors: shown.refused ?? shown.errors ?? [],
      ...(shown.refused ? { status: 409, errorTitle: words.changedElsewhere } : {}),
      scripts: ['declaration'],
      children: (
        <>
          {shown.errors && shown.errors.length > 0 ? <p class="govuk-body">{words.mistakesFirst}</p> : null}
          {version.isGeneral ? <InsetText>{words.generalForm}</InsetText> : null}
          {version.form.basis ? <InsetText><span lang="vi">{version.form.basis}</span></InsetText> : null}
          <form method="post" novalidate data-behaviour="autosave" data-draft={draft.id}>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="_seen" value={markOf(draft.answers)} />
            {/* Enter in any field saves and goes on: a browser presses the first button of a form. */}
            <button type="submit" hidden>
              {words.saveContinue}
            </button>
            {newer ? <NewerForm lang={r.lang} since={newer.publishedAt} /> : null}
            <Prefill draft={draft} form={version.form} lang={r.lang} />
            <FormFields
              form={version.form}
              raw={{ ...shown.raw, ...shown.unfound }}
              errors={shown.errors}
              warnings={shown.warnings}
              sources={{ ...draft.prefilled, ...shown.sources }}
              asking={asking}
            />
            <Button>{words.saveContinue}</Button>
          </form>
        </>
      ),
    })
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

/** What the buttons of consent send: `yes` or `no`. */
const PREFILL = '_prefill'

/** Nothing is filled in before the person agrees, and taking back is as easy (Luật 91/2025/QH15, art. 9). */
function Prefill({ draft, form, lang }: { draft: Draft; form: FormDefinition; lang: Lang }) {
  const words = filingWords(lang)
  const { prefill_agreed_at: agreedAt, prefill_withdrawn_at: withdrawnAt } = draft
  if (factsWanted(form).length === 0) return null
  const agreed = agreedAt !== null && withdrawnAt === null
  return (
    <InsetText>
      <p class="govuk-body">{agreed ? words.prefillAgreed(formatDateTime(agreedAt), Object.keys(draft.prefilled).length) : words.prefillOffer}</p>
      <Button variant="secondary" name={PREFILL} value={agreed ? 'no' : 'yes'} formNoValidate>
        {agreed ? words.prefillWithdraw : words.prefillAgree}
      </Button>
    </InsetText>
  )
}
