import { type Answer, field, fieldList, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Decided } from '../../../platform/result.ts'
import { readTogether } from '../../../platform/together.ts'
import { Button, Checkboxes, ErrorSummary, FormKeys, Table, Tag, Textarea } from '../../../ui/index.ts'
import { type DossierRow, findDossiers } from '../../dossiers/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { Staff } from '../on-case.ts'
import { refuse } from '../refusals.ts'
import { BULK_ACTS, type BulkAct } from './bulk-acts.ts'
import type { OfficerDeps } from './deps.ts'
import { findList, LISTS } from './lists.ts'
import type { Case } from './open-case.ts'

const MOST = 50

interface Chosen {
  id: string
  /** As the list showed it: whoever acts on an older picture is told what changed. */
  revision: number | null
}

type Outcome = { row: DossierRow; result: 'done' | 'before' | 'left' | 'refused'; said: string }

/**
 * One act on many dossiers. Each is a transaction of its own under a key of its own, made from the page's: sent again, what was done is
 * found done, and the rest is tried. First a page that asks again, then one that tells of each.
 */
export function mountBulk(web: Web, deps: OfficerDeps): void {
  web.post('/can-bo/nhieu-ho-so', { audience: 'officer' }, async (r) => {
    const act = BULK_ACTS.find((one) => one.key === field(r.form, 'viec'))
    if (!act) return problem({ code: 'not-found' })
    const chosen = chosenOf(r)
    if (chosen.length === 0) return faulty(r, act, sentenceOf(refuse('nothing-chosen').refusal, 'vi'))
    if (chosen.length > MOST) return faulty(r, act, sentenceOf(refuse('too-many-chosen', { max: MOST }).refusal, 'vi'))
    const rows = await admitted(r, chosen)
    return field(r.form, 'chac-chan') === '1' ? tell(r, act, await doEach(r, act, rows, chosen)) : ask(r, act, rows, chosen)
  })

  /** Those of the officer's agencies, in the order chosen; the look at them is written down before anything is shown or done. */
  async function admitted(r: WebRequest, chosen: readonly Chosen[]): Promise<DossierRow[]> {
    const actor = r.actor as Staff
    const found = new Map((await findDossiers(deps.db, chosen.map((one) => one.id))).map((row) => [row.id, row]))
    const rows: DossierRow[] = []
    for (const { id } of chosen) {
      const row = found.get(id)
      const agency = row ? await deps.agencyOf(row.agency_id) : null
      if (row && agency && deps.may(actor, 'dossier.read', { agencyId: agency.id, agencyPath: agency.path }).ok) rows.push(row)
    }
    await deps.logAccesses(deps.db, rows.map((row) => ({ actor, purpose: 'case.act-on-many', subject: { kind: 'dossier', id: row.id }, fields: ['form', 'papers'], at: deps.clock.now(), ip: r.ip })))
    return rows
  }

  async function opened(row: DossierRow): Promise<Case> {
    const version = await deps.packageOf(row.package_version_id)
    const { answers: latest, tasks } = await readTogether(deps.db, { answers: deps.record.answersPart(deps.db, row.id), tasks: deps.processes.openTasksPart(deps.db, row.id) })
    const answers = latest.answers as Answers
    return { row, agency: await deps.agencyOf(row.agency_id), version, tasks, papers: [], answers, answersRevision: latest.revision, sent: [], drafts: [], components: version.components(row.case_key, answers) }
  }

  async function doEach(r: WebRequest, act: BulkAct, rows: readonly DossierRow[], chosen: readonly Chosen[]): Promise<Outcome[]> {
    const actor = r.actor as Staff
    const key = r.key ?? randomToken(18)
    const checked = new Set(fieldList(r.form, 'da-kiem'))
    const outcomes: Outcome[] = []
    for (const row of rows) {
      if (act.perItem && !checked.has(row.id)) {
        outcomes.push({ row, result: 'left', said: 'Chưa đánh dấu đã kiểm tra nên để lại.' })
        continue
      }
      const base = { dossierId: row.id, key: `${key}:${row.id}`, seenRevision: chosen.find((one) => one.id === row.id)?.revision ?? null }
      const done: Decided<{ replayed: boolean }> = await act.act(deps, actor, base, await opened(row), field(r.form, 'note'))
      outcomes.push(done.ok ? { row, result: done.replayed ? 'before' : 'done', said: done.replayed ? 'Đã làm ở lần gửi trước.' : 'Đã làm.' } : { row, result: 'refused', said: sentenceOf(done.refusal, 'vi') })
    }
    return outcomes
  }

  async function ask(r: WebRequest, act: BulkAct, rows: readonly DossierRow[], chosen: readonly Chosen[]): Promise<Answer> {
    const cases = act.perItem ? await Promise.all(rows.map(opened)) : []
    return page({
      title: act.title,
      wide: true,
      back: backOf(r),
      scripts: ['shortcuts', 'choosing'],
      main: (
        <>
          <h1 class="govuk-heading-l">{act.title}</h1>
          <p class="govuk-body">{act.lead}</p>
          <form method="post" action="/can-bo/nhieu-ho-so">
            <FormKeys csrf={r.csrf} />
            <Carried r={r} act={act} />
            <input type="hidden" name="chac-chan" value="1" />
            {chosen.filter((one) => rows.some((row) => row.id === one.id)).map((one) => (
              <input type="hidden" name="chon" value={`${one.id}:${one.revision ?? ''}`} />
            ))}
            {act.perItem ? (
              cases.map((one) => <ToCheck opened={one} text={act.perItem ?? ''} />)
            ) : (
              <Table caption={`${rows.length} hồ sơ`} captionSize="m" head={['Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ']} rows={rows.map((row) => [<CaseLink row={row} />, row.subject, row.owner_name])} />
            )}
            {act.asksNote ? <Textarea name="note" label="Lời giao việc, cần lưu ý gì" hint="Đồng nghiệp đọc được, người dân không thấy. Ghi cho mọi hồ sơ đã chọn." optional rows={3} maxLength={1000} /> : null}
            <Button>{act.confirm}</Button>
          </form>
        </>
      ),
    })
  }

  function tell(r: WebRequest, act: BulkAct, outcomes: readonly Outcome[]): Answer {
    const count = (results: readonly Outcome['result'][]) => outcomes.filter((one) => results.includes(one.result)).length
    const [done, refused, left] = [count(['done', 'before']), count(['refused']), count(['left'])]
    return page({
      title: `Kết quả: ${act.title.toLowerCase()}`,
      wide: true,
      back: backOf(r),
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">Kết quả: {act.title.toLowerCase()}</h1>
          <p class="govuk-body" role="status">
            {done} hồ sơ đã xong{refused > 0 ? `, ${refused} hồ sơ chưa làm được` : ''}
            {left > 0 ? `, ${left} hồ sơ để lại` : ''}. Gửi lại trang này không làm hồ sơ nào hai lần.
          </p>
          <Table
            caption="Từng hồ sơ"
            hideCaption
            head={['Mã hồ sơ', 'Nội dung', 'Kết quả', 'Chi tiết']}
            rowId={(index) => `dong-${index}`}
            rows={outcomes.map(({ row, result, said }) => [<CaseLink row={row} />, row.subject, <ResultTag result={result} />, said])}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={backOf(r).href}>
              Về danh sách
            </a>
          </p>
        </>
      ),
    })
  }

  function faulty(r: WebRequest, act: BulkAct, said: string): Answer {
    const { href } = backOf(r)
    return page({
      title: `Lỗi: ${act.title}`,
      status: 422,
      back: backOf(r),
      main: (
        <>
          <ErrorSummary errors={[{ text: said, href }]} />
          <h1 class="govuk-heading-l">{act.title}</h1>
          <p class="govuk-body">
            <a class="govuk-link" href={href}>
              Về danh sách để chọn
            </a>
          </p>
        </>
      ),
    })
  }
}

function chosenOf(r: WebRequest): Chosen[] {
  const chosen = new Map<string, Chosen>()
  for (const text of fieldList(r.form, 'chon')) {
    const [id = '', revision = ''] = text.split(':')
    if (isId(id)) chosen.set(id, { id, revision: /^\d{1,9}$/.test(revision) ? Number(revision) : null })
  }
  return [...chosen.values()]
}

/** What both posts carry on: the act, and the list to go back to. */
function Carried({ r, act }: { r: WebRequest; act: BulkAct }) {
  return (
    <>
      <input type="hidden" name="viec" value={act.key} />
      <input type="hidden" name="ds" value={field(r.form, 'ds')} />
      <input type="hidden" name="loc" value={field(r.form, 'loc')} />
    </>
  )
}

function backOf(r: WebRequest): { href: string; text: string } {
  const list = findList(field(r.form, 'ds')) ?? LISTS[0]
  const query = new URLSearchParams(field(r.form, 'loc').slice(0, 1000)).toString()
  return { href: `/can-bo/ho-so/danh-sach/${list.key}${query ? `?${query}` : ''}`, text: list.title }
}

const CaseLink = ({ row }: { row: Pick<DossierRow, 'code'> }) => (
  <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row.code}`}>
    {row.code}
  </a>
)

/** A dossier with the papers that are to be checked, and one tick that they were. */
function ToCheck({ opened: { row, components }, text }: { opened: Case; text: string }) {
  return (
    <section class="mc-to-check">
      <h2 class="govuk-heading-s">
        <CaseLink row={row} /> · {row.subject}
      </h2>
      <Checkboxes id={`da-kiem-${row.id}`} name="da-kiem" legend={`Hồ sơ ${row.code}`} hideLegend small items={[{ value: row.id, text }]} />
      <ul class="govuk-list govuk-list--bullet">
        {components.map((one) => (
          <li>
            {one.name.vi}
            {one.required ? ' (bắt buộc)' : ''}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ResultTag({ result }: { result: Outcome['result'] }) {
  if (result === 'refused') return <Tag colour="red">Chưa làm được</Tag>
  if (result === 'left') return <Tag colour="grey">Để lại</Tag>
  return <Tag colour="green">{result === 'before' ? 'Đã làm trước đó' : 'Đã xong'}</Tag>
}
