import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../tests/support/app.ts'
import { type Client, signedIn } from '../../../tests/sweeps/client.ts'
import { beginAtCounter } from '../../../tests/sweeps/counter.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { newId } from '../../platform/ids.ts'

let app: TestApp
let counter: Client
let admin: Client
beforeAll(async () => {
  app = await startTestApp()
  counter = await signedIn(app, 'staff', 'motcua')
  admin = await signedIn(app, 'staff', 'quantri')
})
afterAll(() => app?.close())

const CONTROL = 'tn:place'

/** Takes a dossier in with what was chosen as its place; the page of its paper. */
async function paperOf(place: string | null): Promise<string> {
  const draft = await beginAtCounter(counter)
  const done = await counter.send(`${draft}/xac-nhan`, null, place === null ? {} : { [CONTROL]: place })
  expect(done.status).toBe(303)
  const code = /H92\.[\d.]+-\d{6}-\d+/.exec((await counter.get(String(done.headers.location))).text)?.[0] ?? ''
  return (await counter.get(`/can-bo/ho-so/${code}/ho-so-giay`)).text
}
const setPlace = (address: string, fields: Record<string, string>) => admin.send(`/quan-tri/noi-de-ho-so/${address}`, null, fields)

describe('paper that a counter takes in', () => {
  it('lies in the first place of the agency unless another is chosen', async () => {
    const draft = await beginAtCounter(counter)
    const page = (await counter.get(`${draft}/xac-nhan`)).text
    expect(page).toContain('Hồ sơ giấy để ở')
    expect(page).toMatch(/<option value="[0-9a-f-]{36}" selected>Quầy tiếp nhận<\/option>/)
    expect(await paperOf(null)).toContain('Quầy tiếp nhận, Trung tâm')
    expect(await paperOf('')).toContain('Trần Thị Tiếp Nhận giữ')
    // What is no place of this agency is nobody's: it is with whoever received it.
    expect(await paperOf(newId())).toContain('Trần Thị Tiếp Nhận giữ')
  })

  it('has places that the administrator makes, renames and closes when nothing lies there', async () => {
    const made = await setPlace('moi', { id: newId(), agencyId: DEMO_AGENCIES[0].centreId, name: 'Tủ số 9', kind: 'cabinet' })
    expect([made.status, made.headers.location]).toEqual([303, '/quan-tri/noi-de-ho-so?da=luu'])
    const list = (await admin.get('/quan-tri/noi-de-ho-so')).text
    const id = /noi-de-ho-so\/([0-9a-f-]{36})">\s*Tủ số 9/.exec(list)?.[1] ?? ''
    expect((await setPlace(id, { name: 'Tủ số 10', kind: 'room' })).status).toBe(303)
    expect((await setPlace(id, { name: '', kind: '' })).text).toContain('Ghi tên nơi để hồ sơ')
    expect((await setPlace('moi', { id: newId(), agencyId: DEMO_AGENCIES[0].centreId, name: 'tủ số 10', kind: 'room' })).status).toBe(409)
    const first = /noi-de-ho-so\/([0-9a-f-]{36})">\s*Quầy tiếp nhận/.exec(list)?.[1] ?? ''
    const refused = await admin.send('/quan-tri/noi-de-ho-so', `${first}/thoi-dung`, {})
    expect([refused.status, refused.text.includes('còn để hồ sơ giấy')]).toEqual([409, true])
    expect((await admin.send('/quan-tri/noi-de-ho-so', `${id}/thoi-dung`, {})).status).toBe(303)
    expect((await admin.get(`/quan-tri/noi-de-ho-so/${id}`)).status).toBe(404)
    // Nobody else's agency.
    expect((await setPlace('moi', { id: newId(), agencyId: DEMO_AGENCIES[1].centreId, name: 'Tủ lạ', kind: 'room' })).status).toBe(403)
    expect((await counter.get('/quan-tri/noi-de-ho-so')).status).toBe(403)
  })
})
