import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { parse } from 'yaml'
import { DEMO_CITIZENS } from '../../src/demo/people.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH, ORDINARY_BIRTH } from '../support/birth.ts'
import { photo } from '../support/photo.ts'
import { eventually, inboxOf } from '../support/steps.ts'
import { databaseUrl } from '../support/server.ts'
import { Client } from './client.ts'
import { openWorld, type World } from './scenes.ts'
import { PROJECT } from '../support/demo.ts'

/** Someone who registers, and is found nowhere in the clear. */
const PERSON = {
  name: 'Trần Thị Kín',
  identityNumber: '092196009876',
  'birthDate-day': '14',
  'birthDate-month': '3',
  'birthDate-year': '1996',
  phone: '0987654321',
  email: 'kin.dao.rieng@example.vn',
  password: 'con trâu đi trước cái cày',
  passwordAgain: 'con trâu đi trước cái cày',
  terms: 'yes',
}
const MESSAGE = 'Chúng tôi sẽ báo khi có.'
const WORDS_OF_PEOPLE = ['Xin hỏi bao giờ có kết quả?', MESSAGE, 'Đã gọi điện cho người nộp.', 'Giấy chứng sinh bị mờ', 'Không đọc được số giấy', 'Chụp lại đủ bốn góc', 'Quê quán theo bố']

let app: TestApp
let world: World
let dump: Buffer
let paper: Buffer
const log: string[] = []

beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: 'debug' }, { write: (line) => void log.push(line) })
  world = await openWorld(app)
  await register()
  await nobodyIsTold()
  paper = await photo('GIẤY CHỨNG SINH')
  dump = await dumpOf(app)
})
afterAll(() => app?.close())

async function register(): Promise<void> {
  const visitor = new Client(app)
  const sent = await visitor.send('/dang-ky', 'dang-ky', PERSON)
  expect(sent.status, sent.text.slice(0, 500)).toBe(303)
  const sms = await eventually(async () => {
    const found = (await inboxOf(app, PERSON.phone)).find((one) => one.channel === 'sms')
    if (!found) throw new Error('No code came.')
    return found
  })
  const activation = await visitor.get(String(sent.headers.location))
  const code = /\b\d{6}\b/.exec(sms.text)?.[0] ?? ''
  const form = await visitor.send(activation, null, { code, smsCode: code, phoneCode: code })
  expect(form.status).toBeLessThan(500)
}

/** What goes wrong with personal data in it: nothing of it may stay in logs or tables. */
async function nobodyIsTold(): Promise<void> {
  const visitor = new Client(app)
  await visitor.send('/dang-nhap', 'dang-nhap', { loginName: PERSON.phone, password: 'sai mật khẩu' })
  await visitor.send('/dang-nhap', 'dang-nhap', { loginName: PERSON.identityNumber, password: 'sai mật khẩu' })
  await visitor.send('/quen-mat-khau', 'quen-mat-khau', { loginName: PERSON.email, contact: PERSON.email })
  await visitor.send('/tra-cuu/so-dinh-danh', 'so-dinh-danh', { number: PERSON.identityNumber, identityNumber: PERSON.identityNumber })
  await world.other.get(`/ho-so/${world.issued.code}`)
}

/** Every row of every table as text, with what PostgreSQL and the job queue keep too. */
async function dumpOf({ db }: TestApp): Promise<Buffer> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast'`,
  )
  const parts: Buffer[] = []
  for (const { name } of tables) {
    const { rows } = await db.pool.query<{ row: string }>(`select t::text as row from ${name} t`)
    parts.push(Buffer.from(`\n== ${name}\n${rows.map((one) => one.row).join('\n')}`))
  }
  return Buffer.concat(parts)
}

/** Values that must be nowhere: of accounts, of the form, of messages. Names, and what is chosen from a list, are no secret. */
function secrets(): string[] {
  const source = readFileSync(join(PROJECT, 'procedures/ho-tich/1.001193-dang-ky-khai-sinh/form.yaml'), 'utf8')
  const procedures = join(PROJECT, 'procedures')
  const published = readdirSync(procedures, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('form.yaml')).map((file) => readFileSync(join(procedures, file), 'utf8')).join()
  const form = parse(source) as { sections: { fields: { id: string; type: string }[] }[] }
  const typed = new Set(form.sections.flatMap((section) => section.fields).filter((field) => /text|multiline|identity-number|cmnd|passport|phone|email|address|code/.test(field.type)).map((field) => field.id))
  const strings = (value: unknown): string[] => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => (/province|commune/i.test(key) ? [] : strings(inner))) : [])
  const answers = Object.entries(ORDINARY_BIRTH).flatMap(([id, answer]) => (typed.has(id) ? strings(answer) : []))
  const accounts = [...DEMO_CITIZENS.flatMap((one) => [one.identityNumber, one.phone, one.email]), PERSON.identityNumber, PERSON.phone, PERSON.email, PERSON.password]
  return [...new Set([...answers, ...accounts, ...WORDS_OF_PEOPLE])]
    // Samples of the forms stand in their packages; what is shorter than eight signs is found in anything.
    .filter((value) => value.length >= 8 && !published.includes(value))
}

/** The same words as they may hide: as they are, in JSON, as hexadecimals of bytes, in capitals, with +84. */
function disguises(value: string): string[] {
  const bytes = Buffer.from(value)
  const shapes = [value, JSON.stringify(value).slice(1, -1), bytes.toString('hex'), value.toUpperCase(), value.normalize('NFD'), bytes.toString('base64').slice(0, -4)]
  if (/^0\d{9}$/.test(value)) shapes.push(`84${value.slice(1)}`)
  return [...new Set(shapes)].filter((shape) => shape.length >= 8)
}

/** Where a value stands in the text, with the line round it. */
function whereIn(text: Buffer, value: string): string | null {
  for (const shape of disguises(value)) {
    const at = text.indexOf(shape)
    if (at >= 0) return `«${value}»: …${text.subarray(Math.max(0, at - 150), at + 60).toString('utf8')}…`
  }
  return null
}

describe('personal data', () => {
  it('stands in no table in the clear', () => {
    expect(secrets().length).toBeGreaterThan(20)
    expect(dump.length).toBeGreaterThan(1_000_000)
    expect(secrets().flatMap((value) => whereIn(dump, value) ?? [])).toEqual([])
  })

  it('stands in no file of the database', async () => {
    const owner = new pg.Client({ connectionString: databaseUrl(inject('databaseServer').ownerUrl, new URL(app.db.url).pathname.slice(1)) })
    await owner.connect()
    await owner.query('checkpoint')
    const { rows } = await owner.query<{ folder: string }>(`select current_setting('data_directory') || '/base/' || oid as folder from pg_database where datname = current_database()`)
    await owner.end()
    expect(await found(rows[0]?.folder ?? '')).toEqual([])
  })

  // Of a picture its first twelve bytes: three, the mark of JPEG alone, stand in one sealed file of a hundred by chance.
  it('stands in no file of the data folder, nor do the bytes of a paper', async () => {
    const folder = app.config.dataDir
    expect(filesIn(folder).length).toBeGreaterThan(3)
    expect(await found(folder, [paper.subarray(200, 260), Buffer.from('%PDF-'), paper.subarray(0, 12)])).toEqual([])
  })

  it('stands in no line of the log', () => {
    const lines = Buffer.from(log.join('\n'))
    expect(secrets().flatMap((value) => whereIn(lines, value) ?? [])).toEqual([])
    expect(log.filter((line) => line.includes('"level":50'))).toEqual([])
  })

  it('and the search finds what is there: a name', () => {
    expect(whereIn(dump, 'Nguyễn Minh Dũng')).not.toBeNull()
    expect(whereIn(dump, BIRTH)).not.toBeNull()
  })

  it('is read by its owner all the same', async () => {
    expect((await world.citizen.get(`/ho-so/${world.issued.code}`)).text).toContain(MESSAGE)
    expect((await world.citizen.get(`/nop-ho-so/ban-nhap/${world.draftId}/4`)).text).toContain('106 Cách Mạng Tháng Tám')
  })
})

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile())

async function found(folder: string, more: readonly Buffer[] = []): Promise<string[]> {
  const needles = secrets().map((value) => Buffer.from(value))
  const hits: string[] = []
  for (const path of filesIn(folder)) {
    // Pages printed and kept by the program itself (blank packages) are no personal data.
    if (path.includes('/cache/')) continue
    const bytes = readFileSync(path)
    for (const needle of [...needles, ...more]) if (bytes.includes(needle)) hits.push(`${path}: ${needle.toString('utf8').slice(0, 60)}`)
  }
  return hits
}
