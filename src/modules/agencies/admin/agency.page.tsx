import { civilDateOf } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner } from '../../../ui/index.ts'
import { changeAgency } from '../change-agency.ts'
import type { AgencySnapshot } from '../directory.ts'
import type { Fault, PlaceNames } from '../rules/agency-form.ts'
import { administers } from '../rules/scope.ts'
import type { Agency } from '../types.ts'
import { AgencyFields, formOf, readAgencyForm } from './agency-fields.tsx'
import type { AgencyAdminDeps } from './deps.ts'
import { mistakesOf, NO_MISTAKES } from './fault-words.ts'
import { History, readHistory } from './history.tsx'
import { ClosingForm, Points } from './parts.tsx'

const ADMIN = { audience: 'admin' } as const

const DONE: Record<string, string> = {
  moi: 'Cơ quan đã được thêm.',
  sua: 'Thông tin cơ quan đã được lưu.',
  diem: 'Điểm tiếp nhận đã được cập nhật.',
}

/** A refused post, shown again on the agency's page. */
export interface Refused {
  refusal: Refusal
  faults?: readonly Fault[]
  /** Which of the page's forms it was. */
  of: 'agency' | 'point' | 'closing'
}

export type ShowAgency = (r: WebRequest, agency: Agency, refused?: Refused) => Promise<Answer>

/** The agency of the address, if the actor administers it: another's is not there. */
export async function administeredAgency(deps: AgencyAdminDeps, r: WebRequest): Promise<Agency | null> {
  const agency = (await deps.directory.fresh()).find(r.params.id ?? '')
  return agency && administers(r.actor, agency.path) ? agency : null
}

/** One agency: its details, reception points, closing and history. */
export function mountAgencyPage(web: Web, deps: AgencyAdminDeps): ShowAgency {
  const change = changeAgency(deps)

  const show: ShowAgency = async (r, agency, refused) => {
    const snapshot = await deps.directory.fresh()
    const places = await deps.places()
    const history = await readHistory(deps, agency.id)
    return page({
      title: agency.nameVi,
      nav: 'agencies',
      status: refused ? getProblem(refused.refusal.code).status : 200,
      back: { href: '/quan-tri/co-quan', text: 'Cơ quan' },
      main: <AgencyView {...{ r, agency, snapshot, places, refused }} today={civilDateOf(deps.clock.now())} history={<History lines={history} />} />,
    })
  }

  web.get('/quan-tri/co-quan/:id', ADMIN, async (r) => {
    const agency = await administeredAgency(deps, r)
    return agency ? show(r, agency) : problem({ code: 'agency-not-found' })
  })

  web.post('/quan-tri/co-quan/:id', ADMIN, async (r) => {
    const agency = await administeredAgency(deps, r)
    if (!agency) return problem({ code: 'agency-not-found' })
    const { form } = readAgencyForm(r, await deps.places())
    const done = await change(r.actor, { agencyId: agency.id, revision: Number(field(r.form, 'revision')), form })
    if (done.ok) return seeOther(`/quan-tri/co-quan/${agency.id}?xong=sua`)
    return show(r, agency, { refusal: done.refusal, faults: done.faults, of: 'agency' })
  })
  return show
}

interface ViewProps {
  r: WebRequest
  agency: Agency
  snapshot: AgencySnapshot
  places: PlaceNames
  refused: Refused | undefined
  today: string
  history: preact.VNode
}

function AgencyView({ r, agency, snapshot, places, refused, today, history }: ViewProps) {
  const mistakes = refused ? mistakesOf(refused.refusal, refused.faults, refused.refusal.code === 'agency-code-taken' ? 'code' : undefined) : NO_MISTAKES
  const done = DONE[r.query.xong ?? '']
  const typed = refused?.of === 'agency' ? readAgencyForm(r, places) : formOf(agency, places)
  // After "changed meanwhile" the form still carries the old revision: saving again would overwrite the other's change unseen.
  const revision = refused?.of === 'agency' ? field(r.form, 'revision') : agency.revision
  return (
    <>
      <ErrorSummary errors={mistakes.summary} />
      {done && !refused ? <NotificationBanner type="success" heading={done} /> : null}
      <h1 class="govuk-heading-l">{agency.nameVi}</h1>
      {agency.validTo ? (
        <InsetText>
          Cơ quan này đã ngừng hoạt động. Kế thừa:{' '}
          {snapshot
            .successorsOf(agency.id)
            .map((successor) => successor.nameVi)
            .join('; ') || 'không có'}
          .
        </InsetText>
      ) : (
        <>
          <form method="post" action={`/quan-tri/co-quan/${agency.id}`} novalidate>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="revision" value={revision} />
            <AgencyFields {...typed} places={places} mistakes={refused?.of === 'agency' ? mistakes : NO_MISTAKES} />
            <Button>Lưu thông tin</Button>
          </form>
          <Points r={r} agency={agency} points={snapshot.receptionPointsOf(agency.id, today)} mistakes={refused?.of === 'point' ? mistakes : NO_MISTAKES} />
          <ClosingForm r={r} agency={agency} others={snapshot.inForce(today).filter((other) => other.id !== agency.id)} today={today} open={refused?.of === 'closing'} />
        </>
      )}
      {history}
    </>
  )
}
