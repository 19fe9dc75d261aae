import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import { type Agency, administers } from '../../agencies/index.ts'
import { findOffice, officeSlug, todayOf } from '../deps.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import type { Fault } from '../rules/settings-form.ts'
import { findSettings, type Settings } from '../settings.ts'

export const ADMIN = { audience: 'admin' } as const
export const QUEUES = '/quan-tri/xep-hang'
export const NAV = 'queue'

export const adminPath = (agency: Agency, rest = ''): string => `${QUEUES}/${officeSlug(agency)}${rest}`

/** The office that the address names, when the reader administers it; `settings` is null before its first group is set. */
export async function administered(deps: QueuePageDeps, r: WebRequest, work: (agency: Agency, settings: Settings | null) => Promise<Answer>): Promise<Answer> {
  const agency = await findOffice(deps, r.params.office ?? '')
  if (!agency) return problem(refuse('queue-office-unknown').refusal)
  if (!administers(r.actor, agency.path)) return problem(refuse('queue-not-yours').refusal)
  return work(agency, await findSettings(deps.db, agency.id, todayOf(deps)))
}

export const errorAt = (faults: readonly Fault[], field: string): string | undefined => faults.find((one) => one.field === field)?.text

export const summaryOf = (faults: readonly Fault[]) => faults.map((fault) => ({ href: `#${fault.field}`, text: fault.text }))
