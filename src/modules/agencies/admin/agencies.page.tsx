import { civilDateOf } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem } from '../../../platform/problems.ts'
import { Button, ErrorSummary, FormKeys, NotificationBanner, Table, Tag } from '../../../ui/index.ts'
import { type AgencyWritten, createAgency } from '../create-agency.ts'
import type { AgencySnapshot } from '../directory.ts'
import { agencyWords } from '../labels.ts'
import { isInForce } from '../rules/competence.ts'
import { administeredPaths, administers } from '../rules/scope.ts'
import { idsOf } from '../rules/tree.ts'
import type { Agency } from '../types.ts'
import { AgencyFields, formOf, readAgencyForm } from './agency-fields.tsx'
import type { AgencyAdminDeps } from './deps.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES } from './fault-words.ts'

const ADMIN = { audience: 'admin' } as const

/** The agencies one administers, as a tree; a new one below another. */
export function mountAgencyList(web: Web, deps: AgencyAdminDeps): void {
  const create = createAgency(deps)

  web.get('/quan-tri', ADMIN, async () => seeOther('/quan-tri/co-quan'))

  web.get('/quan-tri/co-quan', ADMIN, async (r) => {
    const snapshot = await deps.directory.fresh()
    return page(listView(r, snapshot, civilDateOf(deps.clock.now())))
  })

  web.get('/quan-tri/co-quan/moi', ADMIN, async (r) => {
    const parent = (await deps.directory.fresh()).find(r.query.cha ?? '')
    if (!parent || !administers(r.actor, parent.path)) return problem({ code: 'agency-not-found' })
    const places = await deps.places()
    return newView(r, parent, formOf(null, places), places, NO_MISTAKES)
  })

  web.post('/quan-tri/co-quan/moi', ADMIN, async (r) => {
    const parent = (await deps.directory.fresh()).find(field(r.form, 'parent'))
    if (!parent) return problem({ code: 'agency-not-found' })
    const places = await deps.places()
    const typed = readAgencyForm(r, places)
    const done: AgencyWritten = await create(r.actor, { parentId: parent.id, form: typed.form })
    if (done.ok) return seeOther(`/quan-tri/co-quan/${done.agencyId}?xong=moi`)
    const at = { 'agency-code-taken': 'code', 'agency-name-taken': 'nameVi' }[done.refusal.code]
    return newView(r, parent, typed, places, mistakesOf(done.refusal, done.faults, at), getProblem(done.refusal.code).status)
  })
}

function newView(r: WebRequest, parent: Agency, typed: ReturnType<typeof formOf>, places: Parameters<typeof formOf>[1], mistakes: Mistakes, status = 200): Answer {
  return page({
    title: 'Thêm cơ quan',
    nav: 'agencies',
    status,
    back: { href: '/quan-tri/co-quan', text: 'Cơ quan' },
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">Thêm cơ quan trực thuộc {parent.nameVi}</h1>
        <form method="post" action="/quan-tri/co-quan/moi" novalidate>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name="parent" value={parent.id} />
          <AgencyFields {...typed} places={places} mistakes={mistakes} />
          <Button>Thêm cơ quan</Button>
        </form>
      </>
    ),
  })
}

function listView(r: WebRequest, snapshot: AgencySnapshot, today: string) {
  const words = agencyWords('vi')
  const roots = administeredPaths(r.actor)
  const agencies = roots.flatMap((path) => inTreeOrder(snapshot, path).map((agency) => ({ agency, depth: idsOf(agency.path).length - idsOf(path).length })))
  return {
    title: 'Cơ quan',
    nav: 'agencies',
    wide: true,
    main: (
      <>
        {r.query.xong ? <NotificationBanner type="success" heading="Cơ quan đã được đóng." /> : null}
        <h1 class="govuk-heading-l">Cơ quan</h1>
        <Table
          caption="Cơ quan trong phạm vi quản trị"
          hideCaption
          head={['Tên', 'Mã', 'Loại, cấp', 'Điện thoại', 'Tình trạng', { text: 'Thao tác', hidden: true }]}
          rows={agencies.map(({ agency, depth }) => [
            <span>
              <span aria-hidden="true">{'— '.repeat(depth)}</span>
              <a class="govuk-link" href={`/quan-tri/co-quan/${agency.id}`}>
                {agency.nameVi}
              </a>
            </span>,
            agency.code ?? '',
            `${words.kind[agency.kind]}, ${words.level[agency.level].toLowerCase()}`,
            agency.phone ?? '',
            isInForce(agency, today) ? <Tag colour="green">Đang hoạt động</Tag> : <Tag colour="grey">Đã đóng</Tag>,
            agency.validTo ? (
              ''
            ) : (
              <a class="govuk-link" href={`/quan-tri/co-quan/moi?cha=${agency.id}`}>
                Thêm đơn vị<span class="govuk-visually-hidden"> trực thuộc {agency.nameVi}</span>
              </a>
            ),
          ])}
        />
      </>
    ),
  }
}

const inVietnamese = new Intl.Collator('vi').compare

/** Each agency followed by those below it; brothers by name. */
function inTreeOrder(snapshot: AgencySnapshot, path: string): Agency[] {
  const [root, ...below] = snapshot.within(path)
  if (!root) return []
  const childrenOf = (parent: Agency): Agency[] =>
    below
      .filter((agency) => agency.parentId === parent.id)
      .sort((a, b) => inVietnamese(a.nameVi, b.nameVi))
      .flatMap((agency) => [agency, ...childrenOf(agency)])
  return [root, ...childrenOf(root)]
}
