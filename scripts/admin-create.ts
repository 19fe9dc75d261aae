// `npm run admin:create`: the first administrator with the root agency, on DATABASE_URL or the data folder's own server.
// Works beside the running program. The one-time password is printed once and stored nowhere.
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../src/config.ts'
import { createFirstAdministrator, createPasswordHasher, ONE_TIME_DAYS } from '../src/modules/accounts/index.ts'
import { AGENCY_KINDS, type AgencyForm, agencyWords, type PlaceNames, placeNames } from '../src/modules/agencies/index.ts'
import { createAppendEvent } from '../src/modules/events/index.ts'
import { loadPlaces, openPlaces } from '../src/modules/places/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import { closeDatabase, type Db, openDatabase } from '../src/platform/db.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { openSealer } from '../src/platform/keys.store.ts'
import { migrate } from '../src/platform/migrate.ts'
import { sentenceOf } from '../src/platform/problems.ts'
import { startupProblemOf } from '../src/platform/startup-problem.ts'

const say = (line = '') => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

const USAGE = `npm run admin:create -- --username quantri --name "Nguyễn Văn A" --agency-name "Ủy ban nhân dân phường X" \\
  --agency-kind peoples-committee --province "Thành phố Cần Thơ" --commune "Phường Ninh Kiều" [--force-new]
Loại cơ quan · Kinds: ${AGENCY_KINDS.join(', ')}
Tỉnh, xã: tên hoặc mã; bỏ trống xã cho cơ quan cấp tỉnh. · Names or codes; no commune for an agency of the province.`

const QUESTIONS = {
  username: 'Tên đăng nhập của quản trị viên · Login name: ',
  name: 'Họ và tên · Full name: ',
  'agency-name': 'Tên cơ quan · Name of the agency: ',
  'agency-kind': `Loại cơ quan · Kind (${AGENCY_KINDS.join(', ')}): `,
  province: 'Tỉnh, thành phố (tên hoặc mã) · Province: ',
  commune: 'Xã, phường, đặc khu (tên hoặc mã; để trống nếu cấp tỉnh) · Commune: ',
} as const
type Question = keyof typeof QUESTIONS
type Answers = Record<Question, string>

/** Answers from the flags; what is missing is asked for at a terminal, and listed otherwise. */
async function readAnswers(): Promise<{ answers: Answers; forceNew: boolean } | null> {
  const text = { type: 'string' } as const
  const options = { username: text, name: text, 'agency-name': text, 'agency-kind': text, province: text, commune: text }
  const { values } = parseArgs({ options: { ...options, 'force-new': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } })
  if (values.help) {
    say(USAGE)
    return null
  }
  const names = Object.keys(QUESTIONS) as Question[]
  const missing = names.filter((name) => values[name] === undefined && name !== 'commune')
  if (missing.length > 0 && !process.stdin.isTTY) {
    complain(`Thiếu · Missing: ${missing.map((name) => `--${name}`).join(' ')}\n\n${USAGE}`)
    process.exitCode = 2
    return null
  }
  const answers = Object.fromEntries(names.map((name) => [name, values[name] ?? ''])) as Answers
  if (missing.length > 0) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    for (const name of names.filter((one) => values[one] === undefined)) answers[name] = await terminal.question(QUESTIONS[name])
    terminal.close()
  }
  return { answers, forceNew: values['force-new'] }
}

/** Codes for names; what is no place stays as typed, and the form's check says so. */
function agencyFormOf(answers: Answers, places: PlaceNames): AgencyForm {
  const typedProvince = answers.province.trim()
  const named = places.provinces.find((one) => [one.name, one.name.replace(/^(Tỉnh|Thành phố) /u, '')].some((name) => name.toLowerCase() === typedProvince.toLowerCase()))
  const provinceCode = named?.code ?? typedProvince
  const typedCommune = answers.commune.trim()
  const communeCode = /^\d*$/.test(typedCommune) ? typedCommune : (places.communeNamed(provinceCode, typedCommune) ?? typedCommune)
  const level = communeCode ? 'commune' : provinceCode ? 'province' : 'ministry'
  const unknown = { code: '', nameEn: '', address: '', phone: '', email: '', hoursVi: '', hoursEn: '', mapUrl: '', hotline: '' }
  return { ...unknown, nameVi: answers['agency-name'], kind: answers['agency-kind'].trim(), level, provinceCode, communeCode, receives: true }
}

const FLAG_OF: Record<string, string> = { nameVi: '--agency-name', kind: '--agency-kind', provinceCode: '--province', communeCode: '--commune', name: '--name', username: '--username' }

async function create(config: Config, db: Db, read: { answers: Answers; forceNew: boolean }): Promise<void> {
  await migrate(db, join(config.root, 'migrations'))
  const clock = systemClock
  await loadPlaces(db, { folder: join(config.root, 'data/places'), clock })
  const sealer = await openSealer(db, config.secrets)
  const places = placeNames(openPlaces({ db, clock }))
  const act = createFirstAdministrator({ db, clock, appendEvent: createAppendEvent(sealer), hasher: createPasswordHasher(), places })
  const agency = agencyFormOf(read.answers, await places())
  const made = await act({ username: read.answers.username, name: read.answers.name, agency, forceNew: read.forceNew })
  if (!made.ok) {
    complain(`${sentenceOf(made.refusal, 'vi')}\n${sentenceOf(made.refusal, 'en')}`)
    for (const fault of made.faults ?? []) complain(`  ${FLAG_OF[fault.field] ?? fault.field}: ${fault.code}`)
    process.exitCode = 1
    return
  }
  say()
  say(`Đã tạo quản trị viên và cơ quan gốc (${agencyWords('vi').kind[agency.kind as keyof ReturnType<typeof agencyWords>['kind']]}). · Administrator created.`)
  say(`  Trang đăng nhập · Login page:   ${config.publicUrl}/can-bo/dang-nhap`)
  say(`  Tên đăng nhập · Login name:     ${made.username}`)
  say(`  Mật khẩu dùng một lần · One-time password: ${made.oneTimePassword}`)
  say(`Mật khẩu chỉ in ra lần này, dùng trong ${ONE_TIME_DAYS} ngày và phải đổi ở lần đăng nhập đầu. · Shown once; must be changed at the first login.`)
}

/** The database of the configuration: the given one, or the data folder's own, shared with a program that may be running. */
async function withDatabase(config: Config, work: (db: Db) => Promise<void>): Promise<void> {
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataDir, { share: true, log: complain })
  try {
    const db = await openDatabase(config.databaseUrl ?? embedded?.url ?? '', { maxConnections: 3 })
    try {
      await work(db)
    } finally {
      await closeDatabase(db)
    }
  } finally {
    await embedded?.stop()
  }
}

try {
  const read = await readAnswers()
  const config = read ? loadConfig() : null
  if (read && config) await withDatabase(config, (db) => create(config, db, read))
} catch (error) {
  const known = startupProblemOf(error)
  complain(known ? known.message : error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
