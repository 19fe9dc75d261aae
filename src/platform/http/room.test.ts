import { afterEach, describe, expect, it } from 'vitest'
import { createServer, createWeb, json, page, type Web } from './index.ts'
import { createRoom } from './room.ts'

let open: { close: () => Promise<unknown> } | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

async function serve(mount: (web: Web) => void) {
  const server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  open = server
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: async (content, request) => `<!doctype html><html lang="${request.lang}"><title>${content.title}</title>`,
    problemPage: (refusal) => ({ title: refusal.code, main: null }),
    pageVersion: () => '1',
    room: createRoom({ requests: 2, uploadBytes: 3_000_000 }),
  })
  mount(web)
  await server.ready()
  return server
}

/** Requests that stay under way until they are let go. */
function waitingRoom() {
  const waiting: (() => void)[] = []
  return {
    wait: () => new Promise<void>((resolve) => waiting.push(resolve)),
    begun: () => waiting.length,
    letGo: () => {
      for (const one of waiting.splice(0)) one()
    },
  }
}

describe('a full process', () => {
  it('answers 503 with Retry-After, a page to people and a problem to programs, and takes requests again afterwards', async () => {
    const { wait, begun, letGo } = waitingRoom()
    const server = await serve((web) => {
      web.get('/cham', { audience: 'public' }, async () => wait().then(() => json('done')))
      web.get('/nhanh', { audience: 'public' }, async () => json('done'))
      web.get('/api/v1/fast', { audience: 'api-public' }, async () => json('done'))
    })
    const under = [server.inject('/cham'), server.inject('/cham')]
    await expect.poll(begun).toBe(2)
    const refused = await server.inject('/en/nhanh')
    expect(refused.statusCode).toBe(503)
    expect(refused.headers['retry-after']).toBe('5')
    expect(refused.body).toContain('<html lang="en"><title>busy</title>')
    const problem = await server.inject('/api/v1/fast')
    expect(problem.statusCode).toBe(503)
    expect(problem.headers).toMatchObject({ 'retry-after': '5', 'content-type': expect.stringContaining('application/problem+json') })
    expect(problem.json()).toMatchObject({ code: 'busy', status: 503 })
    letGo()
    expect((await Promise.all(under)).map((answer) => answer.statusCode)).toEqual([200, 200])
    expect((await server.inject('/nhanh')).statusCode).toBe(200)
  })

  it('still serves what is kept and says that it lives', async () => {
    const { wait, begun, letGo } = waitingRoom()
    const server = await serve((web) => {
      web.get('/cham', { audience: 'public' }, async () => wait().then(() => json('done')))
      web.get('/giu', { audience: 'public' }, async () => page({ title: 'kept', main: null }), { keep: true })
      web.get('/healthz', { audience: 'process' }, async () => json('alive'))
    })
    expect((await server.inject('/giu')).statusCode).toBe(200)
    const under = [server.inject('/cham'), server.inject('/cham')]
    await expect.poll(begun).toBe(2)
    expect((await server.inject('/giu')).statusCode).toBe(200)
    expect((await server.inject('/healthz')).statusCode).toBe(200)
    letGo()
    await Promise.all(under)
  })

  it('has room for a request that failed', async () => {
    const server = await serve((web) => web.get('/hong', { audience: 'public' }, async () => Promise.reject(new Error('broken'))))
    for (let n = 0; n < 5; n++) expect((await server.inject('/hong')).statusCode).toBe(500)
  })

  it('takes uploads by their announced bytes and refuses the rest before it reads them', async () => {
    const { wait, begun, letGo } = waitingRoom()
    const server = await serve((web) => {
      web.post('/gui', { audience: 'public' }, async () => wait().then(() => json('done')), { multipart: true })
      web.get('/nhanh', { audience: 'public' }, async () => json('done'))
    })
    const upload = (bytes: number) =>
      server.inject({ method: 'POST', url: '/gui', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: Buffer.alloc(bytes) })
    const under = [upload(1_600_000), upload(1_000)]
    await expect.poll(begun).toBe(2)
    const refused = await upload(1_000_000)
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5'])
    expect((await server.inject('/nhanh')).statusCode).toBe(200)
    letGo()
    expect((await Promise.all(under)).map((answer) => answer.statusCode)).toEqual([200, 200])
    const again = upload(2_900_000)
    await expect.poll(begun).toBe(1)
    letGo()
    expect((await again).statusCode).toBe(200)
  })
})
