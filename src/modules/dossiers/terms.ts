import type { Period } from './move.ts'
import type { DossierRow } from './store.ts'

/** Time limits of a part of a linked dossier, in place of its own procedure's. */
export interface Terms {
  period: Period
  supplementWithin: Period
}

interface WithLimits {
  period(channel: 1 | 2 | 3, caseKey: string): Period
}

/** The package of a dossier, with the time limits that hold for this very dossier. */
export function underTerms<P extends WithLimits>(version: P, { terms }: Pick<DossierRow, 'terms'>): P {
  if (terms === null) return version
  const { period, supplementWithin } = terms as unknown as Terms
  return { ...version, period: () => period, ...('supplementWithin' in version ? { supplementWithin } : {}) }
}
