import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { field, type Page, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { Button, DateInput, ErrorSummary, FormKeys, NotificationBanner, Select, Table, Tag } from '../../../ui/index.ts'
import { ABSENCE_REASONS, type Absence, agencyWords, cancelAbsence, recordAbsence, selectAbsences } from '../../agencies/index.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import type { StaffAdminDeps } from './deps.ts'
import { partsOf, readDateField, typedDate } from './post-fields.tsx'
import { type StaffLine, staffInScope } from './staff-scope.ts'

const ADMIN = { audience: 'admin' } as const

/**
 * Absences and who stands in.
 * @see NĐ 309/2026, art. 11.8
 */
export function mountAbsences(web: Web, deps: StaffAdminDeps): void {
  const record = recordAbsence(deps)
  const cancel = cancelAbsence(deps)

  async function view(r: WebRequest, mistakes: Mistakes = NO_MISTAKES): Promise<Page> {
    const today = civilDateOf(deps.clock.now())
    const lines = await staffInScope(deps, r.actor)
    const ids = new Set(lines.map(({ staff }) => staff.id))
    const absences = (await selectAbsences(deps.db, [...ids], today)).filter((absence) => ids.has(absence.staffId))
    return { title: 'Vắng mặt, thay thế', nav: 'absences', main: <AbsencesView {...{ r, lines, absences, today, mistakes }} /> }
  }

  web.get('/quan-tri/vang-mat', ADMIN, async (r) => page(await view(r)))

  web.post('/quan-tri/vang-mat', ADMIN, async (r) => {
    const [from, to] = [readDateField(r, 'from'), readDateField(r, 'to')]
    const [staffId, substituteStaffId] = [field(r.form, 'staff'), field(r.form, 'substitute')]
    const again = async (refusal: Parameters<typeof mistakesOf>[1], at: string) => showAgain(await view(r, mistakesOf('vi', refusal, [], at)), refusal)
    if (!from || !to) return again({ code: 'absence-dates-wrong', params: { days: 366 } }, 'from-day')
    if (!isId(staffId) || !isId(substituteStaffId)) return again({ code: 'staff-not-found' }, 'staff')
    const done = await record(r.actor, { staffId, substituteStaffId, from, to, reason: field(r.form, 'reason') })
    if (done.ok) return seeOther('/quan-tri/vang-mat?xong=ghi')
    return again(done.refusal, done.refusal.code.startsWith('substitute') ? 'substitute' : done.refusal.code === 'absence-dates-wrong' ? 'from-day' : 'staff')
  })

  web.post('/quan-tri/vang-mat/:id/huy', ADMIN, async (r) => {
    const id = r.params.id ?? ''
    if (!isId(id)) return problem({ code: 'absence-not-found' })
    const done = await cancel(r.actor, id)
    return done.ok ? seeOther('/quan-tri/vang-mat?xong=huy') : problem(done.refusal)
  })
}

const DONE: Record<string, string> = { ghi: 'Lần vắng mặt đã được ghi; người thay thế nhận việc trong những ngày đó.', huy: 'Lần vắng mặt đã được hủy.' }

interface ViewProps {
  r: WebRequest
  lines: readonly StaffLine[]
  absences: readonly Absence[]
  today: string
  mistakes: Mistakes
}

function AbsencesView({ r, lines, absences, today, mistakes }: ViewProps) {
  const words = agencyWords('vi')
  const nameOf = (id: string) => lines.find(({ staff }) => staff.id === id)?.staff.name ?? 'Cán bộ cơ quan khác'
  const done = mistakes === NO_MISTAKES ? DONE[r.query.xong ?? ''] : undefined
  return (
    <>
      <ErrorSummary errors={mistakes.summary} />
      {done ? <NotificationBanner type="success" heading={done} /> : null}
      <h1 class="govuk-heading-l">Vắng mặt, thay thế</h1>
      <Table
        caption="Đang và sắp vắng mặt"
        head={['Cán bộ', 'Thời gian', 'Lý do', 'Người thay thế', 'Thao tác']}
        empty="Không có ai vắng mặt."
        rows={absences.map((absence) => [
          <>
            {nameOf(absence.staffId)} {absence.from <= today ? <Tag colour="yellow">Đang vắng</Tag> : null}
          </>,
          `${formatDate(absence.from)} – ${formatDate(absence.to)}`,
          words.absence[absence.reason],
          nameOf(absence.substituteStaffId),
          <form method="post" action={`/quan-tri/vang-mat/${absence.id}/huy`}>
            <FormKeys csrf={r.csrf} />
            <Button variant="secondary">Hủy</Button>
          </form>,
        ])}
      />
      <AbsenceForm {...{ r, lines, today, mistakes }} />
    </>
  )
}

function AbsenceForm({ r, lines, today, mistakes }: Omit<ViewProps, 'absences'>) {
  const words = agencyWords('vi')
  const again = mistakes !== NO_MISTAKES
  const people = lines.filter(({ staff, posts }) => staff.status === 'active' && posts.length > 0)
  const items = [
    { value: '', text: 'Xin chọn' },
    ...people.map(({ staff, posts }) => ({ value: staff.id, text: `${staff.name} (${posts.map((post) => post.title).join(', ')})` })),
  ]
  const date = (name: 'from' | 'to') => (again ? typedDate(r, name) : partsOf(today))
  return (
    <form method="post" action="/quan-tri/vang-mat" novalidate>
      <h2 class="govuk-heading-m">Ghi một lần vắng mặt</h2>
      <FormKeys csrf={r.csrf} />
      <Select name="staff" label="Cán bộ vắng mặt" items={items} value={field(r.form, 'staff')} error={mistakes.of('staff')} />
      <DateInput name="from" legend="Từ ngày" value={date('from')} error={mistakes.of('from-day')} />
      <DateInput name="to" legend="Đến hết ngày" value={date('to')} />
      <Select
        name="reason"
        label="Lý do"
        items={ABSENCE_REASONS.map((value) => ({ value, text: words.absence[value] }))}
        value={field(r.form, 'reason') || 'leave'}
      />
      <Select
        name="substitute"
        label="Người thay thế"
        hint="Nhận mọi nhiệm vụ của người vắng, trừ quản trị."
        items={items}
        value={field(r.form, 'substitute')}
        error={mistakes.of('substitute')}
      />
      <Button>Ghi vắng mặt</Button>
    </form>
  )
}
