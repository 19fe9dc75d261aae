import { field, type Web } from '../../../platform/http/index.ts'
import { Radios, Textarea, TextInput } from '../../../ui/index.ts'
import { createGivePapersBack } from '../give-papers-back.ts'
import { type ActForm, mountActForm } from './act-form.tsx'
import type { OfficerDeps } from './deps.ts'

/** What was typed as an amount: đồng; 0 when nothing was, null when it is none. */
function amountOf(text: string): number | null {
  const digits = text.replace(/[\s.,đ₫]/gi, '')
  if (text.trim() === '') return 0
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}

/** What is the citizen's after the end: papers and money, or the result that replaces the one handed out. */
export function mountGivingBack(web: Web, deps: OfficerDeps): void {
  const give = createGivePapersBack(deps)
  const form = (given: Pick<ActForm, 'key' | 'title' | 'lead' | 'button'>, papers: string, refunds: boolean): ActForm => ({
    ...given,
    fields: (opened, r) => (
      <>
        <Textarea name="papers" label="Trả những gì" hint="Tên từng giấy tờ và số lượng." rows={3} value={field(r.form, 'papers') || papers} maxLength={1000} />
        <TextInput name="receiver" label="Họ tên người nhận" value={field(r.form, 'receiver') || opened.row.submitter_name} maxLength={200} />
        <Radios
          name="how"
          legend="Cách trả"
          value={field(r.form, 'how') || 'counter'}
          items={[
            { value: 'counter', text: 'Trực tiếp tại quầy' },
            { value: 'post', text: 'Qua bưu chính' },
            ...(refunds ? [{ value: 'online', text: 'Chỉ nộp bản điện tử, không có bản giấy để trả' }] : []),
          ]}
        />
        {refunds ? <TextInput name="refund" label="Số tiền phí, lệ phí hoàn lại (đồng)" hint="Không hoàn thì để trống." optional inputMode="numeric" value={field(r.form, 'refund')} width={10} /> : null}
      </>
    ),
    act: (actor, base, r) => give(actor, { ...base, receiver: field(r.form, 'receiver'), how: field(r.form, 'how'), papers: field(r.form, 'papers'), refund: refunds ? amountOf(field(r.form, 'refund')) : 0 }),
  })
  mountActForm(web, deps, form({ key: 'tra-giay-to', title: 'Trả lại giấy tờ, hoàn phí', lead: 'Hồ sơ đã kết thúc không có kết quả: ghi lại giấy tờ trả lại và số tiền hoàn cho người dân.', button: 'Ghi đã trả lại' }, '', true))
  mountActForm(web, deps, form({ key: 'tra-thay-the', title: 'Trả kết quả thay thế', lead: 'Thu lại bản cũ nếu là bản giấy rồi trao bản thay thế.', button: 'Ghi đã trả bản thay thế' }, 'Kết quả thay thế; đã thu lại bản cũ', false))
}
