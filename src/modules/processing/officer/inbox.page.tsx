import type { VNode } from 'preact'
import { type Answer, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { foldVietnamese } from '../../../platform/text.ts'
import { readTogether } from '../../../platform/together.ts'
import { Button, Checkboxes, Select, Table, Tag, TextInput } from '../../../ui/index.ts'
import { findDossierByCode, isCode, normaliseCode, STATUS, statusLabel, statusWords } from '../../dossiers/index.ts'
import { countsByStatus, type InboxRow, searchByName, selectInbox, selectInboxByIds } from '../inbox.store.ts'
import type { Staff } from '../on-case.ts'
import type { OfficerDeps, OpenStep } from './deps.ts'
import { findList, type InboxList, LISTS } from './lists.ts'
import { dueText, Left } from './time-left.tsx'

const PAGE = 50

interface Line {
  row: InboxRow
  step: OpenStep | null
}

/** The officer's inbox: lists by duty, ordered by what is due; search by code or name. At most five queries. */
export function mountInbox(web: Web, deps: OfficerDeps): void {
  web.get('/can-bo', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const held = new Set(actor.posts.flatMap((post) => post.duties))
    if (held.has('reception')) return seeOther('/can-bo/ho-so/danh-sach/cho-tiep-nhan')
    return seeOther(['specialist', 'leader', 'clerk'].some((duty) => held.has(duty)) ? '/can-bo/ho-so/danh-sach/viec-cua-toi' : '/quan-tri/co-quan')
  })

  web.get('/can-bo/ho-so/danh-sach/:list', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const list = findList(r.params.list ?? '') ?? LISTS[0]
    const agencies = await deps.agenciesOf(actor)
    const loaded = list.statuses === null ? await stepLines(actor, r.query.sau ?? null) : await statusLines(list, agencies, r)
    const filter = list.statuses === null ? null : <Filter r={r} procedures={await deps.procedures()} />
    return show(r, list.title, list.key, loaded.lines, loaded.next, filter)
  })

  web.get('/can-bo/ho-so/tim', { audience: 'officer' }, async (r) => {
    const q = (r.query.q ?? '').slice(0, 200)
    const agencies = await deps.agenciesOf(r.actor as Staff)
    const code = normaliseCode(q)
    const byCode = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
    if (byCode && agencies.some((agency) => agency.id === byCode.agency_id)) return seeOther(`/can-bo/ho-so/${byCode.code}`)
    const rows = await searchByName(deps.db, agencies.map((agency) => agency.id), foldVietnamese(q), PAGE + 1)
    await deps.logAccess(deps.db, { actor: r.actor, purpose: 'inbox.search', subject: { kind: 'staff', id: (r.actor as Staff).staffId }, at: deps.clock.now(), ip: r.ip })
    const more = rows.length > PAGE ? <p class="govuk-body">Chỉ hiện {PAGE} hồ sơ đầu theo tên chủ hồ sơ. Gõ thêm họ tên để thu hẹp.</p> : null
    return show(r, `Kết quả tìm “${q}”`, 'tim', rows.slice(0, PAGE).map((row) => ({ row, step: null })), null, more)
  })

  async function stepLines(actor: Staff, after: string | null) {
    const { steps, next } = await deps.mySteps(actor, after)
    const rows = new Map((await selectInboxByIds(deps.db, [...new Set(steps.map((step) => step.dossierId))])).map((row) => [row.id, row]))
    const lines = steps.flatMap((step): Line[] => {
      const row = rows.get(step.dossierId)
      return row ? [{ row, step }] : []
    })
    return { lines, next }
  }

  async function statusLines(list: InboxList, agencies: readonly { id: string }[], r: WebRequest) {
    const [at = '', id = ''] = (r.query.sau ?? '').split('_')
    const rows = await selectInbox(deps.db, {
      agencyIds: agencies.map((agency) => agency.id),
      statuses: list.statuses ?? [],
      after: /^\d{1,15}$/.test(at) && isId(id) ? { orderAt: new Date(Number(at)), id } : null,
      procedureCode: r.query['thu-tuc'] || null,
      lateAt: r.query['qua-han'] ? deps.clock.now() : null,
      limit: PAGE + 1,
    })
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    return { lines: rows.slice(0, PAGE).map((row) => ({ row, step: null })), next: last ? `${last.order_at.getTime()}_${last.id}` : null }
  }

  function show(r: WebRequest, title: string, nav: string, lines: readonly Line[], next: string | null, filter: VNode | null = null): Answer {
    const now = deps.clock.now()
    return page({
      title,
      nav,
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">{title}</h1>
          <form method="get" action="/can-bo/ho-so/tim" class="mc-filter" role="search">
            <TextInput name="q" label="Tìm theo mã hồ sơ hoặc tên chủ hồ sơ (không cần dấu)" value={r.query.q ?? ''} width={30} type="search" />
            <Button variant="secondary">Tìm</Button>
          </form>
          {filter}
          <Table
            caption={title}
            hideCaption
            empty={<p class="govuk-body">Không có hồ sơ nào trong danh sách này.</p>}
            head={['Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ', 'Tình trạng', 'Hạn', 'Còn lại']}
            rowId={(index) => `dong-${index}`}
            rows={lines.map((line) => cells(line, now))}
          />
          {next ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${r.path}?${new URLSearchParams({ ...r.query, sau: next })}`} rel="next">
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  }
}

/** Narrows a list: one procedure, or only what is late. */
function Filter({ r, procedures }: { r: WebRequest; procedures: readonly { code: string; name: string }[] }) {
  return (
    <form method="get" class="mc-filter">
      <Select
        name="thu-tuc"
        label="Thủ tục"
        value={r.query['thu-tuc'] ?? ''}
        items={[{ value: '', text: 'Tất cả' }, ...procedures.map((one) => ({ value: one.code, text: `${one.name} (${one.code})` }))]}
      />
      <Checkboxes name="qua-han" legend="Thời hạn" hideLegend small values={r.query['qua-han']} items={[{ value: '1', text: 'Chỉ hồ sơ quá hạn' }]} />
      <Button variant="secondary">Lọc</Button>
    </form>
  )
}

function cells({ row, step }: Line, now: Date) {
  const by = step ? step.dueAt : (row.current_due_at ?? row.accept_by)
  const paused = step?.paused === true || row.status === STATUS.supplement
  return [
    <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row.code}`}>
      {row.code}
    </a>,
    <>
      {step ? <strong>{step.name}: </strong> : null}
      {row.subject}
      <br />
      <span class="govuk-hint govuk-!-display-inline">{row.procedure_name}</span>
    </>,
    row.owner_name,
    <Tag colour={row.status === STATUS.supplement ? 'yellow' : row.status === STATUS.finished ? 'green' : 'blue'}>{statusLabel(statusWords('vi'), row.status)}</Tag>,
    dueText(by),
    <Left by={by} now={now} paused={paused} />,
  ]
}

/** Counted no further: beyond it a list shows «99+», and its count costs the same in the busiest office. */
const COUNTED = 100
const STATUSES = LISTS.flatMap((list) => list.statuses ?? [])

/** The officers' left column: each list with how much is in it. One query. */
export function createNavigation(deps: Pick<OfficerDeps, 'db' | 'clock' | 'agenciesOf' | 'countMySteps'>) {
  return async (actor: Staff) => {
    const agencies = await deps.agenciesOf(actor)
    const { counts, mine } = await readTogether(deps.db, {
      counts: countsByStatus(agencies.map((agency) => agency.id), STATUSES, COUNTED),
      mine: await deps.countMySteps(actor, COUNTED),
    })
    const held = new Set(actor.posts.flatMap((post) => post.duties))
    return LISTS.filter((list) => list.duties.some((duty) => held.has(duty))).map((list) => ({
      key: list.key,
      href: `/can-bo/ho-so/danh-sach/${list.key}`,
      text: list.title,
      shortcut: list.shortcut,
      count: counted(list.statuses === null ? mine : (list.statuses as readonly number[]).reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)),
    }))
  }
}

const counted = (count: number): string => (count < COUNTED ? String(count) : `${COUNTED - 1}+`)
