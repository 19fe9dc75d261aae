import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../tests/support/app.ts'
import { agreed, fileBirth } from '../../../../tests/support/birth.ts'
import { type Client, signedIn } from '../../../../tests/sweeps/client.ts'
import { demoStaff } from '../../../../tests/support/people.ts'
import { newId } from '../../../platform/ids.ts'

let app: TestApp
let officer: Client
beforeAll(async () => {
  app = await startTestApp()
  officer = await signedIn(app, 'staff', 'motcua')
})
afterAll(() => app?.close())

const cookie = (who: Client) => [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** A line that is read behind the test's back. */
async function openLine(query: string, headers: Record<string, string> = {}) {
  const end = new AbortController()
  const answer = await fetch(`${app.url}/can-bo/song?${query}`, { headers: { cookie: cookie(officer), accept: 'text/event-stream', ...headers }, signal: end.signal })
  let text = ''
  const reader = answer.body?.getReader()
  const read = async () => {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) text += new TextDecoder().decode(part.value)
  }
  read().catch(() => undefined)
  return { status: answer.status, text: () => text, end: () => end.abort() }
}

const countIn = (text: string): number | null => {
  const last = [...text.matchAll(/event: so\nid: \S+\ndata: (\{.*\})/g)].at(-1)?.[1]
  return last ? Number((JSON.parse(last) as Record<string, string>)['cho-tiep-nhan']) : null
}

describe('an officer’s open page', () => {
  it('is told of counts that changed, and of the case that it shows, without anything of a person', async () => {
    const filed = await fileBirth(app)
    const line = await openLine(`ho-so=${filed.code}&phien-ban=1`)
    expect(line.status).toBe(200)
    await expect.poll(() => countIn(line.text()), { timeout: 10_000 }).not.toBeNull()
    const before = countIn(line.text()) ?? 0
    await fileBirth(app, { childName: 'Lê Bí Mật' })
    await expect.poll(() => countIn(line.text()), { timeout: 15_000 }).toBe(before + 1)
    expect(line.text()).not.toContain('event: ho-so')
    await agreed(app.acts.processing.accept(await demoStaff(app, 'motcua'), { dossierId: filed.dossierId, key: newId(), seenRevision: null, valid: ['giay-chung-sinh', 'mau-dien-tu'] }))
    await expect.poll(() => line.text(), { timeout: 15_000 }).toContain('event: ho-so\ndata: {"revision":2}')
    expect(line.text()).not.toContain('Bí Mật')
    line.end()
    const told = await officer.get(`/can-bo/ho-so/${filed.code}/thay-doi?phien-ban=1`)
    expect(JSON.parse(told.text)).toMatchObject({ revision: 2, said: expect.stringContaining('tiếp nhận hồ sơ') })
  })

  it('hears only what is new when it comes again, and hears at once of a case that changed meanwhile', async () => {
    const filed = await fileBirth(app)
    const first = await openLine('')
    await expect.poll(() => countIn(first.text()), { timeout: 15_000 }).not.toBeNull()
    await sleep(3000)
    const id = [...first.text().matchAll(/id: (\S+)/g)].at(-1)?.[1] ?? ''
    first.end()
    const again = await openLine(`ho-so=${filed.code}&phien-ban=0`, { 'last-event-id': id })
    await expect.poll(() => again.text(), { timeout: 10_000 }).toContain('event: ho-so')
    expect(again.text()).not.toContain('event: so\n')
    again.end()
  })

  it('can ask once instead, is told nothing of others’ cases, and does not keep its reader signed in', async () => {
    const filed = await fileBirth(app)
    const own = JSON.parse((await officer.get(`/can-bo/song?mot-lan=1&ho-so=${filed.code}`)).text) as { counts: Record<string, string>; revision: number | null }
    expect([own.revision, typeof own.counts['cho-tiep-nhan']]).toEqual([1, 'string'])
    const police = await signedIn(app, 'staff', 'conganphuong-motcua')
    expect(JSON.parse((await police.get(`/can-bo/song?mot-lan=1&ho-so=${filed.code}`)).text)).toMatchObject({ revision: null })
    const seen = async () => (await app.db.pool.query<{ at: Date }>('select max(seen_at) as at from accounts.session')).rows[0]?.at.getTime()
    const before = await seen()
    app.clock.advance(10 * 60_000)
    await officer.get('/can-bo/song?mot-lan=1')
    expect(await seen()).toBe(before)
    await officer.get('/can-bo/ho-so/danh-sach/tat-ca')
    expect(await seen()).not.toBe(before)
  })
})
