import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, randomToken } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, Select, Table, Textarea, TextInput } from '../../../ui/index.ts'
import { createGiveGuidance, listGuidance } from '../give-guidance.ts'
import { selectGuidanceDays } from '../guidance.store.ts'
import type { Desk, Staff } from '../ports.ts'
import type { ReceptionPageDeps } from './deps.ts'

const PAGE = 20
const DAYS = 7

const NEEDED = { asked: 'Ghi người dân hỏi gì', told: 'Ghi đã hướng dẫn thế nào' } as const

/** Guidance that ends without a dossier: written down, listed, counted by day. */
export function mountGuidance(web: Web, deps: ReceptionPageDeps): void {
  const give = createGiveGuidance(deps)
  /** The desk that was chosen, where one has several. */
  const deskOf = async (r: WebRequest): Promise<{ desk: Desk; desks: Desk[] } | null> => {
    const desks = await deps.desksOf(r.actor as Staff)
    const chosen = field(r.form, 'desk') || r.query.quay
    const desk = desks.find((one) => one.agencyId === chosen) ?? desks[0]
    return desk ? { desk, desks } : null
  }

  web.get('/can-bo/tiep-nhan/huong-dan', { audience: 'officer' }, async (r) => {
    const at = await deskOf(r)
    return at ? show(r, at, []) : problem({ code: 'no-desk' })
  })

  web.post('/can-bo/tiep-nhan/huong-dan', { audience: 'officer' }, async (r) => {
    const here = await deskOf(r)
    if (!here) return problem({ code: 'no-desk' })
    const { desk } = here
    const typed = (name: string) => field(r.form, name)
    const listed = await deps.packages.listed(1)
    const procedureCode = listed.some((one) => one.code === typed('procedure')) ? typed('procedure') : null
    const done = await give(r.actor as Staff, { desk, procedureCode, content: { who: typed('who'), phone: typed('phone'), asked: typed('asked'), told: typed('told') }, key: r.key ?? randomToken(18) })
    if (done.ok) return seeOther(`/can-bo/tiep-nhan/huong-dan?quay=${desk.agencyId}`)
    const missing = (['asked', 'told'] as const).filter((name) => typed(name).trim() === '').map((name) => ({ href: `#${name}`, text: NEEDED[name] }))
    return show(r, here, done.refusal.code === 'guidance-incomplete' && missing.length > 0 ? missing : [{ href: '#asked', text: sentenceOf(done.refusal, 'vi') }])
  })

  async function show(r: WebRequest, { desk, desks }: { desk: Desk; desks: readonly Desk[] }, wrong: readonly { href: string; text: string }[]): Promise<Answer> {
    const actor = r.actor as Staff
    const [at = '', id = ''] = (r.query.sau ?? '').split('_')
    const after = /^\d{1,15}$/.test(at) && isId(id) ? { at: new Date(Number(at)), id } : null
    const rows = await listGuidance(deps, deps.db, desk.agencyId, after, PAGE + 1)
    const days = await selectGuidanceDays(deps.db, desk.agencyId, DAYS)
    const procedures = await deps.packages.listed(1)
    await deps.logAccess(deps.db, { actor, purpose: 'reception.guidance', subject: { kind: 'staff', id: actor.staffId }, fields: ['name', 'contact'], at: deps.clock.now(), ip: r.ip })
    const shown = rows.slice(0, PAGE)
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    const typed = (name: string) => field(r.form, name)
    const errorOf = (name: string) => wrong.find((one) => one.href === `#${name}`)?.text
    return page({
      title: `${wrong.length > 0 ? 'Lỗi: ' : ''}Hướng dẫn không lập hồ sơ`,
      nav: 'huong-dan',
      wide: true,
      status: wrong.length > 0 ? 422 : 200,
      scripts: ['shortcuts'],
      main: (
        <>
          <ErrorSummary errors={[...wrong]} />
          <h1 class="govuk-heading-l">Hướng dẫn không lập hồ sơ</h1>
          <form method="post" novalidate>
            <FormKeys csrf={r.csrf} />
            {desks.length > 1 ? <Select name="desk" label="Quầy" value={desk.agencyId} items={desks.map((one) => ({ value: one.agencyId, text: one.name }))} /> : null}
            <Textarea name="asked" label="Người dân hỏi gì" rows={2} value={typed('asked')} error={errorOf('asked')} maxLength={1000} />
            <Textarea name="told" label="Đã hướng dẫn thế nào" rows={3} value={typed('told')} error={errorOf('told')} maxLength={2000} />
            <Select name="procedure" label="Thủ tục" optional value={typed('procedure')} items={[{ value: '', text: 'Chưa rõ thủ tục nào' }, ...procedures.map((one) => ({ value: one.code, text: `${one.name} (${one.code})` }))]} />
            <TextInput name="who" label="Họ tên người hỏi" optional value={typed('who')} maxLength={200} autocomplete="off" />
            <TextInput name="phone" label="Số điện thoại" optional value={typed('phone')} maxLength={40} width={20} inputMode="tel" autocomplete="off" />
            <Button>Ghi lại</Button>
          </form>
          <Table caption="Số lượt theo ngày" captionSize="m" empty={<p class="govuk-body">Chưa có lượt nào.</p>} head={['Ngày', { text: 'Số lượt', numeric: true }]} rows={days.map((one) => [formatDate(one.day), { content: one.given, numeric: true }])} />
          <Table
            caption="Các lượt hướng dẫn"
            captionSize="m"
            empty={<p class="govuk-body">Chưa có lượt nào.</p>}
            head={['Lúc', 'Người hỏi', 'Thủ tục', 'Đã hỏi', 'Đã hướng dẫn', 'Cán bộ']}
            rows={shown.map((one) => [formatDateTime(one.at), [one.who, one.phone].filter(Boolean).join(', ') || '–', one.procedure_code ?? '–', one.asked, one.told, one.given_by_name])}
          />
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${r.path}?quay=${desk.agencyId}&sau=${last.at.getTime()}_${last.id}`} rel="next">
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  }
}
