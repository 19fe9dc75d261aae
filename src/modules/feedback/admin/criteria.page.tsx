import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { type Answer, dateField, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, DateInput, ErrorSummary, FormKeys, NotificationBanner, Table, Tag, TextInput } from '../../../ui/index.ts'
import { type CriterionRow, selectCriterionRows } from '../criteria.store.ts'
import type { FeedbackPageDeps } from '../deps.ts'
import { refuse } from '../refusals.ts'
import { CRITERION_NAME_MAX, type CriterionFault, type CriterionTyped, LEVEL_MAX, SOURCE_MAX } from '../rules/criterion.ts'
import { OVERALL } from '../rules/rating.ts'
import { createEndCriterion, createSetCriterion } from '../set-criteria.ts'

const URL = '/quan-tri/tieu-chi-danh-gia'
const ADMIN = { audience: 'admin' } as const
const NEW = 'moi'
const NAV = 'criteria'

/** By what dossiers are rated: the criteria in force and those to come, each changed from a day on. */
export function mountCriteria(web: Web, deps: FeedbackPageDeps): void {
  const [set, end] = [createSetCriterion(deps), createEndCriterion(deps)]
  const today = () => civilDateOf(deps.clock.now())
  const rowsOf = () => selectCriterionRows(deps.db, today())

  web.get(URL, ADMIN, async (r) => list(await rowsOf(), r, today()))
  web.get(`${URL}/:key`, ADMIN, async (r) => {
    const standing = await standingOf(r)
    return standing === undefined ? problem(refuse('criterion-unknown').refusal) : form(r, standing, standing ? typedOf(standing) : EMPTY, [])
  })
  web.post(`${URL}/:key`, ADMIN, async (r) => {
    const standing = await standingOf(r)
    if (standing === undefined) return problem(refuse('criterion-unknown').refusal)
    const typed = typedIn(r)
    const done = await set(r.actor, { key: standing?.key ?? null, typed, requestKey: r.key ?? randomToken(18) })
    if (done.ok) return seeOther(`${URL}?da=luu`)
    return done.faults ? form(r, standing, typed, done.faults, getProblem(done.refusal.code).status) : form(r, standing, typed, [{ field: 'nameVi', text: sentenceOf(done.refusal, 'vi') }], getProblem(done.refusal.code).status)
  })
  web.post(`${URL}/:key/ket-thuc`, ADMIN, async (r) => {
    const done = await end(r.actor, { key: r.params.key ?? '', requestKey: r.key ?? randomToken(18) })
    return done.ok ? seeOther(`${URL}?da=ket-thuc`) : problem(done.refusal)
  })

  /** The row that is changed, the latest of its key; null for a new one, undefined where there is none. */
  async function standingOf(r: WebRequest): Promise<CriterionRow | null | undefined> {
    return r.params.key === NEW ? null : (await rowsOf()).findLast((row) => row.key === r.params.key)
  }
}

const EMPTY: CriterionTyped = { nameVi: '', nameEn: '', levelsVi: ['', '', ''], levelsEn: ['', '', ''], validFrom: null, source: '' }
const typedOf = (row: CriterionRow): CriterionTyped => ({ nameVi: row.name_vi, nameEn: row.name_en, levelsVi: row.levels_vi, levelsEn: row.levels_en, validFrom: null, source: '' })

function typedIn({ form }: WebRequest): CriterionTyped {
  const levels = (of: string) => [0, 1, 2].map((level) => field(form, `${of}-${level}`))
  return { nameVi: field(form, 'nameVi'), nameEn: field(form, 'nameEn'), levelsVi: levels('levelsVi'), levelsEn: levels('levelsEn'), validFrom: readTypedDate(dateField(form, 'validFrom')), source: field(form, 'source') }
}

const TOLD: Readonly<Record<string, string>> = { luu: 'Đã ghi tiêu chí.', 'ket-thuc': 'Đã kết thúc: từ ngày mai không hỏi tiêu chí này nữa.' }

function list(rows: readonly CriterionRow[], r: WebRequest, today: string): Answer {
  const told = TOLD[r.query.da ?? '']
  return page({
    title: 'Tiêu chí đánh giá',
    nav: NAV,
    wide: true,
    main: (
      <>
        {told ? <NotificationBanner type="success" heading={told} /> : null}
        <h1 class="govuk-heading-l">Tiêu chí đánh giá</h1>
        <p class="govuk-body">Người dân đánh giá việc giải quyết hồ sơ theo các tiêu chí này, ở trang hồ sơ, theo đường dẫn trong tin nhắn và tại ki-ốt. Số liệu đã có giữ theo tiêu chí cũ.</p>
        <Table
          caption="Tiêu chí đang và sắp áp dụng"
          head={['Tiêu chí', 'Ba mức, từ thấp đến cao', 'Áp dụng', 'Căn cứ', { text: 'Việc', hidden: true }]}
          rows={rows.map((row) => [
            <a class="govuk-link" href={`${URL}/${row.key}`}>
              {row.number}. {row.name_vi}
            </a>,
            row.levels_vi.join('; '),
            <>
              {formatDate(row.valid_from)} – {row.valid_to ? formatDate(row.valid_to) : 'nay'} {row.valid_from > today ? <Tag colour="blue">sắp áp dụng</Tag> : null}
            </>,
            row.source,
            row.key === OVERALL || row.valid_to ? '' : <Ending r={r} row={row} />,
          ])}
        />
        <Button variant="secondary" href={`${URL}/${NEW}`}>
          Thêm tiêu chí
        </Button>
      </>
    ),
  })
}

const Ending = ({ r, row }: { r: WebRequest; row: CriterionRow }) => (
  <form method="post" action={`${URL}/${row.key}/ket-thuc`}>
    <FormKeys csrf={r.csrf} />
    <button class="mc-link-button" type="submit">
      Kết thúc<span class="govuk-visually-hidden"> {row.name_vi}</span>
    </button>
  </form>
)

const LEVELS = ['Mức 0, thấp nhất', 'Mức 1', 'Mức 2, cao nhất'] as const

function form(r: WebRequest, standing: CriterionRow | null, typed: CriterionTyped, faults: readonly CriterionFault[], status = 200): Answer {
  const title = standing ? `Sửa tiêu chí: ${standing.name_vi}` : 'Thêm tiêu chí'
  const error = (name: string) => faults.find((one) => one.field === name)?.text
  const day = (part: string) => field(r.form, `validFrom-${part}`)
  return page({
    title: `${faults.length > 0 ? 'Lỗi: ' : ''}${title}`,
    nav: NAV,
    status,
    back: { href: URL, text: 'Tiêu chí đánh giá' },
    main: (
      <>
        <ErrorSummary errors={faults.map((one) => ({ href: `#${one.field === 'validFrom' ? 'validFrom-day' : one.field}`, text: one.text }))} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={`${URL}/${standing?.key ?? NEW}`} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="nameVi" label="Tên tiêu chí" value={typed.nameVi} error={error('nameVi')} maxLength={CRITERION_NAME_MAX} />
          <TextInput name="nameEn" label="Tên tiếng Anh" value={typed.nameEn} error={error('nameEn')} maxLength={CRITERION_NAME_MAX} />
          {LEVELS.map((label, level) => (
            <TextInput key={label} name={`levelsVi-${level}`} label={label} value={typed.levelsVi[level]} error={error(`levelsVi-${level}`)} maxLength={LEVEL_MAX} width={30} />
          ))}
          {LEVELS.map((label, level) => (
            <TextInput key={label} name={`levelsEn-${level}`} label={`${label}, tiếng Anh`} value={typed.levelsEn[level]} error={error(`levelsEn-${level}`)} maxLength={LEVEL_MAX} width={30} />
          ))}
          <DateInput name="validFrom" legend="Áp dụng từ ngày" hint="Sau hôm nay." value={{ day: day('day'), month: day('month'), year: day('year') }} error={error('validFrom')} />
          <TextInput name="source" label="Căn cứ" value={typed.source} error={error('source')} maxLength={SOURCE_MAX} />
          <Button>Ghi tiêu chí</Button>
        </form>
      </>
    ),
  })
}
