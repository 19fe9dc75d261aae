import { field, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { Decided } from '../../../platform/result.ts'
import { DateInput, Select, Textarea } from '../../../ui/index.ts'
import { type ActForm, mountActForm } from '../officer/act-form.tsx'
import type { OfficerDeps } from '../officer/deps.ts'
import { type Case, openCase } from '../officer/open-case.ts'
import { baseOf, taskOf } from '../officer/posted.ts'
import { dateTyped, typedDate } from '../officer/typed-date.ts'
import type { CaseAct, Staff } from '../on-case.ts'
import { askForm } from './ask.page.tsx'
import { mountAssignments } from './assignments.page.tsx'
import { returnForm } from './return-step.page.tsx'
import { mountNotices } from './notices.page.tsx'
import { mountOpinionPages } from './opinion.page.tsx'
import { peopleFor } from './people.ts'

/** Giving work, asking for views, watching: what the case page's block leads to, and the pages of their own. */
export function mountWorkPages(web: Web, deps: OfficerDeps): void {
  for (const form of [giveForm(deps), delegateForm(deps), askForm(deps), returnForm(deps)]) mountActForm(web, deps, form)
  direct('nhan-viec', (actor, base, r) => deps.work.claim(actor, { ...base, seenRevision: null, taskId: taskOf(r) }))
  direct('tra-viec', (actor, base, r) => deps.work.release(actor, { ...base, seenRevision: null, taskId: taskOf(r) }))
  direct('theo-doi', (actor, base, r) => deps.work.watch(actor, { ...base, seenRevision: null, on: field(r.form, 'on') !== '0' }))
  direct('rut-y-kien', (actor, base, r) => deps.work.opinions.withdraw(actor, { ...base, seenRevision: null, opinionId: field(r.form, 'opinionId') }))
  mountAssignments(web, deps)
  mountOpinionPages(web, deps)
  mountNotices(web, deps)

  function direct(key: string, act: (actor: Staff, base: CaseAct, r: WebRequest) => Promise<Decided<object>>) {
    web.post(`/can-bo/ho-so/:code/${key}`, { audience: 'officer' }, async (r) => {
      const opened = await openCase(deps, r, 'case.act')
      if (!opened.ok) return opened.answer
      const done = await act(r.actor as Staff, baseOf(r, opened.row), r)
      return done.ok ? seeOther(`/can-bo/ho-so/${opened.row.code}?xong=1`) : problem(done.refusal)
    })
  }
}

const stepOf = (opened: Case, r: WebRequest) => opened.tasks.find((task) => task.taskId === taskOf(r))

/** Those who may be given the step today, with how much they have. */
async function peopleItems(deps: OfficerDeps, opened: Case, r: WebRequest, but: string | null) {
  const task = stepOf(opened, r)
  const people = task ? await peopleFor(deps.db, { agencyId: opened.row.agency_id, agencyPath: opened.agency.path, duty: task.duty }, deps.clock.now()) : []
  return [
    { value: '', text: people.length > 0 ? 'Chọn người' : 'Không có ai giữ nhiệm vụ này hôm nay' },
    ...people.filter((one) => one.staffId !== but).map((one) => ({ value: one.staffId, text: `${one.name}, đang giữ ${one.open} việc${one.insteadOf ? ', thay người vắng mặt' : ''}` })),
  ]
}

const giveForm = (deps: OfficerDeps): ActForm => ({
  key: 'giao-viec',
  title: 'Giao việc',
  lead: 'Người được giao và người đang giữ việc đều được báo. Người vắng mặt không có trong danh sách; người thay đã nêu tên đứng vào chỗ đó.',
  button: 'Giao việc',
  faults: { 'assignee-needed': 'staffId', 'assignee-lacks-duty': 'staffId', 'assigned-already': 'staffId', 'reason-needed': 'note' },
  fields: async (opened, r, errorOf) => (
    <>
      <p class="govuk-body">
        Bước: <strong>{stepOf(opened, r)?.name ?? 'không còn mở'}</strong>. {stepOf(opened, r)?.claimedByName ? `Đang giữ: ${stepOf(opened, r)?.claimedByName}.` : 'Chưa ai nhận.'}
      </p>
      <Select name="staffId" label="Giao cho" value={field(r.form, 'staffId')} error={errorOf('staffId')} items={await peopleItems(deps, opened, r, stepOf(opened, r)?.claimedBy ?? null)} />
      <Textarea name="note" label="Lời dặn" optional rows={2} maxLength={1000} value={field(r.form, 'note')} error={errorOf('note')} />
    </>
  ),
  act: (actor, base, r) => deps.work.give(actor, { ...base, taskId: taskOf(r), staffId: field(r.form, 'staffId'), note: field(r.form, 'note') }),
})

const delegateForm = (deps: OfficerDeps): ActForm => ({
  key: 'uy-quyen',
  title: 'Ủy quyền xử lý một bước',
  lead: 'Đồng nghiệp giữ bước này đến hết ngày ghi dưới đây, rồi bước trở lại Anh/Chị.',
  button: 'Ủy quyền',
  faults: { 'assignee-needed': 'staffId', 'assignee-lacks-duty': 'staffId', 'delegate-to-self': 'staffId', 'delegation-until': 'until', 'reason-needed': 'reason' },
  fields: async (opened, r, errorOf) => (
    <>
      <Select name="staffId" label="Ủy quyền cho" value={field(r.form, 'staffId')} error={errorOf('staffId')} items={await peopleItems(deps, opened, r, (r.actor as Staff).staffId)} />
      <DateInput name="until" legend="Đến hết ngày" value={typedDate(r, 'until')} error={errorOf('until')} />
      <Textarea name="reason" label="Lý do" rows={2} maxLength={1000} value={field(r.form, 'reason')} error={errorOf('reason')} />
    </>
  ),
  act: (actor, base, r) => deps.work.delegate(actor, { ...base, taskId: taskOf(r), staffId: field(r.form, 'staffId'), until: dateTyped(r, 'until'), reason: field(r.form, 'reason') }),
})
