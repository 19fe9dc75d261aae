import { civilDateOf } from '../../../platform/clock.ts'
import { field, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { InsetText, Radios, Textarea, TextInput } from '../../../ui/index.ts'
import { mountActForm } from './act-form.tsx'
import { WAYS } from './case-fees.tsx'
import type { OfficerDeps } from './deps.ts'

/** What was typed as an amount, with or without dots between thousands: đồng, or null when it is none. */
function amountOf(text: string): number | null {
  const digits = text.replace(/[\s.,đ₫]/gi, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}

const which = (r: WebRequest): string => field(r.form, 'lan') || (r.query.lan ?? '')

/** Fees collected at the counter, written down and, where they were wrong, cancelled. */
export function mountFees(web: Web, deps: OfficerDeps): void {
  mountActForm(web, deps, {
    key: 'thu-phi',
    title: 'Ghi đã thu phí, lệ phí',
    lead: 'Ghi đúng số tiền và số biên lai đã giao cho người nộp. Không thu khoản nào ngoài phí, lệ phí của thủ tục.',
    button: 'Ghi đã thu',
    fields: (opened, r) => (
      <>
        <TextInput name="amount" label="Số tiền (đồng)" inputMode="numeric" value={field(r.form, 'amount') || suggested(opened)} />
        <TextInput name="payer" label="Họ tên người nộp tiền" value={field(r.form, 'payer') || opened.row.submitter_name} maxLength={200} />
        <TextInput name="receipt" label="Số biên lai" value={field(r.form, 'receipt')} maxLength={40} />
        <Radios name="way" legend="Cách nộp" value={field(r.form, 'way') || 'cash'} items={Object.entries(WAYS).map(([value, text]) => ({ value, text }))} />
      </>
    ),
    act: (actor, base, r) => deps.collectFee(actor, { ...base, amount: amountOf(field(r.form, 'amount')), payer: field(r.form, 'payer'), receipt: field(r.form, 'receipt'), way: field(r.form, 'way') }),
  })
  mountActForm(web, deps, {
    key: 'huy-thu-phi',
    title: 'Hủy một lần thu',
    lead: 'Chỉ hủy khi ghi nhầm hoặc đã hoàn tiền cho người nộp. Lần thu vẫn còn trong sổ, có ghi lý do hủy.',
    button: 'Hủy lần thu',
    tone: 'warning',
    fields: (_opened, r) => (
      <>
        <input type="hidden" name="lan" value={which(r)} />
        <InsetText>Biên lai giấy của lần thu này phải được thu lại và gạch chéo theo quy định về biên lai.</InsetText>
        <Textarea name="reason" label="Lý do hủy" rows={3} value={field(r.form, 'reason')} maxLength={1000} />
      </>
    ),
    act: (actor, base, r) => deps.cancelFee(actor, { ...base, collectionId: which(r), reason: field(r.form, 'reason') }),
  })
}

/** The whole of what is known to be owed, where nothing of it depends on the province. */
function suggested({ row, version, answers }: Parameters<Parameters<typeof mountActForm>[2]['fields']>[0]): string {
  const heads = version.fees(row.channel as 1 | 2 | 3, row.case_key, answers, civilDateOf(row.submitted_at)).filter(({ exempt }) => !exempt)
  return heads.some(({ amount }) => amount === null) ? '' : String(heads.reduce((sum, { amount }) => sum + (amount ?? 0), 0))
}
