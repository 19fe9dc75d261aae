import { type Calendars, createDeadlines } from '../modules/calendar/index.ts'
import { createDueDates, createObligations } from '../modules/dossiers/index.ts'
import { type CaseDeps, createDeadlineActs } from '../modules/processing/index.ts'
import type { DossierFacts } from '../modules/notifications/index.ts'
import { formatMoney } from '../ui/index.ts'
import type { Told } from './dossier-notices.ts'
import type { Sealer } from '../platform/seal.ts'

/** What moves a promised date, and what stops its clock for money. */
export const whatMovesDates = (calendars: Calendars, sealer: Sealer) => ({
  dues: createDueDates(createDeadlines(calendars), sealer),
  obligations: createObligations(sealer),
  workingMinutes: async (agencyId: string, from: Date, to: Date) => (await calendars.current()).workingMinutesBetween(agencyId, from, to),
})

export const caseDeadlines = (cases: CaseDeps) => createDeadlineActs(cases)

/** What an event that moves a dossier's time tells its citizens; null where nothing is said. */
export function toldOfTime(type: string, payload: Readonly<Record<string, unknown>>, facts: DossierFacts): Told | null {
  const text = (name: string) => (typeof payload[name] === 'string' ? payload[name] : '')
  const instant = (name: string) => (text(name) ? new Date(text(name)) : null)
  const [from, to] = [instant('from'), instant('dueAt')]
  switch (type) {
    case 'dossier.extended':
      return from && to && { template: 'extended', params: { ...facts, from, to, reason: text('reason') } }
    case 'dossier.due-moved':
      return to && { template: 'promised-date-moved', params: { ...facts, from, to, reason: text('reason') || null } }
    case 'dossier.will-be-late':
      return to && { template: 'will-be-late', params: { ...facts, dueAt: to } }
    case 'dossier.obligation-requested':
      return { template: 'obligation-requested', params: { ...facts, what: text('what'), amount: typeof payload.amount === 'number' ? formatMoney(payload.amount) : null, payBy: text('payBy') || null } }
    case 'dossier.obligation-met':
      return { template: 'obligation-met', params: { ...facts, dueAt: to } }
    default:
      return null
  }
}
