import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, Details, ErrorSummary, formatMoney, FormKeys, InsetText, Radios, Select, SummaryList, Textarea, TextInput } from '../../../ui/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { FeeTaken, Signer, Staff } from '../ports.ts'
import { isHandedIn } from '../rules/counts.ts'
import { countsOf, type OpenDraft } from '../take-in.ts'
import { CHANNEL_LABELS, control, controlId, draftUrl, lastLookUrl, openDraft, type ReceptionPageDeps } from './deps.ts'

const WAYS = { cash: 'Tiền mặt', transfer: 'Chuyển khoản', card: 'Thẻ' } as const

/** The last look before a dossier is accepted, with the money; and the other way out: it is not taken in. */
export function mountConfirm(web: Web, deps: ReceptionPageDeps): void {
  async function open(r: WebRequest): Promise<({ ok: true } & OpenDraft) | { ok: false; answer: Answer }> {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened
    const { version } = opened
    if (opened.draft.channel === 2 && version) return { ok: false, answer: seeOther(lastLookUrl(opened.draft)) }
    return version ? { ...opened, version } : { ok: false, answer: seeOther(draftUrl(opened.draft.id, 'nguoi-nop')) }
  }

  web.get('/can-bo/tiep-nhan/ho-so/:id/xac-nhan', { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    return opened.ok ? show(r, opened, null) : opened.answer
  })

  web.post('/can-bo/tiep-nhan/ho-so/:id/xac-nhan', { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened.ok) return opened.answer
    const fee = feeTyped(r)
    const fault = fee && faultOfFee(fee)
    if (fault) return show(r, opened, fault)
    const signers = field(r.form, ATTEST) ? await deps.signersOf(opened.desk) : []
    const signer = signers.find((one) => one.staffId === field(r.form, control('signer'))) ?? null
    if (field(r.form, ATTEST) && !signer) return show(r, opened, { text: 'Chọn người ký chứng thực', at: 'signer' })
    const done = await deps.takeIn.take(r.actor as Staff, opened, fee, signer, field(r.form, control('place')) || null)
    if (done.ok) return seeOther(draftUrl(opened.draft.id, 'xong'))
    if (done.refusal.code === 'not-complete-yet') return seeOther(draftUrl(opened.draft.id))
    const again = await open(r)
    return again.ok ? show(r, again, { text: sentenceOf(done.refusal, 'vi'), refusal: done.refusal }) : again.answer
  })

  web.get('/can-bo/tiep-nhan/ho-so/:id/tu-choi', { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    return opened.ok ? showRefusing(r, opened, null) : opened.answer
  })

  web.post('/can-bo/tiep-nhan/ho-so/:id/tu-choi', { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened.ok) return opened.answer
    const done = await deps.takeIn.refuse(r.actor as Staff, opened, { reason: field(r.form, 'reason'), guidance: field(r.form, 'guidance') })
    return done.ok ? seeOther(draftUrl(opened.draft.id, 'xong')) : showRefusing(r, opened, sentenceOf(done.refusal, 'vi'))
  })

  async function show(r: WebRequest, opened: OpenDraft, wrong: Wrong | null): Promise<Answer> {
    const { draft, version, desk } = opened
    const { content, channel } = draft
    const looked = await deps.takeIn.look(opened)
    if (!draft.dossier_id && !deps.takeIn.isComplete(looked)) return seeOther(draftUrl(draft.id))
    const now = deps.clock.now()
    const caseKey = content.caseKey ?? ''
    const { agency } = looked.judged
    const promised = agency ? await deps.promised({ agencyId: agency.id, versionId: version.versionId, channel, caseKey, at: now }) : null
    const signers = version.register && agency?.id === desk.agencyId ? await deps.signersOf(desk) : []
    const places = channel === 2 ? [] : await deps.papers.places(desk.agencyId)
    const heads = version.fees(caseKey, looked.answers, civilDateOf(now)).filter((one) => !one.exempt && one.amount !== 0)
    return page({
      title: `${wrong ? 'Lỗi: ' : ''}Tiếp nhận: ${version.name.vi}`,
      nav: 'tiep-nhan',
      status: wrong ? 422 : 200,
      back: { href: draftUrl(draft.id), text: 'Sửa lại' },
      scripts: ['shortcuts'],
      main: (
        <>
          <ErrorSummary errors={wrong ? [{ text: wrong.text, ...(wrong.at ? { href: `#${controlId(wrong.at)}` } : {}) }] : []} />
          <p class="govuk-caption-m">{CHANNEL_LABELS[channel]} · {desk.name}</p>
          <h1 class="govuk-heading-l">Kiểm tra lần cuối, rồi tiếp nhận</h1>
          <SummaryList
            rows={[
              { key: 'Người nộp', value: [content.who.name, content.who.identityNumber, content.who.phone].filter(Boolean).join(' · ') },
              ...(content.owner.isOther ? [{ key: 'Chủ hồ sơ', value: content.owner.name }] : []),
              { key: 'Thủ tục', value: `${version.name.vi} (${version.code})` },
              { key: 'Cơ quan giải quyết', value: agency?.nameVi ?? 'Chưa rõ' },
              { key: 'Giấy tờ', value: <PaperLines opened={opened} answers={looked.answers} /> },
              { key: 'Thời hạn', value: version.timeLimit(caseKey) },
              { key: 'Hẹn trả', value: promised ? <Promised {...promised} elsewhere={agency?.id === desk.agencyId ? null : (agency?.nameVi ?? '')} /> : 'Tính từ khi cơ quan có thẩm quyền nhận' },
            ]}
          />
          {looked.judged.warnings.map((one) => (
            <InsetText key={one.field}>{one.text}</InsetText>
          ))}
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            {heads.length > 0 ? <Fee r={r} heads={heads} payer={content.who.name} wrong={wrong} /> : <p class="govuk-body">Không thu phí, lệ phí.</p>}
            {places.length > 0 ? <PaperPlace places={places} chosen={r.form[control('place')] === undefined ? null : field(r.form, control('place'))} /> : null}
            {signers.length > 0 ? <Attest signers={signers} chosen={field(r.form, control('signer'))} error={wrong?.at === 'signer' ? wrong.text : undefined} /> : null}
            <Button autofocus={heads.length === 0 && signers.length === 0} variant={signers.length > 0 ? 'secondary' : 'primary'} shortcut="t">
              {agency && agency.id !== desk.agencyId ? 'Nhận hộ và chuyển cơ quan có thẩm quyền' : 'Tiếp nhận và in phiếu hẹn'}
            </Button>
          </form>
          <p class="govuk-body">
            <a class="govuk-link" href={`${draftUrl(draft.id)}/tu-choi`}>
              Không tiếp nhận hồ sơ này
            </a>
          </p>
        </>
      ),
    })
  }

  function showRefusing(r: WebRequest, { draft, version }: OpenDraft, wrong: string | null): Answer {
    return page({
      title: `${wrong ? 'Lỗi: ' : ''}Từ chối tiếp nhận`,
      nav: 'tiep-nhan',
      status: wrong ? 422 : 200,
      back: { href: draftUrl(draft.id), text: 'Quay lại hồ sơ' },
      main: (
        <>
          <ErrorSummary errors={wrong ? [{ text: wrong, href: '#reason' }] : []} />
          <p class="govuk-caption-m">
            {version.name.vi} · {draft.content.who.name}
          </p>
          <h1 class="govuk-heading-l">Từ chối tiếp nhận</h1>
          <p class="govuk-body">Hồ sơ được ghi vào sổ với lý do không tiếp nhận, phiếu từ chối (Mẫu 03) được in để giao cho người nộp. Chỉ dùng khi không thuộc thẩm quyền và không được tiếp nhận tại đây, hoặc hồ sơ không hợp lệ mà người nộp yêu cầu văn bản.</p>
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            <Textarea name="reason" label="Lý do từ chối" hint="Nêu điều, khoản làm căn cứ nếu có." rows={4} value={field(r.form, 'reason')} maxLength={1000} />
            <Textarea name="guidance" label="Hướng dẫn người dân làm gì tiếp, nộp ở đâu" optional rows={3} value={field(r.form, 'guidance')} maxLength={1000} />
            <Button variant="warning">Từ chối và in Mẫu 03</Button>
          </form>
        </>
      ),
    })
  }
}

/** Where the paper file is put; the agency's first place stands there beforehand. */
const PaperPlace = ({ places, chosen }: { places: Awaited<ReturnType<ReceptionPageDeps['papers']['places']>>; chosen: string | null }) => (
  <Select
    name={control('place')}
    id={controlId('place')}
    label="Hồ sơ giấy để ở"
    value={chosen ?? places.find((one) => one.isFirst)?.id ?? ''}
    items={[{ value: '', text: 'Tôi giữ' }, ...places.map((one) => ({ value: one.id, text: one.name }))]}
  />
)

/** The promised date and how it is reckoned; of a dossier that goes elsewhere it is what would hold if it were accepted there now. */
function Promised({ dueAt, why, elsewhere }: { dueAt: Date; why: readonly string[]; elsewhere: string | null }) {
  return (
    <>
      {elsewhere === null ? formatDateTime(dueAt) : `${formatDateTime(dueAt)} nếu ${elsewhere} nhận ngay; thời hạn tính từ khi cơ quan này nhận`}
      <Details summary="Vì sao là ngày này?">
        <ul class="govuk-list govuk-list--bullet">
          {why.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Details>
    </>
  )
}

/** What the button sends that certifies at once. */
const ATTEST = control('attest')

/** Certified and given back while the person waits: entered in the register, the words printed to be signed by hand. */
function Attest({ signers, chosen, error }: { signers: readonly Signer[]; chosen: string; error?: string }) {
  return (
    <section>
      <Select
        name={control('signer')}
        id={controlId('signer')}
        label="Người ký chứng thực"
        value={chosen || signers[0]?.staffId}
        error={error}
        items={signers.map((one) => ({ value: one.staffId, text: `${one.name}, ${one.title}` }))}
      />
      <Button name={ATTEST} value="yes" shortcut="c">
        Chứng thực ngay, vào sổ và in lời chứng
      </Button>
    </section>
  )
}

interface Wrong {
  text: string
  at?: string
  refusal?: Refusal
}

/** What was typed as an amount, with or without dots between thousands; null when it is none. */
const amountOf = (text: string): number | null => {
  const digits = text.replace(/[\s.,đ₫]/gi, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}

/** Nothing was collected where neither amount nor receipt is written: the fee is then collected later. */
function feeTyped(r: WebRequest): FeeTaken | null {
  const typed = (name: string) => field(r.form, control(name))
  if (typed('receipt').trim() === '') return null
  return { amount: amountOf(typed('amount')), payer: typed('payer'), way: typed('way') || 'cash', receipt: typed('receipt') }
}

/** Said before the dossier is made, so that it is not made without its money. */
function faultOfFee({ amount, payer, receipt }: FeeTaken): Wrong | null {
  if (!amount) return { text: 'Ghi số tiền đã thu, là số đồng lớn hơn 0', at: 'amount' }
  if (payer.trim() === '') return { text: 'Ghi họ tên người nộp tiền', at: 'payer' }
  return /^[\p{L}\d][\p{L}\d /.-]{0,39}$/u.test(receipt.trim()) ? null : { text: 'Số biên lai gồm chữ, số và các dấu / . -, không quá 40 ký tự', at: 'receipt' }
}

type Heads = ReturnType<OpenDraft['version']['fees']>

function Fee({ r, heads, payer, wrong }: { r: WebRequest; heads: Heads; payer: string; wrong: Wrong | null }) {
  const known = heads.every((one) => one.amount !== null)
  const sum = heads.reduce((all, one) => all + (one.amount ?? 0), 0)
  const typed = (name: string) => field(r.form, control(name))
  const error = (name: string) => (wrong?.at === name ? wrong.text : undefined)
  return (
    <section>
      <h2 class="govuk-heading-m">Phí, lệ phí</h2>
      <ul class="govuk-list">
        {heads.map((one) => (
          <li key={one.id}>
            {one.label.vi}: {one.amount === null ? (one.note?.vi ?? 'theo nghị quyết của địa phương') : formatMoney(one.amount)}
          </li>
        ))}
      </ul>
      <TextInput name={control('receipt')} id={controlId('receipt')} label="Số biên lai" hint="Để trống nếu chưa thu: khoản này còn nợ, thu sau ở trang hồ sơ." width={20} value={typed('receipt')} error={error('receipt')} autofocus autocomplete="off" />
      <TextInput name={control('amount')} id={controlId('amount')} label="Số tiền đã thu (đồng)" inputMode="numeric" width={10} value={typed('amount') || (known ? String(sum) : '')} error={error('amount')} autocomplete="off" />
      <TextInput name={control('payer')} id={controlId('payer')} label="Họ tên người nộp tiền" value={typed('payer') || payer} error={error('payer')} autocomplete="off" />
      <Radios name={control('way')} id={controlId('way')} legend="Cách nộp" legendSize="s" small inline value={typed('way') || 'cash'} items={Object.entries(WAYS).map(([value, text]) => ({ value, text }))} />
    </section>
  )
}

function PaperLines({ opened, answers }: { opened: OpenDraft; answers: Answers }) {
  const { draft, version } = opened
  const counts = countsOf(opened, answers)
  const lines = version.components(draft.content.caseKey ?? '', answers).flatMap((one) => {
    const counted = counts.get(one.id)
    const scan = draft.scans.find((other) => other.component === one.id)
    if (!scan && !isHandedIn(counted)) return []
    const parts = [counted?.originals ? `${counted.originals} bản chính` : '', counted?.certified ? `${counted.certified} chứng thực` : '', counted?.copies ? `${counted.copies} photo` : '', scan ? (scan.pages > 0 ? `quét ${scan.pages} trang` : 'có tệp PDF') : '']
    return [`${one.name.vi}: ${parts.filter(Boolean).join(', ')}`]
  })
  if (lines.length === 0) return <>Không thu giấy tờ nào</>
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
