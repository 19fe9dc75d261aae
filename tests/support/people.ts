import { DEMO_CITIZENS, DEMO_PASSWORD } from '../../src/demo/people.ts'
import { cookieNames, createPasswordHasher, createResolveActor, createThrottle, DEFAULT_SESSIONS, logIn, logInStaff } from '../../src/modules/accounts/index.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import type { Citizen } from '../../src/modules/filing/index.ts'
import type { Staff } from '../../src/modules/processing/index.ts'
import type { TestDatabase } from './database.ts'

type Ground = Pick<TestDatabase, 'db' | 'sealer' | 'clock'>
type Known = Map<string, Promise<unknown>>
const known = new WeakMap<object, Known>()
const origin = { ip: '127.0.0.1', userAgent: 'journey' }

/** A demo citizen as one who has signed in. */
export const demoCitizen = (app: Ground, username: string): Promise<Citizen> => once(app, `citizen:${username}`, () => signIn(app, 'citizen', username)) as Promise<Citizen>

/** A member of the demo's staff as one who has signed in. */
export const demoStaff = (app: Ground, username: string): Promise<Staff> => once(app, `staff:${username}`, () => signIn(app, 'officer', username)) as Promise<Staff>

export const contactOf = (username: string) => {
  const citizen = DEMO_CITIZENS.find((one) => one.username === username)
  if (!citizen) throw new Error(`No demo citizen ${username}.`)
  return citizen
}

function once(app: Ground, key: string, work: () => Promise<unknown>): Promise<unknown> {
  const people: Known = known.get(app.db) ?? new Map<string, Promise<unknown>>()
  known.set(app.db, people)
  const found = people.get(key) ?? work()
  people.set(key, found)
  return found
}

async function signIn(app: Ground, audience: 'citizen' | 'officer', username: string) {
  const { db, clock, sealer } = app
  const deps = { db, clock, sealer, appendEvent: createAppendEvent(sealer), hasher: createPasswordHasher(), throttle: createThrottle({ db, clock, sealer }), sessions: DEFAULT_SESSIONS }
  const act = audience === 'citizen' ? logIn(deps) : logInStaff(deps)
  const done = await act({ loginName: username, password: DEMO_PASSWORD, origin, previousToken: null })
  if (!done.ok) throw new Error(`${username} can't sign in: ${done.refusal.code}`)
  const cookies = cookieNames(false)
  const resolve = createResolveActor({ db, clock, cookies })
  const { actor } = await resolve({ cookies: { [cookies[audience]]: done.session.token }, authorization: undefined, path: audience === 'citizen' ? '/ho-so' : '/can-bo' })
  return actor
}
