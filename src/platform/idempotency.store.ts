import { createHash } from 'node:crypto'
import { type Tx, writing } from './db.ts'
import { platformRefusals } from './problems.ts'
import type { Decided } from './result.ts'
import { insertOf, statement } from './statement.ts'
import { type Part, type Write, writtenPart } from './together.ts'

interface Tables {
  'platform.idempotency': { actor: string; route: string; key: string; request_hash: Buffer; response: string | null; at: Date }
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface RepeatKey {
  actor: string
  /** The act, not the address: the same act by page and by API shares its keys. */
  route: string
  key: string
  requestHash: Buffer
  at: Date
}

/** Fingerprint of what was asked, independent of the order of keys. */
export function requestHashOf(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(inOrder(request)) ?? 'undefined').digest()
}

/** The same with every object's keys in order. What writes itself into JSON (`toJSON`: a date) is left to do so. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  if ('toJSON' in value) return inOrder((value as { toJSON: () => unknown }).toJSON())
  const object = value as Record<string, unknown>
  return Object.fromEntries(Object.keys(object).sort().map((key) => [key, inOrder(object[key])]))
}

/**
 * Does the work once for a key, in the caller's transaction: a repeat waits for the first, then gets its answer.
 * The answer is kept in the clear, so it holds ids and codes, never personal data.
 * A refused piece of work must throw or return through `work` a value the caller turns into a rollback: nothing is kept then.
 * @returns refusal `key-reused` when the key was used with other content.
 */
export async function once<R extends Json>(
  tx: Tx,
  key: RepeatKey,
  work: () => Promise<R>,
): Promise<Decided<{ value: R; replayed: boolean }>> {
  const table = writing<Tables>(tx)
  const claimed = await table
    .insertInto('platform.idempotency')
    .values({ actor: key.actor, route: key.route, key: key.key, request_hash: key.requestHash, response: null, at: key.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) {
    const value = await work()
    await table
      .updateTable('platform.idempotency')
      .set({ response: JSON.stringify(value) })
      .where('actor', '=', key.actor)
      .where('route', '=', key.route)
      .where('key', '=', key.key)
      .execute()
    return { ok: true, value, replayed: false }
  }
  const kept = await table
    .selectFrom('platform.idempotency')
    .select(['request_hash', 'response'])
    .where('actor', '=', key.actor)
    .where('route', '=', key.route)
    .where('key', '=', key.key)
    .executeTakeFirstOrThrow()
  if (!kept.request_hash.equals(key.requestHash)) return platformRefusals.refuse('key-reused')
  return { ok: true, value: kept.response as unknown as R, replayed: true }
}

export interface KeptAnswer {
  requestHash: Buffer
  response: Json
}

/** What was answered under a key, to be read with other things; null when it is new. */
export const keptAnswerPart = (key: Pick<RepeatKey, 'actor' | 'route' | 'key'>): Part<KeptAnswer | null> =>
  writtenPart<{ request_hash: Buffer; response: Json }, KeptAnswer | null>(
    statement`select request_hash, response from platform.idempotency where actor = ${key.actor} and route = ${key.route} and key = ${key.key}`,
    { request_hash: 'bytes' },
    ([row]) => (row ? { requestHash: row.request_hash, response: row.response } : null),
  )

/** Keeps the answer in the statement that does the work: of two at once one breaks on the key (`isKeyTaken`) and does nothing. */
export const keepAnswer = (key: RepeatKey, response: Json): Write => ({
  statement: insertOf<Tables, 'platform.idempotency'>('platform.idempotency', {
    actor: key.actor,
    route: key.route,
    key: key.key,
    request_hash: key.requestHash,
    response: JSON.stringify(response),
    at: key.at,
  }),
})

const UNIQUE_VIOLATION = '23505'

export const isKeyTaken = (error: unknown): boolean =>
  (error as { code?: string }).code === UNIQUE_VIOLATION && (error as { constraint?: string }).constraint === 'idempotency_pkey'
