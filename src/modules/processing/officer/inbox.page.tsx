import { type Answer, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { Button, FormKeys, NotificationBanner, TextInput } from '../../../ui/index.ts'
import { type OpenCounts, openCounts } from '../../dossiers/index.ts'
import type { Staff } from '../on-case.ts'
import { filterQuery, type InboxFilter, isNarrowed, readFilter } from '../rules/inbox-filter.ts'
import { defaultFilter, type SavedFilter, savedFilters } from '../saved-filters.ts'
import { bulkActsOf } from './bulk-acts.ts'
import { ChosenCount } from './chosen-count.tsx'
import type { OfficerDeps, OwnAgency } from './deps.ts'
import { type FilterChoices, FilterForm, wordsOfFilter, statusesOf } from './inbox-filter.tsx'
import { CaseTable, PagesBeside } from './inbox-table.tsx'
import { findList, type InboxList, LISTS } from './lists.ts'
import { type Line, loadList, type Loaded, readFrom, readPlace } from './load-list.ts'
import { SaveFilter, SavedFilters } from './saved-filters.tsx'

const PAGE = 50

/** The officer's inbox: lists by duty, ordered by what is due. At most eight queries with those of every page. */
export function mountInbox(web: Web, deps: OfficerDeps): void {
  web.get('/can-bo', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const chosen = await defaultFilter(deps.db, actor.staffId)
    if (chosen && findList(chosen.list)) return seeOther(`/can-bo/ho-so/danh-sach/${chosen.list}${chosen.query ? `?${chosen.query}` : ''}`)
    const held = new Set(actor.posts.flatMap((post) => post.duties))
    if (held.has('reception')) return seeOther('/can-bo/ho-so/danh-sach/cho-tiep-nhan')
    return seeOther(['specialist', 'leader', 'clerk'].some((duty) => held.has(duty)) ? '/can-bo/ho-so/danh-sach/viec-cua-toi' : '/quan-tri/co-quan')
  })

  web.get('/can-bo/ho-so/danh-sach/:list', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const list = findList(r.params.list ?? '') ?? LISTS[0]
    const { filter, faults } = readFilter(r.query)
    const [agencies, procedures] = [await deps.agenciesOf(actor), await deps.procedures()]
    const loaded = await loadList(deps, actor, { list, filter, agencies, procedures, from: readFrom(r.query), limit: PAGE })
    const agencyIds = agencies.map((one) => one.id)
    const { saved, loads } = await readTogether(deps.db, { saved: savedFilters(deps.db, actor.staffId, agencyIds), loads: deps.staffLoads(agencyIds) })
    const staff = await staffOf(loads)
    await logLook(r, 'inbox.list', loaded.lines)
    return show({ r, list, filter, faults, agencies, loaded, saved, choices: { procedures, agencies, staff, selfId: actor.staffId } })
  })

  // From within a case to the one beside it: looked up when it is asked for.
  web.get('/can-bo/ho-so/danh-sach/:list/canh', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const list = findList(r.params.list ?? '') ?? LISTS[0]
    const { filter } = readFilter(r.query)
    const place = readPlace(r.query.cho)
    const backwards = r.query.huong === 'truoc'
    const address = `/can-bo/ho-so/danh-sach/${list.key}`
    const kept = filterQuery(r.query)
    if (!place) return seeOther(`${address}${kept ? `?${kept}` : ''}`)
    const loaded = await loadList(deps, actor, { list, filter, agencies: await deps.agenciesOf(actor), procedures: await deps.procedures(), from: { place, backwards }, limit: 1 })
    const line = backwards ? loaded.lines.at(-1) : loaded.lines[0]
    if (line) return seeOther(caseHref(list, kept, line))
    return seeOther(`${address}?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(kept)), het: backwards ? 'dau' : 'cuoi' })}`)
  })

  async function staffOf(loads: readonly { staffId: string | null; open: number }[]): Promise<FilterChoices['staff']> {
    const open = new Map<string, number>()
    for (const one of loads) if (one.staffId) open.set(one.staffId, (open.get(one.staffId) ?? 0) + one.open)
    const names = await deps.staffNames(deps.db, [...open.keys()])
    return [...open].flatMap(([id, count]) => (names.has(id) ? [{ id, name: names.get(id) ?? '', open: count }] : [])).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }

  /** A page of a list shows names and subjects of many: one line of the log names the dossiers that were on it. */
  async function logLook(r: WebRequest, purpose: string, lines: readonly Line[]): Promise<void> {
    if (lines.length === 0) return
    const { staffId } = r.actor as Staff
    await deps.logAccess(deps.db, { actor: r.actor, purpose, subject: { kind: 'staff', id: staffId }, fields: lines.map((line) => line.row.code), at: deps.clock.now(), ip: r.ip })
  }

  interface Shown {
    r: WebRequest
    list: InboxList
    filter: InboxFilter
    faults: ReturnType<typeof readFilter>['faults']
    agencies: readonly OwnAgency[]
    loaded: Loaded
    saved: readonly SavedFilter[]
    choices: FilterChoices
  }

  function show({ r, list, filter, faults, agencies, loaded, saved, choices }: Shown): Answer {
    const actor = r.actor as Staff
    const kept = filterQuery(r.query)
    const acts = bulkActsOf(list, actor)
    const said = isNarrowed(filter) ? wordsOfFilter(filter, choices).join(' · ') : null
    const table = (
      <CaseTable
        title={list.title}
        lines={loaded.lines}
        now={deps.clock.now()}
        hrefOf={(line) => caseHref(list, kept, line)}
        choosable={acts.length > 0}
        showStatus={statusesOf(list).length > 1}
        empty={<p class="govuk-body">{said ? 'Không có hồ sơ nào khớp bộ lọc.' : 'Không có hồ sơ nào trong danh sách này.'}</p>}
      />
    )
    return page({
      title: list.title,
      nav: list.key,
      wide: true,
      scripts: ['shortcuts', 'choosing'],
      main: (
        <>
          {r.query.het ? <NotificationBanner>{r.query.het === 'dau' ? 'Đây là đầu danh sách.' : 'Đã hết danh sách.'}</NotificationBanner> : null}
          <h1 class="govuk-heading-l">{list.title}</h1>
          <SearchForm q="" />
          <SavedFilters saved={saved} list={list} query={kept} />
          {said ? <p class="govuk-body mc-filter-said">Đang lọc: {said}</p> : null}
          <FilterForm r={r} list={list} filter={filter} faults={faults} choices={choices} />
          {acts.length > 0 && loaded.lines.length > 0 ? (
            <form method="post" action="/can-bo/nhieu-ho-so" data-behaviour="choosing">
              <FormKeys csrf={r.csrf} />
              <input type="hidden" name="ds" value={list.key} />
              <input type="hidden" name="loc" value={kept} />
              <div class="mc-bulk">
                <ChosenCount />
                {acts.map((act) => (
                  <Button variant="secondary" name="viec" value={act.key}>
                    {act.button}
                  </Button>
                ))}
              </div>
              {table}
            </form>
          ) : (
            table
          )}
          <PagesBeside path={r.path} query={r.query} next={loaded.next} previous={loaded.previous} broken={loaded.broken} />
          <SaveFilter csrf={r.csrf} list={list} query={kept} offices={officesOf(actor, agencies)} />
        </>
      ),
    })
  }
}

/** A case opened from a list knows its place there. */
function caseHref(list: InboxList, kept: string, { row, place }: Line): string {
  const from = new URLSearchParams(kept)
  from.set('ds', list.key)
  if (place) from.set('cho', place)
  return `/can-bo/ho-so/${row.code}?${from}`
}

/** The officer's own offices: what may be shared with. */
export function officesOf(actor: Staff, agencies: readonly OwnAgency[]): OwnAgency[] {
  const own = new Set(actor.posts.map((post) => post.agencyId))
  return agencies.filter((one) => own.has(one.id))
}

export const SearchForm = ({ q }: { q: string }) => (
  <form method="get" action="/can-bo/ho-so/tim" class="mc-filter" role="search">
    <TextInput name="q" label="Tìm hồ sơ: mã hoặc số cuối của mã, họ tên, số định danh, điện thoại" value={q} width={30} type="search" maxLength={200} />
    <Button variant="secondary">Tìm</Button>
  </form>
)

/** The officers' left column: each list with how much is in it. One query, which adds up what is kept. */
export function createNavigation(deps: Pick<OfficerDeps, 'db' | 'clock' | 'agenciesOf' | 'countMySteps'>) {
  return async (actor: Staff) => {
    const agencies = await deps.agenciesOf(actor)
    const { counts, mine } = await readTogether(deps.db, { counts: openCounts(agencies.map((agency) => agency.id)), mine: await deps.countMySteps(actor) })
    const held = new Set(actor.posts.flatMap((post) => post.duties))
    const lists = LISTS.filter((list) => list.duties.some((duty) => held.has(duty))).map((list) => ({
      key: list.key,
      href: `/can-bo/ho-so/danh-sach/${list.key}`,
      text: list.title,
      shortcut: list.shortcut,
      ...(list.key === 'tat-ca' ? {} : { count: list.statuses === null ? numberText(mine) : countText(counts, list.statuses) }),
    }))
    return held.has('leader') ? [...lists, ...LEADERS] : lists
  }
}

const LEADERS: { key: string; href: string; text: string; shortcut: string; count?: string }[] = [
  { key: 'ban-ky', href: '/can-bo/ban-ky', text: 'Bàn ký', shortcut: 'g y' },
  { key: 'dieu-hanh', href: '/can-bo/dieu-hanh', text: 'Điều hành', shortcut: 'g d' },
]

const numberText = (count: number): string => Math.max(0, count).toLocaleString('vi-VN')

/** Exact, or told as about so many while a worker has yet to take in what happened. */
export function countText({ rows, exact }: OpenCounts, statuses: readonly number[]): string {
  const count = rows.reduce((sum, row) => (statuses.includes(row.status) ? sum + row.open : sum), 0)
  return exact ? numberText(count) : `≈ ${numberText(count)}`
}
