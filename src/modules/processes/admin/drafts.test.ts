import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../platform/ids.ts'
import { draftsOfKeys, findDraft } from '../drafts/drafts.store.ts'
import { processInForce } from '../publications/in-force.ts'
import { rowsToSheet, sheetToRows } from '../table/sheet.ts'
import { EMPTY_ROW, type TypedRow } from '../table/table.ts'
import { AGENCIES, type Admin, administrator, openAdmin } from './admin.fixture.tsx'

const row = (key: string, name: string, duty: string, work: string, time: string, more: Partial<TypedRow> = {}): TypedRow => ({ ...EMPTY_ROW, key, name, duty, work, time, ...more })
const ROWS = [row('TD', 'Thẩm định', 'Chuyên viên', 'appraise', '3 giờ'), row('KY', 'Ký duyệt', 'Lãnh đạo', 'sign', '2 giờ', { returnTo: 'TD' }), row('SO', 'Cấp số', 'Văn thư', 'number', '1 giờ')]

let a: Admin
beforeAll(async () => {
  a = await openAdmin()
}, 60_000)
afterAll(() => a.stop())

let n = 0
/** A process of its own with a draft of it. */
async function begin(agency = '') {
  n += 1
  const key = `9.00000${n}`
  const { definitionId } = await a.publishRows(key, ROWS)
  const answer = await a.post(`/quan-tri/quy-trinh/${key}`, { ban: '1', coquan: agency })
  const url = String(answer.headers.location)
  expect(url).toMatch(/^\/quan-tri\/quy-trinh\/nhap\/[0-9a-f-]{36}$/)
  const id = url.split('/').at(-1) ?? ''
  return { key, url, id, definitionId, draft: async () => (await findDraft(a.db, id)) ?? expect.fail('The draft is gone.') }
}
const keys = (rows: readonly TypedRow[] | null) => rows?.map((one) => one.key).join(' ')
const onDay = (day: string, month: string, year: string, reason = 'Quyết định 12/QĐ-UBND') => ({ 'date-day': day, 'date-month': month, 'date-year': year, reason })
const today = onDay('23', '11', '2026')

describe('a draft', () => {
  it('is begun once an agency, from a version, and says nothing else', async () => {
    const one = await begin()
    const again = await a.post(`/quan-tri/quy-trinh/${one.key}`, { ban: '1', coquan: '' })
    expect(again.headers.location).toBe(one.url)
    expect((await a.post(`/quan-tri/quy-trinh/${one.key}`, { ban: '1', coquan: AGENCIES.AGENCY })).headers.location).not.toBe(one.url)
    expect((await a.post(`/quan-tri/quy-trinh/${one.key}`, { ban: '1', coquan: AGENCIES.OTHER })).statusCode).toBe(422)
    expect((await a.post(`/quan-tri/quy-trinh/${one.key}`, { ban: '7', coquan: '' })).statusCode).toBe(404)
    const page = await a.get(one.url)
    expect(page.body).toContain('Thẩm định')
    expect(page.body).toContain('<svg')
    expect(page.body).not.toContain('govuk-error-summary')
  })

  it('is changed row by row: moved, taken out, added, a key renamed with what leads to it', async () => {
    const one = await begin()
    const press = async (viec: string) => a.post(one.url, { viec, 'phien-ban': String((await one.draft()).version), _key: newId() })
    await press('xuong:0:TD')
    expect(keys((await one.draft()).rows)).toBe('KY TD SO')
    const wrong = await a.get(one.url)
    expect(wrong.body).toContain('Chỉ trả lại về một bước đứng trước.')
    await press('len:1:TD')
    const renamed = await a.post(`${one.url}/buoc/1`, { ...ROWS[0], key: 'XET', 'ma-cu': 'TD', 'phien-ban': String((await one.draft()).version) })
    expect(renamed.headers.location).toBe(`${one.url}?da-luu=1#buoc-1`)
    expect((await one.draft()).rows?.[1]?.returnTo).toBe('XET')
    await a.post(`${one.url}/buoc-moi`, { ...row('PC', 'Phân công', 'Lãnh đạo', 'assign', '2 giờ'), sau: '0', 'phien-ban': String((await one.draft()).version) })
    expect(keys((await one.draft()).rows)).toBe('PC XET KY SO')
    await press('xoa:0:PC')
    expect(keys((await one.draft()).rows)).toBe('XET KY SO')
  })

  it('keeps what is typed wrongly, and says so beside the field and in the list', async () => {
    const one = await begin()
    const saved = await a.post(`${one.url}/buoc/2`, { ...ROWS[1], time: 'hai giờ', duty: 'Giám đốc', 'ma-cu': 'KY', 'phien-ban': '1' })
    expect(saved.headers.location).toBe(`${one.url}/buoc/2`)
    const form = await a.get(`${one.url}/buoc/2`)
    expect(form.body).toContain('value="hai giờ"')
    expect(form.body).toMatch(/id="time-error"[^>]*>.*?phải là số giờ/s)
    expect(form.body).toContain('Giám đốc (không có trong danh sách)')
    const list = await a.get(one.url)
    expect(list.body).toContain(`href="${one.url}/buoc/2#time"`)
    expect(list.body).toContain('Còn 2 chỗ phải sửa trước khi công bố')
    expect((await a.get(`${one.url}/cong-bo`)).body).toContain('Chưa công bố được')
  })

  it('of two administrators the second is told who was faster, with what was typed kept', async () => {
    const one = await begin()
    a.who.now = administrator(2, 'Trần Thị Hai')
    await a.post(`${one.url}/buoc/1`, { ...ROWS[0], name: 'Thẩm định kỹ', 'ma-cu': 'TD', 'phien-ban': '1' })
    a.who.now = administrator(1, 'Lê Văn Quản')
    const late = await a.post(`${one.url}/buoc/1`, { ...ROWS[0], name: 'Thẩm định nhanh', 'ma-cu': 'TD', 'phien-ban': '1' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Trần Thị Hai đã sửa bản nháp này')
    expect(late.body).toContain('value="Thẩm định nhanh"')
    expect((await one.draft()).rows?.[0]?.name).toBe('Thẩm định kỹ')
  })

  it('sent twice is written once', async () => {
    const one = await begin()
    const form = { ...row('B4', 'Bước thêm', 'Chuyên viên', 'verify', '1 giờ'), sau: '3', 'phien-ban': '1', _key: newId() }
    expect((await a.post(`${one.url}/buoc-moi`, form)).statusCode).toBe(303)
    expect((await a.post(`${one.url}/buoc-moi`, form)).statusCode).toBe(303)
    expect(keys((await one.draft()).rows)).toBe('TD KY SO B4')
  })

  it('is thrown away only with its version', async () => {
    const one = await begin()
    expect((await a.post(one.url, { viec: 'bo', 'phien-ban': '9' })).statusCode).toBe(409)
    expect((await a.post(one.url, { viec: 'bo', 'phien-ban': '1' })).headers.location).toBe(`/quan-tri/quy-trinh/${one.key}?da-luu=bo-nhap`)
    expect(await draftsOfKeys(a.db, [one.key])).toEqual([])
    expect((await a.get(one.url)).statusCode).toBe(404)
  })
})

describe('a table from a sheet', () => {
  it('is shown beside the draft with its faults by cell, then becomes the draft', async () => {
    const one = await begin()
    const sheet = await rowsToSheet([{ ...(ROWS[0] as TypedRow), time: '5 giờ' }, row('YK', 'Lấy ý kiến', 'Giám đốc', 'consult', '1 ngày'), ROWS[1] as TypedRow, ROWS[2] as TypedRow])
    const sent = await a.upload(`${one.url}/tep`, sheet, { 'phien-ban': '1' })
    expect(sent.headers.location).toBe(`${one.url}/tep`)
    const preview = await a.get(`${one.url}/tep`)
    expect(preview.body).toContain('Quy trình!E3: Người thực hiện «Giám đốc»')
    expect(preview.body).toContain('2 bước thay đổi')
    expect(preview.body).toContain('Thời gian: «3 giờ» thành «5 giờ»')
    expect(keys((await one.draft()).rows)).toBe('TD KY SO')
    await a.post(`${one.url}/dua-vao`, { viec: 'dua-vao', 'phien-ban': '2' })
    expect(keys((await one.draft()).rows)).toBe('TD YK KY SO')
    expect((await one.draft()).proposal).toBeNull()
    const back = await a.get(`${one.url}/quy-trinh.xlsx`)
    expect((await sheetToRows(back.rawPayload)).rows.map((each) => each.duty)).toContain('Giám đốc')
  })

  it('that is none is refused in words', async () => {
    const one = await begin()
    const sent = await a.upload(`${one.url}/tep`, Buffer.from('hello'), { 'phien-ban': '1' })
    expect([sent.statusCode, sent.body.includes('không phải XLSX')]).toEqual([422, true])
    expect((await a.upload(`${one.url}/tep`, Buffer.alloc(5 * 1024 * 1024), { 'phien-ban': '1' })).statusCode).toBe(422)
  })
})

describe('putting in force', () => {
  const inForce = (key: string, ...agencyIds: string[]) => processInForce(a.db, { key, agencyIds, at: a.clock.now() })

  it('needs a reason, a day that is to come, and a process without faults', async () => {
    const one = await begin()
    const publish = (form: Record<string, string>) => a.post(`${one.url}/cong-bo`, { 'phien-ban': '1', ...form })
    expect((await publish({ ...today, reason: ' ' })).statusCode).toBe(422)
    expect((await publish(onDay('1', '11', '2026'))).body).toContain('Ngày có hiệu lực phải là một ngày từ')
    expect((await publish(onDay('31', '2', '2027'))).statusCode).toBe(422)
    expect((await a.post(`${one.url}/cong-bo`, { ...today, 'phien-ban': '5' })).statusCode).toBe(409)
    await a.post(one.url, { viec: 'xoa:2:SO', 'phien-ban': '1' })
    expect((await a.get(`${one.url}/cong-bo`)).body).toContain('Quy trình không có bước cấp số.')
    expect((await a.post(`${one.url}/cong-bo`, { ...today, 'phien-ban': '2' })).statusCode).toBe(422)
    expect(await inForce(one.key)).toBeNull()
  })

  it.each(['9223372036854775808', 'khong-co', '01a22314-ea04-7081-982a-4bdb63c0e0fa'])('of a draft that there is not (%s) is refused as such', async (id) => {
    expect((await a.post(`/quan-tri/quy-trinh/nhap/${id}/cong-bo`, { ...today, 'phien-ban': '1' })).statusCode).toBe(404)
  })

  it('makes a version, tells who, why and from when, and ends the draft', async () => {
    const one = await begin()
    await a.post(`${one.url}/buoc/1`, { ...ROWS[0], time: '4 giờ', 'ma-cu': 'TD', 'phien-ban': '1' })
    const form = { ...today, 'phien-ban': '2', _key: newId() }
    const done = await a.post(`${one.url}/cong-bo`, form)
    expect(done.headers.location).toBe(`/quan-tri/quy-trinh/${one.key}?da-luu=cong-bo`)
    expect((await a.post(`${one.url}/cong-bo`, form)).statusCode).toBe(303)
    const definitionId = await inForce(one.key)
    expect(definitionId).not.toBe(one.definitionId)
    const [event] = (await a.readStream(a.db, { kind: 'process-definition', id: definitionId ?? '' })).filter((each) => each.type === 'process.put-in-force')
    expect(event).toMatchObject({ actor: 'staff:019a0000-0000-7000-8000-000000000001', payload: { key: one.key, number: 2, agencyId: null, reason: 'Quyết định 12/QĐ-UBND' } })
    const page = await a.get(`/quan-tri/quy-trinh/${one.key}?ban=1`)
    expect(page.body).toContain('Lê Văn Quản: Quyết định 12/QĐ-UBND')
    const compared = await a.get(`/quan-tri/quy-trinh/${one.key}/so-sanh?tu=1&den=2`)
    expect(compared.body).toContain('Thời gian: «3 giờ» thành «4 giờ»')
    expect((await a.post(`/quan-tri/quy-trinh/${one.key}/2/cong-bo`, { ...today, coquan: '' })).statusCode).toBe(409)
  })

  it('an agency’s own goes before the common one, there and below, until it ends; a day to come has not come', async () => {
    const { key, url } = await begin(AGENCIES.AGENCY)
    await a.post(`${url}/buoc/1`, { ...ROWS[0], time: '6 giờ', 'ma-cu': 'TD', 'phien-ban': '1' })
    await a.post(`${url}/cong-bo`, { ...today, 'phien-ban': '2' })
    const { AGENCY, BELOW, OTHER } = AGENCIES
    const own = await inForce(key, AGENCY)
    expect(own).not.toBeNull()
    expect(await inForce(key, BELOW, AGENCY)).toBe(own)
    expect(await inForce(key, OTHER)).toBeNull()
    await a.post(`/quan-tri/quy-trinh/${key}/1/cong-bo`, { ...today, coquan: '' })
    const common = await inForce(key, OTHER)
    expect([common === null, common === own]).toEqual([false, false])
    expect(await inForce(key, AGENCY)).toBe(own)
    await a.post(`/quan-tri/quy-trinh/${key}/ngung`, { ...onDay('1', '12', '2026'), coquan: AGENCY })
    expect(await inForce(key, AGENCY)).toBe(own)
    expect(await processInForce(a.db, { key, agencyIds: [AGENCY], at: new Date('2026-12-01T08:00:00+07:00') })).toBe(common)
    expect((await a.post(`/quan-tri/quy-trinh/${key}/1/cong-bo`, { ...today, coquan: OTHER })).statusCode).toBe(422)
    a.who.now = { ...administrator(1, 'Lê Văn Quản'), kind: 'staff' }
  })
})
