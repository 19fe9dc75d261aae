import type { ComponentChildren } from 'preact'
import { civilTimeOf, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, json, problem, type RouteOptions, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided, Refusal } from '../../../platform/result.ts'
import type { Lang } from '../../../platform/words.ts'
import { behaviourWords, Button, FormKeys, InsetText, type SummaryError } from '../../../ui/index.ts'
import { type AnswerError, factsWanted, FILL, type FileField, type FillAsked, fillAsked, fillIn, fillPerson, type FormDefinition, FormFields, formWords, type PeopleOffered, personControl, type PersonPressed, personPressed, prefill, pressed, type RawAnswers, readAnswers, withoutPeople, withoutPrefilled } from '../../forms/index.ts'
import { type Citizen, markOf } from '../drafts.ts'
import { MAX_FILE_BYTES } from './attached-files.tsx'
import { differences } from './changed-elsewhere.ts'
import type { FilingPageDeps } from './deps.ts'
import type { PapersHandled } from './form-papers.tsx'
import { filingWords } from './words.ts'

/** What a form's answers are typed into: a draft, or a part of one. */
export interface Sheet {
  id: string
  /** The form as it is asked here. */
  form: FormDefinition
  answers: RawAnswers
  /** What others answered, for the conditions to read. */
  beside: RawAnswers
  prefilled: Readonly<Record<string, string>>
  prefillAgreedAt: Date | null
  prefillWithdrawnAt: Date | null
  save(input: { raw: RawAnswers; seen: string | null; complete: boolean }): Promise<Decided<{ mark: string; savedAt: Date }>>
  setPrefill(input: { agreed: boolean; raw: RawAnswers; seen: string | null; sources: Readonly<Record<string, string>> }): Promise<Decided>
}

export interface Shown {
  /** Not saved, and why. */
  refused?: readonly SummaryError[]
  raw: RawAnswers
  errors?: readonly AnswerError[]
  warnings?: readonly AnswerError[]
  /** An address that was not found, to be typed on. */
  unfound?: Readonly<Record<string, string>>
  sources?: Readonly<Record<string, string>>
  /** Who may be taken from an earlier dossier, once that was asked. */
  people?: PeopleOffered
}

type Opened<O> = ({ ok: true } & O) | { ok: false; answer: Answer }

/** Saves what was typed and shows the page as the sheet then stands; changed elsewhere meanwhile, both are shown. */
export type ShowAgain = (done: Decided<object>, shown: Shown) => Promise<Answer>

export interface Typing<O extends { sheet: Sheet }> {
  url: string
  /** What `open` reads first. */
  beside?: RouteOptions['beside']
  open(r: WebRequest): Promise<Opened<O>>
  /** The page round the form, with what is wrong. */
  frame(r: WebRequest, opened: O, page: { errors: readonly SummaryError[]; errorTitle?: string; status?: number; scripts: readonly string[]; children: ComponentChildren }): Promise<Answer>
  /** What stands between the beginning of the form and its fields. */
  before?(r: WebRequest, opened: O): Promise<ComponentChildren>
  /** Buttons of this page alone; null when none of them was pressed. */
  press?(r: WebRequest, opened: O, raw: RawAnswers, showAgain: ShowAgain): Promise<Answer | null>
  /** Papers that are attached in the form itself: kept whichever button sends it, and what stands in their places. */
  papers?: {
    handle(r: WebRequest, opened: O): Promise<PapersHandled>
    slots(r: WebRequest, opened: O, shown: Shown): Promise<((field: FileField) => ComponentChildren) | null>
    /** The page as it is after a button beside a paper. */
    after(r: WebRequest, opened: O, component: string): string
  }
  /** Where one goes on when everything is right. */
  next(r: WebRequest, opened: O): string
}

const NO_PAPERS: PapersHandled = { pressed: null, errors: [] }

/** A form to which files are attached, sent with their progress. */
const withFiles = (lang: Lang) => ({ enctype: 'multipart/form-data', 'data-behaviour': 'autosave upload', 'data-say': behaviourWords(lang, 'autosave', 'upload'), 'data-max-bytes': MAX_FILE_BYTES }) as const

/** What the buttons of consent send: `yes` or `no`. */
const PREFILL = '_prefill'
const seenBy = (r: WebRequest): string | null => field(r.form, '_seen') || null

/** A page on which a form is filled in. Everything typed is saved first, right or wrong; then it is judged. */
export function mountTyping<O extends { sheet: Sheet }>(web: Web, deps: FilingPageDeps, typing: Typing<O>): void {
  const { beside } = typing
  web.get(typing.url, { audience: 'citizen' }, async (r) => {
    const opened = await typing.open(r)
    return opened.ok ? show(r, opened, { raw: opened.sheet.answers }) : opened.answer
  }, { beside })

  web.post(typing.url, { audience: 'citizen' }, async (r) => {
    const opened = await typing.open(r)
    if (!opened.ok) return opened.answer
    const { sheet } = opened
    const papers = (await typing.papers?.handle(r, opened)) ?? NO_PAPERS
    // What another version of the form asked stays with the sheet, though this one doesn't show it.
    const typed = readAnswers(sheet.form, r.form, { previous: sheet.answers })
    const changed = pressed(sheet.form, typed, r.form, await deps.asking(r.lang))
    const raw = changed ?? typed
    const byScript = String(r.raw.headers.accept ?? '').startsWith('application/json')
    const own = byScript ? null : await press(r, opened, raw)
    if (own) return own
    const picking = changed !== null || papers.pressed !== null || papers.errors.length > 0
    if (picking && field(r.form, '_look')) return show(r, opened, { raw })
    // What the browser saves by itself is not judged: nothing is said of it.
    const checked = byScript ? null : await deps.check(sheet.form, { ...sheet.beside, ...raw }, r.lang)
    const complete = !picking && checked?.errors.length === 0
    const saved = await sheet.save({ raw, seen: seenBy(r), complete })
    if (!checked) return saved.ok ? json({ savedAt: civilTimeOf(saved.savedAt), seen: saved.mark }) : json({ code: saved.refusal.code }, 409)
    if (saved.ok && complete) return seeOther(typing.next(r, opened))
    if (saved.ok && typing.papers && papers.pressed && papers.errors.length === 0) return seeOther(typing.papers.after(r, opened, papers.pressed))
    return showAgain(r, saved, picking ? { raw, errors: papers.errors } : { raw, errors: checked.errors, warnings: checked.warnings })
  }, typing.papers ? { beside, multipart: 'or-plain', limit: { max: 120, seconds: 60 } } : { beside })

  async function press(r: WebRequest, opened: O, raw: RawAnswers): Promise<Answer | null> {
    const own = await typing.press?.(r, opened, raw, (done, shown) => showAgain(r, done, shown))
    if (own) return own
    const consent = field(r.form, PREFILL)
    if (consent) return setPrefill(r, opened, raw, consent === 'yes')
    const person = field(r.form, '_look') ? null : personPressed(opened.sheet.form, r.form)
    if (person && hasAgreed(opened.sheet)) return takePerson(r, opened, raw, person)
    const asked = fillAsked(opened.sheet.form, r.form)
    return !field(r.form, '_look') && (asked || field(r.form, FILL)) ? fill(r, opened, raw, asked) : null
  }

  /** The page as the sheet stands after an act; changed elsewhere meanwhile, both are shown, what was typed here being `typed`. */
  async function showAgain(r: WebRequest, done: Decided<object>, shown: Shown, typed: RawAnswers = shown.raw): Promise<Answer> {
    if (!done.ok && done.refusal.code !== 'draft-changed-elsewhere') return problem(done.refusal)
    const again = await typing.open(r)
    if (!again.ok) return again.answer
    return done.ok ? show(r, again, shown) : showBoth(r, again, typed, done.refusal)
  }

  /** With the person's consent fills what is empty; when it is taken back, what was filled in and not changed goes. */
  async function setPrefill(r: WebRequest, { sheet }: O, raw: RawAnswers, agreed: boolean): Promise<Answer> {
    const { accountId, personId } = r.actor as Citizen
    const { today } = await deps.asking(r.lang)
    const facts = await deps.findFacts({ formId: sheet.form.id, accountId, personId, names: factsWanted(sheet.form), today, lang: r.lang })
    const filled = agreed ? prefill(sheet.form, raw, facts) : { raw: await taken(r, sheet, withoutPrefilled(sheet.form, raw, Object.keys(sheet.prefilled), facts)), sources: {} }
    const done = await sheet.setPrefill({ agreed, raw: filled.raw, seen: seenBy(r), sources: filled.sources })
    return showAgain(r, done, { raw: filled.raw }, raw)
  }

  /** What is left when what was filled in of people goes too. */
  async function taken(r: WebRequest, { form, prefilled }: Sheet, raw: RawAnswers): Promise<RawAnswers> {
    const { accountId, personId } = r.actor as Citizen
    return withoutPeople(form, raw, Object.keys(prefilled), form.people ? await deps.findPeople({ accountId, personId, lang: r.lang }) : [])
  }

  /** Shows who is known from earlier dossiers, or fills in the one who was chosen; either way what is typed so far is saved. */
  async function takePerson(r: WebRequest, { sheet }: O, raw: RawAnswers, { person, chosen }: PersonPressed): Promise<Answer> {
    const { accountId, personId } = r.actor as Citizen
    const known = await deps.findPeople({ accountId, personId, lang: r.lang })
    await deps.logAccess(deps.db, { actor: r.actor, purpose: 'own.people-of-earlier-dossiers', subject: { kind: 'account', id: accountId }, fields: [person.id], at: deps.clock.now(), ip: r.ip })
    const one = known.find(({ key }) => key === chosen)
    if (!one) {
      const saved = await sheet.save({ raw, seen: seenBy(r), complete: false })
      const errors = chosen === null ? [] : [{ field: personControl(person.id), href: `#${personControl(person.id)}`, text: formWords(r.lang).personChoose }]
      return showAgain(r, saved, { raw, errors, people: { person: person.id, known } })
    }
    const { raw: filled, sources } = fillPerson(sheet.form, person, raw, one)
    const done = await sheet.setPrefill({ agreed: true, raw: filled, seen: seenBy(r), sources: { ...sheet.prefilled, ...sources } })
    return showAgain(r, done, { raw: filled }, raw)
  }

  /** Fills in what was asked, saves it with what is typed so far, and shows the page again with where it came from. */
  async function fill(r: WebRequest, { sheet }: O, raw: RawAnswers, asked: FillAsked | null): Promise<Answer> {
    const filled = asked ? await fillIn(deps.findPlace, { form: sheet.form, raw, asked, lang: r.lang }) : { raw }
    const saved = await sheet.save({ raw: filled.raw, seen: seenBy(r), complete: false })
    return showAgain(r, saved, filled)
  }

  /** What was typed here, with what another device saved meanwhile beside it; saved again, it is saved over that. */
  async function showBoth(r: WebRequest, opened: O, raw: RawAnswers, refusal: Refusal): Promise<Answer> {
    const { form, answers: saved, beside } = opened.sheet
    const { answers } = await deps.check(form, { ...beside, ...saved }, r.lang)
    const warnings = differences(form, raw, { raw: saved, answers }, r.lang)
    return show(r, opened, { raw, warnings, refused: [{ text: sentenceOf(refusal, r.lang) }, ...warnings.map(({ href, label, text }) => ({ href, text: `${label}: ${text}` }))] })
  }

  async function show(r: WebRequest, opened: O, shown: Shown): Promise<Answer> {
    const words = filingWords(r.lang)
    const { sheet } = opened
    const asking = await deps.asking(r.lang)
    const papers = (await typing.papers?.slots(r, opened, shown)) ?? null
    return typing.frame(r, opened, {
      scripts: [papers ? 'declaration-papers' : 'declaration'],
      errors: shown.refused ?? shown.errors ?? [],
      ...(shown.refused ? { status: 409, errorTitle: words.changedElsewhere } : {}),
      children: (
        <>
          {shown.errors && shown.errors.length > 0 ? <p class="govuk-body">{words.mistakesFirst}</p> : null}
          {sheet.form.basis ? <InsetText><span lang="vi">{sheet.form.basis}</span></InsetText> : null}
          <form method="post" novalidate data-draft={sheet.id} {...(papers ? withFiles(r.lang) : { 'data-behaviour': 'autosave', 'data-say': behaviourWords(r.lang, 'autosave') })}>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="_seen" value={markOf(sheet.answers)} />
            {/* Enter in any field saves and goes on: a browser presses the first button of a form. */}
            <button type="submit" hidden>
              {words.saveContinue}
            </button>
            {(await typing.before?.(r, opened)) ?? null}
            <Prefill sheet={sheet} lang={r.lang} />
            <FormFields
              form={sheet.form}
              raw={{ ...sheet.beside, ...shown.raw, ...shown.unfound }}
              errors={shown.errors}
              warnings={shown.warnings}
              sources={{ ...sheet.prefilled, ...shown.sources }}
              asking={asking}
              papers={papers ?? undefined}
              people={hasAgreed(sheet) ? { offered: shown.people ?? null } : undefined}
            />
            <Button>{words.saveContinue}</Button>
          </form>
        </>
      ),
    })
  }
}

const hasAgreed = ({ prefillAgreedAt, prefillWithdrawnAt }: Sheet): boolean => prefillAgreedAt !== null && prefillWithdrawnAt === null

/** Nothing is filled in before the person agrees, and taking back is as easy (Luật 91/2025/QH15, art. 9). */
function Prefill({ sheet, lang }: { sheet: Sheet; lang: Lang }) {
  const words = filingWords(lang)
  const { prefillAgreedAt: agreedAt } = sheet
  const facts = factsWanted(sheet.form)
  if (facts.length === 0) return null
  const offer = facts.every((name) => name.startsWith('account.')) ? words.prefillOfferAccount : words.prefillOffer
  const agreed = agreedAt !== null && hasAgreed(sheet)
  return (
    <InsetText>
      <p class="govuk-body">{agreed ? words.prefillAgreed(formatDateTime(agreedAt), Object.keys(sheet.prefilled).length) : offer}</p>
      <Button variant="secondary" name={PREFILL} value={agreed ? 'no' : 'yes'} formNoValidate>
        {agreed ? words.prefillWithdraw : words.prefillAgree}
      </Button>
    </InsetText>
  )
}
