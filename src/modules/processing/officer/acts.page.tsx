import { field, fieldList, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { Decided } from '../../../platform/result.ts'
import { Checkboxes, Fieldset, InsetText, Radios, Select, Textarea, TextInput } from '../../../ui/index.ts'
import { fieldsOf } from '../../forms/index.ts'
import type { CaseAct, Staff } from '../on-case.ts'
import type { AskedItem } from '../request-supplement.ts'
import type { OfficerDeps } from './deps.ts'
import { DraftBeside, draftShown } from './draft-beside.tsx'
import { type Case, openCase } from './open-case.ts'
import { type ActForm, mountActForm } from './act-form.tsx'
import { baseOf, taskOf } from './posted.ts'

const ITEM_ROWS = 6

/** Each officer's act: a page that asks what it needs, and a post that does it. What was typed comes back with a refusal. */
export function mountActs(web: Web, deps: OfficerDeps): void {
  const forms: ActForm[] = [
    {
      key: 'tiep-nhan',
      title: 'Tiếp nhận hồ sơ',
      lead: 'Đánh dấu từng giấy tờ đã kiểm tra là hợp lệ. Tiếp nhận xong, thời hạn giải quyết bắt đầu và Mẫu 01 được in.',
      button: 'Tiếp nhận và in Mẫu 01',
      fields: (opened, r) => <Checklist opened={opened} checked={fieldList(r.form, 'valid')} />,
      act: (actor, base, r) => deps.accept(actor, { ...base, valid: fieldList(r.form, 'valid') }),
    },
    {
      key: 'yeu-cau-bo-sung',
      title: 'Yêu cầu bổ sung',
      lead: 'Ghi đủ trong một lần: thiếu gì, vì sao, bổ sung thế nào. Yêu cầu lần hai ở cùng giai đoạn phải do lãnh đạo thực hiện.',
      button: 'Gửi yêu cầu và in Mẫu 02',
      fields: (opened, r) => <Items opened={opened} r={r} />,
      act: (actor, base, r) => deps.requestSupplement(actor, { ...base, items: itemsOf(r), note: field(r.form, 'note') }),
    },
    {
      key: 'tu-choi',
      title: 'Từ chối tiếp nhận',
      lead: 'Lý do được in trên Mẫu 03 và gửi cho người dân.',
      button: 'Từ chối và in Mẫu 03',
      tone: 'warning',
      fields: (_opened, r) => (
        <>
          <Textarea name="reason" label="Lý do từ chối" hint="Nêu điều, khoản làm căn cứ nếu có." rows={4} value={field(r.form, 'reason')} maxLength={1000} />
          <Textarea name="guidance" label="Hướng dẫn người dân làm gì tiếp" optional rows={3} value={field(r.form, 'guidance')} maxLength={1000} />
        </>
      ),
      act: (actor, base, r) => deps.refuseDossier(actor, { ...base, reason: field(r.form, 'reason'), guidance: field(r.form, 'guidance') }),
    },
    {
      key: 'giai-quyet-rut',
      title: 'Giải quyết yêu cầu rút hồ sơ',
      button: 'Ghi quyết định',
      fields: (_opened, r) => (
        <>
          <Radios
            name="granted"
            legend="Quyết định"
            value={field(r.form, 'granted')}
            items={[
              { value: 'yes', text: 'Đồng ý cho rút: hồ sơ dừng, in Mẫu 05' },
              { value: 'no', text: 'Không đồng ý: hồ sơ tiếp tục được giải quyết' },
            ]}
          />
          <Textarea name="reason" label="Lý do" rows={3} value={field(r.form, 'reason')} maxLength={1000} />
        </>
      ),
      act: (actor, base, r) => deps.decideWithdrawal(actor, { ...base, granted: field(r.form, 'granted') === 'yes', reason: field(r.form, 'reason') }),
    },
    {
      key: 'dung',
      title: 'Dừng giải quyết',
      lead: 'Hồ sơ kết thúc không có kết quả. Lý do được in trên Mẫu 05 và gửi cho người dân.',
      button: 'Dừng và in Mẫu 05',
      tone: 'warning',
      fields: (_opened, r) => <Textarea name="reason" label="Lý do và căn cứ" rows={4} value={field(r.form, 'reason')} maxLength={1000} />,
      act: (actor, base, r) => deps.stop(actor, { ...base, reason: field(r.form, 'reason') }),
    },
    {
      key: 'phan-cong',
      title: 'Phân công thụ lý',
      lead: 'Chuyển hồ sơ cho công chức chuyên môn. Lời giao việc đồng nghiệp đọc được, người dân không thấy.',
      button: 'Phân công, chuyển bước sau',
      fields: (_opened, r) => <Textarea name="note" label="Giao cho ai, cần lưu ý gì" optional rows={3} value={field(r.form, 'note')} maxLength={1000} />,
      act: (actor, base, r) => deps.steps.assign(actor, { ...base, taskId: taskOf(r), note: field(r.form, 'note') }),
    },
    {
      key: 'tham-tra',
      title: 'Thẩm tra hồ sơ',
      lead: 'Xác nhận thông tin trong tờ khai và giấy tờ thống nhất, hợp lệ.',
      button: 'Hồ sơ hợp lệ, chuyển bước sau',
      fields: (_opened, r) => <Textarea name="note" label="Ý kiến thẩm tra" optional rows={3} value={field(r.form, 'note')} maxLength={1000} />,
      act: (actor, base, r) => deps.steps.appraise(actor, { ...base, taskId: taskOf(r), note: field(r.form, 'note') }),
    },
    {
      key: 'ky-duyet',
      title: 'Ký duyệt',
      button: 'Ghi quyết định',
      fields: async (opened, r) => (
        <>
          <InsetText>
            <a class="govuk-link" href={`/can-bo/ho-so/${opened.row.code}/du-thao.pdf`} target="_blank" rel="noopener">
              Xem dự thảo kết quả (PDF)
            </a>
          </InsetText>
          {await besideOf(deps, opened)}
          <Radios
            name="agreed"
            legend="Quyết định"
            value={field(r.form, 'agreed') || 'yes'}
            items={[
              { value: 'yes', text: 'Đồng ý, ký duyệt' },
              { value: 'no', text: 'Trả lại để làm lại (ghi lý do)' },
            ]}
          />
          <Textarea name="reason" label="Lý do trả lại" optional rows={3} value={field(r.form, 'reason')} maxLength={1000} />
        </>
      ),
      act: (actor, base, r) => deps.steps.sign(actor, { ...base, taskId: taskOf(r), agreed: field(r.form, 'agreed') === 'yes', reason: field(r.form, 'reason') }),
    },
  ]
  for (const form of forms) mountActForm(web, deps, form)

  mountDirect('chuyen-xu-ly', (actor, base) => deps.handOver(actor, base))
  mountDirect('phat-hanh', (actor, base, r) => deps.steps.number(actor, { ...base, taskId: taskOf(r) }))
  mountDirect('tin-nhan', (actor, base, r) => deps.messageCitizen(actor, { ...base, seenRevision: null, body: field(r.form, 'body') }))
  mountDirect('ghi-chu', (actor, base, r) => deps.addNote(actor, { ...base, seenRevision: null, body: field(r.form, 'body') }))

  function mountDirect(key: string, act: (actor: Staff, base: CaseAct, r: WebRequest) => Promise<Decided<object>>) {
    web.post(`/can-bo/ho-so/:code/${key}`, { audience: 'officer' }, async (r) => {
      const opened = await openCase(deps, r, 'case.act')
      if (!opened.ok) return opened.answer
      const done = await act(r.actor as Staff, baseOf(r, opened.row), r)
      return done.ok ? seeOther(`/can-bo/ho-so/${opened.row.code}?xong=1`) : problem(done.refusal)
    })
  }
}

function Checklist({ opened, checked }: { opened: Case; checked: readonly string[] }) {
  const components = opened.components.filter((one) => !one.presentedOnly)
  return (
    <Checkboxes
      name="valid"
      legend="Giấy tờ đã kiểm tra, hợp lệ"
      legendSize="m"
      values={checked}
      items={components.map((one) => ({ value: one.id, text: one.name.vi, hint: paperHint(one) }))}
    />
  )
}

/** Whether it must be there, how many there are to be, and on what it depends. */
function paperHint({ required, originals, copies, hint }: Case['components'][number]): string | undefined {
  const counts = [originals ? `${originals} bản chính` : '', copies ? `${copies} bản sao` : ''].filter(Boolean).join(', ')
  return [required ? 'Bắt buộc.' : '', counts ? `Số bản: ${counts}.` : '', hint?.vi ?? ''].filter(Boolean).join(' ') || undefined
}

function Items({ opened, r }: { opened: Case; r: WebRequest }) {
  const { version, components } = opened
  const targets = [
    { value: '', text: 'Việc khác' },
    { label: 'Giấy tờ', items: components.map((one) => ({ value: `giay-to:${one.id}`, text: one.name.vi.slice(0, 90) })) },
    { label: 'Ô trong tờ khai', items: fieldsOf(version.form).filter((one) => one.type !== 'computed').map((one) => ({ value: `o:${one.id}`, text: (one.short ?? one.label).vi.slice(0, 90) })) },
  ]
  return (
    <>
      {Array.from({ length: ITEM_ROWS }, (_, index) => {
        const typed = (name: string) => field(r.form, `${name}-${index}`)
        const open = index === 0 || typed('what') !== '' || typed('reason') !== ''
        const body = (
          <>
            <Select name={`target-${index}`} label="Về" items={targets} value={typed('target')} />
            <TextInput name={`what-${index}`} label="Thiếu hoặc sai gì" value={typed('what')} maxLength={500} />
            <TextInput name={`reason-${index}`} label="Vì sao" value={typed('reason')} maxLength={500} />
            <TextInput name={`how-${index}`} label="Bổ sung thế nào" optional value={typed('how')} maxLength={500} />
          </>
        )
        return open ? (
          <Fieldset legend={`Mục ${index + 1}`} legendSize="m">
            {body}
          </Fieldset>
        ) : (
          <details class="govuk-details">
            <summary class="govuk-details__summary">
              <span class="govuk-details__summary-text">Thêm mục {index + 1}</span>
            </summary>
            <div class="govuk-details__text">{body}</div>
          </details>
        )
      })}
      <Textarea name="note" label="Lý do yêu cầu lần hai (chỉ lãnh đạo, khi đã yêu cầu một lần)" optional rows={2} value={field(r.form, 'note')} maxLength={500} />
    </>
  )
}

function itemsOf(r: WebRequest): AskedItem[] {
  return Array.from({ length: ITEM_ROWS }, (_, index) => {
    const typed = (name: string) => field(r.form, `${name}-${index}`)
    const target = typed('target')
    return {
      component: target.startsWith('giay-to:') ? target.slice('giay-to:'.length) : null,
      field: target.startsWith('o:') ? target.slice('o:'.length) : null,
      what: typed('what'),
      reason: typed('reason'),
      howTo: typed('how'),
    }
  })
}

/** The draft that is to be signed, field by field beside the declaration. */
async function besideOf(deps: OfficerDeps, { row, version, answers, answersRevision, drafts, sent }: Case) {
  const shown = await draftShown(deps, deps.db, { row, version, latest: { answers, revision: answersRevision }, made: drafts.at(-1), sent })
  return shown && <DraftBeside {...shown} />
}
