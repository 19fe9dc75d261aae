import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAgencyDirectory, mountAgencyAdmin, type PlaceNames } from '../agencies/index.ts'
import { createLogAccess } from '../events/index.ts'
import { type Accounts, openAccounts } from './accounts.fixture.ts'
import { createFirstAdministrator, mountAccounts, mountStaffAdmin, staffNames } from './index.ts'
import { browse, servePages } from './pages.fixture.ts'

const COMMUNES: Record<string, string> = { '31117': 'Phường Ninh Kiều', '31120': 'Phường Cái Khế' }
const names: PlaceNames = {
  provinceName: (code) => (code === '92' ? 'Thành phố Cần Thơ' : null),
  communeOf: (code) => (COMMUNES[code] ? { name: COMMUNES[code], provinceCode: '92' } : null),
  provinces: [{ code: '92', name: 'Thành phố Cần Thơ' }],
  communeNamed: (_province, typed) => Object.keys(COMMUNES).find((code) => COMMUNES[code] === typed) ?? null,
}
const agencyForm = {
  code: '',
  nameVi: 'UBND thành phố Cần Thơ',
  nameEn: '',
  kind: 'peoples-committee',
  level: 'province',
  receives: false,
  provinceCode: '92',
  communeCode: '',
  address: '',
  phone: '',
  email: '',
  hoursVi: '',
  hoursEn: '',
  mapUrl: '',
  hotline: '',
}
const FRESH = 'chín con chim sẻ nâu'

let site: Accounts
let server: Awaited<ReturnType<typeof servePages>>
let directory: ReturnType<typeof createAgencyDirectory>
let rootId: string
type Browser = ReturnType<typeof browse>
let root: Browser

/** Logs in with a one-time password, changes it, and goes on. */
async function logIn(username: string, oneTimePassword: string): Promise<Browser> {
  const browser = browse(server)
  await browser.submit('/can-bo/dang-nhap', { loginName: username, password: oneTimePassword })
  await browser.submit('/can-bo/doi-mat-khau', { present: oneTimePassword, password: FRESH, passwordAgain: FRESH })
  return browser
}
const oneTimeIn = (html: string) => /<code>([\w-]+)<\/code>/.exec(html)?.[1] ?? ''
const idIn = (text: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] ?? ''
const day = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}
const postOf = (agency: string, ...duties: string[]) => ({ agency, title: 'Công chức', duties, ...day('validFrom', '2026-01-01') })
async function hire(by: Browser, name: string, username: string, agency: string, ...duties: string[]) {
  const made = await by.submit('/quan-tri/can-bo/moi', { name, username, ...postOf(agency, ...duties) })
  expect(made.status).toBe(200)
  return { staffId: idIn(made.html), password: oneTimeIn(made.html) }
}
async function addAgency(by: Browser, parent: string, nameVi: string, commune: string) {
  const form = { parent, nameVi, kind: 'service-centre', level: 'commune', receives: 'yes', provinceCode: '92', communeCode: commune }
  return idIn((await by.submit(`/quan-tri/co-quan/moi?cha=${parent}`, form, '/quan-tri/co-quan/moi')).to)
}

beforeAll(async () => {
  site = await openAccounts()
  directory = createAgencyDirectory({ db: site.db, clock: site.clock, provinceOfCommune: async () => '92' })
  const { readStream } = site
  const deps = { ...site.deps, directory, readStream, places: async () => names, changed: directory.changed }
  server = await servePages(site, (web) => {
    mountAccounts(web, { ...deps, cookies: site.cookies, logAccess: createLogAccess(site.sealer) })
    mountAgencyAdmin(web, { ...deps, staffNames })
    mountStaffAdmin(web, deps)
  })
  const first = await createFirstAdministrator(deps)({ username: 'quantri', name: 'Trần Quản Trị', agency: agencyForm, forceNew: false })
  if (!first.ok) throw new Error(first.refusal.code)
  rootId = first.agencyId
  root = await logIn('quantri', first.oneTimePassword)
})
afterAll(async () => {
  await server.close()
  await site.close()
})

describe('an administrator opens a real office', () => {
  let ninhKieu: string
  let caiKhe: string
  let sen: { staffId: string; password: string }
  let lan: { staffId: string; password: string }

  it('with an agency by the name of its commune, its address, hours and map', async () => {
    ninhKieu = await addAgency(root, rootId, 'Trung tâm PVHCC phường Ninh Kiều', 'Phường Ninh Kiều')
    caiKhe = await addAgency(root, rootId, 'Trung tâm PVHCC phường Cái Khế', '31120')
    const twice = { parent: rootId, nameVi: 'Trung tâm PVHCC phường Cái Khế', kind: 'service-centre', level: 'commune', provinceCode: '92', communeCode: '31120' }
    expect((await root.submit(`/quan-tri/co-quan/moi?cha=${rootId}`, twice, '/quan-tri/co-quan/moi')).status).toBe(409)
    const page = `/quan-tri/co-quan/${ninhKieu}`
    const { html } = await root.get(page)
    expect(html).toContain('value="Phường Ninh Kiều"')
    const typed = { revision: '1', nameVi: 'Trung tâm PVHCC phường Ninh Kiều', kind: 'service-centre', level: 'commune', receives: 'yes', provinceCode: '92', communeCode: 'Phường Ninh Kiều' }
    const office = { address: '215 Nguyễn Văn Cừ nối dài', phone: '0292 3820 000', hoursVi: '7:30–11:30', mapUrl: 'https://ban-do.example.vn/1', hotline: '1022' }
    const wrong = await root.submit(page, { ...typed, ...office, mapUrl: 'javascript:alert(1)', communeCode: 'Phường Không Có' })
    expect(wrong.status).toBe(422)
    for (const text of ['href="#mapUrl"', 'href="#communeCode"', '215 Nguyễn Văn Cừ nối dài', 'value="Phường Không Có"']) expect(wrong.html).toContain(text)
    expect((await root.submit(page, { ...typed, ...office })).to).toBe(`${page}?xong=sua`)
    expect((await root.submit(page, { ...typed, ...office, phone: '1' })).status).toBe(409)
    expect((await directory.snapshot()).get(ninhKieu)).toMatchObject(office)
    const history = (await root.get(page)).html
    expect(history).toContain('Trần Quản Trị')
    expect(history).toContain('địa chỉ: trống → “215 Nguyễn Văn Cừ nối dài”')
    expect((await root.get('/quan-tri/co-quan')).html).toContain('Cái Khế')
  })

  it('with staff, whose one-time password is shown once', async () => {
    const wrong = await root.submit('/quan-tri/can-bo/moi', { name: '', username: 'x', ...postOf(ninhKieu, 'reception') })
    expect([wrong.status, wrong.html.includes('href="#username"')]).toEqual([422, true])
    const none = await root.submit('/quan-tri/can-bo/moi', { name: 'Lê Sen', username: 'le.sen', agency: ninhKieu, title: 'x', ...day('validFrom', '2026-01-01') })
    expect(none.status).toBe(422)
    expect(await site.rows("select 1 from accounts.staff where username = 'le.sen'")).toEqual([])
    sen = await hire(root, 'Lê Sen', 'le.sen', ninhKieu, 'reception', 'administrator')
    lan = await hire(root, 'Ngô Lan', 'ngo.lan', ninhKieu, 'leader')
    expect(sen.password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/)
    const list = (await root.get('/quan-tri/can-bo')).html
    expect(list).toContain('cán bộ một cửa, quản trị')
    expect(list).not.toContain(sen.password)
    expect((await root.get(`/quan-tri/can-bo/${sen.staffId}`)).html).toContain('Giao vị trí Công chức từ 01/01/2026')
  })

  it('whose administrator sees and touches the own agency only', async () => {
    const local = await logIn('le.sen', sen.password)
    const khe = await hire(root, 'Võ Khế', 'vo.khe', caiKhe, 'reception')
    expect((await local.get('/quan-tri/co-quan')).html).not.toContain('Cái Khế')
    for (const path of [`/quan-tri/co-quan/${caiKhe}`, `/quan-tri/co-quan/${rootId}`, `/quan-tri/co-quan/moi?cha=${caiKhe}`, `/quan-tri/can-bo/${khe.staffId}`, '/quan-tri/can-bo/xyz', '/quan-tri/co-quan/xyz']) {
      expect([path, (await local.get(path)).status]).toEqual([path, 404])
    }
    const own = `/quan-tri/can-bo/${lan.staffId}`
    for (const rest of ['ten', 'khoa', 'mo', 'mat-khau', 'vi-tri', 'ket-thuc']) {
      expect([rest, (await local.submit(own, { name: 'X' }, `/quan-tri/can-bo/${khe.staffId}/${rest}`)).status]).toEqual([rest, 404])
    }
    expect((await local.submit(own, { nameVi: 'X' }, `/quan-tri/co-quan/${caiKhe}`)).status).toBe(404)
    expect((await local.submit('/quan-tri/can-bo/moi', { name: 'Kẻ Lạ', username: 'ke.la', ...postOf(caiKhe, 'leader') })).status).toBe(404)
    expect((await local.submit(own, postOf(caiKhe, 'leader'), `${own}/vi-tri`)).status).toBe(403)
    const reader = await logIn('ngo.lan', lan.password)
    expect((await reader.get('/quan-tri/can-bo')).status).toBe(403)
  })

  it('with posts given and ended, logins shut, opened and reset', async () => {
    const page = `/quan-tri/can-bo/${lan.staffId}`
    expect((await root.submit(page, postOf(caiKhe, 'leader'), `${page}/vi-tri`)).to).toBe(`${page}?xong=vi-tri`)
    expect((await root.submit(page, postOf(caiKhe, 'clerk'), `${page}/vi-tri`)).status).toBe(409)
    const rows = await site.rows(`select id from agencies.post where staff_id = '${lan.staffId}' and agency_id = '${caiKhe}'`)
    const ending = { post: String(rows[0]?.id), ...day('lastDay', '2026-11-22') }
    expect((await root.submit(page, { ...ending, 'lastDay-month': '13' }, `${page}/ket-thuc`)).status).toBe(422)
    expect((await root.submit(page, ending, `${page}/ket-thuc`)).to).toBe(`${page}?xong=vi-tri`)
    expect((await root.submit(page, { name: 'Ngô Thị Lan' }, `${page}/ten`)).to).toBe(`${page}?xong=ten`)
    expect((await root.submit(page, {}, `${page}/khoa`)).to).toBe(`${page}?xong=khoa`)
    expect((await root.get(page)).html).toContain('Đã khóa')
    expect((await root.submit(page, {}, `${page}/mo`)).to).toBe(`${page}?xong=mo`)
    const reset = await root.submit(page, {}, `${page}/mat-khau`)
    expect(oneTimeIn(reset.html)).toMatch(/^\w{4}(-\w{4}){3}$/)
    expect((await root.get(page)).html).toContain('Sửa họ tên: “Ngô Lan” → “Ngô Thị Lan”')
  })

  it('with absences and substitutes', async () => {
    const absence = { staff: lan.staffId, substitute: sen.staffId, reason: 'leave', ...day('from', '2026-11-24'), ...day('to', '2026-11-26') }
    const page = '/quan-tri/vang-mat'
    const self = await root.submit(page, { ...absence, substitute: lan.staffId })
    expect([self.status, self.html.includes('href="#substitute"')]).toEqual([422, true])
    expect((await root.submit(page, { ...absence, 'to-day': '99' })).status).toBe(422)
    expect((await root.submit(page, { ...absence, staff: "x' or 1=1" })).status).toBe(404)
    expect((await root.submit(page, absence)).to).toBe(`${page}?xong=ghi`)
    expect((await root.submit(page, absence)).status).toBe(409)
    const { html } = await root.get(page)
    expect(html).toContain('24/11/2026 – 26/11/2026')
    const cancelling = /\/quan-tri\/vang-mat\/[\w-]+\/huy/.exec(html)?.[0] ?? ''
    expect((await root.submit(page, {}, cancelling)).to).toBe(`${page}?xong=huy`)
    expect((await root.get(page)).html).toContain('Không có ai vắng mặt')
  })

  it('with reception points, and closed agencies that name their successor', async () => {
    const page = `/quan-tri/co-quan/${ninhKieu}`
    expect((await root.submit(page, { 'point-nameVi': 'Điểm 2' }, `${page}/diem-tiep-nhan`)).html).toContain('href="#point-address"')
    expect((await root.submit(page, { 'point-nameVi': 'Điểm 2', 'point-address': '12 Hòa Bình' }, `${page}/diem-tiep-nhan`)).to).toBe(`${page}?xong=diem`)
    const closePoint = /\/quan-tri\/co-quan\/[\w-]+\/diem-tiep-nhan\/[\w-]+\/dong/.exec((await root.get(page)).html)?.[0] ?? ''
    expect((await root.submit(page, { 'point-nameVi': 'Điểm 2', 'point-address': '12 Hòa Bình' }, `${page}/diem-tiep-nhan`)).status).toBe(409)
    expect((await root.submit(page, {}, closePoint)).to).toBe(`${page}?xong=diem`)
    const old = await addAgency(root, rootId, 'Điểm cũ', '31117')
    const closing = { ...day('lastDay', '2026-12-31'), successor: ninhKieu, ground: 'NQ 1' }
    const oldPage = `/quan-tri/co-quan/${old}`
    expect((await root.submit(oldPage, { ...closing, ground: '' }, `${oldPage}/dong`)).status).toBe(422)
    expect((await root.submit(oldPage, { ...closing, successor: 'xyz' }, `${oldPage}/dong`)).status).toBe(422)
    expect((await root.submit(page, { ...closing, successor: '' }, `${page}/dong`)).status).toBe(409)
    expect((await root.submit(oldPage, closing, `${oldPage}/dong`)).to).toBe('/quan-tri/co-quan?xong=dong')
    expect((await root.get(oldPage)).html).toContain('Kế thừa: Trung tâm PVHCC phường Ninh Kiều')
  })
})
