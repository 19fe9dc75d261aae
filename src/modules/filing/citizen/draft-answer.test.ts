import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../../../tests/support/app.ts'
import { carry, type Filed, fileBirth } from '../../../../tests/support/birth.ts'
import { type Client, signedIn } from '../../../../tests/sweeps/client.ts'

let app: TestApp
let filed: Filed
let citizen: Client
beforeAll(async () => {
  app = await startTestApp()
  filed = await fileBirth(app, { childName: 'Nguyễn Minh An' })
  await carry(app, filed, 'drafted')
  citizen = await signedIn(app, 'citizen', 'congdan')
})
afterAll(() => app?.close())

it('a field of a draft is asked to be corrected: a fault keeps what was typed; then the office and the signer see it beside the field', async () => {
  const url = `/ho-so/${filed.code}/du-thao`
  const seen = await citizen.get(url)
  expect(seen.text).toContain('Dự thảo ghi đúng như tờ khai.')
  const form = { answer: 'correct', 'field-0': 'child.name', 'why-0': 'Viết thiếu dấu mũ', 'should-0': '' }
  const csrf = { _csrf: /name="_csrf" value="([^"]+)"/.exec(seen.text)?.[1] ?? '' }
  const wrong = await citizen.post(url, { ...csrf, ...form })
  expect(wrong.status).toBe(422)
  for (const said of ['href="#should-0"', 'Xin ghi nội dung đúng', 'Viết thiếu dấu mũ', '<option value="child.name" selected']) expect(wrong.text).toContain(said)
  expect((await citizen.post(url, { ...csrf, ...form, 'field-0': 'no.such', 'should-0': 'x' })).status).toBe(422)
  expect((await citizen.post(url, { ...csrf, ...form, 'should-0': 'Nguyễn Minh Ân' })).status).toBe(303)
  expect((await citizen.post(url, { ...csrf, ...form, 'should-0': 'Nguyễn Minh Ơn' })).status).toBe(409)

  const specialist = await signedIn(app, 'staff', 'hotich')
  const home = `/can-bo/ho-so/${filed.code}`
  const shown = await specialist.get(home)
  for (const said of ['Người dân đề nghị sửa từng ô', 'Nguyễn Minh Ân', 'Viết thiếu dấu mũ']) expect(shown.text).toContain(said)
  expect((await specialist.send(shown, '/gui-lai-du-thao', {})).status).toBe(303)

  const english = await citizen.get(`/en${url}`)
  expect(english.text).toContain('The draft says what was declared.')
  expect((await citizen.send(english, '/du-thao', { answer: 'confirm' })).status).toBe(303)

  const leader = await signedIn(app, 'staff', 'lanhdao')
  const desk = await leader.get('/can-bo/ban-ky')
  expect(desk.text).toContain('Dự thảo đặt cạnh tờ khai')
  expect(desk.text).toMatch(/Người dân đề nghị: <strong>Nguyễn Minh Ân<\/strong>/)
  const [sign] = (await app.acts.processing.processes.openTasks(app.db, filed.dossierId)).filter((task) => task.work === 'sign')
  expect((await leader.get(`${home}/ky-duyet?buoc=${sign?.taskId}`)).text).toContain('Dự thảo đặt cạnh tờ khai')
})
