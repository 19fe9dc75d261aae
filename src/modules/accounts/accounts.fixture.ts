import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { createAppendEvent, createGetEvent, createReadStream } from '../events/index.ts'
import { type AccountActDeps, type Audience, cookieNames, createPasswordHasher, createResolveActor, createThrottle, DEFAULT_SESSIONS } from './index.ts'
import { accountsJobs } from './jobs.ts'
import type { RegistrationForm } from './rules/registration.ts'
import type { Notice } from './types.ts'

export const anonymous: Actor = { kind: 'anonymous' }
export const system = { kind: 'system', name: 'test' } as const
export const origin = { ip: '203.0.113.7', userAgent: 'Thử nghiệm' }

/** The module on a fresh database, with cheap hashing and an inbox in place of the messengers. */
export async function openAccounts() {
  const test: TestDatabase = await openTestDatabase()
  const { db, clock, sealer } = test
  const deps: AccountActDeps & { sessions: typeof DEFAULT_SESSIONS } = {
    db,
    clock,
    sealer,
    appendEvent: createAppendEvent(sealer),
    hasher: createPasswordHasher({ memoryKiB: 64, passes: 1, concurrency: 4, queue: 400 }),
    throttle: createThrottle({ db, clock, sealer }),
    sessions: DEFAULT_SESSIONS,
  }
  const inbox: Notice[] = []
  const sendNotice = async (notice: Notice) => {
    if (!inbox.some((known) => known.key === notice.key)) inbox.push(notice)
  }
  const jobs = accountsJobs({ db, clock, sealer, getEvent: createGetEvent(sealer), sendNotice })
  const cookies = cookieNames(false)
  const resolve = createResolveActor({ db, clock, cookies })
  const followed = new Set<string>()

  /** Does what the relay would: each event's job once. */
  async function deliver(): Promise<void> {
    const reactions: Record<string, string> = {
      'account.code-requested': 'accounts.send-code',
      'account.duplicate-tried': 'accounts.tell-duplicate',
      'account.password-changed': 'accounts.tell-password-changed',
      'account.channel-replaced': 'accounts.tell-channel-replaced',
    }
    const { rows } = await db.pool.query("select event_id, type from events.event where type like 'account.%' order by at, event_id")
    for (const { event_id: eventId, type } of rows) {
      const job = reactions[type]
      if (!job || followed.has(eventId)) continue
      followed.add(eventId)
      await jobs[job]?.({ job, eventId })
    }
  }

  return {
    ...test,
    deps,
    inbox,
    jobs,
    cookies,
    resolve,
    deliver,
    readStream: createReadStream(sealer),
    /** The newest code that reached an address. */
    async codeTo(address: string): Promise<string> {
      await deliver()
      const code = inbox.filter((notice) => notice.to === address).at(-1)?.text.match(/^\d{6}/)?.[0]
      if (!code) throw new Error(`No code reached ${address}.`)
      return code
    },
    async rows(sql: string): Promise<Record<string, unknown>[]> {
      return (await db.pool.query(sql)).rows
    },
    /** Who a session's token is, on a path. */
    as: (audience: Audience, token: string, path: string) => resolve({ cookies: { [cookies[audience]]: token }, path }),
  }
}
export type Accounts = Awaited<ReturnType<typeof openAccounts>>

let serial = 1000

/** A good form; each has its own number, phone and address. */
export function formOf(change: Partial<RegistrationForm> = {}): RegistrationForm {
  const n = String(serial++)
  return {
    name: 'Trần Thị Bưởi',
    identityNumber: `09219000${n}`,
    birthDate: { day: '5', month: '9', year: '1990' },
    phone: `091234${n}`,
    email: `buoi${n}@example.vn`,
    username: '',
    password: 'con mèo leo cây cau',
    passwordAgain: 'con mèo leo cây cau',
    termsAccepted: true,
    ...change,
  }
}
