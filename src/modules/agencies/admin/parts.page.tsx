import { readTypedDate } from '../../../platform/day-number.ts'
import { field, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { closeAgency } from '../close-agency.ts'
import { closeReceptionPoint, openReceptionPoint } from '../reception-points.ts'
import { administeredAgency, type ShowAgency } from './agency.page.tsx'
import type { AgencyAdminDeps } from './deps.ts'
import { readPointForm } from './parts.tsx'

const ADMIN = { audience: 'admin' } as const

/** Posts of an agency's page: reception points and closing. */
export function mountAgencyParts(web: Web, deps: AgencyAdminDeps, show: ShowAgency): void {
  const openPoint = openReceptionPoint(deps)
  const closePoint = closeReceptionPoint(deps)
  const close = closeAgency(deps)

  web.post('/quan-tri/co-quan/:id/diem-tiep-nhan', ADMIN, async (r) => {
    const agency = await administeredAgency(deps, r)
    if (!agency) return problem({ code: 'agency-not-found' })
    const done = await openPoint(r.actor, { agencyId: agency.id, form: readPointForm(r) })
    if (done.ok) return seeOther(`/quan-tri/co-quan/${agency.id}?xong=diem`)
    const faults = done.faults?.map((fault) => ({ ...fault, field: `point-${fault.field}` }))
    return show(r, agency, { refusal: done.refusal, faults, of: 'point' })
  })

  web.post('/quan-tri/co-quan/:id/diem-tiep-nhan/:point/dong', ADMIN, async (r) => {
    const agency = await administeredAgency(deps, r)
    if (!agency) return problem({ code: 'agency-not-found' })
    const done = await closePoint(r.actor, { agencyId: agency.id, pointId: r.params.point ?? '' })
    return done.ok ? seeOther(`/quan-tri/co-quan/${agency.id}?xong=diem`) : problem(done.refusal)
  })

  web.post('/quan-tri/co-quan/:id/dong', ADMIN, async (r) => {
    const agency = await administeredAgency(deps, r)
    if (!agency) return problem({ code: 'agency-not-found' })
    const part = (name: string) => field(r.form, `lastDay-${name}`)
    const lastDay = readTypedDate({ day: part('day'), month: part('month'), year: part('year') })
    if (!lastDay) return show(r, agency, { refusal: { code: 'agency-closing-incomplete' }, of: 'closing' })
    const ground = cleanText(field(r.form, 'ground'), { max: 300 })
    if (!ground.ok || ground.text === '') return show(r, agency, { refusal: { code: 'agency-closing-incomplete' }, of: 'closing' })
    const successor = field(r.form, 'successor')
    if (successor && !(await deps.directory.snapshot()).find(successor)) return show(r, agency, { refusal: { code: 'successor-not-open' }, of: 'closing' })
    const done = await close(r.actor, { agencyId: agency.id, lastDay, successorId: successor || null, ground: ground.text })
    return done.ok ? seeOther('/quan-tri/co-quan?xong=dong') : show(r, agency, { refusal: done.refusal, of: 'closing' })
  })
}
