import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { Table, Tag } from '../../../ui/index.ts'
import { type PackageData, printSheet, volumesOf } from '../../documents/index.ts'
import { type DossierRow, findDossiers } from '../../dossiers/index.ts'
import { valueOn } from '../../parameters/index.ts'
import type { Staff } from '../on-case.ts'
import { BOOK_PAPER } from '../paper-parameters.ts'
import { REGISTER } from '../register/enter.ts'
import { printedContext } from '../result-paper.ts'
import { type ResultRow, selectBook, selectReplacements } from '../store.ts'
import type { OfficerDeps } from './deps.ts'

export type BookDeps = OfficerDeps & {
  /** Names of the books of results by the series of their numbers. */
  bookNames: () => Promise<ReadonlyMap<string, string>>
}

const URL_OF = '/can-bo/so-ket-qua'
const PAGE = 50
const PRINTED = 1000

interface Entry {
  number: string
  volume: string
  issuedOn: string
  code: string
  owner: string
  subject: string
  signedBy: string
  withdrawn: boolean
  note: string
}

interface Asked {
  agency: { id: string; name: string }
  book: string
  title: string
  year: number
  after: number
}

/** Books of results (sổ hộ tịch and others): which there are, and the entries of one with the marks of later corrections. @see Luật Hộ tịch 60/2014/QH13 */
export function mountResultBooks(web: Web, deps: BookDeps): void {
  web.get(URL_OF, { audience: 'officer' }, async (r) => {
    const mine = await deps.agenciesOf(r.actor as Staff)
    const names = await deps.bookNames()
    const volumes = (await volumesOf(deps.db, mine.map((agency) => agency.id))).filter((volume) => volume.book !== REGISTER)
    return page({ title: 'Sổ kết quả', nav: 'so-ket-qua', wide: true, main: <Books volumes={volumes.map((one) => ({ ...one, title: names.get(one.book) ?? one.book, agency: mine.find((agency) => agency.id === one.agency_id)?.name ?? '' }))} /> })
  })

  web.get(`${URL_OF}/:book`, { audience: 'officer' }, async (r) => {
    const asked = await askedOf(r)
    if (!asked) return problem({ code: 'not-found' })
    const rows = await selectBook(deps.db, { ...asked, agencyId: asked.agency.id, limit: PAGE + 1 })
    const entries = await read(r, rows.slice(0, PAGE))
    return page({ title: asked.title, nav: 'so-ket-qua', wide: true, back: { href: URL_OF, text: 'Sổ kết quả' }, main: <Book asked={asked} entries={entries} next={rows.length > PAGE ? rows[PAGE - 1]?.number : undefined} /> })
  })

  web.get(`${URL_OF}/:book/in.pdf`, { audience: 'officer' }, async (r) => {
    const asked = await askedOf(r)
    if (!asked) return problem({ code: 'not-found' })
    const at = deps.clock.now()
    const entries = await read(r, await selectBook(deps.db, { ...asked, agencyId: asked.agency.id, limit: PRINTED }))
    const paper = await valueOn(deps.db, BOOK_PAPER, asked.agency.id, civilDateOf(at))
    const body = await printSheet(deps.documents)('so-ket-qua.typ', { title: asked.title, paper, office: { name: asked.agency.name }, year: asked.year, printedAt: formatDate(civilDateOf(at)), printedBy: (r.actor as Staff).name, entries }, at)
    return bytes({ body, type: 'application/pdf', filename: `${asked.title} ${asked.year}.pdf`, inline: true, cache: 'private, no-store' })
  })

  async function askedOf(r: WebRequest): Promise<Asked | null> {
    const book = r.params.book ?? ''
    const agency = (await deps.agenciesOf(r.actor as Staff)).find((one) => one.id === r.query['co-quan'])
    const title = (await deps.bookNames()).get(book)
    if (!agency || !title) return null
    const year = /^20\d{2}$/.test(r.query.nam ?? '') ? Number(r.query.nam) : Number(civilDateOf(deps.clock.now()).slice(0, 4))
    return { agency, book, title, year, after: /^\d{1,9}$/.test(r.query.sau ?? '') ? Number(r.query.sau) : 0 }
  }

  /** Entries name people: each is written down as read before it is shown. */
  async function read(r: WebRequest, results: readonly ResultRow[]): Promise<Entry[]> {
    const ids = [...new Set(results.map((result) => result.dossier_id))]
    const base = { actor: r.actor, purpose: 'result-book.read', at: deps.clock.now(), ip: r.ip }
    await deps.logAccesses(deps.db, ids.map((id) => ({ ...base, subject: { kind: 'dossier', id } })))
    const dossiers = new Map((await findDossiers(deps.db, ids)).map((row) => [row.id, row]))
    const replacements = results.some((one) => one.withdrawn_at) ? await selectReplacements(deps.db, ids) : []
    return results.flatMap((result) => {
      const row = dossiers.get(result.dossier_id)
      return row ? [entryOf(result, row, replacements.find((one) => one.replaces === result.document_id))] : []
    })
  }

  const numberOf = (result: ResultRow): string => (JSON.parse(deps.sealer.openText(printedContext(result.dossier_id), result.printed)) as PackageData).result?.number ?? String(result.number)

  function entryOf(result: ResultRow, row: DossierRow, by: ResultRow | undefined): Entry {
    const note = result.withdrawn_at
      ? `Đã thu hồi ngày ${formatDate(civilDateOf(result.withdrawn_at))}${by ? `, thay bằng số ${numberOf(by)}` : ''}`
      : result.replaces
        ? 'Thay thế kết quả đã thu hồi'
        : ''
    return {
      number: numberOf(result),
      volume: result.volume ? `${String(result.volume).padStart(2, '0')}/${result.year}` : '',
      issuedOn: formatDate(civilDateOf(result.issued_at)),
      code: row.code,
      owner: row.owner_name,
      subject: row.subject,
      signedBy: result.signed_by_name,
      withdrawn: result.withdrawn_at !== null,
      note,
    }
  }
}

interface Volume {
  book: string
  title: string
  agency: string
  agency_id: string
  year: number
  volume: number
  first_number: number
  last_number: number
  closed_on: string | null
}

function Books({ volumes }: { volumes: readonly Volume[] }) {
  return (
    <>
      <h1 class="govuk-heading-l">Sổ kết quả</h1>
      <Table
        caption="Các quyển sổ"
        hideCaption
        empty={<p class="govuk-body">Cơ quan của Anh/Chị chưa có sổ kết quả nào.</p>}
        head={['Sổ', 'Cơ quan', 'Năm', 'Quyển', 'Các số', 'Tình trạng']}
        rows={volumes.map((one) => [
          <a class="govuk-link" href={`${URL_OF}/${one.book}?${new URLSearchParams({ 'co-quan': one.agency_id, nam: String(one.year), ...(one.first_number > 1 ? { sau: String(one.first_number - 1) } : {}) })}`}>
            {one.title}
            <span class="govuk-visually-hidden">
              , năm {one.year}, quyển {one.volume}
            </span>
          </a>,
          one.agency,
          String(one.year),
          String(one.volume).padStart(2, '0'),
          one.last_number >= one.first_number ? `${one.first_number} đến ${one.last_number}` : 'chưa có',
          one.closed_on ? `khóa ngày ${formatDate(one.closed_on)}` : 'đang mở',
        ])}
      />
    </>
  )
}

function Book({ asked, entries, next }: { asked: Asked; entries: readonly Entry[]; next: number | undefined }) {
  const of = (sau: number) => new URLSearchParams({ 'co-quan': asked.agency.id, nam: String(asked.year), sau: String(sau) })
  return (
    <>
      <p class="govuk-caption-m">
        {asked.agency.name} · năm {asked.year}
      </p>
      <h1 class="govuk-heading-l">{asked.title}</h1>
      <Table
        caption={asked.title}
        hideCaption
        empty={<p class="govuk-body">Chưa có số nào.</p>}
        head={['Số', 'Quyển', 'Ngày', 'Nội dung', 'Hồ sơ', 'Người ký', 'Ghi chú']}
        rows={entries.map((one) => [
          one.withdrawn ? <s>{one.number}</s> : one.number,
          one.volume,
          one.issuedOn,
          `${one.owner}: ${one.subject}`,
          <a class="govuk-link mc-code" href={`/can-bo/ho-so/${one.code}`}>
            {one.code}
          </a>,
          one.signedBy,
          one.withdrawn ? (
            <Tag colour="red" icon="alert">
              {one.note}
            </Tag>
          ) : (
            one.note
          ),
        ])}
      />
      {next ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${URL_OF}/${asked.book}?${of(next)}`} rel="next">
            Trang sau
          </a>
        </p>
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href={`${URL_OF}/${asked.book}/in.pdf?${of(asked.after)}`}>
          In sổ (PDF, nhiều nhất {PRINTED.toLocaleString('vi-VN')} số kể từ trang này)
        </a>
      </p>
    </>
  )
}
