import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, TEST_NOW, type TestDatabase } from '../../../../tests/support/database.ts'
import { bytes, createServer, createWeb } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { makePartitions } from '../../events/index.ts'
import { loadPackages, openPackages, readPackageZip } from '../packages/index.ts'
import { actDeps, BIRTH_CODE, changeFile, copyBirth, staff, zipOfFolder } from '../packages/packages.fixture.ts'
import { publicationsOf } from '../packages/packages.store.ts'
import { mountPackageAdmin } from './mount-packages.ts'

const LIST = '/quan-tri/goi-thu-tuc'
const ONE = `${LIST}/${BIRTH_CODE}`
const admin = staff('administrator')

let t: TestDatabase
let root: string
let server: Awaited<ReturnType<typeof createServer>>
beforeAll(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 4)
  root = await mkdtemp(join(tmpdir(), 'packages-admin-'))
  await copyBirth(root)
  await loadPackages(t.db, root, actDeps(t))
  const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async (request) => ({ actor: request.headers['x-as'] === 'officer' ? staff('reception') : admin, sessionId: null }),
    frame: async (content) => `<title>${content.title}</title>${render(<main>{content.main}</main>)}`,
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
  })
  mountPackageAdmin(web, { ...actDeps(t), findRecord: async () => null, takersOf: async () => [], packages, changed: () => packages.refresh(), printPaper: async (_versionId, { file, data }) => bytes({ body: Buffer.from(JSON.stringify({ file, data })), type: 'application/pdf', filename: file, cache: 'private, no-store' }), staffNames: async (_reader, ids) => new Map(ids.map((id) => [id, 'Lê Văn Quản'])) })
}, 60_000)
afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true, force: true })
  await t.close()
})

const get = (url: string) => server.inject(url)
const post = (url: string, form: Record<string, string>) =>
  server.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(form).toString() })
const on = (day: string, month: string, year: string) => ({ 'date-day': day, 'date-month': month, 'date-year': year })

function upload(...files: Buffer[]) {
  const boundary = '----packages'
  const parts = files.flatMap((body, i) => [Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${i}.zip"\r\ncontent-type: application/zip\r\n\r\n`), body, Buffer.from('\r\n')])
  const payload = Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="_key"\r\n\r\n${newId()}\r\n`), ...parts, Buffer.from(`--${boundary}--\r\n`)])
  return server.inject({ method: 'POST', url: LIST, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
}

describe('pages of packages', () => {
  it('list procedures with the version in force, since when and by whom', async () => {
    const list = await get(LIST)
    expect(list.statusCode).toBe(200)
    expect(list.body).toContain('Đăng ký khai sinh')
    expect(list.body).toMatch(/Bản 1 <code>[0-9a-f]{12}<\/code>/)
    expect(list.body).toContain('09:00, 23/11/2026')
    expect(list.body).toContain('Hệ thống (bản kèm phần mềm)')
    expect((await server.inject({ url: LIST, headers: { 'x-as': 'officer' } })).statusCode).toBe(403)
  })

  it('tell faults of what is sent, with file and line', async () => {
    await changeFile(root, 'form.yaml', 'shown-if: child.bornIn = "facility"', 'shown-if: child.bornAt = "facility"')
    const answer = await upload(await zipOfFolder(root))
    await changeFile(root, 'form.yaml', 'child.bornAt', 'child.bornIn')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Gói thủ tục có 1 lỗi')
    expect(answer.body).toMatch(/<code>ho-tich\/1\.001193-dang-ky-khai-sinh\/form\.yaml<\/code>.*?>\d+<.*?child\.bornAt/s)
    expect(answer.body).toContain('href="#file"')
  })

  it.each([
    ['nothing', () => upload(), 'Xin chọn tệp zip'],
    ['what is no zip', () => upload(Buffer.from('<script>')), 'không phải tệp zip'],
    ['what is too large', () => upload(Buffer.alloc(9 * 1024 * 1024)), 'lớn hơn 8 MB'],
  ])('refuse %s in words', async (_what, send, words) => {
    const answer = await send()
    expect([answer.statusCode, answer.body.includes(words)]).toEqual([422, true])
  })

  it('refuse what ends within its file as what it is: a body that can’t be read', async () => {
    const payload = `------packages\r\ncontent-disposition: form-data; name="_key"\r\n\r\n${newId()}\r\n------packages\r\ncontent-disposition: form-data; name="file"; filename="giay.jpg"\r\n\r\nPK..........`
    const answer = await server.inject({ method: 'POST', url: LIST, headers: { 'content-type': 'multipart/form-data; boundary=----packages' }, payload })
    expect(answer.statusCode).toBe(400)
  })

  it('take a zip in, not yet in force, and give it back', async () => {
    await changeFile(root, 'procedure.yaml', 'minutes-to-fill: 15', 'minutes-to-fill: 19')
    const zip = await zipOfFolder(root)
    expect((await upload(zip, Buffer.from('another'))).headers.location).toBe(`${ONE}?da-luu=nhap&ban=2`)
    expect((await upload(zip)).headers.location).toBe(`${ONE}?da-luu=da-co&ban=2`)
    const page = await get(`${ONE}?da-luu=nhap&ban=2`)
    expect(page.body).toContain('Đã kiểm tra và lưu bản 2')
    expect(page.body).toContain('Chưa công bố')
    expect((await get(LIST)).body).toContain('Bản 2 chờ công bố')
    const back = await get(`${ONE}/2/goi.zip`)
    expect(back.headers['content-type']).toBe('application/zip')
    expect(back.headers['content-disposition']).toContain('goi-thu-tuc-1.001193-ban-2.zip')
    expect(await readPackageZip(back.rawPayload)).toEqual(await readPackageZip(zip))
  })

  it('show a version before it is published, filled with its examples, right and wrong', async () => {
    const preview = await get(`${ONE}/2/xem-truoc`)
    expect(preview.statusCode).toBe(200)
    expect(preview.body).toContain('xem-truoc?vi-du=4-sai.yaml')
    expect(preview.body).toContain('value="Nguyễn Minh An"')
    const wrong = await get(`${ONE}/2/xem-truoc?vi-du=4-sai.yaml`)
    expect(wrong.body).toContain('Tờ khai báo lỗi')
    expect(wrong.body).toContain('govuk-error-message')
    const declaration = await get(`${ONE}/2/to-khai.pdf?vi-du=1-thuong.yaml`)
    expect(declaration.json()).toMatchObject({ file: 'to-khai.typ', data: { answers: { 'child.name': 'Nguyễn Minh An' }, result: null } })
    expect(preview.body).toContain('ket-qua.pdf?vi-du=1-thuong.yaml')
    const result = await get(`${ONE}/2/ket-qua.pdf?vi-du=1-thuong.yaml`)
    expect(result.json()).toMatchObject({ file: 'ket-qua.typ', data: { answers: { 'child.name': 'Nguyễn Minh An' }, result: { number: '1/2026' } } })
    expect(wrong.body).not.toContain('ket-qua.pdf')
    expect((await get(`${ONE}/2/ket-qua.pdf?vi-du=4-sai.yaml`)).statusCode).toBe(404)
    expect((await get(`${ONE}/2/xem-truoc?vi-du=../form.yaml`)).body).toContain('value="Nguyễn Minh An"')
    expect((await get(`${ONE}/99/xem-truoc`)).statusCode).toBe(404)
    expect((await server.inject({ url: `${ONE}/2/xem-truoc`, headers: { 'x-as': 'officer' } })).statusCode).toBe(403)
  })

  it('publish from a later day on, and take that back', async () => {
    expect((await get(`${ONE}/2/cong-bo`)).body).toContain('value="23"')
    const url = `${ONE}/2/cong-bo`
    const wrong = await post(url, { ...on('31', '2', '2027'), reason: '"><script>' })
    expect([wrong.statusCode, wrong.body.includes('href="#date"'), wrong.body.includes('value="31"'), wrong.body.includes('<script>')]).toEqual([422, true, true, false])
    const bare = await post(url, { ...on('1', '1', '2027'), reason: '' })
    expect([bare.statusCode, bare.body.includes('href="#reason"')]).toEqual([422, true])
    const key = newId()
    const form = { ...on('1', '1', '2027'), reason: 'QĐ 12/QĐ-UBND', _key: key }
    for (const answer of [await post(url, form), await post(url, form)]) {
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `${ONE}?da-luu=cong-bo&ban=2`])
    }
    const [coming, ...others] = await publicationsOf(t.db, BIRTH_CODE)
    expect(others).toHaveLength(1)
    expect((await get(LIST)).body).toContain('Bản 2 từ 01/01/2027')
    const page = await get(ONE)
    expect(page.body).toContain('QĐ 12/QĐ-UBND')
    expect(page.body).toContain('Lê Văn Quản')
    const takeBack = `${ONE}/thu-hoi/${coming?.id}`
    expect(page.body).toContain(takeBack)
    expect((await get(takeBack)).body).toContain('00:00, 01/01/2027')
    expect((await post(takeBack, { reason: '' })).statusCode).toBe(422)
    expect((await post(takeBack, { reason: 'Ghi nhầm ngày' })).headers.location).toBe(`${ONE}?da-luu=thu-hoi`)
    expect((await get(ONE)).body).toContain('Lê Văn Quản thu hồi lúc 09:00, 23/11/2026: Ghi nhầm ngày')
    expect((await get(takeBack)).statusCode).toBe(404)
    expect((await post(takeBack, { reason: 'x' })).statusCode).toBe(404)
  })

  it('publish at once', async () => {
    expect((await post(`${ONE}/2/cong-bo`, { ...on('23', '11', '2026'), reason: 'Sửa thời gian điền' })).statusCode).toBe(303)
    const list = await get(LIST)
    expect(list.body).toMatch(/Bản 2 <code>/)
    expect(list.body).toContain('Lê Văn Quản')
    const again = await post(`${ONE}/2/cong-bo`, { ...on('23', '11', '2026'), reason: 'x' })
    expect([again.statusCode, again.body.includes('đã là phiên bản có hiệu lực')]).toEqual([409, true])
    const [begun] = await publicationsOf(t.db, BIRTH_CODE)
    expect((await get(`${ONE}/thu-hoi/${begun?.id}`)).statusCode).toBe(409)
    t.clock.set(new Date(TEST_NOW.getTime() + 60_000))
    expect((await post(`${ONE}/thu-hoi/${begun?.id}`, { reason: 'x' })).statusCode).toBe(409)
    t.clock.set(TEST_NOW)
  })

  it.each(['/9.999999', '/x', '/1.001193/0/goi.zip', '/1.001193/99/goi.zip', '/1.001193/1e3/cong-bo', '/9.999999/1/cong-bo', '/1.001193/thu-hoi/0', '/1.001193/thu-hoi/99999999999999999999', '/1.000656/thu-hoi/1'])('%s is not there', async (url) => {
    expect((await get(`${LIST}${url}`)).statusCode).toBe(404)
  })
})

describe('a post with an oddly named file', () => {
  const send = (name: string, { end = '------odd--\r\n' } = {}) =>
    server.inject({ method: 'POST', url: LIST, headers: { 'content-type': 'multipart/form-data; boundary=----odd' }, payload: `------odd\r\ncontent-disposition: form-data; name="${name}"; filename="a.zip"\r\ncontent-type: application/zip\r\n\r\nPK..\r\n${end}` })

  it.each([['__proto__'], ['constructor'], ['toString'], ['a[b]'], [''], ['x'.repeat(10_000)], ['tệp'], ['a%00b']])('%.20s is refused, and is no fault of the program', async (name) => {
    const { statusCode } = await send(name)
    expect([400, 422]).toContain(statusCode)
  })

  it('that ends in the middle of the file is the sender’s fault too', async () => {
    expect([400, 422]).toContain((await send('file', { end: '' })).statusCode)
  })
})
