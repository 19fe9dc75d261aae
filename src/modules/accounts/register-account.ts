import type { Actor } from '../../platform/actor.ts'
import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId, randomToken } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import { findAccountOfPerson, isUsernameTaken } from './accounts.store.ts'
import { orBusy } from './busy.ts'
import { issueCode } from './codes.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { findPersonIdByNumber, lockIdentityNumber } from './people.store.ts'
import { refuse } from './refusals.ts'
import { insertRegistration } from './registrations.store.ts'
import type { Contradiction } from './rules/identity-number.ts'
import { checkRegistration, type Registrant, type RegistrationForm } from './rules/registration.ts'
import { TERMS_VERSION } from './terms.ts'
import { hashToken } from './tokens.ts'
import { CHANNEL_KINDS, type Fault } from './types.ts'

export interface RegistrationRequest {
  form: RegistrationForm
  /** The person has read that number and birth date contradict each other and says they are right. */
  warningsConfirmed: boolean
  lang: Lang
  /** Key of the form: the same form sent twice is one registration. */
  key: string | null
}

export type Registered = Decided<{ token: string }> & { faults?: Fault[]; warnings?: Contradiction[] }

const LIFE_HOURS = 24

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent' | 'hasher'>

/** The same form with the same content always leads to the same registration; no secret is stored for it. */
function tokenFor(deps: Deps, key: string | null, registrant: Registrant): string {
  return key ? deps.sealer.blindIndex('registration', JSON.stringify([key, registrant])).toString('base64url') : randomToken()
}

/**
 * Takes a registration and has codes sent to phone and e-mail; the account exists when one of them comes back.
 * Whether the number has an account already can't be told from the answer: its owner is told by message instead.
 */
export function registerAccount(deps: Deps) {
  const issue = issueCode(deps)

  async function write(tx: Tx, actor: Actor, request: RegistrationRequest, registrant: Registrant, token: string, passwordHash: string): Promise<void> {
    const at = deps.clock.now()
    const id = newId()
    await lockIdentityNumber(tx, deps.sealer, registrant.identityNumber)
    const personId = await findPersonIdByNumber(tx, deps.sealer, registrant.identityNumber)
    // Known at a counter is not registered here.
    const owner = personId ? await findAccountOfPerson(tx, personId) : null
    const content = { registrant, lang: request.lang, termsVersion: TERMS_VERSION }
    const expiresAt = new Date(at.getTime() + LIFE_HOURS * 3600_000)
    const isNew = await insertRegistration(tx, deps.sealer, {
      id,
      tokenHash: hashToken(token),
      content,
      passwordHash,
      duplicate: owner !== null,
      at,
      expiresAt,
    })
    if (!isNew) return
    for (const channelKind of CHANNEL_KINDS) {
      const destination = registrant[channelKind]
      // A refusal (too many codes to this destination) shows on the next page, where a code can be asked for again.
      if (destination) {
        const { lang } = request
        await issue(tx, { purpose: 'registration', subjectId: id, streamId: id, channelKind, destination, lang, actor, deliver: owner === null })
      }
    }
    if (owner) {
      await deps.appendEvent(tx, {
        stream: { kind: 'account', id: owner.id },
        type: ACCOUNT_EVENTS.duplicateTried,
        version: 1,
        actor,
        payload: {},
        at,
      })
    }
  }

  return (actor: Actor, request: RegistrationRequest): Promise<Registered> =>
    orBusy(async (): Promise<Registered> => {
      const checked = checkRegistration(request.form, civilDateOf(deps.clock.now()))
      if (!checked.ok) return { ...refuse('registration-has-errors', { count: checked.faults.length }), faults: checked.faults }
      const { registrant, warnings } = checked
      if (registrant.username && (await isUsernameTaken(deps.db, deps.sealer, registrant.username))) {
        return { ...refuse('username-taken'), faults: [{ field: 'username', code: 'taken' }] }
      }
      if (warnings.length > 0 && !request.warningsConfirmed) return { ...refuse('registration-has-warnings'), warnings }
      const token = tokenFor(deps, request.key, registrant)
      const passwordHash = await deps.hasher.hash(request.form.password)
      await inTransaction(deps.db, (tx) => write(tx, actor, request, registrant, token, passwordHash))
      return { ok: true, token }
    })
}
