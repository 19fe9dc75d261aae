import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH } from '../support/birth.ts'
import { photo } from '../support/photo.ts'
import { Client, multipart, type Reply, signedIn } from './client.ts'
import { mainForm } from './forms.ts'
import { openWorld, type World } from './scenes.ts'

let app: TestApp
let world: World
let papers: string
beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
  papers = `/nop-ho-so/ban-nhap/${world.draftId}/3`
})
afterAll(() => app?.close())

const MB = 1024 * 1024
const send = (name: string, body: Buffer, type = 'application/pdf'): Promise<Reply> => world.citizen.send(papers, 'giay-to', { component: 'giay-chung-sinh' }, [{ name, type, body }])
const kept = async (): Promise<number> => {
  const { rows } = await app.db.pool.query<{ n: number }>('select count(*)::int as n from filing.draft_paper where draft_id = $1', [world.draftId])
  return rows[0]?.n ?? 0
}

/** A right PNG of 900 million white points, in a hundred kilobytes. */
async function hugePicture(): Promise<Buffer> {
  const side = 30_000
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.writeUInt8(1, 8)
  const points = deflateSync(Buffer.alloc(side * (side / 8 + 1)), { level: 1 })
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', points), chunk('IEND', Buffer.alloc(0))])
}

describe('uploads through the page', () => {
  it.each([
    ['a PDF that is HTML', 'giay.pdf', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 415],
    ['HTML with a PDF’s first signs behind it', 'giay.pdf', async () => Buffer.from(`<html>${' '.repeat(2000)}%PDF-1.7`), 415],
    ['a picture with script (SVG)', 'anh.svg', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 415],
    ['an archive that grows a thousandfold', 'giay.zip', async () => gzipSync(Buffer.alloc(30 * MB)), 415],
    ['nothing', 'giay.pdf', async () => Buffer.alloc(0), 422],
    ['a JPEG of rubbish', 'anh.jpg', async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(5000)]), 422],
    ['a PDF cut short', 'giay.pdf', async () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'), 422],
    ['a picture of 30,000 × 30,000', 'anh.png', hugePicture, 422],
    ['50 MB', 'lon.pdf', async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50 * MB, 0x20)]), 413],
  ])('refuse %s in plain words', async (_name, filename, make, status) => {
    const before = await kept()
    const reply = await send(filename, await make())
    expect([reply.status, reply.status === status ? '' : reply.text.slice(0, 200)]).toEqual([status, ''])
    expect(reply.text).toMatch(/govuk-error-summary|<h1/)
    expect(reply.text).toContain(filename)
    expect(await kept()).toBe(before)
  })

  it('take a name that looks like a path, markup or another direction, as words', async () => {
    const jpeg = await photo('X', { width: 300, height: 400 })
    for (const name of ['../../../../etc/passwd', '<img src=x onerror=alert(1)>.jpg', 'a\u202Egpj.exe', `${'dài'.repeat(90)}.jpg`]) {
      const reply = await send(name, jpeg, 'image/jpeg')
      expect(reply.status, name).toBeLessThan(500)
    }
    const page = await world.citizen.get(papers)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('<img src=x')
    expect(page.text).not.toContain('\u202E')
  })

  it('take two at once', async () => {
    const before = await kept()
    const replies = await Promise.all([send('mot.jpg', await photo('MỘT'), 'image/jpeg'), send('hai.jpg', await photo('HAI'), 'image/jpeg')])
    expect(replies.map((reply) => reply.status)).toEqual([303, 303])
    expect(await kept()).toBe(before + 2)
  })

  it('survive one that is cut in the middle', async () => {
    const before = await kept()
    const fields = mainForm((await world.citizen.get(papers)).text).fields
    const { payload, type } = multipart({ ...fields, component: 'giay-chung-sinh' }, [{ name: 'cut.jpg', body: await photo('CẮT') }])
    const cookie = [...world.citizen.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { host, port } = new URL(app.url)
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), 'localhost', () => {
        socket.write(`POST ${papers}/giay-to HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\ncontent-type: ${type}\r\ncontent-length: ${payload.length}\r\n\r\n`)
        socket.write(payload.subarray(0, payload.length / 2), () => setTimeout(() => socket.destroy(), 100))
      })
      socket.once('close', () => resolve()).once('error', reject)
    })
    expect((await send('sau-do.jpg', await photo('SAU'), 'image/jpeg')).status).toBe(303)
    expect(await kept()).toBe(before + 1)
  })

  it('come back as a document, never as something that runs', async () => {
    const page = await world.citizen.get(papers)
    const address = /href="([^"]*\/3\/giay-to\/[0-9a-f-]+)"/.exec(page.text)?.[1] ?? ''
    const file = await world.citizen.get(address)
    expect(file.status).toBe(200)
    expect(file.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'none'") })
    expect(String(file.headers['content-type'])).toMatch(/^(image\/(jpeg|png)|application\/pdf)$/)
    expect((await world.other.get(address)).status).toBe(404)
    expect((await world.anonymous.get(address)).status).toBe(303)
  })
})

describe('requests that no browser sends', () => {
  it('are refused in words, never a fault', async () => {
    const { citizen } = world
    const csrf = String(mainForm((await citizen.get(papers)).text).fields._csrf)
    const odd: [string, Promise<Reply>, number][] = [
      ['a form of 2 MB', citizen.post(`/ho-so/${world.filed.code}/tin-nhan`, { _csrf: csrf, body: 'x'.repeat(2 * MB) }), 413],
      ['JSON to a form', citizen.request('POST', `/ho-so/${world.filed.code}/tin-nhan`, { payload: '{"body":"x"}', headers: { 'content-type': 'application/json' } }), 403],
      ['JSON that is broken', citizen.request('POST', '/dang-nhap', { payload: '{"a":', headers: { 'content-type': 'application/json' } }), 400],
      ['text', citizen.request('POST', '/dang-nhap', { payload: 'x', headers: { 'content-type': 'text/plain' } }), 415],
      ['XML', citizen.request('POST', '/dang-nhap', { payload: '<x/>', headers: { 'content-type': 'application/xml' } }), 415],
      ['multipart without a boundary', citizen.request('POST', `${papers}/giay-to`, { payload: 'x', headers: { 'content-type': 'multipart/form-data' } }), 400],
      ['multipart that ends early', citizen.request('POST', `${papers}/giay-to`, { payload: '--b\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\nx', headers: { 'content-type': 'multipart/form-data; boundary=b' } }), 400],
      ['urlencoded to an upload', citizen.post(`${papers}/giay-to`, { _csrf: csrf }), 415],
      ['PUT to a page', citizen.request('PUT', '/ho-so'), 404],
      ['DELETE of a dossier', citizen.request('DELETE', `/ho-so/${world.filed.code}`), 404],
      ['POST to the home page', citizen.post('/', {}), 404],
    ]
    const seen = await Promise.all(odd.map(async ([name, reply]) => `${name}: ${(await reply).status}`))
    expect(seen).toEqual(odd.map(([name, , status]) => `${name}: ${status}`))
  })

  it('HEAD answers as GET does, without a body', async () => {
    for (const url of ['/', '/en', `/thu-tuc/${BIRTH}`, '/tim-kiem?q=khai+sinh', '/khong-co', '/dang-nhap', '/tra-cuu', '/healthz', '/api/v1/procedures?q=khai']) {
      const [head, get] = [await world.anonymous.request('HEAD', url), await world.anonymous.get(url)]
      expect([head.status, head.wire], url).toEqual([get.status, 0])
    }
  })

  it('with names of prototypes change nothing of the program', async () => {
    const fields = { '__proto__': 'x', '__proto__[polluted]': 'yes', 'constructor.prototype.polluted': 'yes', 'constructor[prototype][polluted]': 'yes' }
    await world.citizen.send(`/nop-ho-so/ban-nhap/${world.draftId}/2`, null, fields)
    await world.anonymous.send('/dang-nhap', 'dang-nhap', fields)
    await world.anonymous.get('/tim-kiem?__proto__[polluted]=yes&constructor.prototype.polluted=yes&linh-vuc=__proto__&cap=constructor')
    await world.anonymous.request('POST', '/api/v1/dossiers', { payload: '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}', headers: { 'content-type': 'application/json' } })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect((await world.citizen.get(`/nop-ho-so/ban-nhap/${world.draftId}/2`)).status).toBe(200)
  })

  it.each(['/assets/../../package.json', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%5c..%5cpackage.json', '/assets/%00', '/..%2f..%2fetc%2fpasswd', '/thu-tuc/..%2f..%2f..%2fpackage.json/mau-to-khai.pdf', '/hoi-dap/..%2f..%2fcontent'])(
    'find no file outside: %s',
    async (url) => {
      const reply = await world.anonymous.get(url)
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expect(reply.status).toBeLessThan(500)
      expect(reply.text).not.toContain('"mot-cua"')
    },
  )
})

describe('who asks', () => {
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', '/%09/evil.example', '///evil.example', 'javascript:alert(1)', '/..//evil.example', '/ho-so/../..//evil.example', '\u0000//evil.example', '/​/evil.example'])(
    'is sent to no other site after login: %s',
    async (to) => {
      for (const [url, loginName] of [['/dang-nhap', 'congdan2'], ['/can-bo/dang-nhap', 'motcua2']] as const) {
        const reply = await new Client(app).send(`${url}?ve=${encodeURIComponent(to)}`, 'dang-nhap', { loginName, password: DEMO_PASSWORD })
        const target = new URL(String(reply.headers.location), app.url)
        expect(target.origin, `${to} → ${reply.headers.location}`).toBe(app.url)
      }
    },
  )

  it('from a page of another site is refused', async () => {
    const url = `/ho-so/${world.filed.code}/tin-nhan`
    const fields = { ...mainForm((await world.citizen.get(`/ho-so/${world.filed.code}`)).text).fields, body: 'Giả mạo' }
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: `${app.url}.evil.example` }]
    for (const headers of foreign) {
      expect((await world.citizen.post(url, fields, headers)).status, JSON.stringify(headers)).toBe(403)
      expect((await new Client(app).post('/dang-nhap', { loginName: 'congdan', password: DEMO_PASSWORD }, headers)).status, JSON.stringify(headers)).toBe(403)
    }
    expect((await world.citizen.get(`/ho-so/${world.filed.code}`)).text).not.toContain('Giả mạo')
  })

  it('without the form’s token, or with another session’s, is refused', async () => {
    const url = `/ho-so/${world.filed.code}/tin-nhan`
    const mine = mainForm((await world.citizen.get(`/ho-so/${world.filed.code}`)).text).fields
    const another = await signedIn(app, 'citizen', 'congdan')
    const theirs = mainForm((await another.get(`/ho-so/${world.filed.code}`)).text).fields
    expect(theirs._csrf).not.toBe(mine._csrf)
    for (const token of ['', 'x', String(theirs._csrf), `${mine._csrf}x`]) {
      expect((await world.citizen.post(url, { ...mine, body: 'Giả mạo', _csrf: token })).status, token).toBe(403)
      const upload = await world.citizen.upload(`${papers}/giay-to`, { component: 'giay-chung-sinh', _csrf: token }, [{ name: 'a.jpg', body: await photo('A') }])
      expect(upload.status, token).toBe(403)
    }
    expect((await world.citizen.get(`/ho-so/${world.filed.code}`)).text).not.toContain('Giả mạo')
  })

  it('for a dossier is named to the one whose it is, and to nobody else', async () => {
    const { citizen, anonymous, staff, filed } = world
    const url = `/ho-so/${filed.code}/ai-da-xem`
    await staff.motcua.get(`/can-bo/ho-so/${filed.code}`)
    await anonymous.get(`/tra-cuu?ma=${encodeURIComponent(filed.code)}`)
    const other = await signedIn(app, 'citizen', 'congdan2')
    expect((await other.get(`/ho-so/${filed.code}`)).status).toBe(404)
    const seen = (await citizen.get(url)).text
    for (const words of ['Cán bộ Trần Thị Tiếp Nhận', 'Mở hồ sơ: tờ khai, giấy tờ, liên lạc', 'Người tra cứu không đăng nhập', 'Người khác thử mở, bị từ chối']) expect(seen).toContain(words)
    expect(seen).not.toContain('Đặng Thị Mẹ')
    expect((await citizen.get(`/en${url}`)).text).toContain('Officer Trần Thị Tiếp Nhận')
    expect((await other.get(url)).status).toBe(404)
    expect((await citizen.get(`${url}?truoc=x_y`)).status).toBe(200)
  })

  it('gets a cookie that script and other sites can’t use, new at each login', async () => {
    for (const [url, loginName] of [['/dang-nhap', 'congdan'], ['/can-bo/dang-nhap', 'motcua']] as const) {
      const client = new Client(app)
      const planted = 'planted-session-token-of-an-attacker-0123456789'
      for (const name of ['dan', 'canbo']) client.cookies.set(name, planted)
      const reply = await client.send(url, 'dang-nhap', { loginName, password: DEMO_PASSWORD })
      const [cookie = ''] = [reply.headers['set-cookie'] ?? []].flat()
      expect(cookie).toMatch(/; Path=\//)
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; SameSite=Lax/)
      expect(cookie).not.toContain(planted)
      expect(cookie).not.toMatch(/Domain=/i)
    }
  })

  it('and has signed out, has no session left to steal', async () => {
    const client = await signedIn(app, 'citizen', 'congdan2')
    const stolen = new Map(client.cookies)
    expect((await client.get('/ho-so')).status).toBe(200)
    expect((await client.send('/ho-so', 'dang-xuat', {})).status).toBe(303)
    const thief = new Client(app)
    for (const [name, value] of stolen) thief.cookies.set(name, value)
    expect((await thief.get('/ho-so')).status).toBe(303)
  })
})
