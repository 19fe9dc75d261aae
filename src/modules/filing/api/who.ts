import type { Actor } from '../../../platform/actor.ts'
import type { Decided } from '../../../platform/result.ts'
import { type Act, may } from '../../accounts/index.ts'

const own = (actor: Actor) => ({
  agencyId: null,
  agencyPath: null,
  ownerPersonIds: actor.kind === 'citizen' ? [actor.personId] : [],
})

/** Whether the token may do this to what is its owner's; what is not is looked for by the act itself. */
export const mayOwn = (actor: Actor, act: Act): Decided => may(actor, act, own(actor))
/** Whether the token may file for its owner. */
export const mayFile = (actor: Actor): Decided => mayOwn(actor, 'dossier.create')
/** Whether the token may read its owner's dossiers. */
export const mayRead = (actor: Actor): Decided => mayOwn(actor, 'dossier.read')
