import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../tests/support/app.ts'
import { prepareBirth } from '../../../../tests/support/birth.ts'
import { Client, signedIn } from '../../../../tests/sweeps/client.ts'

let app: TestApp
let owner: Client
let other: Client
let draft: string
beforeAll(async () => {
  app = await startTestApp()
  draft = `/nop-ho-so/ban-nhap/${(await prepareBirth(app, { childName: 'Lê Chỉ Mình Tôi' })).draftId}`
  owner = await signedIn(app, 'citizen', 'congdan')
  other = await signedIn(app, 'citizen', 'congdan2')
})
afterAll(() => app?.close())

const stored = async () => (await app.db.pool.query<{ revision: number; papers: number }>('select revision, (select count(*)::int from filing.draft_paper where draft_id = id) as papers from filing.draft where id = $1', [draft.split('/').at(-1)])).rows[0]
const tokenOf = async (client: Client) => ({ _csrf: /name="_csrf" value="([^"]+)"/.exec((await client.get('/nop-ho-so/1.001193')).text)?.[1] ?? '', _key: 'k' })
/** Names of the child and of the file that was sent. */
const PRIVATE = /Lê Chỉ Mình Tôi|giay-chung-sinh\.jpg/

describe('a draft that is read with the session of who asks', () => {
  it.each(['/1', '/2', '/3', '/4'])('is its owner’s at %s, in one trip to the database', async (step) => {
    const page = await owner.get(`${draft}${step}`)
    expect(page.status).toBe(200)
    expect(page.queries.filter((query) => query.includes('filing.draft ')).length).toBe(1)
    expect(page.queries.filter((query) => query.includes('accounts.session')).length).toBe(1)
    expect(page.queries.find((query) => query.includes('filing.draft '))).toContain('accounts.session')
    if (step === '/2' || step === '/4') expect(page.text).toMatch(PRIVATE)
  })

  it.each(['/1', '/2', '/3', '/4', '/da-nop', '/to-khai.pdf', '/moi/father'])('is not there for anybody else at %s', async (step) => {
    const page = await other.get(`${draft}${step}`)
    expect(page.status).toBe(404)
    expect(page.text).not.toMatch(PRIVATE)
  })

  it.each(['/1', '/2', '/3', '/4', '/xoa'])('is not changed by anybody else at %s', async (step) => {
    const before = await stored()
    const answer = await other.post(`${draft}${step}`, { ...(await tokenOf(other)), 'child.name': 'Người Khác', declared: 'yes', provinceCode: '92' })
    expect(answer.status).toBe(404)
    expect(answer.text).not.toMatch(PRIVATE)
    expect(await stored()).toEqual(before)
  })

  it('is shown to nobody without a session, or whose session has ended', async () => {
    for (const cookie of ['', `dan=${'x'.repeat(43)}`]) {
      const nobody = new Client(app)
      if (cookie) nobody.cookies.set('dan', cookie.slice('dan='.length))
      const page = await nobody.get(`${draft}/2`)
      expect(page.status).toBe(303)
      expect(page.headers.location).toContain('/dang-nhap')
      expect(page.text).not.toMatch(PRIVATE)
    }
    const leaving = await signedIn(app, 'citizen', 'congdan')
    const jar = new Map(leaving.cookies)
    await leaving.post('/dang-xuat', await tokenOf(leaving))
    for (const [name, value] of jar) leaving.cookies.set(name, value)
    expect((await leaving.get(`${draft}/2`)).status).toBe(303)
  })

  it('is read anew once something was written', async () => {
    const token = await tokenOf(owner)
    const sent = await owner.post(`${draft}/1`, { ...token, provinceCode: '', communeCode: '', caseKey: '1.001193.01', resultWay: 'online' })
    expect(sent.status).toBe(422)
    const saved = await owner.post(`${draft}/2`, { ...token, 'child.name': 'Lê Tên Mới' }, { accept: 'application/json' })
    expect(saved.status).toBe(200)
    expect((await owner.get(`${draft}/2`)).text).toContain('Lê Tên Mới')
    const gone = await owner.post(`${draft}/2`, { ...token, _seen: 'another-mark', 'child.name': 'Lê Tên Khác' })
    expect(gone.status).toBe(409)
    for (const said of ['Lê Tên Mới', 'Lê Tên Khác']) expect(gone.text).toContain(said)
  })

  it('is not asked for where the address names none', async () => {
    for (const id of ['khong-co', '00000000-0000-7000-8000-000000000000', "'; drop table x"]) expect((await owner.get(`/nop-ho-so/ban-nhap/${encodeURIComponent(id)}/2`)).status, id).toBe(404)
  })
})
