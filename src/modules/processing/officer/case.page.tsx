import type { ComponentChildren } from 'preact'
import { formatDateTime } from '../../../platform/clock.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { readTogether } from '../../../platform/together.ts'
import { ActionBar, ActionRefused, Button, Details, FormKeys, InsetText, NotificationBanner, Split, SummaryList, Tag, WarningText } from '../../../ui/index.ts'
import { explain, type Step } from '../../calendar/index.ts'
import { documentsPart, type DocumentView, findDocument, listDocuments, type Reprint, reprintsPart, withdrawnPdf } from '../../documents/index.ts'
import {
  type DueChangeRow,
  dueChangesPart,
  mayMove,
  type PaperRow,
  papersOf,
  papersPart,
  partiesPart,
  type PartyRow,
  STATUS,
  statusLabel,
  statusWords,
  type SupplementRequest,
  twinsPart, replacementOf } from '../../dossiers/index.ts'
import { type FileView, fileAnswer, filesOfOwnersPart, listFiles, openFile, openShown } from '../../files/index.ts'
import { type Answers, AnswersSummary } from '../../forms/index.ts'
import { type Unsent, unsentPart } from '../../notifications/index.ts'
import { type CaseTime, CaseTimeBlock, timeParts } from '../deadlines/case-time.tsx'
import { lookAround, WorkBlock, workParts, type WorkShown } from '../work/work-block.tsx'
import { notesPart } from '../notes.ts'
import { openReason, type Staff } from '../on-case.ts'
import type { OpenTask } from '../ports.ts'
import { holdsStep, permissionOfWork } from '../complete-step.ts'
import { type DraftMade, draftsMade, draftsMadePart } from '../drafts-made.ts'
import { type ActNow, actsNow } from '../rules/acts-now.ts'
import { refuse } from '../refusals.ts'
import { actsPart, type ActRow, type CollectionRow, collectionsPart } from '../store.ts'
import type { OfficerDeps } from './deps.ts'
import { CorrectionsAsked, type SentDraft } from './draft-beside.tsx'
import { Entered } from './entered.tsx'
import { CaseFees } from './case-fees.tsx'
import { CaseNeighbours } from './case-neighbours.tsx'
import { Documents, PapersPane } from './case-papers.tsx'
import { History, Talk } from './case-talk.tsx'
import { type LinkedCase, LinkedWith, linkedWith } from './linked-case.tsx'
import { admitToCase, type AdmittedCase } from './open-case.ts'
import { NotTold } from './not-told.tsx'
import { dueText, Left } from './time-left.tsx'

/** One page for the whole case: head, form and papers side by side, history, messages, and only the acts of now. */
export function mountCase(web: Web, deps: OfficerDeps): void {
  web.get('/can-bo/ho-so/:code', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read')
    if (!opened.ok) return opened.answer
    const view = await load(r, opened)
    return page({
      title: `${opened.row.code} – ${opened.row.subject}`,
      wide: true,
      scripts: ['shortcuts', 'papers'],
      back: { href: '/can-bo', text: 'Việc của tôi' },
      main: <CaseView {...view} />,
    })
  })

  web.get('/can-bo/ho-so/:code/giay-to/:paperId', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-paper')
    if (!opened.ok) return opened.answer
    const paper = (await papersOf(deps.db, opened.row.id)).find((one) => one.id === r.params.paperId)
    if (!paper?.file_id) return problem({ code: 'not-found' })
    const file = await openShown(deps.files)(deps.db, paper.file_id, { asSent: r.query.ban === 'goc' })
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  web.get('/can-bo/ho-so/:code/van-ban/:documentId', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-document')
    if (!opened.ok) return opened.answer
    const documents = await listDocuments(deps.db, 'dossier', opened.row.id)
    const listed = documents.find((one) => one.documentId === r.params.documentId)
    const document = listed ? await findDocument(deps.db, listed.documentId) : null
    if (!document || !listed) return problem({ code: 'not-found' })
    const replaced = replacementOf(listed, documents)
    const marked = replaced ? await withdrawnPdf(deps.documents)(deps.db, listed, replaced.printedAt) : null
    if (marked) return bytes({ body: marked, type: 'application/pdf', filename: `Da thu hoi ${opened.row.code}.pdf`, inline: true, cache: 'private, no-store' })
    const file = await openFile(deps.files)(deps.db, document.fileId)
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  web.get('/can-bo/ho-so/:code/du-thao.pdf', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-document')
    if (!opened.ok) return opened.answer
    // A draft set before drafts were kept here is known only where it was sent to the citizen.
    const draft = (await draftsMade(deps.db, deps.sealer, opened.row.id)).at(-1) ?? (await deps.requests.draftsOf(deps.db, opened.row.id)).at(-1)
    if (!draft) return problem({ code: 'not-found' })
    const file = await openFile(deps.files)(deps.db, draft.fileId)
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  async function load(r: WebRequest, opened: AdmittedCase) {
    const { row, agency } = opened
    const actor = r.actor as Staff
    const { db } = deps
    const { answers, acts, drafts, withdrawals, tasks, filed, ...shown } = await readTogether(db, {
      answers: deps.record.answersPart(db, row.id),
      papers: papersPart(db, row.id),
      filed: filesOfOwnersPart(deps.files, 'dossier', row.whole_id ? [row.id, row.whole_id] : [row.id]),
      documents: documentsPart('dossier', row.id),
      reprints: reprintsPart(db, 'dossier', row.id),
      acts: actsPart(db, row.id),
      notes: notesPart(db, deps.sealer, row.id),
      messages: deps.record.messagesPart(db, row.id),
      dues: dueChangesPart(db, row.id),
      supplements: deps.requests.supplementsPart(db, row.id),
      drafts: deps.requests.draftsPart(db, row.id),
      made: draftsMadePart(db, deps.sealer, row.id),
      withdrawals: deps.requests.withdrawalsPart(db, row.id),
      identity: deps.identityNumbers.findPart(db, row.id),
      twins: twinsPart(db, row),
      parties: partiesPart(db, row.id),
      tasks: deps.processes.openTasksPart(db, row.id),
      collections: collectionsPart(db, row.id),
      ...timeParts(deps, row.id),
      ...workParts(db, row.id),
      paper: deps.paperLine(db, row.id, row.code),
      unsent: unsentPart(db, { kind: 'dossier', id: row.id }, row.submitted_at),
    })
    const around = await lookAround(deps, actor, opened)
    const fileIds = shown.papers.flatMap((paper) => paper.file_id ?? [])
    // Nearly all papers are the dossier's own files; what is shared from elsewhere is asked for by its id.
    const files = fileIds.every((id) => filed.some((one) => one.fileId === id)) ? filed.filter((one) => fileIds.includes(one.fileId)) : await listFiles(deps.files)(db, { fileIds })
    const resource = { agencyId: agency.id, agencyPath: agency.path }
    return {
      r,
      ...(await linkedWith(db, row)),
      ...opened,
      ...shown,
      ...around,
      answers: answers.answers as Answers,
      files,
      tasks,
      history: acts.map((act) => ({ ...act, why: openReason(deps.sealer, act.id, act.reason) })),
      draft: drafts.at(-1) ?? null,
      withdrawal: withdrawals.find((one) => !one.decidedAt) ?? null,
      contact: deps.record.contactOf(row),
      now: deps.clock.now(),
      mayCollect: !row.is_whole && deps.may(actor, 'dossier.record-payment', resource).ok,
      acts: actsNow({
        code: row.code,
        status: row.status,
        delivery: row.delivery_status,
        tasks,
        mayMove: (act) => (row.is_whole ? refuse('worked-in-parts') : mayMove(row, act)),
        asksEntries: opened.version.result.entries !== null,
        asksIdentityNumber: opened.version.asksIdentityNumber,
        allowed: (permission) => deps.may(actor, permission, resource),
        allowedStep: (task) => holdsStep(actor, task, agency) ?? deps.may(actor, permissionOfWork(task.work), resource),
      }),
    }
  }
}

interface CaseViewProps extends AdmittedCase, LinkedCase, CaseTime, WorkShown {
  r: WebRequest
  tasks: OpenTask[]
  answers: Answers
  papers: PaperRow[]
  files: FileView[]
  documents: DocumentView[]
  reprints: Reprint[]
  history: (ActRow & { why: string | null })[]
  notes: { author: string; body: string; at: Date }[]
  messages: { fromCitizen: boolean; authorName: string; body: string; at: Date }[]
  dues: DueChangeRow[]
  supplements: SupplementRequest[]
  draft: SentDraft | null
  made: DraftMade[]
  withdrawal: { reason: string; askedAt: Date } | null
  identity: { state: string; number: string | null; detail: string | null }
  twins: { code: string; status: number }[]
  parties: PartyRow[]
  unsent: Unsent[]
  collections: CollectionRow[]
  paper: ComponentChildren
  mayCollect: boolean
  contact: { phone: string | null; email: string | null; address: string | null; submitterNumber: string | null }
  now: Date
  acts: ActNow[]
}

function CaseView(props: CaseViewProps) {
  const { r, row, version, answers } = props
  return (
    <>
      {r.query.xong ? <NotificationBanner type="success">Đã ghi nhận.</NotificationBanner> : null}
      <CaseNeighbours query={r.query} />
      <div class="govuk-inset-text" role="status" data-live-case={row.code} data-revision={row.revision} hidden>
        <p class="govuk-body" />
        <a class="govuk-link" href={r.url}>
          Tải lại để xem hồ sơ như hiện nay
        </a>
      </div>
      <Head {...props} />
      <NotTold unsent={props.unsent} />
      <LinkedWith agencyId={props.agencyId} whole={props.whole} parts={props.parts} />
      <CaseTimeBlock {...props} />
      <Asked {...props} />
      <Acts {...props} />
      <WorkBlock {...props} />
      <Drafted {...props} />
      <Split
        left={
          <>
            <h2 class="govuk-heading-m">Tờ khai</h2>
            <AnswersSummary form={version.form} answers={answers} lang="vi" headingLevel={3} />
          </>
        }
        right={<PapersPane {...props} />}
      />
      <CaseFees {...props} />
      <Documents {...props} />
      <Talk {...props} />
      <History {...props} />
      <p class="govuk-hint">Phiên bản hồ sơ: {row.revision}</p>
    </>
  )
}

function Head({ row, agency, contact, twins, parties, tasks, now, dues, paper }: CaseViewProps) {
  const by = row.current_due_at ?? row.accept_by
  return (
    <>
      <p class="govuk-caption-m">
        <span class="mc-code">{row.code}</span> · {row.procedure_name} ({row.procedure_code})
      </p>
      <h1 class="govuk-heading-l">
        {row.subject} <Tag>{statusLabel(statusWords('vi'), row.status)}</Tag>
      </h1>
      {twins.length > 0 ? (
        <WarningText>
          Chủ hồ sơ đang có hồ sơ cùng thủ tục:{' '}
          {twins.map((twin) => (
            <a class="govuk-link" href={`/can-bo/ho-so/${twin.code}`}>
              {twin.code}{' '}
            </a>
          ))}
        </WarningText>
      ) : null}
      <SummaryList
        rows={[
          { key: 'Người nộp', value: `${row.submitter_name}${contact.phone ? `, ${contact.phone}` : ''}${contact.email ? `, ${contact.email}` : ''}` },
          ...parties.map((party) => ({ key: 'Cùng khai', value: `${party.name}, xác nhận lúc ${formatDateTime(party.confirmed_at)}` })),
          { key: 'Chủ hồ sơ', value: row.owner_name },
          { key: 'Cơ quan giải quyết', value: agency.nameVi },
          { key: 'Nộp lúc', value: formatDateTime(row.submitted_at) },
          ...(row.is_whole ? [] : [{ key: 'Hồ sơ giấy', value: paper }]),
          {
            key: row.current_due_at ? 'Hẹn trả kết quả' : 'Hạn trả lời tiếp nhận (8 giờ làm việc)',
            value: (
              <>
                {dueText(by)} <Left by={by} now={now} paused={row.status === STATUS.supplement} />
                {row.original_due_at && row.current_due_at && row.original_due_at.getTime() !== row.current_due_at.getTime()
                  ? ` (ban đầu ${dueText(row.original_due_at)})`
                  : ''}
                {dues.length > 0 ? (
                  <Details summary="Vì sao là ngày này?">
                    {dues.map((due) => (
                      <ul class="govuk-list govuk-list--bullet">
                        {explain(due.explanation as Step[], 'vi').map((line) => (
                          <li>{line.text}</li>
                        ))}
                      </ul>
                    ))}
                  </Details>
                ) : null}
              </>
            ),
          },
          ...(tasks.length > 0 ? [{ key: 'Bước đang mở', value: tasks.map((task) => `${task.name}${task.dueAt ? ` (hạn ${formatDateTime(task.dueAt)})` : ''}`).join('; ') }] : []),
        ]}
      />
    </>
  )
}

function Asked({ withdrawal, draft, identity, supplements, row, version }: CaseViewProps) {
  const answered = supplements.filter((request) => request.answeredAt).at(-1)
  return (
    <>
      {withdrawal ? (
        <InsetText>
          <strong>Người dân xin rút hồ sơ</strong> lúc {formatDateTime(withdrawal.askedAt)}: {withdrawal.reason}
        </InsetText>
      ) : null}
      {draft ? (
        <InsetText>
          <strong>Dự thảo kết quả</strong> gửi lúc {formatDateTime(draft.sentAt)},{' '}
          {draft.answeredAt
            ? draft.answer === 'corrected'
              ? `người dân báo chưa đúng: ${draft.comment ?? ''}`
              : draft.answer === 'silence'
                ? 'hết hạn không trả lời, coi như đồng ý'
                : draft.answer === 'replaced'
                  ? 'không còn dùng, cần lập và gửi lại'
                  : `người dân đã đồng ý lúc ${formatDateTime(draft.answeredAt)}`
            : `đang chờ người dân, hạn ${formatDateTime(draft.answerBy)}`}
          .{' '}
          <a class="govuk-link" href={`/can-bo/ho-so/${row.code}/du-thao.pdf`}>
            Xem dự thảo (PDF)
          </a>
        </InsetText>
      ) : null}
      {draft ? <CorrectionsAsked version={version} draft={draft} /> : null}
      {identity.state === 'none' ? null : (
        <InsetText>
          <strong>Số định danh cá nhân:</strong>{' '}
          {identity.state === 'given'
            ? identity.number
            : identity.state === 'mismatch'
              ? `Cơ sở dữ liệu dân cư báo không khớp: ${identity.detail ?? ''}`
              : 'chưa lấy được, sẽ ghi “cấp sau”'}
        </InsetText>
      )}
      {answered ? (
        <Details summary={`Người dân đã bổ sung lúc ${formatDateTime(answered.answeredAt ?? answered.askedAt)}`} open={row.status === STATUS.registered || row.status === STATUS.processing}>
          <ol class="govuk-list govuk-list--number">
            {answered.items.map((item) => (
              <li>
                {item.what}
                {item.reply ? <p class="govuk-body">Trả lời: {item.reply}</p> : null}
              </li>
            ))}
          </ol>
        </Details>
      ) : null}
    </>
  )
}

/** What the officer entered for the result, the last draft's; what was entered for earlier ones stays readable. */
function Drafted({ made, draft, version, row }: CaseViewProps) {
  const last = made.at(-1)
  if (!last || (draft && !last.entries)) return null
  const earlier = made.slice(0, -1).filter((one) => one.entries).toReversed()
  return (
    <section>
      <Entered entries={version.result.entries} draft={last} />
      {draft ? null : (
        <p class="govuk-body">
          Dự thảo kết quả lập lúc {formatDateTime(last.at)}.{' '}
          <a class="govuk-link" href={`/can-bo/ho-so/${row.code}/du-thao.pdf`}>
            Xem dự thảo (PDF)
          </a>
        </p>
      )}
      {earlier.map((one) => (
        <Details summary={`Nội dung ghi cho bản dự thảo lúc ${formatDateTime(one.at)}`}>
          <Entered entries={version.result.entries} draft={one} headingLevel={3} />
        </Details>
      ))}
    </section>
  )
}

function Acts({ r, row, acts }: CaseViewProps) {
  if (acts.length === 0) return null
  return (
    <ActionBar label="Việc có thể làm">
      {acts.map((act) =>
        act.why ? (
          <ActionRefused act={act.text} reason={sentenceOf(act.why, 'vi')} />
        ) : act.direct ? (
          <form method="post" action={act.href} class="mc-inline-form">
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="revision" value={row.revision} />
            {act.taskId ? <input type="hidden" name="taskId" value={act.taskId} /> : null}
            <Button variant={act.tone} {...(act.shortcut ? { shortcut: act.shortcut } : {})}>
              {act.text}
            </Button>
          </form>
        ) : (
          <Button variant={act.tone} href={`${act.href}${act.taskId ? `?buoc=${act.taskId}` : ''}`} {...(act.shortcut ? { shortcut: act.shortcut } : {})}>
            {act.text}
          </Button>
        ),
      )}
    </ActionBar>
  )
}
