import { type Actor, actorKey } from '../../../platform/actor.ts'
import { type CivilDate, civilDateOf, formatDate, instantOf, isoInVietnam } from '../../../platform/clock.ts'
import { parseCivilDate } from '../../../platform/day-number.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Decided } from '../../../platform/result.ts'
import { listOwn } from '../catalogue/list-own.ts'
import { namesOf } from '../catalogue/list-own.store.ts'
import { refuse } from '../refusals.ts'
import { type PublishingDeps, publishingBy, publishingOnce } from './act-deps.ts'
import { ownProcedure } from './own-content.ts'
import { reread } from './packages.ts'
import { filesOf, findVersionByNumber, insertPublication, standingPublications, type VersionRow } from './packages.store.ts'
import { namedInEvents, PACKAGE_EVENTS, recordVersion } from './store-version.ts'

export interface PublicationInput {
  code: string
  number: number
  /** Day of effect; today means now. */
  date: CivilDate
  reason: string
  /** Of the form, so that sending it twice publishes once. */
  key: string
}

const LONGEST_AHEAD_YEARS = 2

/** Puts a stored version in force from a day on: dossiers filed from then take it, those filed before keep theirs. */
export function publishPackage(deps: PublishingDeps) {
  return async (actor: Actor, input: PublicationInput): Promise<Decided<{ publicationId: number }>> => {
    const by = publishingBy(actor, input.reason, deps)
    if (!by.ok) return by
    const { reason, at } = by
    const began = beginningOf(input.date, at)
    if (!began.ok) return began
    const { key, ...request } = input
    return publishingOnce(deps, { actor, route: 'publish-package', key, request, at }, async (tx) => {
      const version = await findVersionByNumber(tx, input.code, input.number)
      if (!version) return refuse('package-version-not-found')
      const read = reread(version, await filesOf(tx, version.id))
      const [first] = read.ok ? [] : read.faults
      if (!read.ok) return refuse('package-version-outgrown', { first: `${first?.file}:${first?.line} ${first?.message}` })
      // Until it is in force, its page says what filing it will be like.
      const names = new Map((await namesOf(tx, read.procedure.linked?.parts.map((part) => part.procedure) ?? [])).map(({ code, name }) => [code, name]))
      await listOwn(tx, [ownProcedure(read.procedure, (code) => names.get(code) ?? code)], at)
      return putInForce(deps, tx, version, { actor, at, validFrom: began.validFrom, date: input.date, reason })
    })
  }
}

/** The publication of a version that can be read, from an instant on; in force already it is no news. */
export async function putInForce(
  deps: Pick<PublishingDeps, 'appendEvent'>,
  tx: Tx,
  version: VersionRow,
  { actor, at, validFrom, date, reason }: { actor: Actor; at: Date; validFrom: Date; date: CivilDate; reason: string },
): Promise<Decided<{ publicationId: number }>> {
  const before = (await standingPublications(tx, version.procedure_code)).filter((row) => row.valid_from <= validFrom).at(-1)
  if (before?.version_id === version.id) return refuse('package-in-force-already', { date: formatDate(date), number: version.number })
  const publicationId = await insertPublication(tx, {
    procedure_code: version.procedure_code,
    version_id: version.id,
    valid_from: validFrom,
    recorded_at: at,
    published_by: actorKey(actor),
    reason,
  })
  await recordVersion(deps, tx, PACKAGE_EVENTS.published, namedInEvents(version), { actor, at, validFrom: isoInVietnam(validFrom), reason })
  return { ok: true, publicationId }
}

export function beginningOf(date: CivilDate, at: Date): Decided<{ validFrom: Date }> {
  const today = civilDateOf(at)
  const last = `${Number(today.slice(0, 4)) + LONGEST_AHEAD_YEARS}-12-31`
  if (parseCivilDate(date) === null) return refuse('package-date-malformed')
  if (date < today) return refuse('package-date-past', { today: formatDate(today) })
  if (date > last) return refuse('package-date-far', { last: formatDate(last) })
  return { ok: true, validFrom: date === today ? at : instantOf(date) }
}
