import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MailSimulator, type ReceivedMail, startMailSimulator } from '../../src/adapters/mail/index.ts'
import type { Loopback } from '../../src/adapters/loopback.ts'
import { type Sms, startSmsSimulator } from '../../src/adapters/sms/index.ts'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'
import { rawFromAnswers } from '../../src/modules/forms/index.ts'
import { ORDINARY_BIRTH } from '../support/birth.ts'
import { cornersOf, pictureOfPdf } from '../support/corners.ts'
import { corners } from '../support/heic.ts'
import { pdfText } from '../support/pdf-text.ts'
import { type Fields, Person, type Seen, wordsOf } from '../support/person.ts'
import { photo } from '../support/photo.ts'
import { freePort, type Program, runToEnd, startProgram } from '../support/program.ts'
import { BIRTH_FOLDER, formOfPackage } from '../support/package-form.ts'
import { eventually } from '../support/steps.ts'
import { testFolders } from './folders.ts'

const folders = testFolders()
afterAll(() => folders.remove(), 60_000)

const NEEDED = ['PUBLIC_URL', 'SEAL_KEYS', 'BLIND_INDEX_KEY', 'SESSION_KEY', 'SMTP_URL', 'MAIL_FROM', 'SMS_GATEWAY_URL', 'DEPLOYMENT_NAME']

describe('production with nothing set', () => {
  it('lists everything that is missing at once and does not start', async () => {
    const refused = await runToEnd({ dataDir: folders.make(), environment: { NODE_ENV: 'production' } })
    expect(refused.code).toBe(1)
    for (const name of NEEDED) expect(refused.said).toContain(`- ${name}:`)
    expect(refused.said).not.toMatch(/\n\s+at /)
  })
})

const HTTPS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' }
const key = () => randomBytes(32).toString('base64')

describe('a real office opens: no demo people, no simulators', () => {
  let program: Program
  let mail: MailSimulator
  let sms: Loopback
  const letters = new Map<string, ReceivedMail>()
  const texts = new Map<string, Sms>()
  let dataDir: string
  let environment: Record<string, string>
  const office = { province: '92', commune: '31135', code: '', dossier: '' }
  const newPerson = () => new Person(program.url, HTTPS)

  beforeAll(async () => {
    const working = { mode: async () => 'working' as const, onFault: (error: unknown) => void process.stderr.write(`${String(error)}\n`) }
    mail = await startMailSimulator({ ...working, keep: async (one) => void letters.set(one.reference, one) })
    sms = await startSmsSimulator({ ...working, token: 'gateway-token', keep: async (one) => {
        texts.set(one.reference, one)
        return one.reference
      },
    })
    const port = await freePort()
    environment = {
      NODE_ENV: 'production',
      HOST: 'localhost',
      PUBLIC_URL: `https://localhost:${port}`,
      TRUST_PROXY: '1',
      SEAL_KEYS: `k1:${key()}`,
      BLIND_INDEX_KEY: key(),
      SESSION_KEY: key(),
      SMTP_URL: `smtp://${mail.host}:${mail.port}`,
      MAIL_FROM: 'Phường Ninh Kiều <mot-cua@ninhkieu.example.vn>',
      SMS_GATEWAY_URL: sms.url,
      SMS_GATEWAY_TOKEN: 'gateway-token',
      DEPLOYMENT_NAME: 'Phường Ninh Kiều, thành phố Cần Thơ',
      // An empty database of another PostgreSQL, to see the office open on it.
      ...(process.env.TEST_DATABASE_URL ? { DATABASE_URL: process.env.TEST_DATABASE_URL } : {}),
    }
    dataDir = folders.make()
    program = await startProgram({ dataDir, port, environment })
  }, 200_000)
  afterAll(async () => {
    await program?.stop()
    await mail?.stop()
    await sms?.stop()
  })

  it('shows neither demo people nor simulators, and keeps to https', async () => {
    expect(program.said()).not.toContain(DEMO_PASSWORD)
    const visitor = newPerson()
    for (const url of ['/sandbox', '/sandbox/hop-thu', '/sandbox/hop-thu.json', '/sandbox/dong-ho']) expect((await visitor.request('GET', url)).status).toBe(404)
    const home = await visitor.open('/')
    expect(home.status).toBe(200)
    expect(home.headers.get('strict-transport-security')).toContain('max-age=')
    expect(home.text).not.toMatch(/mô phỏng|sandbox/i)
    for (const [url, find] of [['/dang-nhap', '/dang-nhap'], ['/can-bo/dang-nhap', '/dang-nhap']] as const) {
      await expect(newPerson().submit(url, find, { loginName: 'congdan', password: DEMO_PASSWORD })).rejects.toThrow(/was answered 4/)
    }
  })

  const staff = new Map<string, Person>()

  it('the first administrator is made by a command and must change the one-time password', async () => {
    const said = await admin(['--username', 'quantri', '--name', 'Huỳnh Văn Quản', '--agency-name', 'Ủy ban nhân dân phường Ninh Kiều', '--agency-kind', 'peoples-committee', '--province', 'Cần Thơ', '--commune', 'Phường Ninh Kiều'])
    const oneTime = /One-time password: (\S+)/.exec(said)?.[1] ?? ''
    expect(oneTime).not.toBe('')
    expect(said).toContain(`${environment.PUBLIC_URL}/can-bo/dang-nhap`)
    staff.set('quantri', await takeUp('quantri', oneTime, 'con cò bay lả bay la'))
    // Once is enough: the second is refused without --force-new.
    expect((await runAdmin(['--username', 'khac', '--name', 'Ai Đó', '--agency-name', 'Cơ quan khác', '--agency-kind', 'peoples-committee', '--province', 'Cần Thơ', '--commune', 'Phường Ninh Kiều'])).code).not.toBe(0)
  })

  it('makes an agency, staff of three and a holiday', async () => {
    const administrator = get('quantri')
    const list = await administrator.open('/quan-tri/co-quan')
    const root = /\/quan-tri\/co-quan\/([0-9a-f-]{36})/.exec(list.text)?.[1] ?? ''
    const made = await administrator.submit(`/quan-tri/co-quan/moi?cha=${root}`, '/moi', {
      nameVi: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều',
      code: 'H92.31135',
      kind: 'service-centre',
      level: 'commune',
      provinceCode: office.province,
      communeCode: office.commune,
      receives: 'yes',
      address: 'Số 215 đường 30 Tháng 4, phường Ninh Kiều',
      phone: '0292 3831 001',
      hoursVi: 'Thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00',
      mapUrl: 'https://www.openstreetmap.org/?mlat=10.03&mlon=105.77',
    })
    const centre = /\/quan-tri\/co-quan\/([0-9a-f-]{36})/.exec(made.url)?.[1] ?? ''
    expect(made.text).toContain('0292 3831 001')
    const hired = [
      ['motcua', 'Trần Thị Tiếp', 'Cán bộ một cửa', ['reception'], centre],
      ['hotich', 'Nguyễn Văn Hộ', 'Công chức tư pháp – hộ tịch', ['specialist', 'clerk'], root],
      ['lanhdao', 'Lê Thị Lãnh', 'Phó Chủ tịch Ủy ban nhân dân phường', ['leader'], root],
    ] as const
    for (const [username, name, title, duties, agency] of hired) {
      await administrator.submit('/quan-tri/can-bo/moi', '/moi', { username, name, title, duties, agency }).then(async (shown) => {
        const oneTime = /<code>([^<]+)<\/code>/.exec(shown.text)?.[1] ?? ''
        expect(shown.text).toContain('Mật khẩu dùng một lần')
        staff.set(username, await takeUp(username, oneTime, 'con cò bay ra cánh đồng'))
      })
    }
    const year = new Date().getFullYear()
    const day = await administrator.submit('/quan-tri/ngay-nghi/them', '/them', {
      'date-day': '24',
      'date-month': '12',
      'date-year': String(year),
      kind: 'holiday',
      nameVi: 'Ngày truyền thống của địa phương',
      nameEn: 'Local day',
      status: 'official',
      reason: 'Quyết định của Ủy ban nhân dân thành phố',
    })
    expect(day.status).toBe(200)
    await administrator.submit(day.url, '/luu', {})
    const due = JSON.parse((await newPerson().request('GET', `/api/v1/due-date?receivedAt=${year}-12-23T09:00:00%2B07:00&amount=1&unit=working_day`)).text) as { dueAt: string }
    expect(due.dueAt.slice(0, 10)).not.toBe(`${year}-12-24`)
  })

  const citizen = { name: 'Trần Thị Mai', phone: '0912345678', email: 'mai.tran@example.vn', password: 'ba con vịt xòe cánh' }
  let applicant: Person

  it('a citizen registers, and activates by the code that came to the phone', async () => {
    applicant = newPerson()
    const activation = await applicant.submit('/dang-ky', '/dang-ky', {
      name: citizen.name,
      identityNumber: '092196001234',
      'birthDate-day': '14',
      'birthDate-month': '3',
      'birthDate-year': '1996',
      phone: citizen.phone,
      email: citizen.email,
      password: citizen.password,
      passwordAgain: citizen.password,
      terms: 'yes',
    })
    const code = await eventually(async () => {
      const found = [...texts.values()].find((one) => one.to === citizen.phone && /\b\d{6}\b/.test(one.text))
      if (!found) throw new Error('No code came.')
      return /\b\d{6}\b/.exec(found.text)?.[0] ?? ''
    })
    const path = new URL(activation.url, program.url).pathname
    const activated = await applicant.submit(activation, path, { channel: 'phone', 'code-phone': code })
    expect(activated.text).toContain('đã được kích hoạt')
    await applicant.submit('/dang-nhap', '/dang-nhap', { loginName: citizen.phone, password: citizen.password })
    expect([...applicant.cookies.keys()].every((name) => name.startsWith('__Host-'))).toBe(true)
    expect(applicant.cookies.size).toBeGreaterThan(0)
  })

  it('files a birth in the wizard', async () => {
    const general = await applicant.submit('/nop-ho-so/1.001193', '/1.001193')
    const form = await applicant.submit(general, '/1', { provinceCode: office.province, communeCode: office.commune, resultWay: 'online' })
    // Their number is taken from the account, once they agree.
    const filled = await applicant.submit(form, '/2', { _prefill: 'yes' })
    const papers = await applicant.submit(filled, '/2', await typedBirth())
    const attached = { field: 'file', name: 'chứng sinh.jpg', type: 'image/jpeg', body: await photo('GIẤY CHỨNG SINH') }
    const ofPhone = { field: 'file', name: 'IMG_0042.HEIC', type: 'image/heic', body: corners() }
    const first = await applicant.submit(papers, '/giay-to', { component: 'giay-chung-sinh' }, [attached])
    const kept = await applicant.submit(first, '/giay-to', { component: 'giay-chung-sinh' }, [ofPhone])
    const review = await applicant.submit(kept, '/3')
    const filed = await applicant.submit(review, '/4', { declared: 'yes' })
    expect(filed.url).toMatch(/da-nop$/)
    office.dossier = /H92\.31135[\w.-]+/.exec(wordsOf(filed.text))?.[0] ?? ''
    expect(office.dossier).not.toBe('')
  })

  it('has a HEIC photo as a PDF that every browser shows', async () => {
    const address = await eventually(async () => {
      const page = await applicant.open(`/ho-so/${office.dossier}`)
      const [, original = ''] = /href="([^"]+\?ban=goc)"/.exec(page.text) ?? []
      expect(original).not.toBe('')
      return original
    })
    const shown = await applicant.request('GET', address.replace('?ban=goc', ''))
    expect(shown.headers.get('content-type')).toBe('application/pdf')
    expect(await cornersOf(await pictureOfPdf(shown.body))).toEqual(['96 × 64', 'red', 'green', 'blue', 'yellow'])
    expect((await applicant.request('GET', address)).body.equals(corners())).toBe(true)
  })

  it('is carried by the three to a result whose number comes later, because no population database is connected', async () => {
    await act('motcua', 'tiep-nhan', { valid: ['giay-chung-sinh', 'mau-dien-tu'] })
    await act('motcua', 'chuyen-xu-ly')
    await act('hotich', 'tham-tra')
    expect(wordsOf((await act('hotich', 'du-thao')).text)).not.toMatch(/092\d{9}/)
    await applicant.submit(`/ho-so/${office.dossier}/du-thao`, '/du-thao', { answer: 'confirm' })
    await act('lanhdao', 'ky-duyet', { agreed: 'yes' })
    await act('hotich', 'phat-hanh')
    const done = await eventually(async () => {
      const page = await applicant.open(`/ho-so/${office.dossier}`)
      expect(page.text).toContain('Đã trả kết quả')
      return page
    })
    const result = /href="([^"]+)"[^>]*>\s*Tải kết quả \(PDF\)/.exec(done.text)?.[1] ?? ''
    const paper = await pdfText((await applicant.request('GET', result)).body)
    expect(paper.toUpperCase()).toContain(String(ORDINARY_BIRTH['child.name']).toUpperCase())
    expect(paper).toMatch(/cấp sau/i)
  })

  it('everything was told once, by mail and by phone', async () => {
    const about = (all: Iterable<{ to: string; text: string }>) => [...all].filter((one) => one.text.includes(office.dossier)).map((one) => one.text)
    await eventually(async () => {
      for (const told of [about(letters.values()), about(texts.values())]) {
        expect(told.length).toBeGreaterThanOrEqual(5)
        expect(new Set(told).size).toBe(told.length)
      }
    })
    expect([...letters.values()].every((one) => !/http:\/\/|sandbox/.test(one.text))).toBe(true)
  })

  function get(username: string): Person {
    const person = staff.get(username)
    if (!person) throw new Error(`${username} was not made.`)
    return person
  }

  /** First login: the one-time password leads to nothing but its change. */
  async function takeUp(username: string, oneTime: string, password: string): Promise<Person> {
    const person = newPerson()
    const change = await person.submit('/can-bo/dang-nhap', '/dang-nhap', { loginName: username, password: oneTime })
    expect((await person.open('/can-bo/ho-so/danh-sach/cho-tiep-nhan')).url).toBe(change.url)
    await person.submit(change, change.url, { present: oneTime, password, passwordAgain: password })
    expect([...person.cookies.keys()].every((name) => name.startsWith('__Host-'))).toBe(true)
    return person
  }

  /** An act as the case page offers it: pressed there, or asked for more on a page of its own. */
  async function act(username: string, name: string, fields: Fields = {}): Promise<Seen> {
    const person = get(username)
    const page = await person.open(`/can-bo/ho-so/${office.dossier}`)
    const link = new RegExp(`href="(/can-bo/ho-so/[^"]+/${name}(?:\\?[^"]*)?)"`).exec(page.text)?.[1]
    const done = await person.submit(link ?? page, `/${name}`, fields)
    expect(done.url).toContain('xong=1')
    return done
  }

  const runAdmin = (flags: readonly string[]) => runToEnd({ dataDir, environment, script: 'scripts/run.mjs', arguments: ['scripts/admin-create.ts', ...flags] })

  async function admin(flags: readonly string[]): Promise<string> {
    const { code, said } = await runAdmin(flags)
    if (code !== 0) throw new Error(said)
    return said
  }
})

/** What one types for an ordinary birth. */
async function typedBirth(): Promise<Fields> {
  const { 'requester.identityNumber': _number, ...raw } = rawFromAnswers(await formOfPackage(BIRTH_FOLDER), { ...ORDINARY_BIRTH, 'requester.name': 'Trần Thị Mai', 'mother.name': 'Trần Thị Mai' })
  return raw as Fields
}
