import { problem, type Answer, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import type { Agency } from '../../agencies/index.ts'
import { findOffice, officeSlug, todayOf } from '../deps.ts'
import { kioskOf } from '../devices.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import { findSettings, type Settings } from '../settings.ts'
import type { Kiosk } from '../take-ticket.ts'

export const KIOSK_COOKIE = 'ki-ot'
export const KIOSK_DAYS = 400

export interface AtKiosk {
  kiosk: Kiosk
  settings: Settings
  /** Of the kiosk's start, in the reader's language. */
  home: string
}

export const kioskPath = (agency: Agency, rest = ''): string => `/ki-ot/${officeSlug(agency)}${rest}`

/** The machine that asks, when it is one of the office's: everybody else is told that numbers are drawn in the hall. */
export async function atKiosk(deps: QueuePageDeps, r: WebRequest, work: (at: AtKiosk) => Promise<Answer>): Promise<Answer> {
  const agency = await findOffice(deps, r.params.office ?? '')
  const settings = agency ? await findSettings(deps.db, agency.id, todayOf(deps)) : null
  if (!agency || !settings) return problem(refuse('queue-office-unknown').refusal)
  const kiosk = await kioskOf(deps, agency, r.raw.cookies[KIOSK_COOKIE])
  if (!kiosk) return problem(refuse('kiosk-not-authorised').refusal)
  return work({ kiosk, settings, home: href(r.lang, kioskPath(agency)) })
}

/** Frame of a page at a kiosk: nothing of one person is left for the next. */
export const kioskFrame = ({ kiosk, settings, home }: AtKiosk) => ({
  hall: { name: kiosk.agency.nameVi, idle: { home, seconds: settings.quantities.kioskIdleSeconds } },
  refresh: { seconds: settings.quantities.kioskIdleSeconds, to: home },
  scripts: ['hall'],
})
