import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { field, type Web } from '../../../platform/http/index.ts'
import { DateInput, InsetText, Radios, Textarea, TextInput } from '../../../ui/index.ts'
import { type ActForm, mountActForm } from '../officer/act-form.tsx'
import type { OfficerDeps } from '../officer/deps.ts'
import { dateTyped, typedDate } from '../officer/typed-date.ts'
import { mountTimePage } from './time.page.tsx'
import { PROOF_NAMES } from './words.ts'

/** What moves a dossier's time: extension with apology, a financial obligation and its proof; and the page that explains it. */
export function mountDeadlinePages(web: Web, deps: OfficerDeps): void {
  for (const form of [extension(deps), obligation(deps), proof(deps)]) mountActForm(web, deps, form)
  mountTimePage(web, deps)
}

const extension = (deps: OfficerDeps): ActForm => ({
  key: 'gia-han',
  title: 'Gia hạn, xin lỗi',
  lead: 'Chỉ gia hạn được một lần, trước khi hết hạn. Văn bản xin lỗi (Mẫu 04) được in với lý do và ngày hẹn mới, rồi báo cho người dân.',
  button: 'Gia hạn và in Mẫu 04',
  faults: { 'reason-needed': 'reason', 'extension-day': 'to' },
  fields: (opened, r, errorOf) => (
    <>
      <InsetText>Đang hẹn trả: {opened.row.current_due_at ? formatDateTime(opened.row.current_due_at) : 'chưa có ngày hẹn'}</InsetText>
      <DateInput name="to" legend="Ngày hẹn trả mới" hint="Nếu là ngày nghỉ thì tính sang ngày làm việc tiếp theo." value={typedDate(r, 'to')} error={errorOf('to')} />
      <Textarea name="reason" label="Lý do, viết cho người dân đọc" rows={4} value={field(r.form, 'reason')} maxLength={1000} error={errorOf('reason')} />
    </>
  ),
  act: (actor, base, r) => deps.extend(actor, { ...base, to: dateTyped(r, 'to'), reason: field(r.form, 'reason') }),
})

const obligation = (deps: OfficerDeps): ActForm => ({
  key: 'nghia-vu',
  title: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  lead: 'Thời hạn giải quyết dừng từ lúc gửi cho đến khi ghi nhận chứng từ đã nộp. Căn cứ ghi ở đây được lưu làm căn cứ tạm dừng.',
  button: 'Gửi yêu cầu, tạm dừng thời hạn',
  faults: { 'obligation-what': 'what', 'obligation-amount': 'amount', 'obligation-ground': 'ground', 'obligation-how': 'how', 'obligation-by': 'payBy' },
  fields: (_opened, r, errorOf) => (
    <>
      <TextInput name="what" label="Khoản phải nộp" value={field(r.form, 'what')} maxLength={300} error={errorOf('what')} />
      <TextInput name="amount" label="Số tiền (đồng)" optional hint="Để trống nếu số tiền ghi trong thông báo của cơ quan khác." inputMode="numeric" width={20} value={field(r.form, 'amount')} error={errorOf('amount')} />
      <TextInput name="ground" label="Căn cứ" hint="Số, ngày của thông báo nộp tiền hoặc điều khoản áp dụng." value={field(r.form, 'ground')} maxLength={300} error={errorOf('ground')} />
      <Textarea name="how" label="Nộp ở đâu, nộp thế nào" optional rows={2} value={field(r.form, 'how')} maxLength={300} error={errorOf('how')} />
      <DateInput name="payBy" legend="Hạn nộp (không bắt buộc)" value={typedDate(r, 'payBy')} error={errorOf('payBy')} />
    </>
  ),
  act: (actor, base, r) =>
    deps.requestObligation(actor, { ...base, what: field(r.form, 'what'), amount: field(r.form, 'amount'), ground: field(r.form, 'ground'), how: field(r.form, 'how'), payBy: dateTyped(r, 'payBy') }),
})

const proof = (deps: OfficerDeps): ActForm => ({
  key: 'da-nop',
  title: 'Ghi nhận đã thực hiện nghĩa vụ tài chính',
  lead: 'Đối chiếu chứng từ của người dân. Ghi xong, thời hạn giải quyết tính tiếp.',
  button: 'Ghi nhận, tính tiếp thời hạn',
  faults: { 'proof-kind': 'kind', 'proof-number': 'number', 'proof-day': 'on', 'proof-amount': 'amount' },
  fields: (_opened, r, errorOf) => (
    <>
      <Radios name="kind" legend="Loại chứng từ" value={field(r.form, 'kind')} error={errorOf('kind')} items={Object.entries(PROOF_NAMES).map(([value, text]) => ({ value, text }))} />
      <TextInput name="number" label="Số chứng từ" width={20} value={field(r.form, 'number')} maxLength={60} error={errorOf('number')} />
      <DateInput name="on" legend="Ngày của chứng từ" value={typedDate(r, 'on')} error={errorOf('on')} hint={`Ví dụ ${formatDate(deps.clock.now())}`} />
      <TextInput name="amount" label="Số tiền trên chứng từ (đồng)" optional inputMode="numeric" width={20} value={field(r.form, 'amount')} error={errorOf('amount')} />
    </>
  ),
  act: (actor, base, r) => deps.meetObligation(actor, { ...base, kind: field(r.form, 'kind'), number: field(r.form, 'number'), on: dateTyped(r, 'on'), amount: field(r.form, 'amount') }),
})
