import { actorKey } from '../../../platform/actor.ts'
import { formatDateTime } from '../../../platform/clock.ts'
import { page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { Button, Select, Table, TextInput } from '../../../ui/index.ts'
import { findBySearch, isCode, normaliseCode, typedOf } from '../../dossiers/index.ts'
import type { CustodyDeps, OfficeOfPaper, Staff } from '../ports.ts'
import { type After, type PaperLine, selectPapers, selectPapersOf } from '../positions.store.ts'
import { MYSELF } from '../record-position.ts'
import { paperAddress, PAPERS, WHAT_NAMES, whatInAddress, whatOf } from './addresses.ts'
import { placeChoices } from './place-choices.ts'

const PAGE = 50
const ANYWHERE = 'tat-ca'

export const afterOf = (text: string | undefined): After | null => {
  const [at = '', id = ''] = (text ?? '').split('_')
  return /^\d{1,15}$/.test(at) && isId(id) ? { since: new Date(Number(at)), id } : null
}

export const afterText = (since: Date, id: string): string => `${since.getTime()}_${id}`

/** «Hồ sơ giấy ở đâu»: by code, by name, or by where it lies. */
export function mountPapers(web: Web, deps: CustodyDeps): void {
  web.get(PAPERS, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const q = (r.query.q ?? '').slice(0, 200)
    if (isCode(normaliseCode(q))) return seeOther(paperAddress(normaliseCode(q)))
    const offices = await deps.agenciesOf(actor)
    const what = whatOf(r.query.loai)
    const where = r.query.noi ?? MYSELF
    const [lines, places] = await Promise.all([q.trim() === '' ? lying(r, offices, where) : named(q, offices), placeChoices(deps, offices)])
    const shown = lines.slice(0, PAGE)
    const last = q.trim() === '' && lines.length > PAGE ? shown.at(-1) : undefined
    await deps.logAccesses(deps.db, [...new Set(shown.map((line) => line.dossier_id))].map((id) => ({ actor, purpose: 'papers.list', subject: { kind: 'dossier', id }, fields: ['name', 'subject'], at: deps.clock.now(), ip: r.ip })))
    return page({
      title: 'Hồ sơ giấy ở đâu',
      nav: 'ho-so-giay',
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">Hồ sơ giấy ở đâu</h1>
          <form method="get" action={PAPERS} class="mc-filter" role="search">
            <TextInput name="q" label="Quét mã hồ sơ, hoặc tìm họ tên chủ hồ sơ" value={q} width={30} type="search" autofocus />
            <Select name="loai" label="Tìm" value={whatInAddress(what)} items={(['file', 'result'] as const).map((one) => ({ value: whatInAddress(one), text: WHAT_NAMES[one] }))} />
            <Select name="noi" label="Đang ở" value={where} items={[{ value: MYSELF, text: 'Tôi giữ' }, { value: ANYWHERE, text: 'Mọi nơi của cơ quan' }, ...places]} />
            <Button variant="secondary">Tìm</Button>
          </form>
          <PaperTable lines={shown} />
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" rel="next" href={`${PAPERS}?${new URLSearchParams({ ...r.query, sau: afterText(last.since, last.dossier_id) })}`}>
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })

  function lying(r: WebRequest, offices: readonly OfficeOfPaper[], where: string): Promise<PaperLine[]> {
    const at = where === ANYWHERE ? { agencyIds: offices.map((one) => one.id) } : isId(where) ? { placeId: where } : { holder: actorKey(r.actor) }
    return selectPapers(deps.db, { where: at, what: whatOf(r.query.loai), after: afterOf(r.query.sau), limit: PAGE + 1 }).then((lines) => lines.filter((line) => line.holder === actorKey(r.actor) || offices.some((one) => one.id === line.at_agency_id)))
  }

  /** By words of the owner's name, file and result both, wherever they lie. */
  async function named(q: string, offices: readonly OfficeOfPaper[]): Promise<PaperLine[]> {
    const typed = typedOf(q)
    if (typed?.kind !== 'words' && typed?.kind !== 'code') return []
    const { ids } = await findBySearch(deps.db, { agencyIds: offices.map((one) => one.id), asked: typed, after: null, newer: false, limit: PAGE })
    return selectPapersOf(deps.db, ids)
  }
}

const PaperTable = ({ lines }: { lines: readonly PaperLine[] }) => (
  <Table
    caption="Hồ sơ giấy và kết quả bản giấy"
    hideCaption
    empty={<p class="govuk-body">Không có hồ sơ giấy nào được ghi ở đây.</p>}
    head={['Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ', 'Đang ở', 'Từ lúc']}
    rowId={(index) => `dong-${index}`}
    rows={lines.map((line) => [
      <a class="govuk-link mc-code" href={paperAddress(line.code)}>
        {line.code}
      </a>,
      <>
        {line.subject}
        <br />
        <span class="govuk-hint govuk-!-display-inline">{line.procedure_name}</span>
      </>,
      line.owner_name,
      <>
        {line.what === 'result' ? 'Kết quả: ' : ''}
        {line.at_text}
        {line.slip ? ` (đang bàn giao, phiếu số ${line.slip})` : ''}
      </>,
      formatDateTime(line.since),
    ])}
  />
)
