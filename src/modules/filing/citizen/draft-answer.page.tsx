import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { langWritten } from '../../../platform/text.ts'
import { href } from '../../../platform/words.ts'
import { Button, Details, ErrorSummary, Fieldset, FormKeys, InsetText, Select, type SummaryError, Table, Tag, Textarea } from '../../../ui/index.ts'
import { type DossierRow, DRAFT_SILENCE } from '../../dossiers/index.ts'
import { valueOn } from '../../parameters/index.ts'
import { fileAnswer, openFile } from '../../files/index.ts'
import { type Answers, draftBeside, type DraftField, flatAnswers, type PrintedAnswers } from '../../forms/index.ts'
import type { Citizen } from '../drafts.ts'
import { type CorrectionFault, MAX_CORRECTIONS, MAX_SHOULD, readCorrections, type TypedCorrection } from '../rules/corrections.ts'
import type { FilingPageDeps } from './deps.ts'
import { dossierWords } from './dossier-words.ts'
import { draftWords } from './draft-words.ts'
import { openOwn, openToRead } from './own.ts'

interface Shown {
  row: DossierRow
  answerBy: Date
  silenceAgrees: boolean
  fields: DraftField[]
  typed: readonly TypedCorrection[]
  comment: string
  faults: readonly CorrectionFault[]
  /** Of the whole, where nothing was said. */
  error: string | null
}

const EMPTY: TypedCorrection = { field: '', should: '', why: '' }
const urlOf = (r: WebRequest, row: DossierRow, rest = '') => href(r.lang, `/ho-so/${row.code}${rest}`)

/** The draft of a result beside what was declared: the citizen agrees, or says field by field what it should be and why. */
export function mountDraftAnswer(web: Web, deps: FilingPageDeps): void {
  web.get('/ho-so/:code/du-thao', { audience: 'citizen' }, async (r) => {
    const opened = await open(r, 'own.read-draft')
    return opened.ok ? show(r, { ...opened, typed: [EMPTY], comment: '', faults: [], error: null }) : opened.answer
  })

  web.get('/ho-so/:code/du-thao.pdf', { audience: 'citizen' }, async (r) => {
    const own = await openToRead(deps, r, 'own.read-draft')
    if (!own.ok) return own.answer
    const draft = (await deps.requests.draftsOf(deps.db, own.row.id)).at(-1)
    if (!draft) return problem({ code: 'not-found' })
    const opened = await openFile(deps.files)(deps.db, draft.fileId)
    return opened.ok ? fileAnswer(opened, { inline: true }) : problem(opened.refusal)
  })

  web.post('/ho-so/:code/du-thao', { audience: 'citizen' }, async (r) => {
    const own = await openOwn(deps, r, 'own.act')
    if (!own.ok) return own.answer
    const confirmed = field(r.form, 'answer') === 'confirm'
    const typed = typedIn(r)
    const comment = confirmed ? '' : field(r.form, 'comment')
    const done = await deps.answerDraft(r.actor as Citizen, { dossierId: own.row.id, key: r.key ?? randomToken(18), confirmed, comment, ...(confirmed ? {} : { corrections: typed }) })
    if (done.ok) return seeOther(`${urlOf(r, own.row)}?xong=1`)
    if (done.refusal.code !== 'text-needed' && done.refusal.code !== 'corrections-wrong') return problem(done.refusal)
    const opened = await open(r, 'own.read-draft')
    if (!opened.ok) return opened.answer
    const { faults } = readCorrections(typed, opened.shown)
    return show(r, { ...opened, typed, comment, faults, error: faults.length > 0 ? null : sentenceOf(done.refusal, r.lang) })
  })

  async function open(r: WebRequest, purpose: string) {
    const own = await openOwn(deps, r, purpose)
    if (!own.ok) return own
    const draft = (await deps.requests.draftsOf(deps.db, own.row.id)).find((one) => !one.answeredAt)
    if (!draft) return { ok: false as const, answer: problem({ code: 'draft-result-answered' }) }
    const { form, resultEntries } = await deps.packages.version(own.row.package_version_id)
    const { answers } = await deps.record.answersOf(deps.db, own.row.id)
    const content = draft.content as PrintedAnswers
    const fields = draftBeside({ content, form, entries: resultEntries, answers: answers as Answers, lang: r.lang })
    const silence = await valueOn(deps.db, DRAFT_SILENCE, own.row.agency_id, civilDateOf(deps.clock.now()))
    return { ok: true as const, row: own.row, answerBy: draft.answerBy, silenceAgrees: silence === 'agree', fields, shown: flatAnswers(content) }
  }
}

const typedIn = ({ form }: WebRequest): TypedCorrection[] =>
  Array.from({ length: MAX_CORRECTIONS }, (_, row) => ({ field: field(form, `field-${row}`), should: field(form, `should-${row}`), why: field(form, `why-${row}`) }))

function show(r: WebRequest, shown: Shown): Answer {
  const words = dossierWords(r.lang)
  const { row, faults, error } = shown
  const errors: SummaryError[] = [...faults.map((fault) => ({ href: `#${fault.part}-${fault.row}`, text: draftWords(r.lang).fault(fault) })), ...(error ? [{ href: '#comment', text: error }] : [])]
  return page({
    title: errors.length > 0 ? (errors[0]?.text ?? words.askConfirm) : words.askConfirm,
    status: errors.length > 0 ? 422 : 200,
    nav: 'dossiers',
    back: { href: urlOf(r, row), text: row.code },
    main: (
      <>
        <ErrorSummary errors={errors} />
        <h1 class="govuk-heading-l">{words.askConfirm}</h1>
        <InsetText>{words.confirmBy(formatDateTime(shown.answerBy), shown.silenceAgrees)}</InsetText>
        <p class="govuk-body">
          <a class="govuk-link" href={urlOf(r, row, '/du-thao.pdf')}>
            {words.seeDraft}
          </a>
        </p>
        <Beside r={r} fields={shown.fields} />
        <form method="post" action={urlOf(r, row, '/du-thao')}>
          <FormKeys csrf={r.csrf} />
          <Button name="answer" value="confirm">
            {words.confirm}
          </Button>
        </form>
        <Details summary={words.wrong} open={errors.length > 0}>
          <Corrections r={r} {...shown} />
        </Details>
      </>
    ),
  })
}

/** The draft beside the declaration: what differs is said in words and by a sign. */
function Beside({ r: { lang }, fields }: { r: WebRequest; fields: readonly DraftField[] }) {
  const words = draftWords(lang)
  const differing = fields.filter((one) => one.differs).length
  const said = (text: string | null) => <span lang={langWritten(text ?? '', lang)}>{text || words.none}</span>
  if (fields.length === 0) return <p class="govuk-body">{words.empty}</p>
  return (
    <>
      <p class="govuk-body">{differing > 0 ? words.differing(differing) : words.same}</p>
      <Table
        caption={words.drafted}
        head={differing > 0 ? [words.field, words.shown, words.declared] : [words.field, words.shown]}
        rows={fields.map((one) => [
          one.label,
          one.differs ? (
            <>
              <strong>{said(one.shown)}</strong>{' '}
              <Tag colour="yellow" icon="alert">
                ≠ {words.differs}
              </Tag>
            </>
          ) : (
            said(one.shown)
          ),
          ...(differing > 0 ? [one.differs ? said(one.declared) : ''] : []),
        ])}
      />
    </>
  )
}

function Corrections({ r, row: dossier, fields, typed, comment, faults, error }: Shown & { r: WebRequest }) {
  const words = draftWords(r.lang)
  const own = dossierWords(r.lang)
  const items = [{ value: '', text: words.choose }, ...fields.filter((one) => one.shown !== '').map((one) => ({ value: one.id, text: one.label }))]
  const errorOf = (row: number, part: CorrectionFault['part']) => {
    const fault = faults.find((one) => one.row === row && one.part === part)
    return fault && words.fault(fault)
  }
  const inputs = (row: number) => {
    const { field: chosen, should, why } = typed[row] ?? EMPTY
    return (
      <>
        <Select name={`field-${row}`} label={words.which} items={items} value={chosen} error={errorOf(row, 'field')} />
        <Textarea name={`should-${row}`} label={words.should} rows={1} value={should} maxLength={MAX_SHOULD} error={errorOf(row, 'should')} />
        <Textarea name={`why-${row}`} label={words.why} rows={1} value={why} maxLength={MAX_SHOULD} error={errorOf(row, 'why')} />
      </>
    )
  }
  return (
    <form method="post" action={urlOf(r, dossier, '/du-thao')} novalidate>
      <FormKeys csrf={r.csrf} />
      {Array.from({ length: MAX_CORRECTIONS }, (_, row) => {
        const { field: chosen, should, why } = typed[row] ?? EMPTY
        return row === 0 ? (
          <Fieldset legend={words.row(1)} legendSize="s">
            {inputs(row)}
          </Fieldset>
        ) : (
          <Details summary={words.add(row + 1)} open={`${chosen}${should}${why}` !== ''}>
            {inputs(row)}
          </Details>
        )
      })}
      <Textarea name="comment" label={words.other} optional hint={words.otherHint} rows={2} value={comment} error={error ?? undefined} maxLength={2000} />
      <Button variant="secondary" name="answer" value="correct">
        {own.sendCorrection}
      </Button>
    </form>
  )
}
