import { createSecretKey } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Actor } from '../actor.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import type { Part } from '../together.ts'
import { type Beside, createServer, createWeb, type Identified, json, page, problem, readBeside, seeOther, type Web, type WebDeps } from './index.ts'
import { csrfToken } from './csrf.ts'

const SESSION_KEY = Buffer.alloc(32, 7)
const citizen: Actor = { kind: 'citizen', accountId: 'a', personId: 'p', name: 'An', via: 'session' }
const staff = (duties: string[]): Actor => ({
  kind: 'staff',
  staffId: 's',
  name: 'Bình',
  posts: [{ postId: 'x', agencyId: 'g', agencyPath: 'g/', title: '', duties }],
})

let open: { close: () => Promise<unknown> } | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

async function serve(mount: (web: Web) => void, who: Identified = { actor: { kind: 'anonymous' }, sessionId: null }, over: Partial<WebDeps> = {}) {
  const server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  open = server
  const web = createWeb({
    fastify: server,
    sessionKey: SESSION_KEY,
    identify: async () => who,
    frame: async (content) => `<!doctype html><title>${content.title}</title>`,
    problemPage: (refusal) => ({ title: refusal.code, main: null }),
    pageVersion: () => '1',
    ...over,
  })
  mount(web)
  await server.ready()
  return { server, web }
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('addresses that can not be read', () => {
  it.each(['/thu-tuc/%zz', '/thu-tuc/%', '/thu-tuc/%FF%FE', '/thu-tuc/%ED%A0%80', `/thu-tuc/${'a'.repeat(501)}`, '/%'])('are not found, as a page or problem like any other: %s', async (path) => {
    const { server } = await serve((web) => {
      web.get('/thu-tuc/:code', { audience: 'public' }, async (r) => json(r.params.code))
      web.get('/api/v1/thu-tuc/:code', { audience: 'api-public' }, async (r) => json(r.params.code))
    })
    const [vi, en, api] = [await server.inject(path), await server.inject(`/en${path}`), await server.inject(`/api/v1${path}`)]
    expect([vi.statusCode, en.statusCode, api.statusCode]).toEqual([404, 404, 404])
    for (const page of [vi, en]) expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': expect.stringContaining("default-src 'none'") })
    expect(api.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(api.json()).toMatchObject({ code: 'not-found', status: 404 })
  })
  it('are told from readable ones, however long their encoding is', async () => {
    const { server } = await serve((web) => web.get('/thu-tuc/:code', { audience: 'public' }, async (r) => json(r.params.code)))
    const name = 'Đăng ký khai sinh '.repeat(20).trim()
    expect((await server.inject(`/thu-tuc/${encodeURIComponent(name)}`)).json()).toBe(name)
    expect((await server.inject(`/thu-tuc/1.001193?q=%zz&x=${'a'.repeat(900)}`)).json()).toBe('1.001193')
  })
})

describe('what a route reads beside the visitor', () => {
  const asked: Beside<{ thing: Part<string[]> }> = { parts: ({ id }) => (id === 'none' ? null : { thing: { query: statement`select 1`, open: () => [] } }) }
  const nowhere = { lanes: null } as unknown as Db

  it('is asked for with the session and handed out once; then, and where it was not read, it is read now', async () => {
    const seen: unknown[] = []
    const { server } = await serve(
      (web) =>
        web.get('/x/:id', { audience: 'citizen' }, async (r) => {
          const first = await readBeside(nowhere, r, asked)
          return json([first, await readBeside(nowhere, r, asked).then(() => 'read', () => 'asked the database')])
        }, { beside: asked }),
      undefined,
      {
        identify: async (_request, beside) => {
          seen.push(beside && Object.keys(beside))
          return { actor: citizen, sessionId: 's', beside: beside ? { thing: ['read beside'] } : {} }
        },
      },
    )
    expect((await server.inject('/x/1')).json()).toEqual([{ thing: ['read beside'] }, 'asked the database'])
    expect(seen).toEqual([['thing']])
  })
  it('is nothing where the address names nothing', async () => {
    const seen: unknown[] = []
    const { server } = await serve((web) => web.get('/x/:id', { audience: 'citizen' }, async (r) => json(await readBeside(nowhere, r, asked)), { beside: asked }), undefined, {
      identify: async (_request, beside) => {
        seen.push(beside)
        return { actor: citizen, sessionId: 's' }
      },
    })
    expect((await server.inject('/x/none')).json()).toBeNull()
    expect(seen).toEqual([null])
  })
  it('is not for whoever is not admitted, and not for a request of another site', async () => {
    let read = 0
    const { server } = await serve(
      (web) => {
        web.get('/x/:id', { audience: 'citizen' }, async () => json('shown'), { beside: asked })
        web.post('/x/:id', { audience: 'citizen' }, async () => json('done'), { beside: asked })
      },
      undefined,
      { identify: async (_request, beside) => ({ actor: { kind: 'anonymous' }, sessionId: null, ...(beside && ++read ? {} : {}) }) },
    )
    expect((await server.inject('/x/1')).statusCode).toBe(303)
    expect(read).toBe(1)
    expect((await server.inject({ method: 'POST', url: '/x/1', headers: { ...form, 'sec-fetch-site': 'cross-site' }, payload: '' })).statusCode).toBe(403)
    expect(read).toBe(1)
  })
})

describe('routes', () => {
  it('stand only under the addresses of their audience', async () => {
    await expect(serve((web) => web.get('/x', { audience: 'officer' }, async () => json(1)))).rejects.toThrow('/can-bo')
  })

  it('fail to mount without a declared audience', async () => {
    const { server } = await serve(() => undefined).catch(() => ({ server: null }))
    await server?.close()
    const bare = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
    open = bare
    createWeb({ fastify: bare, sessionKey: SESSION_KEY, identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }), frame: async () => '', problemPage: () => ({ title: '', main: null }), pageVersion: () => '1' })
    expect(() => bare.get('/planted', async () => 'x')).toThrow('does not declare who may use it')
  })

  it('of citizens exist in both languages; of officers in one', async () => {
    const { server } = await serve((web) => {
      web.get('/tra-cuu', { audience: 'public' }, async (r) => json(r.lang))
      web.get('/can-bo', { audience: 'officer' }, async (r) => json(r.lang))
    })
    expect((await server.inject('/tra-cuu')).json()).toBe('vi')
    expect((await server.inject('/en/tra-cuu')).json()).toBe('en')
    expect((await server.inject('/en/can-bo')).statusCode).toBe(404)
  })
})

describe('audiences', () => {
  it.each([
    ['citizen', { audience: 'citizen' }, '/ho-so', null, 303],
    ['citizen', { audience: 'citizen' }, '/ho-so', staff(['reception']), 303],
    ['citizen', { audience: 'citizen' }, '/ho-so', citizen, 200],
    ['officer', { audience: 'officer', duties: ['leader'] }, '/can-bo/ky', staff(['reception']), 403],
    ['officer', { audience: 'officer', duties: ['leader'] }, '/can-bo/ky', staff(['leader']), 200],
    ['officer', { audience: 'officer' }, '/can-bo/ky', citizen, 303],
    ['admin', { audience: 'admin' }, '/quan-tri', staff(['leader']), 403],
    ['admin', { audience: 'admin' }, '/quan-tri', staff(['administrator']), 200],
    ['token', { audience: 'api-token' }, '/api/v1/dossiers', citizen, 403],
    ['token', { audience: 'api-token' }, '/api/v1/dossiers', { ...citizen, via: 'token' }, 200],
    ['token', { audience: 'api-token' }, '/api/v1/dossiers', null, 401],
  ] as const)('%s route: %o for %s', async (_name, access, url, actor, status) => {
    const { server } = await serve((web) => web.get(url, access, async () => json('ok')), {
      actor: (actor as Actor | null) ?? { kind: 'anonymous' },
      sessionId: actor ? 'session' : null,
    })
    expect((await server.inject(url)).statusCode).toBe(status)
  })

  it('sends the visitor back after logging in, and only to a path of this site', async () => {
    const { server } = await serve((web) => web.get('/ho-so', { audience: 'citizen' }, async () => json('ok')))
    expect((await server.inject('/en/ho-so?x=1')).headers.location).toBe('/en/dang-nhap?ve=%2Fen%2Fho-so%3Fx%3D1')
  })
})

describe('posts', () => {
  const mount = (web: Web) => web.post('/gui', { audience: 'citizen' }, async (r) => json({ form: { ...r.form }, key: r.key }))
  const signedIn = { actor: citizen, sessionId: 'session' }

  it('of a session need its token', async () => {
    const { server } = await serve(mount, signedIn)
    expect((await server.inject({ method: 'POST', url: '/gui', headers: form, payload: 'a=1' })).statusCode).toBe(403)
    const token = csrfToken(createSecretKey(SESSION_KEY), 'session')
    const sent = await server.inject({ method: 'POST', url: '/gui', headers: form, payload: `_csrf=${token}&a=1&a=2&_key=k1` })
    expect(sent.json()).toMatchObject({ form: { a: ['1', '2'] }, key: 'k1' })
  })

  it('from a page of another site are refused', async () => {
    const { server } = await serve(mount, signedIn)
    const payload = `_csrf=${csrfToken(createSecretKey(SESSION_KEY), 'session')}`
    for (const headers of [{ ...form, origin: 'https://evil.example' }, { ...form, 'sec-fetch-site': 'cross-site' }]) {
      expect((await server.inject({ method: 'POST', url: '/gui', headers, payload })).statusCode).toBe(403)
    }
  })

  it('cannot reach the prototype through a field name', async () => {
    const { server } = await serve(mount, signedIn)
    await server.inject({ method: 'POST', url: '/gui', headers: form, payload: `_csrf=${csrfToken(createSecretKey(SESSION_KEY), 'session')}&__proto__=x&constructor=y` })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

describe('answers', () => {
  it('give refusals as problem details in the language asked for', async () => {
    const { server } = await serve((web) => web.get('/api/v1/x', { audience: 'api-public' }, async () => problem({ code: 'not-found' })))
    const vi = await server.inject('/api/v1/x')
    expect(vi.headers['content-type']).toContain('application/problem+json')
    expect(vi.json()).toMatchObject({ status: 404, code: 'not-found', title: expect.stringContaining('Không tìm thấy') })
    expect((await server.inject({ url: '/api/v1/x', headers: { 'accept-language': 'en-GB,en' } })).json().title).toContain('not found')
  })

  it('lead somewhere whatever stands in the address: letters, halves of a pair, line ends', async () => {
    const { server } = await serve((web) => web.get('/to', { audience: 'public' }, async (r) => ({ kind: 'redirect', to: `/x/${r.query.at}#y` })))
    const led = async (at: string) => (await server.inject(`/to?at=${at}`)).headers.location
    expect(await led(encodeURIComponent('Đ \u{F3867}'))).toBe('/x/%C4%90%20%F3%B3%A1%A7#y')
    expect(await led('a%0D%0Aset-cookie%3Ab%3Dc')).toBe('/x/a%0D%0Aset-cookie:b=c#y')
    expect(await led('%25C4%2590?z=1%262')).toBe('/x/%C4%90?z=1&2#y')
  })

  it('hide what went wrong inside and give a reference', async () => {
    const { server } = await serve((web) =>
      web.get('/api/v1/x', { audience: 'api-public' }, async () => {
        throw new Error('select * from secret')
      }),
    )
    const answer = await server.inject('/api/v1/x')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('secret')
    expect(answer.json().instance).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('keep an anonymous page compressed until its data changes', async () => {
    let version = '1'
    let rendered = 0
    const { server } = await serve(
      (web) =>
        web.get('/thu-tuc', { audience: 'public' }, async () => page({ title: `${++rendered} ${'x'.repeat(500)}`, main: null }), { keep: true }),
      undefined,
      { pageVersion: () => version },
    )
    const get = (headers: Record<string, string> = {}) => server.inject({ url: '/thu-tuc', headers: { 'accept-encoding': 'br', ...headers } })
    const first = await get()
    expect(brotliDecompressSync(first.rawPayload).toString()).toContain('<title>1 ')
    expect((await get()).rawPayload).toEqual(first.rawPayload)
    expect((await get({ 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304)
    // The dense body is all that is kept; who can't read it gets the same page all the same.
    const as = async (encoding: string) => (await server.inject({ url: '/thu-tuc', headers: { 'accept-encoding': encoding } })).rawPayload
    expect((await as('identity')).toString()).toBe(brotliDecompressSync(first.rawPayload).toString())
    expect(gunzipSync(await as('gzip')).toString()).toBe(brotliDecompressSync(first.rawPayload).toString())
    expect(rendered).toBe(1)
    version = '2'
    expect(brotliDecompressSync((await get()).rawPayload).toString()).toContain('<title>2 ')
    expect(first.headers['set-cookie']).toBeUndefined()
  })

  it('do not keep what was rendered while its data changed: it may show either', async () => {
    let version = '1'
    let rendered = 0
    const { server } = await serve(
      (web) =>
        web.get(
          '/thu-tuc',
          { audience: 'public' },
          async () => {
            const shown = ++rendered
            if (shown === 1) version = '2'
            return page({ title: `${shown}`, main: null })
          },
          { keep: true },
        ),
      undefined,
      { pageVersion: () => version },
    )
    expect((await server.inject('/thu-tuc')).body).toContain('<title>1')
    expect((await server.inject('/thu-tuc')).body).toContain('<title>2')
    expect((await server.inject('/thu-tuc')).body).toContain('<title>2')
  })

  it('forbid inline script and framing by others', async () => {
    const { server } = await serve((web) => web.get('/a', { audience: 'public' }, async () => seeOther('/b')))
    const { headers } = await server.inject('/a')
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('a form that may bring files', () => {
  const mixed = (web: Web) =>
    web.post(
      '/to-khai',
      { audience: 'public' },
      async (r) => {
        const files: string[] = []
        for await (const part of r.files()) {
          part.stream.resume()
          files.push(`${part.field}:${part.filename}`)
        }
        return json({ form: { ...r.form }, files, key: r.key })
      },
      { multipart: 'or-plain' },
    )
  const BOUNDARY = '----x'
  const parts = (fields: [string, string][], file?: string) =>
    [...fields.map(([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`), file ? `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${file}"; filename="a.pdf"\r\n\r\nx\r\n` : '', `--${BOUNDARY}--\r\n`].join('')
  const multipart = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

  it('is read with its files, and the same without any', async () => {
    const { server } = await serve(mixed)
    const sent = await server.inject({ method: 'POST', url: '/to-khai', headers: multipart, payload: parts([['ten', 'An'], ['_key', 'k1']], 'tep') })
    expect(sent.json()).toEqual({ form: { ten: 'An', _key: 'k1' }, files: ['tep:a.pdf'], key: 'k1' })
    const plain = await server.inject({ method: 'POST', url: '/to-khai', headers: form, payload: 'ten=An&_key=k2' })
    expect(plain.json()).toEqual({ form: { ten: 'An', _key: 'k2' }, files: [], key: 'k2' })
  })

  it('is refused without its token, however it comes', async () => {
    const { server } = await serve(mixed, { actor: citizen, sessionId: 's' })
    const send = (headers: Record<string, string>, payload: string) => server.inject({ method: 'POST', url: '/to-khai', headers, payload })
    const token = csrfToken(createSecretKey(SESSION_KEY), 's')
    for (const [headers, payload] of [[multipart, parts([['ten', 'An']], 'tep')], [multipart, parts([['_csrf', 'x']])], [form, 'ten=An']] as const) expect((await send(headers, payload)).body).toContain('form-expired')
    expect((await send(multipart, parts([['_csrf', token]], 'tep'))).json()).toMatchObject({ files: ['tep:a.pdf'] })
    expect((await send(form, `_csrf=${token}`)).json()).toMatchObject({ files: [] })
  })

  it('may have a thousand fields, but no more text than any other form', async () => {
    const { server } = await serve(mixed)
    const many = parts(Array.from({ length: 3000 }, (_, i) => [`f${i}`, 'x'] as [string, string]))
    expect(Object.keys((await server.inject({ method: 'POST', url: '/to-khai', headers: multipart, payload: many })).json<{ form: object }>().form)).toHaveLength(3000)
    const long = parts(Array.from({ length: 30 }, (_, i) => [`f${i}`, 'x'.repeat(50_000)] as [string, string]))
    expect((await server.inject({ method: 'POST', url: '/to-khai', headers: multipart, payload: long })).statusCode).toBe(413)
    const tooMany = parts(Array.from({ length: 10_500 }, (_, i) => [`f${i}`, ''] as [string, string]))
    expect((await server.inject({ method: 'POST', url: '/to-khai', headers: multipart, payload: tooMany })).statusCode).toBe(413)
  })
})

describe('what the program stands on is out', () => {
  const failing = (error: Error) => (web: Web) => {
    web.post('/nop', { audience: 'public' }, async () => {
      throw error
    })
    web.get('/api/v1/x', { audience: 'api-public' }, async () => {
      throw error
    })
  }
  it.each([
    ['no room', Object.assign(new Error('write'), { code: 'ENOSPC' }), 507, 'no-room'],
    ['no connection', new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    ['too many connections', Object.assign(new Error('sorry'), { code: '53300' }), 503, 'unavailable'],
  ] as const)('%s: a refusal for now, told when to come again, and no fault of the program', async (_title, error, status, code) => {
    const { server } = await serve(failing(error))
    const shown = await server.inject({ method: 'POST', url: '/nop', headers: form, payload: '' })
    expect([shown.statusCode, shown.headers['retry-after'], shown.headers['cache-control'], shown.body]).toEqual([status, expect.stringMatching(/^\d+$/), 'no-store', expect.stringContaining(code)])
    const told = await server.inject('/api/v1/x')
    expect(told.headers['content-type']).toContain('application/problem+json')
    expect(told.headers['retry-after']).toMatch(/^\d+$/)
    expect(told.json()).toMatchObject({ status, code })
    expect(told.body).not.toContain(error.message)
  })

  it('any other fault stays one', async () => {
    const { server } = await serve(failing(new TypeError('x is not a function')))
    expect((await server.inject('/api/v1/x')).json()).toMatchObject({ status: 500, code: 'fault' })
  })
})
