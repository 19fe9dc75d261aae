import { join } from 'node:path'
import type pg from 'pg'
import { createPasswordHasher, enrolCitizen, makeAccessToken } from '../../src/modules/accounts/index.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import { type FilesDeps, localFileStore } from '../../src/modules/files/index.ts'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'
import type { Actor } from '../../src/platform/actor.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { closeDatabase, type Db, openDatabase } from '../../src/platform/db.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { readOrMakeSecrets } from '../../src/platform/key-file.ts'
import { openSealer } from '../../src/platform/keys.store.ts'
import type { Sealer } from '../../src/platform/seal.ts'
import type { Applicant } from './office.ts'

export interface Data {
  db: Db
  sealer: Sealer
  files: FilesDeps
  rows<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>
}

/** A look into the data of a running program, beside it. */
export async function withData<R>(dataDir: string, work: (data: Data) => Promise<R>): Promise<R> {
  const server = await startEmbeddedPostgres(dataDir, { share: true })
  try {
    return await withDataAt(server.url, dataDir, work)
  } finally {
    await server.stop()
  }
}

/** The same where the database lies elsewhere. */
export async function withDataAt<R>(url: string, dataDir: string, work: (data: Data) => Promise<R>): Promise<R> {
  const db = await openDatabase(url, { maxConnections: 4 })
  try {
    const sealer = await openSealer(db, readOrMakeSecrets(dataDir))
    const files = { sealer, store: localFileStore(join(dataDir, 'files')) }
    return await work({ db, sealer, files, rows: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => (await db.pool.query<R>(text, [...values])).rows })
  } finally {
    await closeDatabase(db)
  }
}

const SYSTEM = { kind: 'system', name: 'test' } as const

/** Citizens with a phone, an e-mail and a token each. */
export async function enrolApplicants({ db, sealer }: Data, count: number): Promise<Applicant[]> {
  const appendEvent = createAppendEvent(sealer)
  const hasher = createPasswordHasher({ memoryKiB: 64, passes: 1, concurrency: 2, queue: 10 })
  const applicants: Applicant[] = []
  for (let index = 0; index < count; index++) {
    const tail = String(index).padStart(2, '0')
    const name = 'Trần Thị Mai'
    const username = `nguoinop${tail}`
    const made = await enrolCitizen({ db, clock: systemClock, sealer, appendEvent, hasher })(SYSTEM, {
      name,
      identityNumber: `0921960012${tail}`,
      birthDate: '1996-03-14',
      phone: `09123456${tail}`,
      email: `nguoinop${tail}@example.vn`,
      username,
      password: DEMO_PASSWORD,
    })
    if (!made) throw new Error(`${username} is there already.`)
    const actor: Actor = { kind: 'citizen', ...made, name, via: 'session' }
    const token = await makeAccessToken({ db, clock: systemClock, appendEvent })(actor, { name: 'Thử', scopes: ['dossiers:read', 'dossiers:write'], days: '30' })
    if (!token.ok) throw new Error(token.refusal.code)
    applicants.push({ username, token: token.token })
  }
  return applicants
}
