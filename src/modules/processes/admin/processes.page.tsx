import { formatDateTime } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { InsetText, Table } from '../../../ui/index.ts'
import { pictureOf } from '../drawing/picture.ts'
import { ProcessDrawing } from '../drawing/process-drawing.tsx'
import { refuse } from '../refusals.ts'
import { bpmnToTable } from '../table/from-bpmn.ts'
import { tableToSheet } from '../table/sheet.ts'
import { XLSX } from '../../../platform/xlsx/index.ts'
import { HEADINGS, type ProcessTable } from '../table/table.ts'
import { writeRows } from '../table/write-rows.ts'
import { findByNumber, newestDefinitions, versionsOfKey } from './definitions.store.ts'

export const PROCESSES = '/quan-tri/quy-trinh'
const NAV = 'processes'
const A_PAGE = 50

/** Administrators look at processes: as a drawing, as a table of steps, as files. */
export function mountProcessAdmin(web: Web, { db }: { db: Db }): void {
  web.get(PROCESSES, { audience: 'admin' }, (r) => showList(db, r))
  web.get(`${PROCESSES}/:key`, { audience: 'admin' }, async (r) => showProcess(db, r))
  web.get(`${PROCESSES}/:key/:number/quy-trinh.xlsx`, { audience: 'admin' }, async (r) => {
    const found = await versionIn(db, r)
    if (!found) return problem(refuse('process-version-not-found').refusal)
    const read = await bpmnToTable(found.xml)
    if (!read.ok) return problem(refuse('process-not-a-table', { reason: read.reasons[0] ?? '' }).refusal)
    return bytes({ body: await tableToSheet(read.table), type: XLSX, filename: `quy-trinh-${r.params.key}-ban-${r.params.number}.xlsx`, cache: 'private, no-store' })
  })
  web.get(`${PROCESSES}/:key/:number/quy-trinh.bpmn`, { audience: 'admin' }, async (r) => {
    const found = await versionIn(db, r)
    if (!found) return problem(refuse('process-version-not-found').refusal)
    return bytes({ body: Buffer.from(found.xml), type: 'application/xml', filename: `quy-trinh-${r.params.key}-ban-${r.params.number}.bpmn`, cache: 'private, no-store' })
  })
}

const KEY = /^[0-9A-Za-z.-]{1,60}$/

async function versionIn(db: Db, { params }: WebRequest) {
  const { key = '', number = '' } = params
  return KEY.test(key) && /^[1-9]\d{0,5}$/.test(number) ? findByNumber(db, key, Number(number)) : null
}

async function showList(db: Db, r: WebRequest) {
  const after = KEY.test(r.query.sau ?? '') ? (r.query.sau ?? '') : ''
  const found = await newestDefinitions(db, after, A_PAGE + 1)
  const shown = found.slice(0, A_PAGE)
  const last = shown.at(-1)
  return page({
    title: 'Quy trình nội bộ',
    nav: NAV,
    wide: true,
    main: (
      <>
        <h1 class="govuk-heading-l">Quy trình nội bộ</h1>
        <p class="govuk-body">Mỗi thủ tục một quy trình; bản mới nhất của từng quy trình. Hồ sơ đang giải quyết giữ bản của lúc bắt đầu.</p>
        <Table
          caption="Các quy trình"
          hideCaption
          head={['Thủ tục', 'Quy trình', { text: 'Bản', numeric: true }, 'Lưu lúc']}
          rows={shown.map((one) => [
            one.key,
            <a class="govuk-link" href={`${PROCESSES}/${one.key}`}>
              {one.name || one.key}
            </a>,
            { content: one.number, numeric: true },
            formatDateTime(one.published_at),
          ])}
        />
        {found.length > A_PAGE && last ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`${PROCESSES}?sau=${last.key}`}>
              Xem tiếp
            </a>
          </p>
        ) : null}
      </>
    ),
  })
}

async function showProcess(db: Db, r: WebRequest) {
  const { key = '' } = r.params
  const versions = KEY.test(key) ? await versionsOfKey(db, key) : []
  const asked = /^[1-9]\d{0,5}$/.test(r.query.ban ?? '') ? Number(r.query.ban) : (versions[0]?.number ?? 0)
  const found = versions.length > 0 ? await findByNumber(db, key, asked) : null
  if (!found) return problem(refuse('process-version-not-found').refusal)
  const [picture, read] = [await pictureOf(found.xml), await bpmnToTable(found.xml)]
  const files = `${PROCESSES}/${key}/${asked}/quy-trinh`
  return page({
    title: `Quy trình ${found.name || key}`,
    nav: NAV,
    wide: true,
    back: { href: PROCESSES, text: 'Quy trình nội bộ' },
    main: (
      <>
        <h1 class="govuk-heading-l">Quy trình {found.name || key}</h1>
        <p class="govuk-body">
          Thủ tục {key}, bản {asked}, lưu lúc {formatDateTime(found.published_at)}. Tải xuống:{' '}
          {read.ok ? (
            <>
              <a class="govuk-link" href={`${files}.xlsx`}>
                bảng các bước (XLSX)
              </a>
              ,{' '}
            </>
          ) : null}
          <a class="govuk-link" href={`${files}.bpmn`}>
            sơ đồ (BPMN)
          </a>
          .
        </p>
        {read.ok ? <StepsTable table={read.table} /> : <InsetText>Quy trình này không ghi được thành bảng: {read.reasons[0]}</InsetText>}
        <h2 class="govuk-heading-m">Sơ đồ</h2>
        {picture ? <ProcessDrawing picture={picture} /> : <p class="govuk-body">Tệp của quy trình không có hình vẽ.</p>}
        <h2 class="govuk-heading-m">Các bản</h2>
        <ul class="govuk-list">
          {versions.map((one) => (
            <li>
              <a class="govuk-link" href={`${PROCESSES}/${key}?ban=${one.number}`}>
                Bản {one.number}
              </a>
              , lưu lúc {formatDateTime(one.published_at)}
            </li>
          ))}
        </ul>
      </>
    ),
  })
}

/** The table as a decision prints it; how steps go on stands in one column. */
function StepsTable({ table }: { table: ProcessTable }) {
  return (
    <Table
      caption="Bảng các bước"
      captionSize="m"
      head={[{ text: 'TT', numeric: true }, HEADINGS.name, HEADINGS.duty, HEADINGS.time, HEADINGS.product, 'Đi tiếp']}
      rows={writeRows(table.steps).map((row, i) => [
        { content: i + 1, numeric: true },
        <>
          {row.name} <span class="govuk-hint">{row.key}</span>
        </>,
        [row.duty, row.unit].filter(Boolean).join(', '),
        row.time === '0' ? 'Không tính vào thời hạn' : row.time,
        row.product,
        (['condition', 'group', 'silence', 'returnTo', 'paths', 'next'] as const)
          .filter((column) => row[column])
          .map((column) => `${HEADINGS[column]}: ${row[column]}`)
          .join('. '),
      ])}
    />
  )
}
