import { type Actor, actorKey } from '../../../platform/actor.ts'
import { formatDateTime, isoInVietnam } from '../../../platform/clock.ts'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'
import { type PublishingDeps, publishingBy, publishingOnce } from './act-deps.ts'
import { findPublication, findVersion, lastVersionBefore, takeBack } from './packages.store.ts'
import { namedInEvents, PACKAGE_EVENTS, recordVersion } from './store-version.ts'

/** Takes back a publication whose day has not come; what has begun is replaced by publishing something else. */
export function takeBackPublication(deps: PublishingDeps) {
  return async (actor: Actor, input: { publicationId: number; reason: string; key: string }): Promise<Decided<{ publicationId: number }>> => {
    const by = publishingBy(actor, input.reason, deps)
    if (!by.ok) return by
    const { reason, at } = by
    const { key, ...request } = input
    return publishingOnce(deps, { actor, route: 'take-back-publication', key, request, at }, async (tx) => {
      const publication = await findPublication(tx, input.publicationId)
      // Taken back, an ending leaves in force what it would have ended.
      const versionId = publication && (publication.version_id ?? (await lastVersionBefore(tx, publication.procedure_code, publication.valid_from, publication.id)))
      const version = versionId ? await findVersion(tx, versionId) : null
      // What somebody else has taken back meanwhile is no publication any more.
      if (!publication || !version || publication.taken_back_at) return refuse('package-publication-not-found')
      if (publication.valid_from <= at) return refuse('package-publication-begun', { since: formatDateTime(publication.valid_from) })
      await takeBack(tx, publication.id, { at, by: actorKey(actor), reason })
      await recordVersion(deps, tx, PACKAGE_EVENTS.takenBack, namedInEvents(version), { actor, at, validFrom: isoInVietnam(publication.valid_from), reason })
      return { ok: true, publicationId: publication.id }
    })
  }
}
