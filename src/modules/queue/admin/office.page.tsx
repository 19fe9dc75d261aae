import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { ErrorSummary, NotificationBanner, Table } from '../../../ui/index.ts'
import { type Agency, administeredPaths, isWithin } from '../../agencies/index.ts'
import { createAddPriority, createEndSetting, type Configured } from '../configure.ts'
import { createMakeDevice, createRevokeDevice } from '../devices.ts'
import { devicesOf } from '../devices.store.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import type { Fault } from '../rules/settings-form.ts'
import { selectOffices } from '../settings.store.ts'
import { findSettings, type Settings } from '../settings.ts'
import { todayOf } from '../deps.ts'
import { ADMIN, adminPath, administered, NAV, QUEUES, summaryOf } from './administered.ts'
import { OfficeParts } from './office-parts.tsx'

const DONE: Readonly<Record<string, string>> = { luu: 'Đã lưu.', 'ket-thuc': 'Đã kết thúc, không còn hiệu lực từ hôm nay.', 'thu-hoi': 'Đã thu hồi. Máy này không cấp số được nữa.' }

/** The queues one administers; one office's groups, counters, priority, quantities and machines. */
export function mountOfficeQueue(web: Web, deps: QueuePageDeps): void {
  const end = createEndSetting(deps)
  const [addPriority, makeDevice, revoke] = [createAddPriority(deps), createMakeDevice(deps), createRevokeDevice(deps)]

  web.get('/quan-tri/xep-hang', ADMIN, async (r) => {
    const paths = administeredPaths(r.actor)
    const known = new Set((await selectOffices(deps.db)).map((row) => row.agency_id))
    const agencies = (await deps.directory.snapshot()).all.filter((agency) => agency.receives && paths.some((path) => isWithin(agency.path, path)))
    return page({
      title: 'Xếp hàng',
      nav: NAV,
      main: (
        <>
          <h1 class="govuk-heading-l">Xếp hàng</h1>
          <p class="govuk-body">Nơi cấp số thứ tự: nhóm dịch vụ, quầy, diện ưu tiên, máy ki-ốt.</p>
          <Table
            caption="Nơi nhận hồ sơ"
            hideCaption
            head={['Cơ quan', 'Cấp số']}
            rows={agencies.map((agency) => [
              <a class="govuk-link" href={adminPath(agency)}>
                {agency.nameVi}
              </a>,
              known.has(agency.id) ? 'đã lập' : 'chưa',
            ])}
          />
        </>
      ),
    })
  })

  web.get('/quan-tri/xep-hang/:office', ADMIN, (r) => administered(deps, r, (agency, settings) => view(deps, r, agency, settings, {})))

  const ends = [['nhom', 'service_group'], ['quay', 'counter'], ['uu-tien', 'priority_group']] as const
  for (const [part, kind] of ends) {
    web.post(`/quan-tri/xep-hang/:office/${part}/:id/ket-thuc`, ADMIN, (r) => acted(deps, r, 'ket-thuc', part, (agency) => end(r.actor, agency, { kind, id: r.params.id ?? '' })))
  }
  web.post('/quan-tri/xep-hang/:office/uu-tien', ADMIN, (r) =>
    acted(deps, r, 'luu', 'uu-tien', (agency) => addPriority(r.actor, agency, { nameVi: field(r.form, 'nameVi'), nameEn: field(r.form, 'nameEn'), ground: field(r.form, 'ground') })),
  )
  web.post('/quan-tri/xep-hang/:office/may', ADMIN, (r) =>
    administered(deps, r, async (agency, settings) => {
      const made = await makeDevice(r.actor, agency, field(r.form, 'name'))
      if (!made.ok) return view(deps, r, agency, settings, { form: 'may', faults: [{ field: 'name', text: sentenceOf(made.refusal, 'vi') }], status: getProblem(made.refusal.code).status })
      // Shown in this answer only: the token is nowhere kept.
      return view(deps, r, agency, await findSettings(deps.db, agency.id, todayOf(deps)), { address: `${deps.publicUrl}/ki-ot/${encodeURIComponent(agency.code ?? agency.id)}/cai/${made.token}` })
    }),
  )
  web.post('/quan-tri/xep-hang/:office/may/:id/thu-hoi', ADMIN, (r) => acted(deps, r, 'thu-hoi', 'may', (agency) => revoke(r.actor, agency, r.params.id ?? '') as Promise<Configured>))
}

/** Runs a change and shows the page anew, or with what was wrong beside the form. */
function acted(deps: QueuePageDeps, r: WebRequest, done: string, form: string, work: (agency: Agency) => Promise<Configured>): Promise<Answer> {
  return administered(deps, r, async (agency, settings) => {
    const result = await work(agency)
    if (result.ok) return seeOther(`${adminPath(agency)}?da=${done}`)
    if (!result.faults) return problem(result.refusal)
    return view(deps, r, agency, settings, { form, faults: result.faults, status: getProblem(result.refusal.code).status })
  })
}

export interface Shown {
  /** Which form was wrong, and where. */
  form?: string
  faults?: readonly Fault[]
  status?: number
  /** Of a machine just made. */
  address?: string
}

async function view(deps: QueuePageDeps, r: WebRequest, agency: Agency, settings: Settings | null, shown: Shown): Promise<Answer> {
  const devices = await devicesOf(deps.db, agency.id)
  const told = shown.faults || shown.address ? undefined : DONE[r.query.da ?? '']
  return page({
    title: `Xếp hàng: ${agency.nameVi}`,
    nav: NAV,
    wide: true,
    status: shown.status ?? 200,
    back: { href: QUEUES, text: 'Xếp hàng' },
    main: (
      <>
        <ErrorSummary errors={summaryOf(shown.faults ?? []).map((one) => ({ ...one, href: `#${shown.form}-${one.href.slice(1)}` }))} />
        {told ? <NotificationBanner type="success" heading={told} /> : null}
        {shown.address ? (
          <NotificationBanner type="success" heading="Mở địa chỉ này trên máy ki-ốt rồi bấm “Dùng máy này”. Địa chỉ chỉ hiện một lần:">
            <p class="govuk-body mc-code">{shown.address}</p>
          </NotificationBanner>
        ) : null}
        <h1 class="govuk-heading-l">Xếp hàng: {agency.nameVi}</h1>
        <OfficeParts r={r} agency={agency} settings={settings} devices={devices} shown={shown} />
      </>
    ),
  })
}
