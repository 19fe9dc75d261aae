import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, Radios, SummaryList, Table, Textarea } from '../../../ui/index.ts'
import { findDossier, papersOf } from '../../dossiers/index.ts'
import { fileAnswer, openShown } from '../../files/index.ts'
import { type Answers, AnswersSummary } from '../../forms/index.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import { Left } from '../officer/time-left.tsx'
import type { Staff } from '../on-case.ts'
import { MAX_OPINION, questionOf, shownFor } from './opinions.ts'
import { openOpinions, type OpinionRow } from './opinions.store.ts'
import { standsInFor } from './people.ts'
import { refuse } from './refusals.ts'
import { STANCE_NAMES } from './words.ts'

const URL = '/can-bo/y-kien'
const PAGE = 30

/** Questions that wait for the officer, and each with only what its asker chose to show. */
export function mountOpinionPages(web: Web, deps: OfficerDeps): void {
  web.get(URL, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const answering = { ...actor, posts: actor.posts.filter((post) => post.duties.some((duty) => duty === 'specialist' || duty === 'leader')) }
    const agencies = await deps.agenciesOf(answering)
    const [at = '', id = ''] = (r.query.sau ?? '').split('_')
    const after = /^\d{1,15}$/.test(at) && isId(id) ? { dueAt: new Date(Number(at)), id } : null
    const rows = await openOpinions(deps.db, { staffIds: [actor.staffId, ...(await standsInFor(deps.db, actor.staffId, deps.clock.now()))], agencyIds: agencies.map((one) => one.id) }, after, PAGE + 1)
    return list(r, deps, rows)
  })
  web.get(`${URL}/:id`, { audience: 'officer' }, async (r) => {
    const opinion = await admit(r, 'opinion.read')
    return opinion ? show(r, opinion) : problem(refuse('opinion-not-found').refusal)
  })
  web.post(`${URL}/:id`, { audience: 'officer' }, async (r) => {
    const done = await deps.work.opinions.answer(r.actor as Staff, { opinionId: r.params.id ?? '', key: r.key ?? randomToken(18), stance: field(r.form, 'stance'), answer: field(r.form, 'answer') })
    if (done.ok) return seeOther(`${URL}?xong=1`)
    const opinion = await admit(r, 'opinion.read')
    return opinion ? show(r, opinion, done.refusal) : problem(done.refusal)
  })
  web.get(`${URL}/:id/giay-to/:paperId`, { audience: 'officer' }, async (r) => {
    const opinion = await admit(r, 'opinion.read-paper')
    const paper = opinion && shownFor(opinion).papers.includes(r.params.paperId ?? '') ? (await papersOf(deps.db, opinion.dossier_id)).find((one) => one.id === r.params.paperId) : undefined
    if (!paper?.file_id) return problem({ code: 'not-found' })
    const file = await openShown(deps.files)(deps.db, paper.file_id, { asSent: false })
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  /** The look is written down before anything of the dossier is shown; a question that has ended shows nothing more of it. */
  async function admit(r: WebRequest, purpose: string): Promise<OpinionRow | null> {
    const opinion = await deps.work.opinions.find(r.actor as Staff, r.params.id ?? '')
    if (!opinion) return null
    const { form, papers } = shownFor(opinion)
    const fields = ['question', ...(form ? ['form'] : []), ...(papers.length > 0 ? ['papers'] : [])]
    await deps.logAccess(deps.db, { actor: r.actor, purpose, subject: { kind: 'dossier', id: opinion.dossier_id }, fields, at: deps.clock.now(), ip: r.ip })
    return opinion
  }

  async function show(r: WebRequest, opinion: OpinionRow, refusal?: Refusal): Promise<Answer> {
    const row = await findDossier(deps.db, opinion.dossier_id)
    if (!row) return problem({ code: 'not-found' })
    const open = opinion.state === 'open'
    const { form, papers } = open ? shownFor(opinion) : { form: false, papers: [] }
    const version = await deps.packageOf(row.package_version_id)
    const answers = form ? ((await deps.record.answersOf(deps.db, row.id)).answers as Answers) : null
    const shown = papers.length > 0 ? (await papersOf(deps.db, row.id)).filter((paper) => papers.includes(paper.id)) : []
    const names = new Map(version.components(row.case_key, answers ?? {}).map((one) => [one.id, one.name.vi]))
    const text = refusal && sentenceOf(refusal, 'vi')
    const target = { 'opinion-stance': 'stance', 'opinion-answer': 'answer' }[refusal?.code ?? '']
    const errorOf = (name: string) => (text && target === name ? text : undefined)
    return page({
      title: `${text ? 'Lỗi: ' : ''}Cho ý kiến – ${row.code}`,
      status: refusal ? (refusal.code === 'opinion-over' ? 409 : 422) : 200,
      nav: 'opinions',
      back: { href: URL, text: 'Được xin ý kiến' },
      main: (
        <>
          <ErrorSummary errors={text ? [{ text, ...(target ? { href: `#${target}` } : {}) }] : []} />
          <p class="govuk-caption-m">
            <span class="mc-code">{row.code}</span> · {row.procedure_name}
          </p>
          <h1 class="govuk-heading-l">Cho ý kiến</h1>
          <SummaryList
            rows={[
              { key: 'Người hỏi', value: `${opinion.asked_by_name}, ${formatDateTime(opinion.asked_at)}` },
              { key: 'Hỏi', value: opinion.to_name },
              { key: 'Nội dung', value: <span class="mc-multiline">{questionOf(deps, opinion)}</span> },
              { key: 'Hạn trả lời', value: <>{formatDateTime(opinion.due_at)} {open ? <Left by={opinion.due_at} now={deps.clock.now()} /> : null}</> },
            ]}
          />
          {opinion.silence_ground ? <InsetText>Quá hạn không trả lời thì coi là đồng ý. {opinion.silence_ground}</InsetText> : null}
          {answers ? (
            <>
              <h2 class="govuk-heading-m">Tờ khai</h2>
              <AnswersSummary form={version.form} answers={answers} lang="vi" headingLevel={3} />
            </>
          ) : null}
          {shown.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">Giấy tờ được xem</h2>
              <ul class="govuk-list">
                {shown.map((paper) => (
                  <li>
                    <a class="govuk-link" href={`${URL}/${opinion.id}/giay-to/${paper.id}`} target="_blank" rel="noopener">
                      {names.get(paper.component) ?? paper.component}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          {open ? (
            <form method="post" action={`${URL}/${opinion.id}`} novalidate>
              <FormKeys csrf={r.csrf} />
              <Radios name="stance" legend="Ý kiến" value={field(r.form, 'stance')} error={errorOf('stance')} items={Object.entries(STANCE_NAMES).map(([value, words]) => ({ value, text: words }))} />
              <Textarea name="answer" label="Nội dung ý kiến" hint="Đồng ý thì không bắt buộc." rows={5} maxLength={MAX_OPINION} value={field(r.form, 'answer')} error={errorOf('answer')} />
              <Button>Gửi ý kiến</Button>
            </form>
          ) : (
            <InsetText>Lượt xin ý kiến này đã kết thúc{opinion.ended_at ? ` lúc ${formatDateTime(opinion.ended_at)}` : ''}.</InsetText>
          )}
        </>
      ),
    })
  }
}

function list(r: WebRequest, deps: OfficerDeps, rows: readonly OpinionRow[]): Answer {
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  return page({
    title: 'Được xin ý kiến',
    nav: 'opinions',
    main: (
      <>
        {r.query.xong ? <NotificationBanner type="success">Đã gửi ý kiến.</NotificationBanner> : null}
        <h1 class="govuk-heading-l">Được xin ý kiến</h1>
        <Table
          caption="Các lượt đang chờ Anh/Chị hoặc cơ quan trả lời"
          hideCaption
          empty={<p class="govuk-body">Không có lượt xin ý kiến nào đang chờ.</p>}
          head={['Hỏi ai', 'Người hỏi', 'Hạn', 'Còn lại']}
          rows={shown.map((one) => [
            <a class="govuk-link" href={`${URL}/${one.id}`}>
              {one.to_name}
              <span class="govuk-visually-hidden">, hỏi lúc {formatDateTime(one.asked_at)}</span>
            </a>,
            `${one.asked_by_name}, ${formatDateTime(one.asked_at)}`,
            formatDateTime(one.due_at),
            <Left by={one.due_at} now={deps.clock.now()} />,
          ])}
        />
        {last ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`${URL}?sau=${last.due_at.getTime()}_${last.id}`} rel="next">
              Trang sau
            </a>
          </p>
        ) : null}
      </>
    ),
  })
}
