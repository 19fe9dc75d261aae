import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, fieldList, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, Select, Table, Textarea } from '../../../ui/index.ts'
import { type BatchFault, type BatchGiven, createGiveBatch, MOST_IN_BATCH } from '../give-batch.ts'
import type { CustodyDeps, OfficeOfPaper, Staff } from '../ports.ts'
import { selectNewResults, selectPapers } from '../positions.store.ts'
import type { What } from '../tables.ts'
import { batchAddress, BATCHES, NEW_BATCH, whatInAddress, whatOf } from './addresses.ts'
import { afterOf, afterText } from './papers.page.tsx'

const PAGE = 100

/** One that can be chosen. */
interface Line {
  dossierId: string
  code: string
  subject: string
  procedure: string
  owner: string
  at: string
  since: Date
  slip: string | null
}

const FAULTS: Readonly<Record<BatchFault, string>> = { codes: 'Chọn hồ sơ trong danh sách, hoặc quét mã từng hồ sơ', to: 'Chọn người nhận hoặc cơ quan nhận' }

/** Chooses what is handed over and to whom; the slip is printed by the post. Codes may be scanned one after the other. */
export function mountNewBatch(web: Web, deps: CustodyDeps): void {
  const give = createGiveBatch(deps)

  web.get(NEW_BATCH, { audience: 'officer' }, (r) => show(r, whatOf(r.query.loai), { batchId: newId(), scanned: r.query.hs ?? '', chosen: [], to: '' }))

  web.post(NEW_BATCH, { audience: 'officer' }, async (r) => {
    const what = whatOf(field(r.form, 'loai'))
    const batchId = field(r.form, 'batchId')
    const typed: Typed = { batchId: isId(batchId) ? batchId : newId(), scanned: field(r.form, 'quet'), chosen: fieldList(r.form, 'hs'), to: field(r.form, 'to') }
    const done = await give(r.actor as Staff, { batchId: typed.batchId, what, codes: [...typed.chosen, typed.scanned], to: typed.to })
    return done.ok ? seeOther(`${batchAddress(done.batchId)}?lap=1`) : show(r, what, typed, done)
  })

  async function show(r: WebRequest, what: What, typed: Typed, refused?: Exclude<BatchGiven, { ok: true }>): Promise<Answer> {
    const actor = r.actor as Staff
    const offices = await deps.agenciesOf(actor)
    const [lines, colleagues, toOffices] = await Promise.all([choosable(r, what, offices), deps.colleaguesOf(actor), deps.officesToGive(actor)])
    const shown = lines.slice(0, PAGE)
    await deps.logAccesses(deps.db, shown.map((line) => ({ actor, purpose: 'papers.list', subject: { kind: 'dossier', id: line.dossierId }, fields: ['name', 'subject'], at: deps.clock.now(), ip: r.ip })))
    const errors = errorsOf(refused)
    const last = lines.length > PAGE ? shown.at(-1) : undefined
    const title = what === 'file' ? 'Lập phiếu bàn giao hồ sơ' : 'Lập phiếu bàn giao kết quả'
    return page({
      title: errors.length > 0 ? `Lỗi: ${title}` : title,
      status: refused ? Math.max(getProblem(refused.refusal.code).status, 400) : 200,
      nav: 'ban-giao',
      wide: true,
      scripts: ['shortcuts'],
      back: { href: BATCHES, text: 'Bàn giao' },
      main: (
        <>
          <ErrorSummary errors={errors} />
          <h1 class="govuk-heading-l">{title}</h1>
          <form method="post" action={NEW_BATCH} novalidate>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="batchId" value={typed.batchId} />
            <input type="hidden" name="loai" value={whatInAddress(what)} />
            <Select
              name="to"
              label="Giao cho"
              value={typed.to}
              error={errors.find((one) => one.href === '#to')?.text}
              items={[
                { value: '', text: 'Chọn người nhận hoặc cơ quan nhận' },
                { label: 'Người nhận', items: colleagues.map((one) => ({ value: `nguoi:${one.staffId}`, text: `${one.name}, ${one.title}` })) },
                { label: 'Cơ quan nhận, ai ở đó cũng xác nhận được', items: toOffices.map((one) => ({ value: `co-quan:${one.id}`, text: one.name })) },
              ]}
            />
            <Textarea name="quet" label="Quét mã từng hồ sơ" optional hint={`Mỗi dòng một mã. Một phiếu nhiều nhất ${MOST_IN_BATCH} hồ sơ.`} rows={3} value={typed.scanned} error={errors.find((one) => one.href === '#quet')?.text} maxLength={4000} spellcheck={false} />
            <Choosable lines={shown} chosen={typed.chosen} what={what} />
            <Button>Lập và in phiếu</Button>
          </form>
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" rel="next" href={`${NEW_BATCH}?${new URLSearchParams({ loai: whatInAddress(what), sau: afterText(last.since, last.dossierId) })}`}>
                Hồ sơ cũ hơn
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  }

  async function choosable(r: WebRequest, what: What, offices: readonly OfficeOfPaper[]): Promise<Line[]> {
    const agencyIds = offices.map((one) => one.id)
    const after = afterOf(r.query.sau)
    const of = (row: { code: string; subject: string; procedure_name: string; owner_name: string }) => ({ code: row.code, subject: row.subject, procedure: row.procedure_name, owner: row.owner_name })
    if (what === 'result') {
      const rows = await selectNewResults(deps.db, { agencyIds, after, limit: PAGE + 1 })
      return rows.map((row) => ({ ...of(row), dossierId: row.id, at: 'Chưa ghi nơi để', since: row.ended_at, slip: null }))
    }
    const rows = await selectPapers(deps.db, { where: { agencyIds }, what, after, limit: PAGE + 1 })
    return rows.map((row) => ({ ...of(row), dossierId: row.dossier_id, at: row.at_text, since: row.since, slip: row.slip }))
  }
}

interface Typed {
  batchId: string
  scanned: string
  chosen: readonly string[]
  to: string
}

function errorsOf(refused: Exclude<BatchGiven, { ok: true }> | undefined): { href: string; text: string }[] {
  if (!refused) return []
  const said = refused.refusal.code === 'batch-form-wrong' ? null : sentenceOf(refused.refusal, 'vi')
  const faults = refused.faults?.length ? refused.faults : (['codes'] as const)
  return faults.map((fault) => ({ href: fault === 'to' ? '#to' : '#quet', text: said ?? FAULTS[fault] }))
}

const Choosable = ({ lines, chosen, what }: { lines: readonly Line[]; chosen: readonly string[]; what: What }) => (
  <Table
    caption={what === 'file' ? 'Hồ sơ giấy ở cơ quan, mới nhất trước' : 'Kết quả mới, chưa bàn giao'}
    empty={<p class="govuk-body">Không có hồ sơ nào trong danh sách. Có thể quét mã ở trên.</p>}
    head={[{ text: 'Chọn', hidden: true }, 'Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ', 'Đang ở', 'Từ lúc']}
    rowId={(index) => `dong-${index}`}
    rows={lines.map((line) => [
      line.slip ? (
        `phiếu ${line.slip}`
      ) : (
        <div class="govuk-checkboxes govuk-checkboxes--small">
          <div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" type="checkbox" id={`hs-${line.dossierId}`} name="hs" value={line.code} checked={chosen.includes(line.code)} />
            <label class="govuk-label govuk-checkboxes__label" for={`hs-${line.dossierId}`}>
              <span class="govuk-visually-hidden">Chọn hồ sơ {line.code}</span>
            </label>
          </div>
        </div>
      ),
      <a class="govuk-link mc-code" href={`/can-bo/ho-so/${line.code}`}>
        {line.code}
      </a>,
      <>
        {line.subject}
        <br />
        <span class="govuk-hint govuk-!-display-inline">{line.procedure}</span>
      </>,
      line.owner,
      line.at,
      formatDateTime(line.since),
    ])}
  />
)
