import { actorKey } from '../../../platform/actor.ts'
import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { readPart } from '../../../platform/together.ts'
import { Button, ErrorSummary, FormKeys, NotificationBanner, Radios, Select, SummaryList, Table } from '../../../ui/index.ts'
import { type DossierRow, findDossierByCode, isCode, normaliseCode } from '../../dossiers/index.ts'
import type { CustodyDeps, OfficeOfPaper, Staff } from '../ports.ts'
import { findPosition, type MoveRow, type PaperNow, positionsPart, selectMoves } from '../positions.store.ts'
import { createRecordPosition, MYSELF, officeOver } from '../record-position.ts'
import { batchAddress, paperAddress, WHAT_NAMES, whatInAddress, whatOf } from './addresses.ts'
import { PaperLines } from './case-line.tsx'
import { type PlaceChoice, placeChoices } from './place-choices.ts'

const WHY = { received: 'Nhận cùng hồ sơ', recorded: 'Ghi nơi để', 'handed-over': 'Bàn giao, đã xác nhận', 'given-out': 'Trả kết quả' } as const

interface Opened {
  dossier: DossierRow
  offices: OfficeOfPaper[]
}

/** Where the paper of one dossier lies and lay, and where somebody puts it now. */
export function mountPaper(web: Web, deps: CustodyDeps): void {
  const record = createRecordPosition(deps)

  async function open(r: WebRequest): Promise<Opened | null> {
    const code = normaliseCode(r.params.code ?? '')
    const dossier = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
    if (!dossier) return null
    const actor = r.actor as Staff
    const offices = await deps.agenciesOf(actor)
    const ids = offices.map((one) => one.id)
    const mine = ids.includes(dossier.agency_id) || ids.includes(dossier.received_at_agency_id) || (await lieHere(actor, offices, dossier))
    await deps.logAccess(deps.db, { actor, purpose: mine ? 'papers.of-dossier' : 'refused.other-agency', subject: { kind: 'dossier', id: dossier.id }, fields: ['name', 'subject'], at: deps.clock.now(), ip: r.ip })
    return mine ? { dossier, offices } : null
  }

  /** Paper of another agency's dossier that was given here. */
  async function lieHere(actor: Staff, offices: readonly OfficeOfPaper[], dossier: DossierRow): Promise<boolean> {
    const [file, result] = await Promise.all([findPosition(deps.db, dossier.id, 'file'), findPosition(deps.db, dossier.id, 'result')])
    return [file, result].some((one) => one?.at_agency_id && (one.holder === actorKey(actor) || officeOver(actor, offices, one, dossier)))
  }

  web.get('/can-bo/ho-so/:code/ho-so-giay', { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    return opened ? show(r, opened) : problem({ code: 'case-not-found' })
  })

  web.post('/can-bo/ho-so/:code/ho-so-giay', { audience: 'officer' }, async (r) => {
    const opened = await open(r)
    if (!opened) return problem({ code: 'case-not-found' })
    const what = whatOf(field(r.form, 'loai'))
    const done = await record(r.actor as Staff, { dossierId: opened.dossier.id, what, to: field(r.form, 'noi-de'), key: r.key ?? randomToken(18) })
    return done.ok ? seeOther(`${paperAddress(opened.dossier.code)}?xong=1`) : show(r, opened, done.refusal)
  })

  async function show(r: WebRequest, { dossier, offices }: Opened, refusal?: Refusal): Promise<Answer> {
    const [papers, moves, places] = await Promise.all([readPart(deps.db, positionsPart(deps.db, dossier.id)), selectMoves(deps.db, dossier.id), placeChoices(deps, offices)])
    const wrong = refusal && sentenceOf(refusal, 'vi')
    const status = refusal ? Math.max(getProblem(refusal.code).status, 400) : 200
    return page({
      title: `Hồ sơ giấy ${dossier.code}`,
      status,
      nav: 'ho-so-giay',
      back: { href: `/can-bo/ho-so/${dossier.code}`, text: `Hồ sơ ${dossier.code}` },
      main: (
        <>
          <ErrorSummary errors={wrong ? [{ href: '#noi-de', text: wrong }] : []} />
          {r.query.xong && !wrong ? <NotificationBanner type="success">Đã ghi nơi để.</NotificationBanner> : null}
          <p class="govuk-caption-m">
            <span class="mc-code">{dossier.code}</span> · {dossier.procedure_name}
          </p>
          <h1 class="govuk-heading-l">Hồ sơ giấy ở đâu</h1>
          <SummaryList
            rows={[
              { key: 'Chủ hồ sơ', value: dossier.owner_name },
              { key: 'Nội dung', value: dossier.subject },
              { key: 'Đang ở', value: <PaperLines code={dossier.code} papers={papers} /> },
            ]}
          />
          <PutForm r={r} papers={papers} places={places} error={wrong} />
          <Moves moves={moves} />
        </>
      ),
    })
  }
}

function PutForm({ r, papers, places, error }: { r: WebRequest; papers: readonly PaperNow[]; places: readonly PlaceChoice[]; error: string | undefined }) {
  return (
    <form method="post" novalidate>
      <FormKeys csrf={r.csrf} />
      <Radios
        name="loai"
        legend="Ghi cho"
        legendSize="s"
        small
        inline
        value={field(r.form, 'loai') || 'ho-so'}
        items={(['file', 'result'] as const).map((what) => ({ value: whatInAddress(what), text: WHAT_NAMES[what] }))}
      />
      <Select name="noi-de" label="Để ở" hint="Giao cho người khác hoặc cơ quan khác: lập phiếu bàn giao." value={field(r.form, 'noi-de')} error={error} items={[{ value: '', text: 'Chọn nơi để' }, { value: MYSELF, text: 'Tôi giữ' }, ...places]} />
      <Button>Ghi nơi để</Button>
      {papers.some((one) => one.batch_id) ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={`/can-bo/ban-giao/moi?hs=${encodeURIComponent(r.params.code ?? '')}`}>
            Bàn giao hồ sơ này
          </a>
        </p>
      )}
    </form>
  )
}

const Moves = ({ moves }: { moves: readonly MoveRow[] }) => (
  <Table
    caption="Đã ở những đâu, mới nhất trước"
    empty={<p class="govuk-body">Chưa ghi lần nào.</p>}
    head={['Lúc', 'Loại', 'Từ', 'Đến', 'Việc', 'Người ghi']}
    rows={moves.map((one) => [
      formatDateTime(one.at),
      WHAT_NAMES[one.what],
      one.from_text ?? '',
      one.to_text,
      one.batch_id ? (
        <a class="govuk-link" href={batchAddress(one.batch_id)}>
          {WHY[one.why]}
          <span class="govuk-visually-hidden"> lúc {formatDateTime(one.at)}</span>
        </a>
      ) : (
        WHY[one.why]
      ),
      one.by_name,
    ])}
  />
)

