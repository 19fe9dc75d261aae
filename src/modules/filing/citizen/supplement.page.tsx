import { formatDateTime } from '../../../platform/clock.ts'
import { langWritten } from '../../../platform/text.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { behaviourWords, Button, ErrorSummary, FileUpload, FormKeys, InsetText, type SummaryError, Textarea } from '../../../ui/index.ts'
import type { DossierRow, SupplementItem, SupplementRequest } from '../../dossiers/index.ts'
import { ACCEPTED_ENDINGS, endingsOf, type FileView, listFiles, receiveUpload } from '../../files/index.ts'
import { type AnswerError, type Answers, type Asking, type Field, FormFields, pressed, type RawAnswers, rawFromAnswers, readAnswers, type Section } from '../../forms/index.ts'
import type { Citizen } from '../drafts.ts'
import type { ApplicableComponent, FilingPackage } from '../ports.ts'
import { selectSupplementPapers } from '../store.ts'
import type { FilingPageDeps } from './deps.ts'
import { dossierWords } from './dossier-words.ts'
import { openOwn } from './own.ts'
import { MAX_FILE_BYTES, whatItTakes } from './attached-files.tsx'

interface Open {
  row: DossierRow
  request: SupplementRequest
  version: FilingPackage
  answers: Answers
  files: Map<string, FileView[]>
  /** What the component that an item is about takes. */
  takes(component: string | null): ApplicableComponent | null
}

interface Typed {
  replies: Readonly<Record<string, string>>
  raw: RawAnswers
  errors: readonly SummaryError[]
  fieldErrors: readonly AnswerError[]
}

const urlOf = (r: WebRequest, row: DossierRow, rest = '') => href(r.lang, `/ho-so/${row.code}${rest}`)

/** A supplement, answered item by item: files are kept as they are sent; everything goes to the office in one act. */
export function mountSupplementPage(web: Web, deps: FilingPageDeps): void {
  web.get('/ho-so/:code/bo-sung', { audience: 'citizen' }, async (r) => {
    const open = await load(r)
    if (!open.ok) return open.answer
    return show(r, open, { replies: {}, raw: rawFromAnswers(open.version.form, open.answers), errors: [], fieldErrors: [] })
  })

  web.post(
    '/ho-so/:code/bo-sung/giay-to/:fileId/xoa',
    { audience: 'citizen' },
    async (r) => {
      const before = await load(r)
      if (!before.ok) return before.answer
      const errors = await keepFiles(r, before)
      const key = r.key ?? randomToken(18)
      const done = await deps.supplementPapers.detach(r.actor as Citizen, { dossierId: before.row.id, key, fileId: r.params.fileId ?? '' })
      if (!done.ok) errors.push({ text: sentenceOf(done.refusal, r.lang) })
      const open = await load(r)
      if (!open.ok) return open.answer
      const replies = Object.fromEntries(open.request.items.map((item) => [item.id, field(r.form, `reply-${item.id}`)]))
      return show(r, open, { replies, raw: corrected(open, r), errors, fieldErrors: [] })
    },
    { multipart: true },
  )

  // One form holds files and words: files are kept as they come, and the words go back on the page with them.
  web.post(
    '/ho-so/:code/bo-sung',
    { audience: 'citizen' },
    async (r) => {
      const before = await load(r, { sentBefore: true })
      if (!before.ok) return before.answer
      const fileErrors = before.request.answeredAt ? await readAway(r) : await keepFiles(r, before)
      const open = await load(r, { sentBefore: true })
      if (!open.ok) return open.answer
      const replies = Object.fromEntries(open.request.items.map((item) => [item.id, field(r.form, `reply-${item.id}`)]))
      const asked = fieldsAsked(open)
      const raw = corrected(open, r)
      const changed = asked.length > 0 ? pressed(open.version.form, raw, r.form, await deps.asking(r.lang)) : null
      if (open.request.answeredAt && (changed || field(r.form, '_do') === 'keep')) return problem({ code: 'supplement-not-asked' })
      if (fileErrors.length > 0 || changed || field(r.form, '_do') === 'keep') return show(r, open, { replies, raw: changed ?? raw, errors: fileErrors, fieldErrors: [] })
      const checked = asked.length > 0 ? await deps.check(open.version.form, raw, r.lang) : null
      if (checked && checked.errors.length > 0) return show(r, open, { replies, raw, errors: checked.errors, fieldErrors: checked.errors })
      const done = await deps.supply(r.actor as Citizen, {
        dossierId: open.row.id,
        key: r.key ?? randomToken(18),
        replies,
        answers: checked ? checked.answers : null,
      })
      if (done.ok) return seeOther(`${urlOf(r, open.row)}?xong=1`)
      if (open.request.answeredAt) return problem({ code: 'supplement-not-asked' })
      return show(r, open, { replies, raw, errors: [{ text: sentenceOf(done.refusal, r.lang) }], fieldErrors: [] })
    },
    { multipart: true, limit: { max: 120, seconds: 60 } },
  )

  async function keepFiles(r: WebRequest, open: Open): Promise<SummaryError[]> {
    const errors: SummaryError[] = []
    let sent = 0
    for await (const part of r.files()) {
      const itemId = part.field.replace(/^file-/, '')
      const received = await receiveUpload(deps.files)({ stream: part.stream, filename: part.filename, declaredType: part.mime })
      const key = `${r.key ?? randomToken(18)}-${sent++}`
      const kept = received.ok
        ? await deps.supplementPapers.attach(r.actor as Citizen, { dossierId: open.row.id, key, itemId, received: received.received })
        : received
      if (!kept.ok) errors.push({ href: `#file-${itemId}`, text: sentenceOf(kept.refusal, r.lang) })
    }
    return errors
  }

  /** The files of a supplement that was sent before are there already. */
  async function readAway(r: WebRequest): Promise<SummaryError[]> {
    for await (const part of r.files()) part.stream.resume()
    return []
  }

  /** With `sentBefore`, also the request that was answered last: who sends the same again gets the same answer. */
  async function load(r: WebRequest, { sentBefore = false } = {}): Promise<({ ok: true } & Open) | { ok: false; answer: Answer }> {
    const own = await openOwn(deps, r, 'own.supplement')
    if (!own.ok) return own
    const { row } = own
    const requests = await deps.requests.supplementsOf(deps.db, row.id)
    const answered = sentBefore ? requests.findLast((one) => one.answeredAt) : undefined
    const request = requests.find((one) => !one.answeredAt && !one.lapsedAt) ?? answered
    if (!request) return { ok: false, answer: problem({ code: 'supplement-not-asked' }) }
    const gathered = await selectSupplementPapers(deps.db, request.id)
    const views = await listFiles(deps.files)(deps.db, { fileIds: gathered.map((paper) => paper.file_id) })
    const files = new Map<string, FileView[]>()
    for (const paper of gathered) {
      const view = views.find((one) => one.fileId === paper.file_id)
      if (view) files.set(paper.item_id, [...(files.get(paper.item_id) ?? []), view])
    }
    const version = await deps.packages.version(row.package_version_id)
    const answers = (await deps.record.answersOf(deps.db, row.id)).answers as Answers
    const components = version.components(row.case_key, answers)
    return { ok: true, row, request, files, version, answers, takes: (component) => components.find(({ id }) => id === component) ?? null }
  }

  async function show(r: WebRequest, open: Open, typed: Typed): Promise<Answer> {
    const words = dossierWords(r.lang)
    return page({
      title: `${words.supplement} – ${open.row.code}`,
      nav: 'dossiers',
      status: typed.errors.length > 0 ? 422 : 200,
      scripts: ['upload'],
      back: { href: urlOf(r, open.row), text: open.row.code },
      main: <Supplement r={r} open={open} typed={typed} asking={await deps.asking(r.lang)} />,
    })
  }
}

/** Fields of the form that the office asked to be corrected. */
function fieldsAsked({ request, version }: Open): Field[] {
  const ids = new Set(request.items.flatMap((item) => item.field ?? []))
  return version.form.sections.flatMap((section) => section.fields).filter((one) => ids.has(one.id))
}

/** The answers with what was typed in the fields asked for, emptied ones too; whatever else a post holds is not taken. */
function corrected(open: Open, r: WebRequest): RawAnswers {
  const { form } = open.version
  return readAnswers(form, r.form, { section: correction(fieldsAsked(open), r.lang), previous: rawFromAnswers(form, open.answers) })
}

function correction(fields: Field[], lang: Lang): Section {
  const title = dossierWords(lang).fixForm
  return { id: 'bo-sung', title: { vi: title, en: title }, fields }
}

function Supplement({ r, open, typed, asking }: { r: WebRequest; open: Open; typed: Typed; asking: Asking }) {
  const words = dossierWords(r.lang)
  const asked = fieldsAsked(open)
  const section = correction(asked, r.lang)
  return (
    <>
      <ErrorSummary errors={typed.errors} />
      <h1 class="govuk-heading-l">{words.supplement}</h1>
      <InsetText>{words.supplementBy(formatDateTime(open.request.dueAt))}</InsetText>
      <form method="post" enctype="multipart/form-data" data-behaviour="upload" data-say={behaviourWords(r.lang, 'upload')} data-max-bytes={MAX_FILE_BYTES} novalidate>
        <FormKeys csrf={r.csrf} />
        {open.request.items.map((item, index) => (
          <Item
            key={item.id}
            {...{ r, item, index }}
            row={open.row}
            files={open.files.get(item.id) ?? []}
            takes={open.takes(item.component)}
            reply={typed.replies[item.id] ?? ''}
            error={typed.errors.find((error) => error.href === `#file-${item.id}`)?.text}
          />
        ))}
        {asked.length > 0 ? (
          <>
            <p class="govuk-body">{words.fixFormLead}</p>
            <FormFields form={open.version.form} section={section} raw={typed.raw} errors={typed.fieldErrors} asking={asking} />
          </>
        ) : null}
        <Button>{words.sendSupplement}</Button>
      </form>
    </>
  )
}

interface ItemProps {
  r: WebRequest
  row: DossierRow
  item: SupplementItem
  index: number
  files: FileView[]
  takes: ApplicableComponent | null
  reply: string
  error?: string
}

function Item({ r, row, item, index, files, takes, reply, error }: ItemProps) {
  const words = dossierWords(r.lang)
  return (
    <section class="mc-paper" id={`item-${item.id}`}>
      <h2 class="govuk-heading-s">
        {words.item(index + 1)}: <span lang={langWritten(item.what, r.lang)}>{item.what}</span>
      </h2>
      {item.reason ? (
        <p class="govuk-body">
          {words.reason}: <span lang={langWritten(item.reason, r.lang)}>{item.reason}</span>
        </p>
      ) : null}
      {item.howTo ? (
        <p class="govuk-body">
          {words.howTo}: <span lang={langWritten(item.howTo, r.lang)}>{item.howTo}</span>
        </p>
      ) : null}
      {files.length > 0 ? (
        <ul class="govuk-list">
          {files.map((file) => (
            <li>
              {file.filename}{' '}
              <button class="mc-link-button govuk-link" type="submit" formaction={urlOf(r, row, `/bo-sung/giay-to/${file.fileId}/xoa`)}>
                {words.remove}
                <span class="govuk-visually-hidden"> {file.filename}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {item.field ? null : (
        <>
          <FileUpload
            name={`file-${item.id}`}
            label={words.chooseFile(item.what)}
            hint={takes ? whatItTakes(takes, r.lang) : undefined}
            error={error}
            accept={takes ? endingsOf(takes.accepts) : ACCEPTED_ENDINGS}
            multiple={takes?.mostFiles !== 1}
          />
          <Button variant="secondary" name="_do" value="keep">
            {words.attach}
          </Button>
        </>
      )}
      <Textarea name={`reply-${item.id}`} label={words.reply} rows={2} value={reply} maxLength={2000} />
    </section>
  )
}
