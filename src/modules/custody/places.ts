import type { Actor } from '../../platform/actor.ts'
import { allOrNothing, type Must } from '../../platform/all-or-nothing.ts'
import type { Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { CUSTODY_EVENTS } from './events.ts'
import { dropFirst, insertPlace, isInUse, isNameTaken, lockPlace, type PlaceRow, updatePlace } from './places.store.ts'
import type { CustodyDeps, OfficeOnSlip } from './ports.ts'
import { refuse } from './refusals.ts'
import { checkPlace, type PlaceFault } from './rules/place-form.ts'

export type PlaceSet = Decided<{ id: string }> & { faults?: PlaceFault[] }
type PlaceDeps = Pick<CustodyDeps, 'db' | 'clock' | 'append' | 'may' | 'findOffice'>

/** Places in which an agency keeps its paper files: made, renamed and closed by whoever administers the agency. */
export function createPlaces(deps: PlaceDeps) {
  async function edit(actor: Actor, agencyId: string, work: (inside: { tx: Tx; must: Must; office: OfficeOnSlip; at: Date }) => Promise<PlaceSet & { type?: string }>): Promise<PlaceSet> {
    const office = await deps.findOffice(agencyId)
    if (!office) return refuse('place-gone')
    const allowed = deps.may(actor, 'agency.manage', { agencyId: office.id, agencyPath: office.path })
    if (!allowed.ok) return allowed
    const at = deps.clock.now()
    return allOrNothing<PlaceSet>(deps.db, async (tx, must) => {
      const done = must(await work({ tx, must, office, at }))
      if (done.type) await deps.append(tx, { stream: { kind: 'place', id: done.id }, type: done.type, version: 1, actor, agencyId: office.id, provinceCode: office.provinceCode, payload: { placeId: done.id }, at })
      return { ok: true, id: done.id }
    })
  }

  /** `id` is made with the page, so that one sent twice is one place. `isFirst`: what is received lies here until somebody moves it. */
  function setPlace(actor: Actor, agencyId: string, input: { id: string; name: string; kind: string; isFirst: boolean }): Promise<PlaceSet> {
    return edit(actor, agencyId, async ({ tx, office, at }) => {
      const checked = checkPlace(input)
      if (!checked.ok) return { ...refuse('place-form-wrong', { count: checked.faults.length }), faults: checked.faults }
      const { name, kind } = checked
      const id = isId(input.id) ? input.id : newId()
      const standing = await lockPlace(tx, id)
      if (standing && standing.agency_id !== office.id) return refuse('place-gone')
      if (await isNameTaken(tx, office.id, name, id)) return { ...refuse('place-name-taken', { name }), faults: [{ field: 'name' as const, text: `Cơ quan này đã có nơi để tên “${name}”` }] }
      if (input.isFirst) await dropFirst(tx, office.id)
      if (standing) return change(tx, standing, { name, kind, isFirst: input.isFirst })
      const made = await insertPlace(tx, { id, agency_id: office.id, kind, name, is_first: input.isFirst, made_at: at, closed_at: null })
      return made ? { ok: true, id, type: CUSTODY_EVENTS.placeMade } : refuse('place-name-taken', { name })
    })
  }

  async function change(tx: Tx, standing: PlaceRow, to: { name: string; kind: PlaceRow['kind']; isFirst: boolean }) {
    if (standing.name === to.name && standing.kind === to.kind && standing.is_first === to.isFirst) return { ok: true as const, id: standing.id }
    await updatePlace(tx, standing.id, { name: to.name, kind: to.kind, is_first: to.isFirst })
    return { ok: true as const, id: standing.id, type: CUSTODY_EVENTS.placeChanged }
  }

  function closePlace(actor: Actor, agencyId: string, id: string): Promise<PlaceSet> {
    return edit(actor, agencyId, async ({ tx, office, at }) => {
      const standing = isId(id) ? await lockPlace(tx, id) : undefined
      if (!standing || standing.agency_id !== office.id) return refuse('place-gone')
      if (await isInUse(tx, id)) return refuse('place-in-use')
      await updatePlace(tx, id, { closed_at: at })
      return { ok: true, id, type: CUSTODY_EVENTS.placeClosed }
    })
  }

  return { setPlace, closePlace }
}
