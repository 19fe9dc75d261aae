import { page, type Web } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { Details, Table, Tag } from '../../../ui/index.ts'
import { selectInboxByIds } from '../inbox.store.ts'
import type { Staff } from '../on-case.ts'
import { type Forecast, FORECAST_WORDS, forecastOf } from '../rules/forecast.ts'
import { DUTY_NAMES } from '../words.ts'
import type { DeskStep, OfficerDeps, StaffLoad } from './deps.ts'
import { PagesBeside } from './inbox-table.tsx'
import { placeText, readFrom } from './load-list.ts'
import { dueText } from './time-left.tsx'

const ADDRESS = '/can-bo/dieu-hanh'
const PAGE = 50
const COUNTED = 100
/** So many people are seen at once; the others are a click away. */
const SHOWN = 12

const COLOURS = { late: 'red', 'likely-late': 'yellow', tight: 'blue', 'in-time': 'green', paused: 'grey', unknown: 'grey' } as const satisfies Record<Forecast, string>

interface PersonLoad {
  staffId: string | null
  name: string
  duties: string[]
  open: number
  late: number | null
}

/** For leaders: what is late and with whom, who has how much, and what may become late. From kept sums and indexes; nothing is counted through. */
export function mountLeaders(web: Web, deps: OfficerDeps): void {
  web.get(ADDRESS, { audience: 'officer', duties: ['leader'] }, async (r) => {
    const actor = r.actor as Staff
    const now = deps.clock.now()
    const agencies = await deps.agenciesOf({ ...actor, posts: actor.posts.filter((post) => post.duties.includes('leader')) })
    const agencyIds = agencies.map((one) => one.id)
    const from = readFrom(r.query)
    const { loads, late } = await readTogether(deps.db, { loads: deps.staffLoads(agencyIds), late: deps.lateByStaff(agencyIds, now) })
    const { steps, hasMore } = await deps.stepsByDue(agencyIds, from, PAGE)
    const people = await peopleOf(loads, late)
    const rows = new Map((await selectInboxByIds(deps.db, [...new Set(steps.map((step) => step.dossierId))])).map((row) => [row.id, row]))
    const told = await forecasts(steps, loads, now)
    const codes = steps.flatMap((step) => rows.get(step.dossierId)?.code ?? [])
    if (codes.length > 0) await deps.logAccess(deps.db, { actor, purpose: 'leaders.list', subject: { kind: 'staff', id: actor.staffId }, fields: codes, at: now, ip: r.ip })
    const isBack = from?.backwards ?? false
    const [first, last] = [steps[0], steps.at(-1)].map((step) => (step ? placeText({ orderAt: step.orderAt, id: step.taskId }) : null))
    return page({
      title: 'Điều hành',
      nav: 'dieu-hanh',
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">Điều hành</h1>
          <h2 class="govuk-heading-m">Ai đang có bao nhiêu việc</h2>
          <People people={people.slice(0, SHOWN)} caption="Những người đang có nhiều việc nhất" />
          {people.length > SHOWN ? (
            <Details summary={`${people.length - SHOWN} người khác`}>
              <People people={people.slice(SHOWN)} caption="Những người khác" />
            </Details>
          ) : null}
          <h2 class="govuk-heading-m">Bước quá hạn và sắp đến hạn</h2>
          <p class="govuk-body">
            Cột dự báo là ước lượng từ thời gian các bước cùng loại đã làm (kể cả lúc chờ) và số việc người đang giữ; dùng để biết nên xem việc nào trước, không phải kết luận về ai.
          </p>
          <Table
            caption="Bước đang mở, đến hạn trước xếp trên"
            hideCaption
            head={['Mã hồ sơ', 'Bước', 'Ai đang giữ', 'Hạn của bước', 'Dự báo']}
            rowId={(index) => `dong-${index}`}
            empty="Không có bước nào đang mở."
            rows={steps.map((step, index) => {
              const row = rows.get(step.dossierId)
              const forecast = told[index] ?? 'unknown'
              return [
                row ? (
                  <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row.code}`}>
                    {row.code}
                  </a>
                ) : (
                  '–'
                ),
                <>
                  {step.name}
                  <br />
                  <span class="govuk-hint govuk-!-display-inline">{row?.procedure_name}</span>
                </>,
                step.claimedByName ?? `Chưa ai nhận (${DUTY_NAMES[step.duty] ?? step.duty})`,
                dueText(step.dueAt),
                <Tag colour={COLOURS[forecast]}>{FORECAST_WORDS[forecast]}</Tag>,
              ]
            })}
          />
          <PagesBeside path={ADDRESS} query={r.query} next={isBack || hasMore ? (last ?? null) : null} previous={from && (!isBack || hasMore) ? (first ?? null) : null} broken={false} />
        </>
      ),
    })
  })

  async function peopleOf(loads: readonly StaffLoad[], late: ReadonlyMap<string, number>): Promise<PersonLoad[]> {
    const ids = [...new Set(loads.flatMap((one) => one.staffId ?? []))]
    const names = await deps.staffNames(deps.db, ids)
    const people = new Map<string, PersonLoad>()
    for (const { staffId, duty, open } of loads) {
      const key = staffId ?? `nobody ${duty}`
      const one = people.get(key) ?? { staffId, name: staffId ? (names.get(staffId) ?? 'Cán bộ đã nghỉ hoặc chuyển công tác') : 'Chưa ai nhận', duties: [], open: 0, late: staffId ? (late.get(staffId) ?? 0) : null }
      one.open += open
      one.duties.push(DUTY_NAMES[duty] ?? duty)
      people.set(key, one)
    }
    return [...people.values()].sort((a, b) => b.open - a.open)
  }

  async function forecasts(steps: readonly DeskStep[], loads: readonly StaffLoad[], now: Date): Promise<Forecast[]> {
    const typical = await deps.typicalTimes([...new Set(steps.map((step) => step.processKey))])
    const minutes = await deps.workingClock()
    const ofPerson = new Map<string, number>()
    const byDuty = new Map<string, { open: number; people: Set<string> }>()
    for (const { staffId, duty, open } of loads) {
      if (!staffId) continue
      ofPerson.set(staffId, (ofPerson.get(staffId) ?? 0) + open)
      const one = byDuty.get(duty) ?? { open: 0, people: new Set() }
      one.open += open
      one.people.add(staffId)
      byDuty.set(duty, one)
    }
    return steps.map((step) => {
      const duty = byDuty.get(step.duty)
      const usualQueue = duty && duty.people.size > 0 ? duty.open / duty.people.size : 0
      const { dueAt } = step
      return forecastOf({
        minutesLeft: dueAt ? (dueAt < now ? -minutes(step.agencyId, dueAt, now) - 1 : minutes(step.agencyId, now, dueAt)) : null,
        minutesOpen: minutes(step.agencyId, step.openedAt, now),
        typicalMinutes: typical.get(`${step.processKey} ${step.taskKey}`) ?? null,
        queue: step.claimedBy ? (ofPerson.get(step.claimedBy) ?? 1) : usualQueue,
        usualQueue,
        isPaused: step.isPaused,
      })
    })
  }
}

function People({ people, caption }: { people: readonly PersonLoad[]; caption: string }) {
  return (
    <Table
      caption={caption}
      hideCaption
      head={['Cán bộ', 'Nhiệm vụ', { text: 'Đang mở', numeric: true }, { text: 'Quá hạn', numeric: true }]}
      empty="Chưa có việc nào đang mở."
      rows={people.map((one) => [
        one.staffId ? (
          <a class="govuk-link" href={`/can-bo/ho-so/danh-sach/dang-xu-ly?can-bo=${one.staffId}`}>
            {one.name}
          </a>
        ) : (
          one.name
        ),
        one.duties.join(', '),
        { content: one.open.toLocaleString('vi-VN'), numeric: true },
        { content: one.late === null ? '–' : one.late >= COUNTED ? `${COUNTED - 1}+` : String(one.late), numeric: true },
      ])}
    />
  )
}
