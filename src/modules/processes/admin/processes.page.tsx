import { formatDateTime } from '../../../platform/clock.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { XLSX } from '../../../platform/xlsx/index.ts'
import { Table } from '../../../ui/index.ts'
import { draftsOfKeys } from '../drafts/drafts.store.ts'
import { refuse } from '../refusals.ts'
import { bpmnToTable } from '../table/from-bpmn.ts'
import { tableToSheet } from '../table/sheet.ts'
import { findByNumber, newestDefinitions } from './definitions.store.ts'
import { DRAFTS, forWhom, KEY, NAV, numberIn, type ProcessAdminDeps, PROCESSES } from './deps.ts'

const A_PAGE = 50

/** Which processes there are, and each version as files. */
export function mountProcessList(web: Web, deps: ProcessAdminDeps): void {
  web.get(PROCESSES, { audience: 'admin' }, (r) => showList(deps, r))
  web.get(`${PROCESSES}/:key/:number/quy-trinh.xlsx`, { audience: 'admin' }, async (r) => {
    const found = await versionIn(deps, r)
    if (!found) return problem(refuse('process-version-not-found').refusal)
    const read = await bpmnToTable(found.xml)
    if (!read.ok) return problem(refuse('process-not-a-table', { reason: read.reasons[0] ?? '' }).refusal)
    return bytes({ body: await tableToSheet(read.table), type: XLSX, filename: `quy-trinh-${r.params.key}-ban-${r.params.number}.xlsx`, cache: 'private, no-store' })
  })
  web.get(`${PROCESSES}/:key/:number/quy-trinh.bpmn`, { audience: 'admin' }, async (r) => {
    const found = await versionIn(deps, r)
    if (!found) return problem(refuse('process-version-not-found').refusal)
    return bytes({ body: Buffer.from(found.xml), type: 'application/xml', filename: `quy-trinh-${r.params.key}-ban-${r.params.number}.bpmn`, cache: 'private, no-store' })
  })
}

/** The version that the address names. */
export async function versionIn({ db }: Pick<ProcessAdminDeps, 'db'>, { params }: WebRequest) {
  const number = numberIn(params.number)
  return KEY.test(params.key ?? '') && number !== null ? findByNumber(db, params.key ?? '', number) : null
}

async function showList(deps: ProcessAdminDeps, r: WebRequest) {
  const after = KEY.test(r.query.sau ?? '') ? (r.query.sau ?? '') : ''
  const found = await newestDefinitions(deps.db, after, A_PAGE + 1)
  const shown = found.slice(0, A_PAGE)
  const last = shown.at(-1)
  const drafts = await Promise.all((await draftsOfKeys(deps.db, shown.map((one) => one.key))).map(async (draft) => ({ ...draft, whom: await forWhom(deps, draft.agencyId) })))
  return page({
    title: 'Quy trình nội bộ',
    nav: NAV,
    wide: true,
    main: (
      <>
        <h1 class="govuk-heading-l">Quy trình nội bộ</h1>
        <p class="govuk-body">Mỗi thủ tục một quy trình chung; cơ quan có thể áp dụng quy trình riêng. Hồ sơ đang giải quyết giữ bản của lúc bắt đầu.</p>
        <Table
          caption="Các quy trình"
          hideCaption
          head={['Thủ tục', 'Quy trình', { text: 'Bản mới nhất', numeric: true }, 'Lưu lúc', 'Bản nháp']}
          rows={shown.map((one) => [
            one.key,
            <a class="govuk-link" href={`${PROCESSES}/${one.key}`}>
              {one.name || one.key}
            </a>,
            { content: one.number, numeric: true },
            formatDateTime(one.published_at),
            drafts
              .filter((draft) => draft.key === one.key)
              .map((draft) => (
                <>
                  <a class="govuk-link" href={`${DRAFTS}/${draft.id}`}>
                    {draft.whom}
                  </a>
                  <br />
                </>
              )),
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
