import type { VNode } from 'preact'
import { civilDateOf } from '../../../platform/clock.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { type Answer, dateField, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ButtonGroup, DateInput, ErrorSummary, FormKeys, InsetText, Select, TextInput, WarningText } from '../../../ui/index.ts'
import type { Draft } from '../drafts/drafts.store.ts'
import { lint } from '../drafts/lint.ts'
import { createPutInForce, REASON_MAX, type WhatToPublish } from '../publications/put-in-force.ts'
import { refuse } from '../refusals.ts'
import { draftIn, DRAFTS, forWhom, KEY, keyOf, NAV, type ProcessAdminDeps, PROCESSES } from './deps.ts'
import { versionIn } from './processes.page.tsx'

/** From when on, and why: a draft, a version that there is already, or the end of an own process. */
export function mountPutInForce(web: Web, deps: ProcessAdminDeps): void {
  const publish = createPutInForce(deps)
  const send = async (r: WebRequest, what: WhatToPublish | null, ask: (refusal: Refusal) => Answer | Promise<Answer>): Promise<Answer> => {
    if (!what) return ask(refuse('process-agency-unknown').refusal)
    const done = await publish(r.actor, { what, date: readTypedDate(dateField(r.form, 'date')) ?? '', reason: field(r.form, 'reason'), key: keyOf(r) })
    return done.ok ? seeOther(`${PROCESSES}/${done.processKey}?da-luu=${done.number === null ? 'ngung' : 'cong-bo'}`) : ask(done.refusal)
  }

  const draftUrl = `${DRAFTS}/:draftId/cong-bo`
  web.get(draftUrl, { audience: 'admin' }, async (r) => {
    const draft = await draftIn(deps, r)
    return draft ? askForDraft(deps, r, draft) : problem(refuse('process-draft-not-found').refusal)
  })
  web.post(draftUrl, { audience: 'admin' }, async (r) => {
    const draft = await draftIn(deps, r)
    const what = { draftId: r.params.draftId ?? '', seen: Number(field(r.form, 'phien-ban')) || 0 }
    return send(r, what, (refusal) => (draft ? askForDraft(deps, r, draft, refusal) : problem(refusal)))
  })

  const versionUrl = `${PROCESSES}/:key/:number/cong-bo`
  web.get(versionUrl, { audience: 'admin' }, (r) => askForVersion(deps, r))
  web.post(versionUrl, { audience: 'admin' }, async (r) => {
    const agencyId = await agencyIn(deps, r, field(r.form, 'coquan'))
    const what = agencyId === undefined ? null : { processKey: r.params.key ?? '', number: Number(r.params.number), agencyId }
    return (await versionIn(deps, r)) ? send(r, what, (refusal) => askForVersion(deps, r, refusal)) : problem(refuse('process-version-not-found').refusal)
  })

  const endUrl = `${PROCESSES}/:key/ngung`
  web.get(endUrl, { audience: 'admin' }, (r) => askForEnd(deps, r, r.query.coquan ?? ''))
  web.post(endUrl, { audience: 'admin' }, async (r) => {
    const agencyId = await agencyIn(deps, r, field(r.form, 'coquan'))
    const what = agencyId === undefined || !KEY.test(r.params.key ?? '') ? null : { processKey: r.params.key ?? '', number: null, agencyId }
    return send(r, what, (refusal) => askForEnd(deps, r, field(r.form, 'coquan'), refusal))
  })
}

/** Null for all of them; undefined for one that is not the administrator's. */
async function agencyIn(deps: ProcessAdminDeps, r: WebRequest, asked: string): Promise<string | null | undefined> {
  return asked === '' ? null : (await deps.administeredAgencies(r.actor)).find((one) => one.id === asked)?.id
}

async function askForDraft(deps: ProcessAdminDeps, r: WebRequest, draft: Draft, refusal?: Refusal) {
  const { faults, warnings } = await lint(deps, draft.key, draft)
  const back = { href: `${DRAFTS}/${draft.id}`, text: 'Bản nháp' }
  if (faults.length > 0) {
    return page({
      title: 'Chưa công bố được',
      nav: NAV,
      status: refusal ? getProblem(refusal.code).status : 200,
      back,
      main: (
        <>
          <ErrorSummary title={`Còn ${faults.length} chỗ phải sửa`} errors={faults.map(({ row, column, message }) => ({ ...(row === null || !draft.rows ? {} : { href: `${DRAFTS}/${draft.id}/buoc/${row + 1}${column ? `#${column}` : ''}` }), text: message }))} />
          <h1 class="govuk-heading-l">Chưa công bố được</h1>
          <p class="govuk-body">Quy trình được kiểm tra trước khi công bố; xin sửa những chỗ trên trong bản nháp.</p>
        </>
      ),
    })
  }
  const lead = (
    <>
      <p class="govuk-body">Áp dụng cho: {await forWhom(deps, draft.agencyId)}. Hồ sơ bắt đầu giải quyết từ ngày có hiệu lực theo bản này; hồ sơ đang giải quyết giữ bản của lúc bắt đầu.</p>
      {warnings.map((text) => (
        <WarningText>{text}</WarningText>
      ))}
    </>
  )
  return askDay(deps, r, { title: `Công bố quy trình ${draft.name}`, back, lead, button: 'Công bố', more: <input type="hidden" name="phien-ban" value={draft.version} />, refusal })
}

async function askForVersion(deps: ProcessAdminDeps, r: WebRequest, refusal?: Refusal) {
  const version = await versionIn(deps, r)
  if (!version) return problem(refuse('process-version-not-found').refusal)
  const { key = '', number = '' } = r.params
  const agencies = await deps.administeredAgencies(r.actor)
  const wrong = refusal?.code === 'process-agency-unknown' ? sentenceOf(refusal, 'vi') : undefined
  const more = <Select name="coquan" label="Áp dụng cho" value={field(r.form, 'coquan')} error={wrong} items={[{ value: '', text: 'Mọi cơ quan chưa có quy trình riêng' }, ...agencies.map((one) => ({ value: one.id, text: one.name }))]} />
  const lead = <p class="govuk-body">Hồ sơ bắt đầu giải quyết từ ngày có hiệu lực theo bản này; hồ sơ đang giải quyết giữ bản của lúc bắt đầu.</p>
  return askDay(deps, r, { title: `Công bố bản ${number} của quy trình ${key}`, back: { href: `${PROCESSES}/${key}`, text: `Quy trình ${key}` }, lead, button: 'Công bố', more, refusal })
}

async function askForEnd(deps: ProcessAdminDeps, r: WebRequest, asked: string, refusal?: Refusal) {
  const { key = '' } = r.params
  const agencyId = await agencyIn(deps, r, asked)
  if (agencyId === undefined || !KEY.test(key)) return problem(refuse('process-agency-unknown').refusal)
  const lead = <InsetText>Từ ngày ấy, {agencyId ? `${await deps.nameOfAgency(agencyId)} theo quy trình chung` : 'quy trình kèm gói thủ tục được áp dụng lại'}; hồ sơ đang giải quyết giữ bản của lúc bắt đầu.</InsetText>
  return askDay(deps, r, { title: `Ngừng áp dụng quy trình ${agencyId ? 'riêng' : 'đã công bố'} của thủ tục ${key}`, back: { href: `${PROCESSES}/${key}`, text: `Quy trình ${key}` }, lead, button: 'Ngừng áp dụng', more: <input type="hidden" name="coquan" value={asked} />, refusal })
}

interface DayForm {
  title: string
  back: { href: string; text: string }
  lead: VNode
  button: string
  more: VNode
  refusal: Refusal | undefined
}

function askDay(deps: ProcessAdminDeps, r: WebRequest, { title, back, lead, button, more, refusal }: DayForm) {
  const text = refusal && sentenceOf(refusal, 'vi')
  const at = { 'process-date': 'date', 'process-reason-missing': 'reason', 'process-agency-unknown': 'coquan' }[refusal?.code ?? '']
  const [year, month, day] = civilDateOf(deps.clock.now()).split('-')
  const typed = dateField(r.form, 'date')
  const value = typed.day || typed.month || typed.year ? typed : { day, month, year }
  return page({
    title,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    back,
    main: (
      <>
        <ErrorSummary errors={text ? [{ ...(at ? { href: `#${at}` } : {}), text }] : []} />
        <h1 class="govuk-heading-l">{title}</h1>
        {lead}
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          {more}
          <DateInput name="date" legend="Ngày có hiệu lực" legendSize="s" hint="Hôm nay: có hiệu lực ngay. Ngày sau: từ 0 giờ ngày ấy." value={value} error={at === 'date' ? text : undefined} />
          <TextInput id="reason" name="reason" label="Lý do, căn cứ" hint="Ví dụ: Quyết định phê duyệt quy trình nội bộ số …" value={field(r.form, 'reason')} error={at === 'reason' ? text : undefined} maxLength={REASON_MAX} />
          <ButtonGroup>
            <Button>{button}</Button>
            <a class="govuk-link" href={back.href}>
              Thôi
            </a>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}
