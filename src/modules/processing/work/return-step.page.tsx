import { field } from '../../../platform/http/index.ts'
import { InsetText, Radios, Textarea } from '../../../ui/index.ts'
import type { ActForm } from '../officer/act-form.tsx'
import type { OfficerDeps } from '../officer/deps.ts'
import { DUTY_NAMES } from '../words.ts'

/** Which step the dossier goes back to, and why. */
export const returnForm = (deps: OfficerDeps): ActForm => ({
  key: 'tra-ve-buoc',
  title: 'Trả về bước trước',
  lead: 'Bước được chọn mở lại cho người đã làm; bước đang mở nằm sau nó được hủy, bước song song ở nhánh khác giữ nguyên. Người làm bước ấy và người đang giữ bước bị hủy được báo. Thời hạn giải quyết vẫn tính.',
  button: 'Trả về bước đã chọn',
  tone: 'warning',
  faults: { 'return-step-needed': 'step', 'return-not-possible': 'step', 'return-to-open-step': 'step', 'reason-needed': 'reason' },
  fields: async (opened, r, errorOf) => {
    const steps = await deps.processes.returnTargets(deps.db, opened.row.id)
    return (
      <>
        <InsetText>Bước đang mở: {opened.tasks.map((task) => `${task.name}${task.claimedByName ? ` (${task.claimedByName})` : ''}`).join('; ') || 'không có'}</InsetText>
        {steps.length === 0 ? <p class="govuk-body">Chưa có bước nào đã làm xong để trả về.</p> : null}
        {steps.length > 0 ? (
          <Radios
            name="step"
            legend="Trả về bước"
            value={field(r.form, 'step')}
            error={errorOf('step')}
            items={steps.map((step) => ({ value: step.key, text: step.name, hint: DUTY_NAMES[step.duty] ?? step.duty }))}
          />
        ) : null}
        <Textarea name="reason" label="Lý do, cần làm lại điều gì" hint="Đồng nghiệp đọc được; người dân không thấy." rows={3} value={field(r.form, 'reason')} maxLength={1000} error={errorOf('reason')} />
      </>
    )
  },
  act: (actor, base, r) => deps.work.returnToStep(actor, { ...base, step: field(r.form, 'step'), reason: field(r.form, 'reason') }),
})
