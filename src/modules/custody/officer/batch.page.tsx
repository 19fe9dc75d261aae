import { actorKey } from '../../../platform/actor.ts'
import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, SummaryList } from '../../../ui/index.ts'
import { findDocument } from '../../documents/index.ts'
import { fileAnswer, openFile } from '../../files/index.ts'
import { type BatchRow, findBatch, type ItemRow, selectShownItems, type ShownItem } from '../batches.store.ts'
import { createConfirmBatch, createTakeBatchBack, mayReceive } from '../confirm-batch.ts'
import { codesIn } from '../give-batch.ts'
import type { CustodyDeps, OfficeOfPaper, Staff } from '../ports.ts'
import { refuse } from '../refusals.ts'
import { decisionsOf } from '../rules/decisions.ts'
import { slipText } from '../slip.ts'
import { batchAddress, BATCHES, WHAT_NAMES } from './addresses.ts'
import { BatchState } from './batches.page.tsx'
import { ConfirmForm, Decided } from './confirm-form.tsx'
import { placeChoices } from './place-choices.ts'

interface Opened {
  batch: BatchRow
  items: ShownItem[]
  offices: OfficeOfPaper[]
  mayConfirm: boolean
}

export interface Wrong {
  href: string
  text: string
}

/** A slip: what is on it, the print, and what each side may do with it. */
export function mountBatch(web: Web, deps: CustodyDeps): void {
  const confirm = createConfirmBatch(deps)
  const takeBack = createTakeBatchBack(deps)

  /** For both sides: the offices it was given by and to, and the two people. */
  async function open(r: WebRequest): Promise<Opened | null> {
    const actor = r.actor as Staff
    const id = r.params.id ?? ''
    const batch = isId(id) ? await findBatch(deps.db, id) : undefined
    if (!batch) return null
    const offices = await deps.agenciesOf(actor)
    const sides = [batch.agency_id, batch.to_agency_id]
    const mine = offices.some((one) => sides.includes(one.id)) || [batch.given_by, batch.to_staff].includes(actorKey(actor))
    if (!mine) return null
    const mayConfirm = batch.state === 'open' && mayReceive(deps, actor, batch, await deps.findOffice(batch.to_agency_id)).ok
    return { batch, items: await selectShownItems(deps.db, batch.id), offices, mayConfirm }
  }

  web.get(batchAddress(':id'), { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    return opened ? show(r, opened, []) : problem(refuse('batch-not-found').refusal)
  })

  web.get(`${batchAddress(':id')}/phieu.pdf`, { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    const document = opened ? await findDocument(deps.db, opened.batch.document_id) : null
    if (!opened || !document) return problem(refuse('batch-not-found').refusal)
    await log(r, opened.items)
    const file = await openFile(deps.documents)(deps.db, document.fileId)
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })

  web.post(`${batchAddress(':id')}/xac-nhan`, { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened) return problem(refuse('batch-not-found').refusal)
    const { batch, items } = opened
    const scanned = codesIn([field(r.form, 'quet')])
    const typed = { each: items.map(({ ordinal }) => ({ ordinal, state: field(r.form, `nhan-${ordinal}`), reason: field(r.form, `ly-do-${ordinal}`) })), scanned, all: field(r.form, 'do') === 'all' }
    const { decisions, faults, unknown } = decisionsOf(items, typed)
    const wrong: Wrong[] = [...faults.map((one) => ({ href: `#ly-do-${one.ordinal}`, text: one.text })), ...(unknown.length > 0 ? [{ href: '#quet', text: `Không có trên phiếu: ${unknown.slice(0, 5).join(', ')}` }] : [])]
    if (wrong.length > 0) return show(r, opened, wrong)
    const done = await confirm(r.actor as Staff, { batchId: batch.id, decisions, to: field(r.form, 'noi-de') })
    if (done.ok) return seeOther(`${batchAddress(batch.id)}?xong=1`)
    const [first] = items.filter((one) => one.state === 'open')
    return show(r, (await open(r)) ?? opened, [{ href: done.refusal.code === 'paper-where' ? '#noi-de' : `#nhan-${first?.ordinal ?? 1}`, text: sentenceOf(done.refusal, 'vi') }], getProblem(done.refusal.code).status)
  })

  web.post(`${batchAddress(':id')}/thu-hoi`, { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened) return problem(refuse('batch-not-found').refusal)
    const done = await takeBack(r.actor as Staff, opened.batch.id)
    return done.ok ? seeOther(`${batchAddress(opened.batch.id)}?thu-hoi=1`) : show(r, opened, [{ href: '#phieu', text: sentenceOf(done.refusal, 'vi') }], getProblem(done.refusal.code).status)
  })

  const log = (r: WebRequest, items: readonly ItemRow[]) =>
    deps.logAccesses(deps.db, items.map((item) => ({ actor: r.actor, purpose: 'papers.hand-over', subject: { kind: 'dossier', id: item.dossier_id }, fields: ['name', 'subject'], at: deps.clock.now(), ip: r.ip })))

  async function show(r: WebRequest, opened: Opened, wrong: readonly Wrong[], status = 422): Promise<Answer> {
    const { batch, items, offices, mayConfirm } = opened
    await log(r, items)
    const title = `Phiếu bàn giao số ${slipText(batch)}`
    return page({
      title: wrong.length > 0 ? `Lỗi: ${title}` : title,
      status: wrong.length > 0 ? status : 200,
      nav: 'ban-giao',
      wide: true,
      scripts: ['shortcuts'],
      back: { href: BATCHES, text: 'Bàn giao' },
      main: (
        <>
          <Head r={r} batch={batch} items={items} wrong={wrong} />
          {mayConfirm ? (
            <ConfirmForm r={r} sealer={deps.sealer} batch={batch} items={items} places={await placeChoices(deps, offices)} wrong={wrong} />
          ) : (
            <Decided sealer={deps.sealer} items={items} />
          )}
          {batch.given_by === actorKey(r.actor) && batch.state === 'open' && items.every((item) => item.state === 'open') ? (
            <form method="post" action={`${batchAddress(batch.id)}/thu-hoi`}>
              <FormKeys csrf={r.csrf} />
              <Button variant="warning">Thu hồi phiếu, chưa bàn giao</Button>
            </form>
          ) : null}
        </>
      ),
    })
  }
}

function Head({ r, batch, items, wrong }: { r: WebRequest; batch: BatchRow; items: readonly ItemRow[]; wrong: readonly Wrong[] }) {
  const missing = items.filter((item) => item.state === 'missing').length
  const received = items.filter((item) => item.state === 'received').length
  return (
    <>
      <ErrorSummary errors={[...wrong]} />
      {r.query.lap ? <NotificationBanner type="success" heading={`Đã lập phiếu số ${slipText(batch)}`}>Hồ sơ vẫn do bên giao giữ cho tới khi bên nhận xác nhận.</NotificationBanner> : null}
      {r.query.xong && wrong.length === 0 ? <NotificationBanner type={missing > 0 ? undefined : 'success'} heading={`Đã nhận ${received} trên ${items.length}${missing > 0 ? `, thiếu ${missing}` : ''}`} /> : null}
      <h1 class="govuk-heading-l" id="phieu">
        Phiếu bàn giao số {slipText(batch)} <BatchState state={batch.state} />
      </h1>
      <SummaryList
        rows={[
          { key: 'Người giao', value: `${batch.given_by_name}, ${formatDateTime(batch.at)}` },
          { key: 'Giao cho', value: batch.to_text },
          { key: 'Số lượng', value: `${batch.items} ${WHAT_NAMES[batch.what].toLowerCase()}` },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`${batchAddress(batch.id)}/phieu.pdf`} target="_blank" rel="noopener">
          In phiếu bàn giao (PDF)
        </a>
      </p>
      {missing > 0 ? <InsetText>Hồ sơ báo thiếu vẫn do bên giao giữ. Tìm được thì lập phiếu mới.</InsetText> : null}
    </>
  )
}


