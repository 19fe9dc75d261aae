import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, formatMoney, FormKeys, InsetText, SummaryList, TextInput } from '../../../ui/index.ts'
import { maskChannel } from '../../accounts/index.ts'
import { AnswersSummary } from '../../forms/index.ts'
import type { Staff } from '../ports.ts'
import type { Looked, OpenDraft } from '../take-in.ts'
import { CHANNEL_LABELS, control, controlId, draftUrl, openDraft, type ReceptionPageDeps } from './deps.ts'

const SEND = control('send-code')

/** What the officer filled in for somebody, shown to them; they confirm it by a code on their own phone, and it is filed online. */
export function mountBehalf(web: Web, deps: ReceptionPageDeps): void {
  const url = '/can-bo/tiep-nhan/ho-so/:id/nop-thay'

  async function open(r: WebRequest): Promise<({ ok: true } & OpenDraft) | { ok: false; answer: Answer }> {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened
    const { draft, version } = opened
    if (draft.dossier_id) return { ok: false, answer: seeOther(draftUrl(draft.id, 'xong')) }
    if (!version) return { ok: false, answer: seeOther(draftUrl(draft.id, 'nguoi-nop')) }
    return draft.channel === 2 ? { ...opened, version } : { ok: false, answer: seeOther(draftUrl(draft.id, 'xac-nhan')) }
  }

  web.get(url, { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    return opened.ok ? show(r, opened, null) : opened.answer
  })

  web.post(url, { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened.ok) return opened.answer
    const actor = r.actor as Staff
    if (field(r.form, SEND)) {
      const asked = await deps.onBehalf.ask(actor, opened)
      return asked.ok ? seeOther(`${draftUrl(opened.draft.id, 'nop-thay')}#${controlId('code')}`) : refused(r, opened, asked.refusal)
    }
    const code = field(r.form, control('code')).slice(0, 40)
    const done = await deps.onBehalf.file(actor, opened, code)
    return done.ok ? seeOther(draftUrl(opened.draft.id, 'xong')) : refused(r, opened, done.refusal)
  })

  const refused = (r: WebRequest, opened: OpenDraft, refusal: Refusal): Promise<Answer> | Answer =>
    refusal.code === 'not-complete-yet' ? seeOther(draftUrl(opened.draft.id)) : show(r, opened, refusal)

  async function show(r: WebRequest, opened: OpenDraft, refusal: Refusal | null): Promise<Answer> {
    const { draft, version, desk } = opened
    const looked = await deps.takeIn.look(opened)
    if (!deps.takeIn.isComplete(looked)) return seeOther(draftUrl(draft.id))
    const standing = await deps.onBehalf.standing(opened, looked)
    const wrong = refusal ? sentenceOf(refusal, 'vi') : null
    const atCode = standing !== null && !refusal?.code.startsWith('code-wait') && !refusal?.code.startsWith('code-limit')
    return page({
      title: `${wrong ? 'Lỗi: ' : ''}Nộp thay: ${version.name.vi}`,
      nav: 'tiep-nhan',
      status: wrong ? 422 : 200,
      back: { href: draftUrl(draft.id), text: 'Sửa lại' },
      scripts: ['shortcuts'],
      main: (
        <>
          <ErrorSummary errors={wrong ? [{ text: wrong, ...(atCode ? { href: `#${controlId('code')}` } : {}) }] : []} />
          <p class="govuk-caption-m">
            {CHANNEL_LABELS[2]} · {desk.name}
          </p>
          <h1 class="govuk-heading-l">Cho người nộp xem lại, rồi nhận mã xác nhận</h1>
          <Shown opened={opened} looked={looked} today={civilDateOf(deps.clock.now())} />
          <h2 class="govuk-heading-m">Lời cam đoan, đọc cho người nộp nghe</h2>
          <InsetText>{version.declaration.text.vi}</InsetText>
          {looked.judged.warnings.map((one) => (
            <InsetText key={one.field}>{one.text}</InsetText>
          ))}
          <h2 class="govuk-heading-m">Xác nhận của người nộp</h2>
          <Code r={r} standing={standing} wrong={wrong && atCode ? wrong : undefined} />
        </>
      ),
    })
  }
}

type Standing = { phone: string; fits: boolean; askedAt: Date; isConfirmed: boolean } | null

/** One form: Enter in the field files, the other button sends a code. */
function Code({ r, standing, wrong }: { r: WebRequest; standing: Standing; wrong?: string }) {
  const waits = standing?.fits === true
  return (
    <form method="post" novalidate>
      <FormKeys csrf={r.csrf} />
      {standing && !waits ? <InsetText>Tờ khai hoặc giấy tờ đã thay đổi sau khi gửi mã lúc {formatDateTime(standing.askedAt)}. Xin gửi mã mới.</InsetText> : null}
      {standing ? (
        <>
          {waits && standing.isConfirmed ? <InsetText>Người nộp đã xác nhận. Bấm “Nộp hồ sơ” để nộp nốt.</InsetText> : null}
          <TextInput
            name={control('code')}
            id={controlId('code')}
            label="Mã xác nhận người nộp đọc"
            hint={`Đã gửi lúc ${formatDateTime(standing.askedAt)} đến số ${maskChannel('phone', standing.phone)}. Mã gồm 6 chữ số.`}
            inputMode="numeric"
            width={10}
            value={field(r.form, control('code'))}
            error={wrong}
            autofocus
            autocomplete="off"
          />
          <Button shortcut="n">Nộp hồ sơ</Button>{' '}
        </>
      ) : (
        <p class="govuk-body">Mã được gửi đến điện thoại của người nộp: số đã xác thực trong tài khoản của họ, nếu có; nếu không, số vừa nhập. Chưa có mã thì hồ sơ chưa được nộp, bản đang nhập vẫn được giữ.</p>
      )}
      <Button variant={standing ? 'secondary' : 'primary'} name={SEND} value="yes" autofocus={standing === null} formNoValidate shortcut="g">
        {standing ? 'Gửi mã khác' : 'Gửi mã xác nhận'}
      </Button>
    </form>
  )
}

function Shown({ opened: { draft, version }, looked, today }: { opened: OpenDraft; looked: Looked; today: string }) {
  const { content } = draft
  const names = new Map(version.components(content.caseKey ?? '', looked.answers).map((one) => [one.id, one.name.vi]))
  const fees = version.fees(content.caseKey ?? '', looked.answers, today).filter((one) => !one.exempt && one.amount !== 0)
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Người nộp', value: [content.who.name, content.who.identityNumber].filter(Boolean).join(' · ') },
          ...(content.owner.isOther ? [{ key: 'Chủ hồ sơ', value: content.owner.name }] : []),
          { key: 'Thủ tục', value: `${version.name.vi} (${version.code})` },
          { key: 'Cơ quan giải quyết', value: looked.judged.agency?.nameVi ?? 'Chưa rõ' },
          { key: 'Giấy tờ gửi kèm', value: draft.scans.length === 0 ? 'Không có' : draft.scans.map((scan) => names.get(scan.component) ?? scan.component).join('; ') },
          { key: 'Phí, lệ phí', value: fees.length === 0 ? 'Không thu' : fees.map((one) => `${one.label.vi}: ${one.amount === null ? (one.note?.vi ?? 'theo nghị quyết của địa phương') : formatMoney(one.amount)}`).join('; ') },
        ]}
      />
      <AnswersSummary form={version.form} answers={looked.answers} lang="vi" />
    </>
  )
}
