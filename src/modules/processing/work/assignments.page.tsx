import { civilDateOf } from '../../../platform/clock.ts'
import { type Answer, field, fieldList, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { isId, randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, InsetText, Select, Table } from '../../../ui/index.ts'
import { parametersPart } from '../../parameters/index.ts'
import { findTask, tasksOfClaimant, unclaimedTasks } from '../../processes/index.ts'
import { inboxByIdsPart, selectInboxByIds } from '../inbox.store.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import { dueText, Left } from '../officer/time-left.tsx'
import type { Staff } from '../on-case.ts'
import { refuse as refuseCase } from '../refusals.ts'
import { DUTY_NAMES } from '../words.ts'
import { ASSIGNMENT_MODE } from './parameters.ts'
import { type Person, peopleFor } from './people.ts'
import { refuse } from './refusals.ts'

const URL = '/can-bo/phan-cong'
const PAGE = 30
/** Steps whose giving is a leader's; the leader's own are not given to others here. */
const DUTIES = ['specialist', 'reception', 'clerk'] as const

interface Result {
  code: string
  step: string
  said: string | null
}

/** A leader's page: load by person, the steps that nobody has or one person's, several given at once, each with its own result. */
export function mountAssignments(web: Web, deps: OfficerDeps): void {
  web.get(URL, { audience: 'officer' }, (r) => show(r, null))
  web.post(URL, { audience: 'officer' }, async (r) => {
    const taskIds = fieldList(r.form, 'task').filter(isId).slice(0, PAGE)
    const staffId = field(r.form, 'staffId')
    const wrong = taskIds.length === 0 ? 'Xin chọn ít nhất một việc.' : isId(staffId) ? null : sentenceOf(refuse('assignee-needed').refusal, 'vi')
    if (wrong) return show(r, null, { text: wrong, href: taskIds.length === 0 ? '#task' : '#staffId' })
    const key = r.key ?? randomToken(18)
    const results: Result[] = []
    for (const taskId of taskIds) results.push(await give(r.actor as Staff, { taskId, staffId, key: `${key}:${taskId}` }))
    return show(r, results)
  })

  async function give(actor: Staff, { taskId, staffId, key }: { taskId: string; staffId: string; key: string }): Promise<Result> {
    const task = await findTask(deps.db, taskId)
    const [row] = task ? await selectInboxByIds(deps.db, [task.dossier_id]) : []
    if (!task || !row) return { code: '', step: '', said: sentenceOf(refuseCase('case-not-found').refusal, 'vi') }
    const done = await deps.work.give(actor, { dossierId: task.dossier_id, taskId, staffId, key, seenRevision: null })
    return { code: row.code, step: task.name, said: done.ok ? null : sentenceOf(done.refusal, 'vi') }
  }

  async function show(r: WebRequest, results: Result[] | null, fault?: { text: string; href: string }): Promise<Answer> {
    const actor = r.actor as Staff
    const leading = actor.posts.filter((post) => post.duties.includes('leader'))
    const agencies = await deps.agenciesOf({ ...actor, posts: leading })
    const named = agencies.find((one) => one.id === r.query['co-quan'])
    // Nobody looks for work where there is none: what is due first of all that nobody has says where to begin.
    if (!named && !results && !fault) {
      const [first] = await unclaimedTasks(deps.db, { agencyIds: agencies.map((one) => one.id), duties: DUTIES, after: null, limit: 1 })
      if (first && agencies.some((one) => one.id === first.agency_id)) return seeOther(`${URL}?${new URLSearchParams({ 'co-quan': first.agency_id, 'nhiem-vu': first.duty })}`)
    }
    const agency = named ?? agencies[0]
    if (!agency) return problem({ code: 'not-allowed' })
    const duty = DUTIES.find((one) => one === r.query['nhiem-vu']) ?? 'specialist'
    const { path } = await deps.agencyOf(agency.id)
    const now = deps.clock.now()
    const people = await peopleFor(deps.db, { agencyId: agency.id, agencyPath: path, duty }, now)
    const whose = people.find((one) => one.staffId === r.query.cua)
    const [at = '', id = ''] = (r.query.sau ?? '').split('_')
    const after = /^\d{1,15}$/.test(at) && isId(id) ? { orderAt: new Date(Number(at)), taskId: id } : null
    const found = whose ? (await tasksOfClaimant(deps.db, whose.staffId, PAGE)).filter((task) => task.agency_id === agency.id && task.duty === duty) : await unclaimedTasks(deps.db, { agencyIds: [agency.id], duties: [duty], after, limit: PAGE + 1 })
    const tasks = found.slice(0, PAGE)
    const last = found.length > PAGE ? tasks.at(-1) : undefined
    const { rows, values } = await readTogether(deps.db, { rows: inboxByIdsPart(deps.db, [...new Set(tasks.map((task) => task.dossier_id))]), values: parametersPart(deps.db, [ASSIGNMENT_MODE]) })
    const cases = new Map(rows.map((row) => [row.id, row]))
    const mode = values.on(ASSIGNMENT_MODE, agency.id, civilDateOf(now))
    const here = (query: Record<string, string>) => `${URL}?${new URLSearchParams({ 'co-quan': agency.id, 'nhiem-vu': duty, ...query })}`
    return page({
      title: `${fault ? 'Lỗi: ' : ''}Phân công`,
      status: fault ? 422 : 200,
      nav: 'assignments',
      wide: true,
      main: (
        <>
          <ErrorSummary errors={fault ? [fault] : []} />
          <h1 class="govuk-heading-l">Phân công</h1>
          <Results results={results} />
          <form method="get" class="mc-filter">
            <Select name="co-quan" label="Cơ quan" value={agency.id} items={agencies.map((one) => ({ value: one.id, text: one.name }))} />
            <Select name="nhiem-vu" label="Nhiệm vụ" value={duty} items={DUTIES.map((one) => ({ value: one, text: DUTY_NAMES[one] ?? one }))} />
            <Button variant="secondary">Xem</Button>
          </form>
          <InsetText>{mode === 'automatic' ? 'Cơ quan này giao việc tự động cho người đang giữ ít việc nhất; việc còn ở đây là lúc không có ai nhận được.' : 'Cơ quan này do lãnh đạo giao việc, hoặc cán bộ tự nhận.'} Đổi ở trang Tham số của quản trị.</InsetText>
          <People people={people} link={(one) => here({ cua: one.staffId })} />
          <form method="post" action={here({ ...(whose ? { cua: whose.staffId } : {}) })} novalidate>
            <FormKeys csrf={r.csrf} />
            <div id="task">
              <Table
                caption={whose ? `Việc của ${whose.name}` : 'Việc chưa ai nhận'}
                empty={<p class="govuk-body">Không có việc nào.</p>}
                head={[{ text: 'Chọn', hidden: true }, 'Hồ sơ', 'Bước', 'Hạn', 'Còn lại']}
                rows={tasks.map((task) => {
                  const row = cases.get(task.dossier_id)
                  return [
                    <div class="govuk-checkboxes govuk-checkboxes--small">
                      <div class="govuk-checkboxes__item">
                        <input class="govuk-checkboxes__input" type="checkbox" id={`task-${task.id}`} name="task" value={task.id} checked={fieldList(r.form, 'task').includes(task.id)} />
                        <label class="govuk-label govuk-checkboxes__label" for={`task-${task.id}`}>
                          <span class="govuk-visually-hidden">
                            Chọn {row?.code} {task.name}
                          </span>
                        </label>
                      </div>
                    </div>,
                    <>
                      <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row?.code ?? ''}`}>
                        {row?.code}
                      </a>
                      <br />
                      {row?.subject}
                    </>,
                    task.name,
                    dueText(task.due_at),
                    <Left by={task.due_at} now={now} paused={task.paused_at !== null} />,
                  ]
                })}
              />
            </div>
            {last ? (
              <p class="govuk-body">
                <a class="govuk-link" href={here({ sau: `${last.order_at.getTime()}_${last.id}` })} rel="next">
                  Trang sau
                </a>
              </p>
            ) : null}
            <Select name="staffId" label="Giao các việc đã chọn cho" value={field(r.form, 'staffId')} items={[{ value: '', text: 'Chọn người' }, ...people.map((one) => ({ value: one.staffId, text: `${one.name}, đang giữ ${one.open} việc` }))]} {...(fault?.href === '#staffId' ? { error: fault.text } : {})} />
            <Button>Giao việc đã chọn</Button>
          </form>
        </>
      ),
    })
  }
}

const People = ({ people, link }: { people: readonly Person[]; link: (one: Person) => string }) => (
  <Table
    caption="Số việc theo người"
    empty={<p class="govuk-body">Hôm nay không có ai giữ nhiệm vụ này.</p>}
    head={['Người', { text: 'Đang giữ', numeric: true }, 'Ghi chú']}
    rows={people.map((one) => [
      <a class="govuk-link" href={link(one)}>
        {one.name}
      </a>,
      { content: String(one.open), numeric: true },
      one.insteadOf ? 'thay người vắng mặt' : '',
    ])}
  />
)

function Results({ results }: { results: readonly Result[] | null }) {
  if (!results) return null
  const given = results.filter((one) => one.said === null).length
  return (
    <InsetText>
      <p class="govuk-body" role="status">
        Đã giao {given} trong {results.length} việc đã chọn.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {results.map((one) => (
          <li>
            <span class="mc-code">{one.code}</span> {one.step}: {one.said ?? 'đã giao'}
          </li>
        ))}
      </ul>
    </InsetText>
  )
}
