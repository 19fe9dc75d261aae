import { type Actor, actorKey } from '../../../platform/actor.ts'
import { type CivilDate, isoInVietnam } from '../../../platform/clock.ts'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'
import { type PublishingDeps, publishingBy, publishingOnce } from './act-deps.ts'
import { findVersion, insertPublication, lastVersionBefore } from './packages.store.ts'
import { beginningOf } from './publish-package.ts'
import { namedInEvents, PACKAGE_EVENTS, recordVersion } from './store-version.ts'

export interface EndingInput {
  code: string
  /** First day without a package; today means now. */
  date: CivilDate
  reason: string
  key: string
}

/** From a day on a procedure has no package in force: nobody begins to file it, dossiers filed before go on under theirs. */
export function endPackage(deps: PublishingDeps) {
  return async (actor: Actor, input: EndingInput): Promise<Decided<{ publicationId: number }>> => {
    const by = publishingBy(actor, input.reason, deps)
    if (!by.ok) return by
    const { reason, at } = by
    const began = beginningOf(input.date, at)
    if (!began.ok) return began
    const { key, ...request } = input
    return publishingOnce(deps, { actor, route: 'end-package', key, request, at }, async (tx) => {
      const ended = await lastVersionBefore(tx, input.code, began.validFrom)
      const version = ended && (await findVersion(tx, ended))
      if (!version) return refuse('package-none-in-force')
      const publicationId = await insertPublication(tx, { procedure_code: input.code, version_id: null, valid_from: began.validFrom, recorded_at: at, published_by: actorKey(actor), reason })
      await recordVersion(deps, tx, PACKAGE_EVENTS.ended, namedInEvents(version), { actor, at, validFrom: isoInVietnam(began.validFrom), reason })
      return { ok: true, publicationId }
    })
  }
}
