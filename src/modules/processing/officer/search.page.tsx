import { page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { InsetText } from '../../../ui/index.ts'
import { type Asked, dossiersOfNumber, findBySearch, findDossierByCode, isCode, normaliseCode, type Typed, typedOf } from '../../dossiers/index.ts'
import { selectInboxByIds } from '../inbox.store.ts'
import type { Staff } from '../on-case.ts'
import type { OfficerDeps } from './deps.ts'
import { CaseTable, PagesBeside } from './inbox-table.tsx'
import { SearchForm } from './inbox.page.tsx'

const PAGE = 50

interface Found {
  ids: string[]
  next: string | null
  previous: string | null
}

const WHAT: Record<Typed['kind'], string> = { words: 'họ tên chủ hồ sơ hoặc người nộp', code: 'các số cuối của mã hồ sơ', number: 'số định danh', phone: 'số điện thoại liên hệ' }

/** Search among all dossiers of the officer's agencies, ended ones too, the newest first. */
export function mountSearch(web: Web, deps: OfficerDeps): void {
  web.get('/can-bo/ho-so/tim', { audience: 'officer' }, async (r) => {
    const q = (r.query.q ?? '').slice(0, 200)
    const agencyIds = (await deps.agenciesOf(r.actor as Staff)).map((agency) => agency.id)
    const code = normaliseCode(q)
    const byCode = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
    if (byCode && agencyIds.includes(byCode.agency_id)) return seeOther(`/can-bo/ho-so/${byCode.code}`)
    const typed = typedOf(q)
    const found = typed ? await find(typed, agencyIds, r) : { ids: [], next: null, previous: null }
    const rows = new Map((await selectInboxByIds(deps.db, found.ids)).map((row) => [row.id, row]))
    const lines = found.ids.flatMap((id) => {
      const row = rows.get(id)
      return row ? [{ row, step: null, place: null }] : []
    })
    await log(r, typed, lines.map((line) => line.row))
    return page({
      title: `Kết quả tìm “${q}”`,
      nav: 'tim',
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">Kết quả tìm “{q}”</h1>
          <SearchForm q={q} />
          {typed ? <p class="govuk-body">Tìm theo {WHAT[typed.kind]}, hồ sơ mới nhất trước, cả hồ sơ đã kết thúc.</p> : null}
          <CaseTable
            title={`Kết quả tìm “${q}”`}
            lines={lines}
            now={deps.clock.now()}
            hrefOf={(line) => `/can-bo/ho-so/${line.row.code}`}
            choosable={false}
            showStatus
            empty={
              <InsetText>
                Không tìm thấy hồ sơ nào của cơ quan khớp với “{q}”. Họ tên cần gõ đủ từng chữ (có dấu hay không đều được); mã cần ít nhất 4 số cuối; số điện thoại 10 số; số định danh 12 số.
              </InsetText>
            }
          />
          <PagesBeside path={r.path} query={r.query} next={found.next} previous={found.previous} broken={found.next !== null && lines.length < PAGE} />
        </>
      ),
    })
  })

  async function find(typed: Typed, agencyIds: readonly string[], r: WebRequest): Promise<Found> {
    if (typed.kind === 'number') return ofNumber(typed.number, agencyIds)
    const asked: Asked = typed.kind === 'phone' ? { kind: 'phone', index: deps.sealer.blindIndex('phone', typed.phone) } : typed
    const idOf = (text: string | undefined) => (text && isId(text) ? text : null)
    const [after, before] = [idOf(r.query.sau), idOf(r.query.truoc)]
    const newer = before !== null && after === null
    const { ids, next } = await findBySearch(deps.db, { agencyIds, asked, after: after ?? before, newer, limit: PAGE })
    if (newer) return { ids: ids.toReversed(), previous: next, next: ids[0] ?? before }
    return { ids, next, previous: after ? (ids[0] ?? after) : null }
  }

  /** As owner or submitter. Nobody has more than so many at once: the newest are shown. */
  async function ofNumber(number: string, agencyIds: readonly string[]): Promise<Found> {
    const rows = await dossiersOfNumber(deps.db, deps.sealer.blindIndex('identity-number', number), PAGE * 2)
    return { ids: rows.filter((row) => agencyIds.includes(row.agency_id)).map((row) => row.id).slice(0, PAGE), next: null, previous: null }
  }

  /** Who looks for a person by number or phone is told to that person, dossier by dossier; a list of namesakes is one line of the log. */
  async function log(r: WebRequest, typed: Typed | null, rows: readonly { id: string; code: string }[]): Promise<void> {
    const base = { actor: r.actor, at: deps.clock.now(), ip: r.ip }
    const { staffId } = r.actor as Staff
    await deps.logAccess(deps.db, { ...base, purpose: 'inbox.search', subject: { kind: 'staff', id: staffId }, fields: rows.map((row) => row.code) })
    if (typed?.kind !== 'number' && typed?.kind !== 'phone') return
    await deps.logAccesses(deps.db, rows.map((row) => ({ ...base, purpose: `inbox.search-by-${typed.kind}`, subject: { kind: 'dossier', id: row.id }, fields: ['name', 'subject'] })))
  }
}
