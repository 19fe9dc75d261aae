import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, NotificationBanner, SummaryList, Table, Tag, Textarea } from '../../../ui/index.ts'
import { may } from '../../accounts/index.ts'
import { isWithin } from '../../agencies/index.ts'
import { findDossier } from '../../dossiers/index.ts'
import type { FeedbackPageDeps } from '../deps.ts'
import { answerContext, createAnswerRating, reasonContext, type Staff } from '../rate.ts'
import { refuse } from '../refusals.ts'
import { OVERALL, REASON_MAX } from '../rules/rating.ts'
import { findRating, type RatingRow, selectCriteria, selectRatings } from '../store.ts'

const OFFICER = { audience: 'officer' } as const
const PAGE = 30
const NAV = 'danh-gia'
const WORST = ['không hài lòng', 'hài lòng', 'rất hài lòng'] as const
const TONE = ['red', 'blue', 'green'] as const

/** Ratings of the agencies that a leader leads; an answer to who was dissatisfied. */
export function mountRatings(web: Web, deps: FeedbackPageDeps): void {
  const answer = createAnswerRating(deps)

  web.get('/can-bo/danh-gia', OFFICER, async (r) => {
    const actor = r.actor as Staff
    const leads = actor.posts.filter((post) => post.duties.includes('leader')).map((post) => post.agencyPath)
    const agencies = (await deps.directory.snapshot()).all.filter((one) => leads.some((path) => isWithin(one.path, path)))
    if (agencies.length === 0) return problem({ code: 'not-allowed' })
    const unanswered = r.query.loc !== 'tat-ca'
    const [at = '', id = ''] = (r.query.sau ?? '').split('_')
    const after = /^\d{1,15}$/.test(at) && isId(id) ? { at: new Date(Number(at)), id } : null
    const rows = await selectRatings(deps.db, { agencyIds: agencies.map((one) => one.id), unanswered, after, limit: PAGE + 1 })
    const shown = rows.slice(0, PAGE)
    const last = shown.at(-1)
    const nameOf = (agencyId: string) => agencies.find((one) => one.id === agencyId)?.nameVi ?? ''
    const filter = unanswered ? '' : '&loc=tat-ca'
    return page({
      title: 'Đánh giá của người dân',
      nav: NAV,
      wide: true,
      main: (
        <>
          <h1 class="govuk-heading-l">Đánh giá của người dân</h1>
          <p class="govuk-body">
            {unanswered ? <strong>Chưa hài lòng, chờ trả lời</strong> : <a class="govuk-link" href="/can-bo/danh-gia">Chưa hài lòng, chờ trả lời</a>} · {unanswered ? <a class="govuk-link" href="/can-bo/danh-gia?loc=tat-ca">Tất cả</a> : <strong>Tất cả</strong>}
          </p>
          <Table
            caption="Các lượt đánh giá"
            hideCaption
            head={['Lúc', 'Thủ tục', 'Cơ quan', 'Đánh giá chung', 'Trả lời']}
            rows={shown.map((row) => [
              <a class="govuk-link" href={`/can-bo/danh-gia/${row.id}`}>
                {formatDateTime(row.rated_at)}
              </a>,
              row.procedure_name,
              nameOf(row.agency_id),
              tagOf(row.levels[OVERALL] ?? row.worst),
              row.answered_at ? formatDateTime(row.answered_at) : row.worst === 0 ? 'chưa' : '–',
            ])}
            empty={unanswered ? 'Không có lượt nào chờ trả lời.' : 'Chưa có lượt đánh giá nào.'}
          />
          {rows.length > PAGE && last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/can-bo/danh-gia?sau=${last.rated_at.getTime()}_${last.id}${filter}`}>
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })

  web.get('/can-bo/danh-gia/:id', OFFICER, (r) => detail(deps, r))
  web.post('/can-bo/danh-gia/:id', OFFICER, async (r) => {
    const done = await answer(r.actor as Staff, r.params.id ?? '', field(r.form, 'tra-loi'))
    if (done.ok) return seeOther(`/can-bo/danh-gia/${r.params.id}?da=tra-loi`)
    if (done.refusal.code !== 'rating-answer') return problem(done.refusal)
    return detail(deps, r, sentenceOf(done.refusal, 'vi'), getProblem(done.refusal.code).status)
  })
}

const tagOf = (level: number) => <Tag colour={TONE[level] ?? 'grey'}>{WORST[level] ?? ''}</Tag>

async function detail(deps: FeedbackPageDeps, r: WebRequest, error?: string, status = 200): Promise<Answer> {
  const rating = isId(r.params.id ?? '') ? await findRating(deps.db, r.params.id ?? '') : null
  const agency = rating ? (await deps.directory.snapshot()).find(rating.agency_id) : null
  if (!rating || !agency) return problem(refuse('rating-unknown').refusal)
  const allowed = may(r.actor, 'rating.answer', { agencyId: agency.id, agencyPath: agency.path })
  if (!allowed.ok) return problem(allowed.refusal)
  const at = deps.clock.now()
  await deps.logAccess(deps.db, { actor: r.actor, purpose: 'rating.read', subject: { kind: 'dossier', id: rating.dossier_id }, fields: ['reason', ...(rating.shows_name ? ['code', 'submitter'] : [])], at, ip: r.ip })
  const criteria = await selectCriteria(deps.db, civilDateOf(rating.rated_at))
  const dossier = rating.shows_name ? await findDossier(deps.db, rating.dossier_id) : null
  const opened = (context: (id: string) => string, sealed: Buffer | null) => (sealed ? deps.sealer.openText(context(rating.id), sealed) : null)
  return page({
    title: 'Một lượt đánh giá',
    nav: NAV,
    status,
    back: { href: '/can-bo/danh-gia', text: 'Đánh giá của người dân' },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#tra-loi', text: error }] : []} />
        {r.query.da === 'tra-loi' ? <NotificationBanner type="success" heading="Đã trả lời; người đánh giá được báo." /> : null}
        <h1 class="govuk-heading-l">Một lượt đánh giá</h1>
        <SummaryList
          rows={[
            { key: 'Thủ tục', value: rating.procedure_name },
            { key: 'Cơ quan', value: agency.nameVi },
            { key: 'Lúc', value: formatDateTime(rating.rated_at) },
            { key: 'Hồ sơ, người đánh giá', value: dossier ? `${dossier.code}, ${dossier.submitter_name}` : 'người dân không đồng ý cho biết' },
            { key: 'Lý do, góp ý', value: opened(reasonContext, rating.reason) ?? 'không ghi' },
          ]}
        />
        <Levels rating={rating} criteria={criteria} />
        <AnswerPart r={r} rating={rating} text={opened(answerContext, rating.answer)} error={error} />
      </>
    ),
  })
}

const Levels = ({ rating, criteria }: { rating: RatingRow; criteria: Awaited<ReturnType<typeof selectCriteria>> }) => (
  <Table
    caption="Từng tiêu chí"
    head={['Tiêu chí', 'Mức chọn', { text: 'Điểm', numeric: true }]}
    rows={criteria.filter((one) => rating.levels[one.key] !== undefined).map((one) => [one.nameVi, one.levelsVi[rating.levels[one.key] ?? 0] ?? '', { content: String(rating.levels[one.key]), numeric: true }])}
  />
)

function AnswerPart({ r, rating, text, error }: { r: WebRequest; rating: RatingRow; text: string | null; error: string | undefined }) {
  if (text) {
    return (
      <section>
        <h2 class="govuk-heading-m">Đã trả lời</h2>
        <p class="govuk-body">{text}</p>
        <p class="govuk-hint">
          {rating.answered_by_name}, {rating.answered_at ? formatDateTime(rating.answered_at) : ''}
        </p>
      </section>
    )
  }
  return (
    <form method="post" action={`/can-bo/danh-gia/${rating.id}`} novalidate>
      <FormKeys csrf={r.csrf} />
      <Textarea name="tra-loi" label="Trả lời người đánh giá" hint="Người dân đọc câu trả lời này ở trang hồ sơ. Trả lời rồi thì không sửa được." rows={5} value={field(r.form, 'tra-loi')} error={error} maxLength={REASON_MAX} />
      <Button>Gửi trả lời</Button>
    </form>
  )
}
