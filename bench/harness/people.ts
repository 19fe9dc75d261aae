import { createPasswordHasher, enrolCitizen, makeAccessToken } from '../../src/modules/accounts/index.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import type { Actor } from '../../src/platform/actor.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { BenchServer } from './server.ts'

export interface Filer {
  accountId: string
  token: string
  username: string
}

export const PASSWORD = 'MotCua@2026'
const SYSTEM = { kind: 'system', name: 'bench' } as const
/** The password's cost is not what is measured with these people; a bench of log-ins makes its own. */
const LIGHT = { memoryKiB: 64, passes: 1, concurrency: 2, queue: 10 }

/** Citizens with a phone, an e-mail and an access token each. */
export async function enrolFilers({ db, sealer }: BenchServer, count: number): Promise<Filer[]> {
  const appendEvent = createAppendEvent(sealer)
  const enrol = enrolCitizen({ db, clock: systemClock, sealer, appendEvent, hasher: createPasswordHasher(LIGHT) })
  const makeToken = makeAccessToken({ db, clock: systemClock, appendEvent })
  const filers: Filer[] = []
  for (let index = 0; index < count; index++) {
    const tail = String(index).padStart(5, '0')
    const name = 'Trần Thị Mai'
    const username = `nguoinop${tail}`
    const made = await enrol(SYSTEM, {
      name,
      identityNumber: `0921960${tail}`,
      birthDate: '1996-03-14',
      phone: `09123${tail}`,
      email: `${username}@example.vn`,
      username,
      password: PASSWORD,
    })
    if (!made) throw new Error(`${username} is there already.`)
    const actor: Actor = { kind: 'citizen', ...made, name, via: 'session' }
    const token = await makeToken(actor, { name: 'Đo', scopes: ['dossiers:read', 'dossiers:write'], days: '30' })
    if (!token.ok) throw new Error(token.refusal.code)
    filers.push({ accountId: made.accountId, token: token.token, username })
  }
  return filers
}
