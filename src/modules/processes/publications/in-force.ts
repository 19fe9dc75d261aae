import type { Reader } from '../../../platform/db.ts'
import { standingFor } from './publications.store.ts'

export interface Standing {
  agencyId: string | null
  /** Null: from then on none of its own. */
  definitionId: string | null
  validFrom: Date
}

/**
 * The process that a dossier of an agency begins with: the one published for the agency, else for the nearest agency above that has one,
 * else the common one; null where nobody published any, and the procedure's package says.
 * `agencyIds`: the agency and those above it, the nearest first.
 */
export async function processInForce(reader: Reader, { key, agencyIds, at }: { key: string; agencyIds: readonly string[]; at: Date }): Promise<string | null> {
  return chosen(await standingFor(reader, key, agencyIds, at), agencyIds)
}

export function chosen(standing: readonly Standing[], agencyIds: readonly string[]): string | null {
  for (const agencyId of [...agencyIds, null]) {
    const own = standing.find((one) => one.agencyId === agencyId)
    if (own?.definitionId) return own.definitionId
  }
  return null
}

/** Of all publications of a process those that count at an instant, one an agency. */
export function standingAt<T extends Standing & { recordedAt: Date }>(publications: readonly T[], at: Date): T[] {
  const order = (a: T, b: T) => b.validFrom.getTime() - a.validFrom.getTime() || b.recordedAt.getTime() - a.recordedAt.getTime()
  const come = publications.filter((one) => one.validFrom <= at).toSorted(order)
  return [...Map.groupBy(come, (one) => one.agencyId).values()].flatMap(([last]) => last ?? [])
}
