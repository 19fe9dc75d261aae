import type { Actor } from '../../../platform/actor.ts'
import type { Decided } from '../../../platform/result.ts'
import { may } from '../../accounts/index.ts'

const own = (actor: Actor) => ({
  agencyId: null,
  agencyPath: null,
  ownerPersonIds: actor.kind === 'citizen' ? [actor.personId] : [],
})

/** Whether the token may file for its owner. */
export const mayFile = (actor: Actor): Decided => may(actor, 'dossier.create', own(actor))
/** Whether the token may read its owner's dossiers. */
export const mayRead = (actor: Actor): Decided => may(actor, 'dossier.read', own(actor))
