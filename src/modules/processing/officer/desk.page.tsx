import { type Answer, field, fieldList, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { readTogether } from '../../../platform/together.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, Split, Table, Tag, Textarea } from '../../../ui/index.ts'
import { type DossierRow, findDossiers } from '../../dossiers/index.ts'
import { type Answers, AnswersSummary } from '../../forms/index.ts'
import { type DraftMade, draftsMadePart } from '../drafts-made.ts'
import type { Staff } from '../on-case.ts'
import type { CasePackage } from '../ports.ts'
import { refuse } from '../refusals.ts'
import { ChosenCount } from './chosen-count.tsx'
import type { DeskStep, OfficerDeps } from './deps.ts'
import { DraftBeside, type DraftShown, draftShown } from './draft-beside.tsx'
import { PagesBeside } from './inbox-table.tsx'
import { placeText, readFrom } from './load-list.ts'
import { dueText, Left } from './time-left.tsx'

const ADDRESS = '/can-bo/ban-ky'
const PAGE = 50

interface OnDesk {
  step: DeskStep
  row: DossierRow
}

interface Preview extends OnDesk {
  version: CasePackage
  answers: Answers
  draft: DraftMade | undefined
  beside: DraftShown | null
}

interface Outcome {
  row: DossierRow
  done: boolean
  said: string
}

/** The leader's desk (bàn ký): what waits for a signature in a list, with the draft and what was declared beside it; signed or sent back one by one or many. */
export function mountDesk(web: Web, deps: OfficerDeps): void {
  web.get(ADDRESS, { audience: 'officer', duties: ['leader'] }, async (r) => show(r, null))

  web.post(ADDRESS, { audience: 'officer', duties: ['leader'] }, async (r) => {
    const only = field(r.form, 'mot')
    const read = (only ? [only] : fieldList(r.form, 'chon')).flatMap((text) => readChoice(text))
    const chosen = [...new Map(read.map((one) => [one.taskId, one])).values()]
    const agreed = field(r.form, 'viec') !== 'tra-lai'
    const reason = field(r.form, only ? 'ly-do' : 'ly-do-chung')
    if (chosen.length === 0) return show(r, sentenceOf(refuse('nothing-chosen').refusal, 'vi'))
    if (chosen.length > PAGE) return show(r, sentenceOf(refuse('too-many-chosen', { max: PAGE }).refusal, 'vi'))
    if (!agreed && reason.trim() === '') return show(r, sentenceOf(refuse('reason-needed', { max: 1000 }).refusal, 'vi'))
    const outcomes = await signEach(r, chosen, agreed, reason)
    const [first] = outcomes
    if (only && first?.done) return seeOther(`${ADDRESS}?${new URLSearchParams({ xong: agreed ? 'ky' : 'tra-lai', ...(field(r.form, 'sau') ? { xem: field(r.form, 'sau') } : {}) })}`)
    return tell(outcomes, agreed)
  })

  /** Each by itself, under a key made from the page's: sent again, what was signed is found signed. */
  async function signEach(r: WebRequest, chosen: readonly Choice[], agreed: boolean, reason: string): Promise<Outcome[]> {
    const actor = r.actor as Staff
    const key = r.key ?? randomToken(18)
    const rows = new Map((await findDossiers(deps.db, chosen.map((one) => one.dossierId))).map((row) => [row.id, row]))
    const allowed: { row: DossierRow; choice: Choice }[] = []
    for (const choice of chosen) {
      const row = rows.get(choice.dossierId)
      const agency = row ? await deps.agencyOf(row.agency_id) : null
      if (row && agency && deps.may(actor, 'dossier.read', { agencyId: agency.id, agencyPath: agency.path }).ok) allowed.push({ row, choice })
    }
    await log(r, 'case.act-on-many', allowed.map((one) => one.row))
    const outcomes: Outcome[] = []
    for (const { row, choice } of allowed) {
      const done = await deps.steps.sign(actor, { dossierId: row.id, key: `${key}:${choice.taskId}`, seenRevision: choice.revision, taskId: choice.taskId, agreed, reason })
      outcomes.push(done.ok ? { row, done: true, said: done.replayed ? 'Đã làm ở lần gửi trước.' : agreed ? 'Đã ký duyệt.' : 'Đã trả lại.' } : { row, done: false, said: sentenceOf(done.refusal, 'vi') })
    }
    return outcomes
  }

  const log = (r: WebRequest, purpose: string, rows: readonly DossierRow[]) =>
    deps.logAccesses(deps.db, rows.map((row) => ({ actor: r.actor, purpose, subject: { kind: 'dossier', id: row.id }, fields: ['form', 'result'], at: deps.clock.now(), ip: r.ip })))

  async function load(r: WebRequest) {
    const actor = r.actor as Staff
    const from = readFrom(r.query)
    const { steps, hasMore } = await deps.stepsToSign(actor, from, PAGE)
    const rows = new Map((await findDossiers(deps.db, steps.map((step) => step.dossierId))).map((row) => [row.id, row]))
    const all = steps.flatMap((step): OnDesk[] => {
      const row = rows.get(step.dossierId)
      return row ? [{ step, row }] : []
    })
    const [first, last] = [steps[0], steps.at(-1)].map((step) => (step ? placeText({ orderAt: step.orderAt, id: step.taskId }) : null))
    const isBack = from?.backwards ?? false
    return { all, next: isBack || hasMore ? (last ?? null) : null, previous: from && (!isBack || hasMore) ? (first ?? null) : null }
  }

  async function show(r: WebRequest, fault: string | null): Promise<Answer> {
    const { all, next, previous } = await load(r)
    const { staffId } = r.actor as Staff
    if (all.length > 0) await deps.logAccess(deps.db, { actor: r.actor, purpose: 'desk.list', subject: { kind: 'staff', id: staffId }, fields: all.map((one) => one.row.code), at: deps.clock.now(), ip: r.ip })
    const at = Math.max(0, all.findIndex((one) => one.row.code === r.query.xem))
    const preview = all[at] ? await previewOf(r, all[at]) : null
    const done = r.query.xong === 'ky' ? 'Đã ký duyệt.' : r.query.xong === 'tra-lai' ? 'Đã trả lại để làm lại.' : null
    return page({
      title: `${fault ? 'Lỗi: ' : ''}Bàn ký`,
      nav: 'ban-ky',
      status: fault ? 422 : 200,
      wide: true,
      scripts: ['shortcuts', 'choosing'],
      main: (
        <>
          <ErrorSummary errors={fault ? [{ text: fault }] : []} />
          {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
          <h1 class="govuk-heading-l">Bàn ký</h1>
          {all.length === 0 ? <p class="govuk-body">Không có hồ sơ nào chờ ký duyệt.</p> : null}
          {all.length > 0 ? (
            <Split
              left={
                <>
                  <DeskList r={r} all={all} at={at} now={deps.clock.now()} />
                  <PagesBeside path={ADDRESS} query={{}} next={next} previous={previous} broken={false} />
                </>
              }
              right={preview ? <DeskPreview r={r} preview={preview} next={all[at + 1]?.row.code ?? null} previous={all[at - 1]?.row.code ?? null} /> : null}
            />
          ) : null}
        </>
      ),
    })
  }

  /** The look into one is written down before it is shown. */
  async function previewOf(r: WebRequest, { step, row }: OnDesk): Promise<Preview> {
    await log(r, 'case.preview', [row])
    const { latest, drafts, sent } = await readTogether(deps.db, { latest: deps.record.answersPart(deps.db, row.id), drafts: draftsMadePart(deps.db, deps.sealer, row.id), sent: deps.requests.draftsPart(deps.db, row.id) })
    const version = await deps.packageOf(row.package_version_id)
    const answers = latest.answers as Answers
    const draft = drafts.at(-1)
    return { step, row, version, answers, draft, beside: await draftShown(deps, deps.db, { row, version, latest: { answers, revision: latest.revision }, made: draft, sent }) }
  }

  function tell(outcomes: readonly Outcome[], agreed: boolean): Answer {
    const done = outcomes.filter((one) => one.done).length
    const title = agreed ? 'Kết quả ký duyệt' : 'Kết quả trả lại'
    return page({
      title,
      nav: 'ban-ky',
      back: { href: ADDRESS, text: 'Bàn ký' },
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body" role="status">
            {done} hồ sơ đã xong{done < outcomes.length ? `, ${outcomes.length - done} hồ sơ chưa làm được` : ''}. Gửi lại trang này không làm hồ sơ nào hai lần.
          </p>
          <Table
            caption="Từng hồ sơ"
            hideCaption
            head={['Mã hồ sơ', 'Nội dung', 'Kết quả', 'Chi tiết']}
            rowId={(index) => `dong-${index}`}
            rows={outcomes.map(({ row, done: isDone, said }) => [
              <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row.code}`}>
                {row.code}
              </a>,
              row.subject,
              <Tag colour={isDone ? 'green' : 'red'}>{isDone ? 'Đã xong' : 'Chưa làm được'}</Tag>,
              said,
            ])}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={ADDRESS}>
              Về bàn ký
            </a>
          </p>
        </>
      ),
    })
  }
}

interface Choice {
  dossierId: string
  revision: number | null
  taskId: string
}

const choiceText = ({ row, step }: OnDesk): string => `${row.id}:${row.revision}:${step.taskId}`

function readChoice(text: string): Choice[] {
  const [dossierId = '', revision = '', taskId = ''] = text.split(':')
  return isId(dossierId) && isId(taskId) ? [{ dossierId, revision: /^\d{1,9}$/.test(revision) ? Number(revision) : null, taskId }] : []
}

function DeskList({ r, all, at, now }: { r: WebRequest; all: readonly OnDesk[]; at: number; now: Date }) {
  const { sau, truoc } = r.query
  const here = (code: string) => `${ADDRESS}?${new URLSearchParams({ ...(sau ? { sau } : {}), ...(truoc ? { truoc } : {}), xem: code })}#xem`
  return (
    <form method="post" action={ADDRESS} data-behaviour="choosing">
      <FormKeys csrf={r.csrf} />
      <div class="mc-bulk">
        <ChosenCount />
        <Button variant="secondary" name="viec" value="ky">
          Ký duyệt các hồ sơ đã chọn
        </Button>
      </div>
      <Table
        caption="Hồ sơ chờ ký duyệt"
        hideCaption
        head={[{ text: 'Chọn', hidden: true }, 'Hồ sơ', 'Hạn']}
        rowId={(index) => `dong-${index}`}
        rows={all.map((one, index) => [
          <div class="govuk-checkboxes govuk-checkboxes--small mc-choose">
            <div class="govuk-checkboxes__item">
              <input class="govuk-checkboxes__input" type="checkbox" id={`chon-${index}`} name="chon" value={choiceText(one)} data-row-choice />
              <label class="govuk-label govuk-checkboxes__label" for={`chon-${index}`}>
                <span class="govuk-visually-hidden">Chọn hồ sơ {one.row.code}</span>
              </label>
            </div>
          </div>,
          <>
            <a class="govuk-link mc-code" href={here(one.row.code)} aria-current={index === at ? 'true' : undefined}>
              {one.row.code}
            </a>
            <br />
            {one.row.subject}
            <br />
            <span class="govuk-hint govuk-!-display-inline">{one.row.procedure_name}</span>
          </>,
          <>
            {dueText(one.step.dueAt)}
            <br />
            <Left by={one.step.dueAt} now={now} paused={one.step.isPaused} />
          </>,
        ])}
      />
      <Textarea name="ly-do-chung" label="Lý do trả lại các hồ sơ đã chọn" optional rows={2} value={field(r.form, 'ly-do-chung')} maxLength={1000} />
      <Button variant="warning" name="viec" value="tra-lai">
        Trả lại các hồ sơ đã chọn
      </Button>
    </form>
  )
}

/** The draft beside what was declared, and the two things that may be done about it. */
function DeskPreview({ r, preview, next, previous }: { r: WebRequest; preview: Preview; next: string | null; previous: string | null }) {
  const { row, version, answers, draft, beside } = preview
  const paper = `/can-bo/ho-so/${row.code}/du-thao.pdf`
  return (
    <section id="xem" aria-labelledby="xem-tieu-de">
      <nav class="mc-neighbours" aria-label="Hồ sơ bên cạnh">
        {previous ? (
          <a class="govuk-link" href={`${ADDRESS}?xem=${previous}#xem`} data-key="p" data-key-name="Hồ sơ trước">
            Hồ sơ trước
          </a>
        ) : null}
        <a class="govuk-link" href={`/can-bo/ho-so/${row.code}`}>
          Mở cả hồ sơ
        </a>
        {next ? (
          <a class="govuk-link" href={`${ADDRESS}?xem=${next}#xem`} data-key="n" data-key-name="Hồ sơ sau">
            Hồ sơ sau
          </a>
        ) : null}
      </nav>
      <h2 class="govuk-heading-m" id="xem-tieu-de">
        {row.subject}
      </h2>
      <form method="post" action={ADDRESS} class="mc-desk-acts">
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="mot" value={choiceText(preview)} />
        <input type="hidden" name="sau" value={next ?? ''} />
        <Button name="viec" value="ky" shortcut="s">
          Ký duyệt
        </Button>
        <details class="govuk-details">
          <summary class="govuk-details__summary" data-key="r" data-key-name="Trả lại">
            <span class="govuk-details__summary-text">Trả lại để làm lại</span>
          </summary>
          <div class="govuk-details__text">
            <Textarea name="ly-do" label="Lý do trả lại" rows={2} value={field(r.form, 'ly-do')} maxLength={1000} />
            <Button variant="warning" name="viec" value="tra-lai">
              Trả lại
            </Button>
          </div>
        </details>
      </form>
      {draft ? (
        <>
          <h3 class="govuk-heading-s">Dự thảo kết quả: {version.result.title}</h3>
          <iframe class="mc-paper-frame mc-desk-paper" src={paper} title={`Dự thảo kết quả của hồ sơ ${row.code}`} loading="lazy" />
          <p class="govuk-body">
            <a class="govuk-link" href={paper} target="_blank" rel="noopener">
              Mở dự thảo (PDF) ở cửa sổ khác
            </a>
          </p>
          {beside ? <DraftBeside {...beside} /> : null}
        </>
      ) : (
        <InsetText>Hồ sơ này không có bản dự thảo lưu ở đây.</InsetText>
      )}
      <h3 class="govuk-heading-s">Tờ khai, để đối chiếu</h3>
      <AnswersSummary form={version.form} answers={answers} lang="vi" headingLevel={4} />
    </section>
  )
}
