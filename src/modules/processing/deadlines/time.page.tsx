import { formatDateTime } from '../../../platform/clock.ts'
import { page, type Web } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { SummaryList, Table } from '../../../ui/index.ts'
import { explain, type Step } from '../../calendar/index.ts'
import { dueChangesPart } from '../../dossiers/index.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import { admitToCase } from '../officer/open-case.ts'
import { dueText, Left } from '../officer/time-left.tsx'
import { ObligationsTable, PausesTable, timeParts } from './case-time.tsx'

const DUE_REASONS: Readonly<Record<string, string>> = { accepted: 'Tiếp nhận', resumed: 'Tính tiếp sau tạm dừng', extended: 'Gia hạn (Mẫu 04)', 'calendar-changed': 'Lịch nghỉ thay đổi' }

/** A dossier's time: each date it had with its reckoning, each stop with its ground and who answers for it, each step's own limit. */
export function mountTimePage(web: Web, deps: OfficerDeps): void {
  web.get('/can-bo/ho-so/:code/thoi-han', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read')
    if (!opened.ok) return opened.answer
    const { row } = opened
    const { dues, tasks, pauses, extensions, obligations } = await readTogether(deps.db, {
      ...timeParts(deps, row.id),
      dues: dueChangesPart(deps.db, row.id),
      tasks: deps.processes.openTasksPart(deps.db, row.id),
    })
    const now = deps.clock.now()
    const paused = pauses.some((pause) => !pause.resumed_at)
    const stood = await Promise.all(pauses.map((pause) => deps.workingMinutes(row.agency_id, pause.stopped_at, pause.resumed_at ?? now)))
    const why = new Map(extensions.map((one) => [one.at.getTime(), one.reason]))
    return page({
      title: `Thời hạn – ${row.code}`,
      wide: true,
      back: { href: `/can-bo/ho-so/${row.code}`, text: row.code },
      main: (
        <>
          <p class="govuk-caption-m">
            <span class="mc-code">{row.code}</span> · {row.subject}
          </p>
          <h1 class="govuk-heading-l">Thời hạn của hồ sơ</h1>
          <SummaryList
            rows={[
              { key: 'Nhận đủ lúc', value: row.accepted_at ? formatDateTime(row.accepted_at) : 'chưa tiếp nhận' },
              { key: 'Hẹn trả ban đầu', value: dueText(row.original_due_at) },
              {
                key: 'Hẹn trả hiện nay',
                value: (
                  <>
                    {dueText(row.current_due_at)} <Left by={row.current_due_at} now={now} paused={paused} />
                  </>
                ),
              },
            ]}
          />
          <Table
            caption="Từng bước đang mở"
            empty={<p class="govuk-body">Không có bước nào đang mở.</p>}
            head={['Bước', 'Mở lúc', 'Hạn', 'Còn lại']}
            rows={tasks.map((task) => [task.name, formatDateTime(task.openedAt), dueText(task.dueAt), <Left by={task.dueAt} now={now} paused={paused} />])}
          />
          <PausesTable pauses={pauses} stood={(pause) => hours(stood[pauses.indexOf(pause)] ?? 0)} />
          <ObligationsTable obligations={obligations} />
          <h2 class="govuk-heading-m">Vì sao là ngày này?</h2>
          {dues.map((due) => (
            <section>
              <h3 class="govuk-heading-s">
                {DUE_REASONS[due.reason] ?? due.reason}, {formatDateTime(due.at)}: {formatDateTime(due.due_at)}
              </h3>
              {why.get(due.at.getTime()) ? <p class="govuk-body">Lý do gia hạn: {why.get(due.at.getTime())}</p> : null}
              <ul class="govuk-list govuk-list--bullet">
                {explain(due.explanation as Step[], 'vi').map((line) => (
                  <li>{line.text}</li>
                ))}
              </ul>
            </section>
          ))}
        </>
      ),
    })
  })
}

const hours = (minutes: number): string => {
  const [whole, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  return [whole > 0 ? `${whole} giờ` : '', rest > 0 || whole === 0 ? `${rest} phút` : ''].filter(Boolean).join(' ')
}
