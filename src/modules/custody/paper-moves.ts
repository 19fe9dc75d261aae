import { actorKey } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { DossierRow } from '../dossiers/index.ts'
import { CUSTODY_EVENTS } from './events.ts'
import type { PlaceRow } from './places.store.ts'
import type { CustodyDeps, OfficeOfPaper, Staff } from './ports.ts'
import { insertMove, insertPosition, type MoveRow, type PositionRow, updatePosition } from './positions.store.ts'
import type { What } from './tables.ts'

/** Where a paper comes to lie. */
export interface Whereabouts {
  at_agency_id: string | null
  place_id: string | null
  holder: string | null
  at_text: string
}

export const inPlace = (place: PlaceRow, office: Pick<OfficeOfPaper, 'name'>): Whereabouts => ({ at_agency_id: place.agency_id, place_id: place.id, holder: null, at_text: `${place.name}, ${office.name}` })

export const withHolder = (who: { key: string; name: string }, office: Pick<OfficeOfPaper, 'id' | 'name'>): Whereabouts => ({ at_agency_id: office.id, place_id: null, holder: who.key, at_text: `${who.name} giữ, ${office.name}` })

export const GONE: Whereabouts = { at_agency_id: null, place_id: null, holder: null, at_text: 'Đã trả cho người nhận' }

type MoveDeps = Pick<CustodyDeps, 'append'>

/** Moves a paper whose row is locked: the new position, the line of its history, and its event. */
export async function movePaper(
  deps: MoveDeps,
  tx: Tx,
  position: PositionRow,
  move: { to: Whereabouts; why: MoveRow['why']; actor: Staff | { kind: 'system'; name: string }; at: Date; batchId?: string },
): Promise<void> {
  const { to, why, actor, at, batchId = null } = move
  const moves = position.moves + 1
  await updatePosition(tx, position, { ...to, since: at, moves })
  await noteMove(deps, tx, { position, seq: moves, from: position.at_text, to, why, actor, at, batchId })
}

/** Writes down for the first time where a paper lies. @returns false where that is known already. */
export async function placePaper(
  deps: MoveDeps,
  tx: Tx,
  paper: { dossier: Pick<DossierRow, 'id' | 'agency_id' | 'province_code'>; what: What; to: Whereabouts; why: MoveRow['why']; actor: Staff; at: Date },
): Promise<boolean> {
  const { dossier, what, to, why, actor, at } = paper
  const position: PositionRow = { dossier_id: dossier.id, what, agency_id: dossier.agency_id, province_code: dossier.province_code, ...to, since: at, moves: 1 }
  if (!(await insertPosition(tx, position))) return false
  await noteMove(deps, tx, { position, seq: 1, from: null, to, why, actor, at, batchId: null })
  return true
}

async function noteMove(
  deps: MoveDeps,
  tx: Tx,
  move: { position: PositionRow; seq: number; from: string | null; to: Whereabouts; why: MoveRow['why']; actor: Staff | { kind: 'system'; name: string }; at: Date; batchId: string | null },
): Promise<void> {
  const { position, seq, from, to, why, actor, at, batchId } = move
  const { dossier_id, what, agency_id, province_code } = position
  await insertMove(tx, { dossier_id, what, seq, at, by: actorKey(actor), by_name: actor.name, why, from_text: from, to_text: to.at_text, batch_id: batchId, agency_id, province_code })
  await deps.append(tx, {
    stream: { kind: 'dossier', id: dossier_id },
    type: CUSTODY_EVENTS.moved,
    version: 1,
    actor,
    agencyId: agency_id,
    provinceCode: province_code,
    payload: { what, why, placeId: to.place_id, holder: to.holder, batchId },
    at,
  })
}
