import { actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import type { Tx } from '../../platform/db.ts'
import { isId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { type DossierRow, findDossier, STATUS } from '../dossiers/index.ts'
import { openSlips } from './batches.store.ts'
import { inPlace, movePaper, placePaper, type Whereabouts, withHolder } from './paper-moves.ts'
import { holdPlace } from './places.store.ts'
import type { CustodyDeps, OfficeOfPaper, Staff } from './ports.ts'
import { lockPositions, type PositionRow } from './positions.store.ts'
import { refuse } from './refusals.ts'
import type { What } from './tables.ts'

/** «I keep it myself», beside the places. */
export const MYSELF = 'toi'

/** The office by whose right somebody holds or moves a paper: of the officer's agencies, the one where it lies; where nobody wrote that down, the dossier's. */
export function officeOver(actor: Staff, offices: readonly OfficeOfPaper[], position: Pick<PositionRow, 'at_agency_id' | 'holder'> | undefined, dossier: Pick<DossierRow, 'agency_id' | 'received_at_agency_id'>): OfficeOfPaper | null {
  const lies = position?.at_agency_id ? [position.at_agency_id] : [dossier.agency_id, dossier.received_at_agency_id]
  const found = offices.find((one) => lies.includes(one.id))
  if (found) return found
  // What somebody holds is theirs to move, also when their post is in another agency by now.
  return position?.holder === actorKey(actor) ? (offices[0] ?? null) : null
}

/** Where the officer's choice is: a place of one of their offices, or with themselves. */
export async function whereaboutsOf(tx: Tx, actor: Staff, to: string, offices: readonly OfficeOfPaper[], own: Pick<OfficeOfPaper, 'id' | 'name'>): Promise<Whereabouts | null> {
  if (to === MYSELF) return withHolder({ key: actorKey(actor), name: actor.name }, own)
  const place = isId(to) ? await holdPlace(tx, to) : undefined
  const office = place ? offices.find((one) => one.id === place.agency_id) : undefined
  return place && office ? inPlace(place, office) : null
}

/** Writes down where a paper file or result lies, within the officer's own offices; to somebody else it is handed over. */
export function createRecordPosition(deps: CustodyDeps) {
  return async (actor: Staff, input: { dossierId: string; what: What; to: string; key: string }): Promise<Decided<{ replayed: boolean }>> => {
    const dossier = isId(input.dossierId) ? await findDossier(deps.db, input.dossierId) : undefined
    if (!dossier) return refuse('paper-nowhere')
    const offices = await deps.agenciesOf(actor)
    const at = deps.clock.now()
    return allOrNothing(deps.db, async (tx, must): Promise<Decided<{ replayed: boolean }>> => {
      const requestHash = requestHashOf([dossier.id, input.what, input.to])
      const done = await once(tx, { actor: actorKey(actor), route: 'record-paper', key: input.key, requestHash, at }, async () => {
        const found = async () => (await lockPositions(tx, [dossier.id], input.what)).get(dossier.id)
        const position = await found()
        const own = officeOver(actor, offices, position, dossier)
        if (!own) return must(refuse('paper-elsewhere', { code: dossier.code, where: position?.at_text ?? '' })) as never
        must(deps.may(actor, 'papers.keep', { agencyId: own.id, agencyPath: own.path }))
        if (input.what === 'result' && dossier.status !== STATUS.finished) must(refuse('batch-no-result', { code: dossier.code }))
        const slip = (await openSlips(tx, [dossier.id], input.what)).get(dossier.id)
        if (slip) must(refuse('paper-on-its-way', { code: dossier.code, slip }))
        const to = await whereaboutsOf(tx, actor, input.to, offices, own)
        if (!to) return must(refuse('paper-where')) as never
        const placed = !position && (await placePaper(deps, tx, { dossier, what: input.what, to, why: 'recorded', actor, at }))
        // Where another was the first at this very moment, this is the second move.
        const standing = placed ? undefined : (position ?? (await found()))
        if (standing) await movePaper(deps, tx, standing, { to, why: 'recorded', actor, at })
        return true
      })
      return done.ok ? { ok: true, replayed: done.replayed } : done
    })
  }
}
