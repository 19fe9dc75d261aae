import { type Answer, field, fieldList, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, Checkboxes, ErrorSummary, FormKeys, InsetText, NotificationBanner, Radios, ScriptButton, TextInput, WarningText } from '../../../ui/index.ts'
import { maskChannel } from '../../accounts/index.ts'
import { type DossierRow, dossiersByCode, isCode, normaliseCode, STATUS, statusLabel, statusWords } from '../../dossiers/index.ts'
import { createHandOut, type HandOutInput, MOST_AT_ONCE } from '../hand-out.ts'
import type { ReturnsDeps, Staff } from '../ports.ts'
import { refuse } from '../refusals.ts'
import type { How, ReceiverFault } from '../rules/receiver.ts'
import { selectItems } from '../store.ts'
import { handingAddress, RECEIVER, RETURNS } from './addresses.ts'

const FAULTS: Readonly<Record<ReceiverFault, { field: string; text: string }>> = {
  receiver: { field: 'receiver', text: 'Ghi họ tên người nhận' },
  relation: { field: 'relation', text: 'Chọn người nhận là ai' },
  authorisation: { field: 'authorisation', text: 'Ghi số, ngày giấy ủy quyền, hoặc quan hệ với chủ hồ sơ' },
  'id-kind': { field: 'idKind', text: 'Chọn giấy tờ đã xem' },
  'id-number': { field: 'idNumber', text: 'Số giấy tờ chưa đúng: căn cước 12 số, chứng minh nhân dân 9 số, hộ chiếu bắt đầu bằng chữ' },
  'post-number': { field: 'postNumber', text: 'Ghi số hiệu bưu gửi' },
  proof: { field: 'proof', text: 'Chọn cách xác nhận đã nhận' },
  code: { field: 'code', text: 'Ghi 6 số của mã đã gửi tới điện thoại' },
  signature: { field: 'proof', text: 'Chưa có chữ ký trên màn hình. Ký vào ô bên dưới, hoặc chọn ký trên giấy' },
}

interface Chosen {
  code: string
  row: DossierRow | null
}

/** Who receives: one page for one result or for several, and the post that gives them. */
export function mountReceiver(web: Web, deps: ReturnsDeps): void {
  const acts = createHandOut(deps)

  web.get('/can-bo/ho-so/:code/tra-ket-qua', { audience: 'officer' }, async (r) => {
    const [one] = await choose(r, [r.params.code ?? ''])
    return one?.row ? seeOther(`${RECEIVER}?hs=${encodeURIComponent(one.code)}`) : problem({ code: 'case-not-found' })
  })
  web.get(RECEIVER, { audience: 'officer' }, async (r) => {
    const codes = new URL(r.url, 'http://localhost').searchParams.getAll('hs').slice(0, MOST_AT_ONCE)
    const chosen = await choose(r, codes)
    if (chosen.length === 0) return problem(refuse('handing-nothing').refusal)
    const [first] = chosen.flatMap(({ row }) => row ?? [])
    return show(r, chosen, { ...typedIn(r), handingId: newId(), receiver: first?.submitter_name ?? '', how: wayOf(first?.result_way ?? ''), relation: 'submitter' })
  })
  web.post(RECEIVER, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const typed = typedIn(r)
    if (field(r.form, 'do') === 'send-code') {
      const sent = await acts.sendCode(actor, typed)
      const chosen = await choose(r, typed.codes)
      return sent.ok ? show(r, chosen, { ...typed, proof: 'code' }, { sentTo: maskChannel('phone', sent.phone) }) : show(r, chosen, typed, { refusal: sent.refusal })
    }
    const done = await acts.handOut(actor, typed)
    if (!done.ok) return show(r, await choose(r, typed.codes), typed, { refusal: done.refusal, faults: done.faults })
    const items = await selectItems(deps.db, done.handingId)
    const [only] = items
    return seeOther(only && items.length === 1 && only.outcome === 'given' ? `/can-bo/ho-so/${only.code}?xong=1` : handingAddress(done.handingId))
  })

  /** The dossiers that were named, those of the officer's agencies with what the page shows of them; the look is written down. */
  async function choose(r: WebRequest, codes: readonly string[]): Promise<Chosen[]> {
    const agencies = new Set((await deps.agenciesOf(r.actor as Staff)).map((one) => one.id))
    const unique = [...new Set(codes.map(normaliseCode))].slice(0, MOST_AT_ONCE)
    const rows = (await dossiersByCode(deps.db, unique.filter(isCode))).filter((row) => agencies.has(row.agency_id))
    const base = { actor: r.actor, purpose: 'results.hand-out', fields: ['name', 'contact'], at: deps.clock.now(), ip: r.ip }
    if (rows.length > 0) await deps.logAccesses(deps.db, rows.map((row) => ({ ...base, subject: { kind: 'dossier', id: row.id } })))
    return unique.map((code) => ({ code, row: rows.find((row) => row.code === code) ?? null }))
  }
}

const wayOf = (typed: string): How => (typed === 'online' || typed === 'post' ? typed : 'counter')

function typedIn({ form }: WebRequest): HandOutInput {
  const handingId = field(form, 'handingId')
  return {
    handingId: isId(handingId) ? handingId : newId(),
    codes: fieldList(form, 'hs').slice(0, MOST_AT_ONCE + 1),
    how: wayOf(field(form, 'how')),
    relation: field(form, 'relation'),
    receiver: field(form, 'receiver'),
    idKind: field(form, 'idKind'),
    idNumber: field(form, 'idNumber'),
    authorisation: field(form, 'authorisation'),
    postNumber: field(form, 'postNumber'),
    proof: field(form, 'proof'),
    code: field(form, 'code'),
    signature: field(form, 'signature'),
  }
}

interface Said {
  refusal?: Refusal
  faults?: readonly ReceiverFault[]
  sentTo?: string
}

function show(r: WebRequest, chosen: readonly Chosen[], typed: HandOutInput, said: Said = {}): Answer {
  const { refusal, faults = [], sentTo } = said
  const whole = refusal && sentenceOf(refusal, 'vi')
  // A fault that the server alone can see has the sentence of its refusal; the others have their own.
  const ownWords = refusal?.code === 'handing-incomplete'
  const errors = faults.map((fault) => ({ href: `#${FAULTS[fault].field}`, text: ownWords ? FAULTS[fault].text : (whole ?? '') }))
  const errorOf = (name: string) => errors.find((one) => one.href === `#${name}`)?.text
  const title = chosen.length === 1 ? 'Trả kết quả' : `Trả ${chosen.length} kết quả`
  return page({
    title,
    status: refusal ? 422 : 200,
    nav: 'tra-ket-qua',
    scripts: ['signature'],
    back: { href: RETURNS, text: 'Kết quả chờ trả' },
    main: (
      <>
        <ErrorSummary errors={errors.length > 0 ? errors : whole ? [{ href: '#receiver', text: whole }] : []} />
        {sentTo ? <NotificationBanner heading={`Đã gửi mã tới số ${sentTo}`} /> : null}
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={RECEIVER} novalidate>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="handingId" value={typed.handingId} />
          <Dossiers chosen={chosen} kept={r.form.hs === undefined ? null : typed.codes.map(normaliseCode)} />
          <Radios
            small
            name="how"
            legend="Cách trả"
            legendSize="m"
            value={typed.how}
            items={[
              { value: 'counter', text: 'Trực tiếp tại quầy' },
              { value: 'online', text: 'Bản điện tử' },
              { value: 'post', text: 'Qua bưu chính', conditional: <TextInput name="postNumber" label="Số hiệu bưu gửi (chỉ khi gửi bưu chính)" value={typed.postNumber} maxLength={40} error={errorOf('postNumber')} /> },
            ]}
          />
          <TextInput name="receiver" label="Họ tên người nhận" value={typed.receiver} maxLength={200} error={errorOf('receiver')} />
          <Radios
            small
            name="relation"
            legend="Người nhận là"
            value={typed.relation}
            error={errorOf('relation')}
            items={[
              { value: 'submitter', text: 'Người nộp hồ sơ' },
              { value: 'owner', text: 'Chủ hồ sơ' },
              {
                value: 'authorised',
                text: 'Người được ủy quyền',
                conditional: <TextInput name="authorisation" label="Giấy ủy quyền (số, ngày), hoặc quan hệ với chủ hồ sơ" hint="Chỉ ghi khi người nhận được ủy quyền." value={typed.authorisation} maxLength={300} error={errorOf('authorisation')} />,
              },
            ]}
          />
          <AtCounter typed={typed} errorOf={errorOf} />
          <Button>Đã trả kết quả</Button>
        </form>
      </>
    ),
  })
}

function Dossiers({ chosen, kept }: { chosen: readonly Chosen[]; kept: readonly string[] | null }) {
  return (
    <>
      <Checkboxes
        name="hs"
        legend="Hồ sơ"
        legendSize="m"
        hint={chosen.length > 1 ? 'Bỏ đánh dấu hồ sơ chưa trả lần này.' : undefined}
        small
        values={kept ?? chosen.map(({ code }) => code)}
        items={chosen.map(({ code, row }) => ({
          value: code,
          text: row ? `${code}: ${row.subject}` : code,
          hint: row ? (row.status === STATUS.finished ? `Chủ hồ sơ ${row.owner_name}` : `Không trả được: hồ sơ đang ở trạng thái “${statusLabel(statusWords('vi'), row.status)}”`) : 'Không có hồ sơ này ở cơ quan của Ông/Bà',
        }))}
      />
      {chosen.some(({ row }) => row?.finance_status === 'unpaid') ? <WarningText>Có hồ sơ chưa ghi đã thu phí, lệ phí.</WarningText> : null}
    </>
  )
}

function AtCounter({ typed, errorOf }: { typed: HandOutInput; errorOf: (name: string) => string | undefined }) {
  return (
    <>
      <Radios
        small
        name="idKind"
        legend="Giấy tờ đã xem (khi trả tại quầy)"
        value={typed.idKind}
        error={errorOf('idKind')}
        items={[
          { value: 'card', text: 'Thẻ căn cước, căn cước công dân, chứng minh nhân dân' },
          { value: 'passport', text: 'Hộ chiếu' },
          { value: 'other', text: 'Giấy tờ khác có ảnh' },
        ]}
      />
      <TextInput name="idNumber" label="Số giấy tờ" hint="Quét mã QR trên thẻ, hoặc gõ số." value={typed.idNumber} maxLength={300} width={20} autocomplete="off" error={errorOf('idNumber')} />
      <Radios
        small
        name="proof"
        legend="Xác nhận đã nhận (khi trả tại quầy)"
        value={typed.proof}
        error={errorOf('proof')}
        items={[
          { value: 'paper', text: 'Ký trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả (bản giấy)' },
          { value: 'signature', text: 'Ký trên màn hình' },
          {
            value: 'code',
            text: 'Mã gửi tới điện thoại trong hồ sơ',
            conditional: (
              <>
                <TextInput name="code" label="Mã 6 số (chỉ khi dùng mã)" value={typed.code} width={10} inputMode="numeric" autocomplete="off" error={errorOf('code')} />
                <Button variant="secondary" name="do" value="send-code">
                  Gửi mã
                </Button>
              </>
            ),
          },
        ]}
      />
      <div class="mc-with-script" data-behaviour="signature">
        <p class="govuk-label">Ô ký tên</p>
        <canvas class="mc-signature" width={560} height={200} role="img" aria-label="Ô ký tên của người nhận" />
        <ScriptButton>Xóa, ký lại</ScriptButton>
        <input type="hidden" name="signature" value={typed.signature.length < 300_000 ? typed.signature : ''} />
      </div>
      <noscript>
        <InsetText>Ký trên màn hình cần bật JavaScript. Khi không có, dùng mã gửi tới điện thoại hoặc ký trên giấy.</InsetText>
      </noscript>
    </>
  )
}
