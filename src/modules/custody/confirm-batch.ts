import { actorKey, staffIdOf } from '../../platform/actor.ts'
import { allOrNothing, type Must } from '../../platform/all-or-nothing.ts'
import type { Tx } from '../../platform/db.ts'
import { isId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type BatchRow, decideItem, endBatch, type ItemRow, lockBatch, selectItems, takeItemsBack } from './batches.store.ts'
import { CUSTODY_EVENTS } from './events.ts'
import { movePaper, type Whereabouts } from './paper-moves.ts'
import type { CustodyDeps, OfficeOnSlip, Staff } from './ports.ts'
import { lockPositions } from './positions.store.ts'
import { MYSELF, whereaboutsOf } from './record-position.ts'
import { refuse } from './refusals.ts'
import type { Decision } from './rules/decisions.ts'
import { slipText } from './slip.ts'

const reasonContext = (item: Pick<ItemRow, 'batch_id' | 'ordinal'>) => `custody.batch_item:${item.batch_id}:${item.ordinal}:reason`

/** Why an item was missing, for those who may read the slip. */
export const reasonOf = (sealer: Sealer, item: Pick<ItemRow, 'batch_id' | 'ordinal' | 'reason'>): string | null => (item.reason ? sealer.openText(reasonContext(item), item.reason) : null)

/** Whether somebody may say that a batch was received: whoever it was given to, by name or by office; of a named person's office its leader may too. Never who gave it. */
export function mayReceive(deps: Pick<CustodyDeps, 'may'>, actor: Staff, batch: BatchRow, office: Pick<OfficeOnSlip, 'id' | 'path'> | null): Decided {
  if (batch.given_by === actorKey(actor)) return refuse('batch-to-oneself')
  if (batch.to_staff === actorKey(actor)) return { ok: true }
  const allowed = office && deps.may(actor, batch.to_staff ? 'papers.receive-for-other' : 'papers.receive', { agencyId: office.id, agencyPath: office.path })
  return allowed?.ok ? allowed : refuse('batch-not-receiver', { name: batch.to_text })
}

/**
 * The receiver says of each item whether it is there. Only now what is there moves; what is missing stays with the giver, who is told. Sent again it
 * changes nothing; where two receivers differ, the second is told.
 */
export function createConfirmBatch(deps: CustodyDeps) {
  return async (actor: Staff, input: { batchId: string; decisions: readonly Decision[]; to: string }): Promise<Decided<{ batchId: string }>> => {
    if (!isId(input.batchId)) return refuse('batch-not-found')
    if (input.decisions.length === 0) return refuse('batch-nothing-decided')
    const offices = await deps.agenciesOf(actor)
    return allOrNothing(deps.db, async (tx, must): Promise<Decided<{ batchId: string }>> => {
      const batch = await lockBatch(tx, input.batchId)
      if (!batch) return refuse('batch-not-found')
      const office = await deps.findOffice(batch.to_agency_id)
      must(mayReceive(deps, actor, batch, office))
      const items = await selectItems(tx, batch.id)
      const fresh = must(freshOf(items, input.decisions)).fresh
      if (fresh.length === 0) return { ok: true, batchId: batch.id }
      if (batch.state !== 'open' || !office) return refuse('batch-ended')
      const to = await whereaboutsOf(tx, actor, input.to || MYSELF, offices, office)
      if (!to) return refuse('paper-where')
      await decide(tx, must, { actor, batch, fresh, to, office })
      if (items.every((item) => item.state !== 'open' || fresh.some((one) => one.item === item))) await endBatch(tx, batch.id, 'confirmed', deps.clock.now())
      return { ok: true, batchId: batch.id }
    })
  }

  interface Fresh {
    item: ItemRow
    decision: Decision
  }

  /** What is decided now; what stands already as it is said again is left alone. */
  function freshOf(items: readonly ItemRow[], decisions: readonly Decision[]): Decided<{ fresh: Fresh[] }> {
    const fresh: Fresh[] = []
    for (const decision of decisions) {
      const item = items.find((one) => one.ordinal === decision.ordinal)
      if (!item) return refuse('batch-not-found')
      if (item.state === 'taken-back') return refuse('batch-ended')
      if (item.state === 'open') fresh.push({ item, decision })
      else if (item.state !== decision.state) return refuse('batch-decided-otherwise', { code: item.code, name: item.decided_by_name ?? '' })
    }
    return { ok: true, fresh }
  }

  async function decide(tx: Tx, must: Must, { actor, batch, fresh, to, office }: { actor: Staff; batch: BatchRow; fresh: readonly Fresh[]; to: Whereabouts; office: OfficeOnSlip }): Promise<void> {
    const at = deps.clock.now()
    const positions = await lockPositions(tx, fresh.map(({ item }) => item.dossier_id), batch.what)
    const giver = staffIdOf(batch.given_by)
    for (const { item, decision } of fresh.toSorted((a, b) => (a.item.dossier_id < b.item.dossier_id ? -1 : 1))) {
      const reason = decision.state === 'missing' ? deps.sealer.sealText(reasonContext(item), decision.reason) : null
      await decideItem(tx, item, { state: decision.state, reason, at, by: actorKey(actor), byName: actor.name })
      const position = positions.get(item.dossier_id)
      if (!position) return must(refuse('paper-nowhere')) as never
      if (decision.state === 'received' && position.at_agency_id === null) must(refuse('paper-given-out', { code: item.code }))
      if (decision.state === 'received') await movePaper(deps, tx, position, { to, why: 'handed-over', actor, at, batchId: batch.id })
      else if (giver) await deps.tellMissing(tx, giver, { dossierId: item.dossier_id, code: item.code, byName: actor.name, slip: slipText(batch), at, batchId: batch.id })
    }
    const ordinals = (state: Decision['state']) => fresh.filter(({ decision }) => decision.state === state).map(({ item }) => item.ordinal)
    await deps.append(tx, {
      stream: { kind: 'batch', id: batch.id },
      type: CUSTODY_EVENTS.batchDecided,
      version: 1,
      actor,
      agencyId: office.id,
      provinceCode: office.provinceCode,
      payload: { received: ordinals('received'), missing: ordinals('missing') },
      at,
    })
  }
}

/** Whoever gave a batch takes it back as long as nobody confirmed any of it. Its number stays used. */
export function createTakeBatchBack(deps: CustodyDeps) {
  return async (actor: Staff, batchId: string): Promise<Decided<{ batchId: string }>> => {
    if (!isId(batchId)) return refuse('batch-not-found')
    return allOrNothing(deps.db, async (tx, must): Promise<Decided<{ batchId: string }>> => {
      const batch = await lockBatch(tx, batchId)
      const office = batch ? await deps.findOffice(batch.agency_id) : null
      if (!batch || !office) return refuse('batch-not-found')
      if (batch.given_by !== actorKey(actor)) return refuse('batch-not-giver')
      must(deps.may(actor, 'papers.hand-over', { agencyId: office.id, agencyPath: office.path }))
      if (batch.state === 'taken-back') return { ok: true, batchId }
      if (batch.state !== 'open') return refuse('batch-ended')
      if ((await selectItems(tx, batchId)).some((item) => item.state !== 'open')) return refuse('batch-begun')
      const at = deps.clock.now()
      await takeItemsBack(tx, batchId, { at, key: actorKey(actor), name: actor.name })
      await endBatch(tx, batchId, 'taken-back', at)
      await deps.append(tx, { stream: { kind: 'batch', id: batchId }, type: CUSTODY_EVENTS.batchTakenBack, version: 1, actor, agencyId: office.id, provinceCode: office.provinceCode, payload: { slip: slipText(batch) }, at })
      return { ok: true, batchId }
    })
  }
}
