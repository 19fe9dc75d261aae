import { civilDateOf, civilTimeOf, formatDateTime } from '../../../platform/clock.ts'
import { moneyInWords } from '../../../platform/in-words.ts'
import { formatDong } from '../rules/dong.ts'
import { type OfficeForm, slipNumber } from '../rules/office-forms.ts'
import { lookupOf } from './codes.ts'
import type {
  HandOver,
  Mau01Data,
  Mau02Data,
  Mau03Data,
  Mau04Data,
  Mau05Data,
  Mau06Data,
  OnlineReceiptData,
  SlipBase,
  SlipChannel,
  SlipComponent,
  SlipData,
  SlipFee,
  SlipKind,
  SlipParty,
} from './data.ts'

const CHANNELS: Record<SlipChannel, string> = {
  online: ' (nộp trực tuyến)',
  'in-person': ' (nộp trực tiếp)',
  postal: ' (nộp qua bưu chính công ích)',
  kiosk: ' (nộp tại ki-ốt)',
}

/** "09 giờ 05 phút, ngày 23 tháng 11 năm 2026" */
export function instantInForm(at: Date): string {
  const [hour, minute] = civilTimeOf(at).split(':')
  return `${hour} giờ ${minute} phút, ngày ${dateInForm(civilDateOf(at))}`
}

/** "23 tháng 11 năm 2026" */
export function dateInForm(date: string): string {
  const [year, month, day] = date.split('-')
  return `${day} tháng ${month} năm ${year}`
}

const party = (who: SlipParty) => ({
  name: who.name,
  address: who.address ?? null,
  phone: who.phone ?? null,
  email: who.email ?? null,
  identity: who.identityNumber ?? null,
})

/** The owner's address is printed once when the submitter gave the same. */
const withoutRepeats = (owner: SlipParty, submitter: SlipParty): SlipParty =>
  owner.address === submitter.address && owner.name === submitter.name ? { ...owner, address: undefined } : owner

const component = (one: SlipComponent) => ({
  name: one.name,
  note: one.note ?? null,
  originals: one.originals ?? 0,
  certified: one.certified ?? 0,
  copies: one.copies ?? 0,
  electronic: one.electronic ?? 0,
})

/** null: nobody has said yet; an empty list: nothing to pay. */
function fees(list: readonly SlipFee[] | null | undefined): string | null {
  if (!list) return null
  if (list.length === 0) return 'Không'
  const total = list.reduce((sum, fee) => sum + fee.amount, 0)
  const parts = list.map((fee) => `${fee.name}: ${formatDong(fee.amount)}`)
  return `${parts.join('; ')}. Tổng cộng: ${formatDong(total)} (${moneyInWords(total)})`
}

const instant = (at: Date | undefined) => (at ? instantInForm(at) : null)

const presenters: { [K in SlipKind]: (data: SlipData[K]) => object } = {
  'mau-01': (data: Mau01Data) => ({
    owner: party(withoutRepeats(data.owner, data.submitter)),
    submitter: party(data.submitter),
    channel: CHANNELS[data.channel],
    submitterSigns: data.channel === 'online' ? null : data.submitter.name,
    feeCollection: data.feeCollection ?? null,
    components: data.components.map(component),
    sets: data.sets,
    timeLimit: data.timeLimit,
    receivedAt: instantInForm(data.receivedAt),
    dueAt: instantInForm(data.dueAt),
    dueNote: data.dueNote ?? null,
    delivery: data.delivery,
    fees: fees(data.fees),
    book: data.book ?? null,
    officer: data.officer,
  }),
  'mau-02': (data: Mau02Data) => ({
    submitterIfOther: data.submitter && data.submitter.name !== data.owner.name ? data.submitter.name : null,
    items: data.items.map((item) => ({ title: item.title, reason: item.reason ?? null, guidance: item.guidance ?? null })),
    reason: data.reason ?? null,
    legalBasis: data.legalBasis ?? null,
    deadline: instant(data.deadline),
    clockNote: data.clockNote ?? null,
    officer: { name: data.officer.name, phone: data.officer.phone ?? data.office.phone ?? null },
  }),
  'mau-03': (data: Mau03Data) => ({
    receivedAt: instant(data.receivedAt),
    reasons: data.reasons,
    legalBasis: data.legalBasis ?? null,
    guidance: data.guidance ?? null,
    returned: data.returned ?? null,
    submitterSigns: null,
    officer: data.officer,
  }),
  'mau-04': (data: Mau04Data) => ({
    receivedAt: instantInForm(data.receivedAt),
    dueAt: instantInForm(data.dueAt),
    newDueAt: instantInForm(data.newDueAt),
    reason: data.reason,
    lateAt: data.lateAt ?? null,
    officer: { name: data.officer.name, title: data.officer.title ?? 'Người thông báo' },
  }),
  'mau-05': (data: Mau05Data) => ({
    receivedAt: instant(data.receivedAt),
    dueAt: instant(data.dueAt),
    stoppedAt: `ngày ${dateInForm(data.stoppedOn)}`,
    reason: data.reason,
    legalBasis: data.legalBasis ?? null,
    papersReturned: data.papersReturned ?? null,
    feesHandled: data.feesHandled ?? null,
    officer: { name: data.officer.name, title: data.officer.title ?? 'Người thông báo' },
  }),
  'mau-06': (data: Mau06Data) => ({
    receivedAt: instantInForm(data.receivedAt),
    dueAt: instant(data.dueAt),
    handOvers: data.handOvers.map(handOver),
  }),
  'bien-nhan-truc-tuyen': (data: OnlineReceiptData) => ({
    submitter: party(data.submitter),
    receivedAt: instantInForm(data.receivedAt),
    answerBy: formatDateTime(data.answerBy),
    answerNote: data.answerNote ?? null,
    delivery: data.delivery ?? null,
    fees: fees(data.fees),
    components: data.components.map(component),
    onlyElectronic: data.components.every((one) => !one.originals && !one.certified && !one.copies),
    declaration: data.declaration ?? null,
  }),
}

const handOver = (hand: HandOver) => ({
  from: hand.from,
  to: hand.to,
  at: instant(hand.at),
  giver: hand.giver ?? null,
  receiver: hand.receiver ?? null,
  result: hand.result ?? null,
  note: hand.note ?? '',
})

/** What the template of a slip reads: texts as they are printed, nothing left to compute. */
export function presentSlip<K extends SlipKind>(form: OfficeForm, kind: K, data: SlipData[K], printed: { number: number | null; signed: boolean; paper: Paper }): object {
  return {
    title: form.title,
    paper: data.paper ?? printed.paper,
    marks: marksOf(printed),
    number: printed.number === null ? null : slipNumber(form, printed.number),
    date: `ngày ${dateInForm(civilDateOf(data.at))}`,
    office: { parent: data.office.parent ?? null, name: data.office.name, place: data.office.place ?? null, contact: contactOf(data), phone: data.office.phone ?? null },
    dossier: { code: data.dossier.code, content: contentOf(data) },
    owner: party(data.owner),
    lookup: { ...lookupOf(data.lookupUrl, data.dossier.code), pin: data.pin ?? null },
    ...presenters[kind](data),
  }
}

export type Paper = 'a4' | 'a5'

export const marksOf = (state: { signed: boolean }): string[] => (state.signed ? [] : ['BẢN CHƯA KÝ SỐ'])

const contactOf = ({ office }: SlipBase) =>
  [office.address, office.phone && `điện thoại ${office.phone}`, office.email].filter(Boolean).join(', ') || null

const contentOf = ({ dossier }: SlipBase) =>
  [`${dossier.procedureName} (mã thủ tục ${dossier.procedureCode})`, dossier.content].filter(Boolean).join('. ')
