import { afterEach, describe, expect, it } from 'vitest'
import { closeServer, createServer, createWeb, type EventStream, events, json, type Web } from './index.ts'
import type { StreamLimits } from './event-stream.ts'

const LIMITS: StreamLimits = { inAll: 4, perOwner: 2, beatMs: 40, ageMs: 60_000, unreadBytes: 64 * 1024 }

let close: (() => Promise<void>) | null = null
afterEach(async () => {
  await close?.()
  close = null
})

/** A server on a port of its own, whose live line hands each stream to the test. */
async function serve(over: Partial<StreamLimits> = {}, sessionId: string | null = null) {
  const server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const opened: EventStream[] = []
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId }),
    frame: async () => '',
    problemPage: (refusal) => ({ title: refusal.code, main: null }),
    pageVersion: () => '1',
    streamLimits: { ...LIMITS, ...over },
  })
  mount(web, opened)
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  close = () => closeServer(server, 1000)
  return { web, opened, url: `${url}/song` }
}

function mount(web: Web, opened: EventStream[]) {
  web.get('/song', { audience: 'public' }, async (r) => events((stream) => void opened.push(stream), r.query.cua ? { owner: r.query.cua, most: 1 } : {}), { anonymousToo: true, quiet: true })
  web.get('/khac', { audience: 'public' }, async () => json('khác'))
}

/** Everything the line says until it ends or enough was read. */
async function read(answer: Response, until: (text: string) => boolean): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  const reader = answer.body?.getReader()
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true })
    if (until(text)) break
  }
  await reader?.cancel()
  return text
}

const openLine = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers })

describe('a live line', () => {
  it('says what happened with its id, as one line of JSON, and can not be led astray by what it carries', async () => {
    const { url, opened } = await serve()
    const answer = await openLine(url)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'content-security-policy': expect.any(String) })
    opened[0]?.send({ event: 'so-luong', id: '7\ndata: x', data: { text: 'hai\n\ndòng', count: 3 } })
    const text = await read(answer, (all) => all.includes('count'))
    expect(text).toMatch(/^retry: \d{4}\n\n/)
    expect(text).toContain('event: so-luong\nid: 7 data: x\ndata: {"text":"hai\\n\\ndòng","count":3}\n\n')
  })

  it('knows what its browser got last, by the header or by the address', async () => {
    const { url, opened } = await serve()
    const lines = [await openLine(url, { 'last-event-id': '41' }), await openLine(`${url}?tu=42`)]
    expect(opened.map((one) => one.lastId)).toEqual(['41', '42'])
    for (const line of lines) await line.body?.cancel()
  })

  it('beats while nothing happens', async () => {
    const { url } = await serve()
    const text = await read(await openLine(url), (all) => all.split(':\n\n').length > 3)
    expect(text.split(':\n\n').length).toBeGreaterThan(3)
  })

  it('lets go of what it told when its reader leaves', async () => {
    const { web, url, opened } = await serve()
    let ended = 0
    const answer = await openLine(url)
    opened[0]?.onEnd(() => ended++)
    expect(web.streams.size).toBe(1)
    await answer.body?.cancel()
    await expect.poll(() => [ended, web.streams.size, opened[0]?.isOpen]).toEqual([1, 0, false])
    opened[0]?.send({ data: 1 })
    opened[0]?.onEnd(() => ended++)
    expect(ended).toBe(2)
  })

  it('ends when it has grown old, so that the browser comes again and is looked at anew', async () => {
    const { url, web } = await serve({ ageMs: 60 })
    await read(await openLine(url), () => false)
    expect(web.streams.size).toBe(0)
  })

  it('lets a reader go that does not read', async () => {
    const { url, opened, web } = await serve({ unreadBytes: 1000, beatMs: 60_000 })
    const answer = await openLine(url)
    const long = 'x'.repeat(100_000)
    for (let n = 0; n < 200 && opened[0]?.isOpen; n++) opened[0]?.send({ data: long })
    expect(opened[0]?.isOpen).toBe(false)
    expect(web.streams.size).toBe(0)
    await answer.body?.cancel().catch(() => undefined)
  })
})

describe('open lines', () => {
  it('are so many for one owner, and no more; other requests are answered meanwhile', async () => {
    const { url } = await serve({}, 'a session')
    const lines = [await openLine(url), await openLine(url)]
    const third = await openLine(url)
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30'])
    expect(await (await fetch(url.replace('song', 'khac'))).json()).toBe('khác')
    await lines[0]?.body?.cancel()
    await expect.poll(async () => {
      const again = await openLine(url)
      await again.body?.cancel()
      return again.status
    }).toBe(200)
    await lines[1]?.body?.cancel()
  })

  it('are counted for whom the route says, and in all', async () => {
    const { url } = await serve()
    const lines = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => openLine(`${url}?cua=${owner}`)))
    expect(lines.map((one) => one.status)).toEqual([200, 200, 200, 200])
    expect((await openLine(`${url}?cua=a`)).status).toBe(503)
    await lines[3]?.body?.cancel()
    await expect.poll(async () => (await openLine(`${url}?cua=a`)).status).toBe(429)
    for (const line of lines) await line.body?.cancel()
  })

  it('are closed when the server stops, which waits for none of them', async () => {
    const { url, web, opened } = await serve()
    const answer = await openLine(url)
    const ended = read(answer, () => false)
    const from = performance.now()
    await close?.()
    close = null
    await ended
    expect(performance.now() - from).toBeLessThan(900)
    expect([web.streams.size, opened[0]?.isOpen]).toEqual([0, false])
  })
})
