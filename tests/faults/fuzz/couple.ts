import { newId } from '../../../src/platform/ids.ts'
import { BIRTH } from '../../support/birth.ts'
import { exampleOf } from '../../support/carry.ts'
import { MARRIAGE, PARTY, PEOPLE } from '../../support/marriage.ts'
import { multipart, type Reply } from '../../sweeps/client.ts'
import type { Ground, Shot } from './ground.ts'

const MINUTE = 60_000
const whole = { ...exampleOf(MARRIAGE, '1-').answers, ...PEOPLE }
const part = (isHers: boolean) => Object.fromEntries(Object.entries(whole).filter(([id]) => id.startsWith(`${PARTY}.`) === isHers))

/** Right bodies by route; what they must have seen is that of the last draft or part. */
export const BODIES: Readonly<Record<string, (known: Ground['known']) => unknown>> = {
  'POST /api/v1/drafts': () => ({ procedure: MARRIAGE }),
  'PUT /api/v1/drafts/:id': () => ({ communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers: part(false) }),
  'POST /api/v1/drafts/:id/parties/:party/invitation': () => ({ name: 'Đặng Thị Mẹ', email: `me.${newId()}@example.vn` }),
  'POST /api/v1/drafts/:id/submit': ({ revision }) => ({ revision: Number(revision.at(-1) ?? 1), declared: true }),
  'PUT /api/v1/parts/:id/answers': () => ({ answers: part(true) }),
  'POST /api/v1/parts/:id/confirm': ({ mark }) => ({ seen: mark.at(-1) ?? '', declared: true }),
}

/** Whose token a route is for: the one who begins, or the one who is invited. */
export const tokenFor = (route: string): 'full' | 'other' => (/\/(parts|invitations)\b/.test(route.replace(/parties.*/, '')) ? 'other' : 'full')

/** A request of the two was refused. */
export class TurnedAway extends Error {}

/**
 * Two people over the API, once from begin to dossier and once into each of the ways out, each request as odd ones are sent
 * and judged; and one draft that is left standing with its part, for the odd ones.
 * @throws {TurnedAway} where what others did meanwhile lets them go no further.
 */
export async function playCouple(ground: Ground, play: (shot: Shot) => Promise<Reply>): Promise<void> {
  const { known } = ground
  const send = async (method: string, path: string, { ids = [], upload, body }: { ids?: readonly string[]; upload?: string; body?: unknown } = {}): Promise<Record<string, unknown>> => {
    const route = `${method} /api/v1${path}`
    const parts = [...ids]
    const sent = upload ? multipart({ component: upload }, [{ name: 'giay.jpg', type: 'image/jpeg', body: ground.picture }]) : { payload: body ?? BODIES[route]?.(known), type: 'application/json' }
    const payload = sent.payload === undefined || Buffer.isBuffer(sent.payload) ? (sent.payload as Buffer | undefined) : JSON.stringify(sent.payload)
    const token = tokenFor(route)
    const reply = await play({
      route,
      method,
      url: `/api/v1${path.replace(/:\w+/g, () => parts.shift() ?? '')}`,
      headers: { authorization: `Bearer ${ground.tokens[token]}`, 'idempotency-key': newId(), ...(payload === undefined ? {} : { 'content-type': sent.type }) },
      ...(payload === undefined ? {} : { payload }),
      who: 'anonymous',
      token,
    })
    if (reply.status >= 300) throw new TurnedAway(`${route}: ${reply.status} ${reply.text.slice(0, 500)}`)
    return JSON.parse(reply.text) as Record<string, unknown>
  }
  const INVITE = '/drafts/:id/parties/:party/invitation'
  const begin = async () => {
    const id = String((await send('POST', '/drafts')).id)
    await send('PUT', '/drafts/:id', { ids: [id] })
    await send('POST', INVITE, { ids: [id, PARTY] })
    const { parts } = await send('GET', '/drafts/:id', { ids: [id] })
    return { id, token: String((parts as { url: string }[])[0]?.url.split('/').at(-1)) }
  }
  const agree = async (token: string) => {
    await send('GET', '/invitations/:token', { ids: [token] })
    const mine = String((await send('POST', '/invitations/:token/agree', { ids: [token] })).id)
    await send('PUT', '/parts/:id/answers', { ids: [mine] })
    return mine
  }

  // So many invitations an hour are more than people send.
  await ground.app.db.pool.query('delete from accounts.throttle')
  await ground.writes.taken()
  // What drafts others left behind would be too many.
  for (const { id } of (await send('GET', '/drafts')).items as { id: string }[]) await send('DELETE', '/drafts/:id', { ids: [id] })

  const birth = String((await send('POST', '/drafts', { body: { procedure: BIRTH } })).id)
  const paper = String((await send('POST', '/drafts/:id/papers', { ids: [birth], upload: 'giay-chung-sinh' })).id)
  await send('DELETE', '/drafts/:id/papers/:fileId', { ids: [birth, paper] })

  const done = await begin()
  await send('GET', '/drafts/:id/form', { ids: [done.id] })
  ground.app.clock.advance(2 * MINUTE)
  await send('POST', `${INVITE}/send-again`, { ids: [done.id, PARTY] })
  const hers = await agree(done.token)
  await send('GET', '/parts')
  await send('GET', '/parts/:id/form', { ids: [hers] })
  await send('GET', '/parts/:id', { ids: [hers] })
  await send('POST', '/parts/:id/confirm', { ids: [hers] })
  await send('POST', '/parts/:id/reopen', { ids: [hers] })
  await send('POST', '/parts/:id/confirm', { ids: [hers] })
  await send('GET', '/drafts/:id', { ids: [done.id] })
  await send('POST', '/drafts/:id/submit', { ids: [done.id] })

  const left = await begin()
  await send('DELETE', '/parts/:id', { ids: [await agree(left.token)] })
  await send('DELETE', '/drafts/:id', { ids: [left.id] })
  ground.app.clock.advance(2 * MINUTE)
  await send('POST', '/invitations/:token/decline', { ids: [(await begin()).token] })
  await send('DELETE', INVITE, { ids: [(await begin()).id, PARTY] })

  ground.app.clock.advance(2 * MINUTE)
  await agree((await begin()).token)
  await begin()
}
