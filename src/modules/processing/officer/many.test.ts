import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../tests/support/app.ts'
import { carry, fileBirth, type Stage } from '../../../../tests/support/birth.ts'
import { type Client, type Reply, signedIn } from '../../../../tests/sweeps/client.ts'
import { formsOf, tagsOf } from '../../../../tests/sweeps/forms.ts'

let app: TestApp
let counter: Client
let leader: Client
beforeAll(async () => {
  app = await startTestApp()
  counter = await signedIn(app, 'staff', 'motcua')
  leader = await signedIn(app, 'staff', 'lanhdao')
})
afterAll(() => app?.close())

const statusOf = async (code: string) => (await app.db.pool.query<{ status: number }>('select status from dossiers.dossier where code = $1', [code])).rows[0]?.status
const at = async (stage: Stage | null) => {
  const filed = await fileBirth(app)
  if (stage) await carry(app, filed, stage)
  return filed
}
/** Values of the boxes that choose these dossiers on a page. */
const choicesOf = (page: Reply, ids: readonly string[]) => tagsOf(page.text, 'input').map((tag) => tag.get('value') ?? '').filter((value) => ids.some((id) => value.startsWith(`${id}:`)))
const fieldsOf = (page: Reply, action: string) => formsOf(page.text).find((form) => form.action === action)?.fields ?? {}

describe('saved filters', () => {
  it('are made, opened first, shared with the office, renamed and deleted; one’s own only', async () => {
    const list = '/can-bo/ho-so/danh-sach/dang-xu-ly?kenh=2&han=qua-han'
    const page = await counter.get(list)
    const offices = tagsOf(page.text, 'input').find((tag) => tag.get('name') === 'chung')?.get('value') ?? ''
    const saved = await counter.send(page, '/bo-loc', { name: 'Trực tuyến quá hạn', chung: offices, 'mo-dau': '1' })
    expect([saved.status, saved.headers.location]).toEqual([303, '/can-bo/bo-loc?xong=1'])
    expect((await counter.get('/can-bo')).headers.location).toBe('/can-bo/ho-so/danh-sach/dang-xu-ly?han=qua-han&kenh=2')
    expect((await counter.get(list)).text).toContain('Trực tuyến quá hạn')
    const own = await counter.get('/can-bo/bo-loc')
    const action = formsOf(own.text).find((form) => form.action?.startsWith('/can-bo/bo-loc/'))?.action ?? ''
    expect(own.text).toContain('Đã quá hạn · Trực tuyến')
    const wrong = await counter.send(own, action, { name: '   ' })
    expect([wrong.status, wrong.text.includes('Xin đặt tên cho bộ lọc')]).toEqual([422, true])
    // Another's is not there for anybody else.
    const other = await leader.send(await leader.get('/can-bo/ho-so/danh-sach/dang-xu-ly'), '/bo-loc', { name: 'Của lãnh đạo' })
    expect(other.status).toBe(303)
    const page2 = await leader.get('/can-bo/bo-loc')
    const stolen = await leader.post(action, { ...(fieldsOf(page2, formsOf(page2.text).find((form) => form.action?.startsWith('/can-bo/bo-loc/'))?.action ?? '') as Record<string, string>), name: 'Lấy của người khác', viec: 'luu' })
    expect(stolen.status).toBe(422)
    expect((await counter.send(own, action, { name: 'Tên mới', 'mo-dau': '', viec: 'luu' })).status).toBe(303)
    expect((await counter.get('/can-bo/bo-loc')).text).toContain('Tên mới')
    expect((await counter.send(await counter.get('/can-bo/bo-loc'), action, { viec: 'xoa' })).status).toBe(303)
    expect((await counter.get('/can-bo/bo-loc')).text).not.toContain('Tên mới')
  })
})

describe('an act on many dossiers', () => {
  it('asks again, tells of each, does each once however often it is sent, and leaves what was not ticked', async () => {
    const [one, two, three] = [await at(null), await at(null), await at(null)]
    const page = await counter.get('/can-bo/ho-so/danh-sach/cho-tiep-nhan')
    const ids = [one, two, three].map((filed) => filed.dossierId)
    const chosen = choicesOf(page, ids)
    expect(chosen.length).toBe(3)
    const asked = await counter.send(page, '/nhieu-ho-so', { viec: 'tiep-nhan', chon: chosen })
    expect([asked.status, asked.text.includes('Đã kiểm tra các giấy tờ dưới đây')]).toEqual([200, true])
    expect(await statusOf(one.code)).toBe(1)
    const sent = { ...fieldsOf(asked, '/can-bo/nhieu-ho-so'), chon: chosen, 'da-kiem': [one.dossierId, two.dossierId] }
    const told = await counter.post('/can-bo/nhieu-ho-so', sent)
    expect([told.text.includes('2 hồ sơ đã xong, 1 hồ sơ để lại'), await statusOf(one.code), await statusOf(two.code), await statusOf(three.code)]).toEqual([true, 2, 2, 1])
    const again = await counter.post('/can-bo/nhieu-ho-so', sent)
    expect(again.text).toContain('Đã làm ở lần gửi trước')
    const { rows } = await app.db.pool.query<{ n: number }>("select count(*)::int as n from processing.act where kind = 'accept' and dossier_id = any($1)", [ids])
    expect(rows[0]?.n).toBe(2)
    // Acting on the older picture of one that moved meanwhile is told, and the others go on.
    const late = await counter.post('/can-bo/nhieu-ho-so', { ...sent, _key: 'another-key', 'da-kiem': ids })
    expect(late.text).toContain('1 hồ sơ đã xong, 2 hồ sơ chưa làm được')
    expect(await statusOf(three.code)).toBe(2)
  })

  it('is refused without a choice, for what is not there and for other offices', async () => {
    const page = await counter.get('/can-bo/ho-so/danh-sach/cho-chuyen')
    const filed = await at('accepted')
    const base = fieldsOf(await counter.get('/can-bo/ho-so/danh-sach/cho-chuyen'), '/can-bo/nhieu-ho-so')
    expect((await counter.post('/can-bo/nhieu-ho-so', { ...base, viec: 'chuyen-xu-ly' })).status).toBe(422)
    expect((await counter.post('/can-bo/nhieu-ho-so', { ...base, viec: 'khong-co', chon: [`${filed.dossierId}:2`] })).status).toBe(404)
    const police = await signedIn(app, 'staff', 'conganphuong-motcua')
    const theirs = fieldsOf(await police.get('/can-bo/bo-loc'), '/can-bo/dang-xuat')
    const stolen = await police.post('/can-bo/nhieu-ho-so', { ...theirs, viec: 'chuyen-xu-ly', 'chac-chan': '1', chon: [`${filed.dossierId}:2`] })
    expect([stolen.text.includes(filed.code), await statusOf(filed.code)]).toEqual([false, 2])
    expect(page.status).toBe(200)
  })
})

describe('the signing desk', () => {
  it('shows the draft beside the declaration, signs and sends back one by one, and many at once', async () => {
    const filed = [await at('confirmed'), await at('confirmed'), await at('confirmed')]
    const [first, second, third] = filed
    const page = await leader.get(`/can-bo/ban-ky?xem=${second?.code}`)
    expect(page.status).toBe(200)
    for (const one of filed) expect(page.text).toContain(one.code)
    expect(page.text).toContain(`/can-bo/ho-so/${second?.code}/du-thao.pdf`)
    expect(page.text).toContain('Tờ khai, để đối chiếu')
    const own = formsOf(page.text).find((form) => form.fields.mot)
    const without = await leader.post('/can-bo/ban-ky', { ...own?.fields, viec: 'tra-lai', 'ly-do': '' })
    expect([without.status, without.text.includes('ý do')]).toEqual([422, true])
    const back = await leader.post('/can-bo/ban-ky', { ...own?.fields, viec: 'tra-lai', 'ly-do': 'Sai tên mẹ' })
    expect(back.status).toBe(303)
    const open = async (id: string) => (await app.acts.processing.processes.openTasks(app.db, id)).map((task) => task.work)
    expect(await open(second?.dossierId ?? '')).not.toContain('sign')
    const list = await leader.get('/can-bo/ban-ky')
    const many = { ...formsOf(list.text).find((form) => form.action === '/can-bo/ban-ky' && !form.fields.mot)?.fields, chon: choicesOf(list, [first?.dossierId ?? '', third?.dossierId ?? '']), viec: 'ky' }
    const told = await leader.post('/can-bo/ban-ky', many)
    expect(told.text).toContain('2 hồ sơ đã xong')
    expect([await open(first?.dossierId ?? ''), await open(third?.dossierId ?? '')]).toEqual([['number'], ['number']])
    expect((await leader.post('/can-bo/ban-ky', many)).text).toContain('Đã làm ở lần gửi trước')
    expect((await counter.get('/can-bo/ban-ky')).status).toBe(403)
  })

  it('has beside it who has how much, and what may become late', async () => {
    const page = await leader.get('/can-bo/dieu-hanh')
    expect(page.status).toBe(200)
    expect(page.text).toContain('Ai đang có bao nhiêu việc')
    expect(page.text).toMatch(/Kịp hạn|Chưa đủ số liệu|Sát hạn|Dễ trễ hạn|Đã quá hạn/)
    expect(page.queries.length).toBeLessThanOrEqual(10)
  })
})
