import { type Actor, actorKey } from '../../../platform/actor.ts'
import { allOrNothing } from '../../../platform/all-or-nothing.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db.ts'
import { once, requestHashOf } from '../../../platform/idempotency.ts'
import type { Decided } from '../../../platform/result.ts'
import { cleanText } from '../../../platform/text.ts'
import type { AppendEvent } from '../../events/index.ts'
import { refuse } from '../refusals.ts'
import { lockPublishing } from './packages.store.ts'
import { mayPublishPackages } from './publishers.ts'

export interface PublishingDeps {
  db: Db
  clock: Clock
  appendEvent: AppendEvent
  /** Called in the transaction that publishes: pages kept in memory are made anew. */
  onPublished?: (tx: Tx) => Promise<void>
  /** Called after it, so that this process sees it at once; others look again by themselves. */
  changed?: () => void
}

export const REASON_MAX = 500

/** The reason as kept, or null when there is none or it can't be kept. */
function reasonOf(text: string): string | null {
  const cleaned = cleanText(text, { max: REASON_MAX })
  return cleaned.ok && cleaned.text ? cleaned.text : null
}

/** What every act of publishing begins with: whether the person may, why they do it, and when. */
export function publishingBy(actor: Actor, reasonTyped: string, { clock }: Pick<PublishingDeps, 'clock'>): Decided<{ reason: string; at: Date }> {
  if (!mayPublishPackages(actor)) return refuse('package-not-yours')
  const reason = reasonOf(reasonTyped)
  return reason === null ? refuse('package-reason-missing') : { ok: true, reason, at: clock.now() }
}

/** Does the work once for a key, in one transaction under the lock of publishing; a refusal undoes it all. */
export async function publishingOnce(
  deps: PublishingDeps,
  act: { actor: Actor; route: string; key: string; request: unknown; at: Date },
  work: (tx: Tx) => Promise<Decided<{ publicationId: number }>>,
): Promise<Decided<{ publicationId: number }>> {
  const done = await allOrNothing(deps.db, async (tx, must) => {
    await lockPublishing(tx)
    const key = { actor: actorKey(act.actor), route: act.route, key: act.key, requestHash: requestHashOf(act.request), at: act.at }
    return once(tx, key, async () => {
      const { publicationId } = must(await work(tx))
      await deps.onPublished?.(tx)
      return publicationId
    })
  })
  if (!done.ok) return done
  deps.changed?.()
  return { ok: true, publicationId: done.value }
}
