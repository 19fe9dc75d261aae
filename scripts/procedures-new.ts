// `npm run procedures:new`: begins a package from the national catalogue, by questions or by flags. It passes the check at once.
import { createInterface, type Interface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { shippedPlaceOptions } from '../src/modules/forms/places.fixture.ts'
import { openShipped, type ShippedProcedure } from '../src/modules/procedures/index.ts'
import { type Brief, checkPackage, faultsOfExamples, feesSaid, FIELD_FOLDER, findPackageFolders, folderOf, knownOf, layPackage, readFee, readPeople, readTime, starterPackage, timesSaid } from '../src/modules/procedures/packages/index.ts'
import { NATIONAL_CODE } from '../src/modules/procedures/catalogue/rules/code.ts'
import { createCheckProcess } from '../src/modules/processes/index.ts'
import { sentenceOf } from '../src/platform/problems.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

const USAGE = `npm run procedures:new -- --code 1.004873 [--field ho-tich] [--level commune] [--about requester|other] [--people "guardian=Người giám hộ=The guardian; ward=Người được giám hộ"] [--time "3 working_day"] [--fee free|local|SỐ_ĐỒNG] [--into procedures] [--yes]
--about: tờ khai chỉ nói về người nộp (requester), hay còn về người khác (other).
--people: những người khác mà tờ khai ghi đủ như một giấy hộ tịch, mỗi người: mã, tên gọi, tên tiếng Anh; chỉ tên gọi là bắt buộc.
--yes: không hỏi gì; điều danh mục không nói thì phải ghi.`

const LEVELS = ['commune', 'province', 'ministry'] as const
const LEVEL_NAMES = { commune: 'cấp xã', province: 'cấp tỉnh', ministry: 'cấp bộ' } as const

/** A question of the brief: how it is asked, what is taken as an answer, and what is said of another. */
type Asked = 'fieldFolder' | 'level' | 'about' | 'people' | 'time' | 'fee'
interface Question<K extends Asked> {
  key: K
  flag: string
  ask: string
  read: (text: string) => Brief[K] | null
  wrong: string
  show: (value: Brief[K]) => string
  /** What the record says of it, for whoever must choose. */
  said?: (content: ShippedProcedure['content']) => string[]
}
const question = <K extends Asked>(one: Question<K>) => one as unknown as Question<'level'>
const oneOf = <T extends string>(list: readonly T[]) => (text: string) => list.find((one) => one === text.trim()) ?? null

const QUESTIONS = [
  question({ key: 'fieldFolder', flag: 'field', ask: 'Thư mục của lĩnh vực', read: (text) => (FIELD_FOLDER.test(text.trim()) ? text.trim() : null), wrong: 'Thư mục lĩnh vực gồm chữ thường không dấu, số và gạch nối, ví dụ ho-tich.', show: String }),
  question({ key: 'level', flag: 'level', ask: `Cấp giải quyết (${LEVELS.join(', ')})`, read: oneOf(LEVELS), wrong: `Cấp giải quyết là một trong: ${LEVELS.join(', ')}.`, show: String }),
  question({ key: 'about', flag: 'about', ask: 'Tờ khai nói về ai (requester: chỉ người nộp; other: cả người khác)', read: oneOf(['requester', 'other'] as const), wrong: 'Tờ khai nói về ai: requester hoặc other.', show: String }),
  question({ key: 'people', flag: 'people', ask: 'Những người khác mà tờ khai ghi đủ họ tên, ngày sinh, nơi cư trú …, cách nhau bằng dấu chấm phẩy (ví dụ: guardian=Người giám hộ; không có thì bấm Enter)', read: readPeople, wrong: 'Ghi như «guardian=Người giám hộ; ward=Người được giám hộ»: mã là chữ không dấu, mỗi người một mã.', show: (people) => people.map((one) => one.title).join('; ') || 'không có' }),
  question({ key: 'time', flag: 'time', ask: 'Thời hạn (ví dụ 3 working_day; day, hour, month)', read: readTime, wrong: 'Thời hạn ghi như «3 working_day», «10 day», «8 hour» hoặc «1 month».', show: ({ amount, unit }) => `${amount} ${unit}`, said: timesSaid }),
  question({ key: 'fee', flag: 'fee', ask: 'Lệ phí (free: không thu; local: Hội đồng nhân dân tỉnh quyết định; hoặc số đồng)', read: readFee, wrong: 'Lệ phí là free, local hoặc số đồng, ví dụ 200000.', show: String, said: feesSaid }),
]

type Flags = Record<string, string | boolean | undefined>

/** Flags first, then what the catalogue knows, then what is asked for; null when something is wrong or missing, which was said. */
async function briefOf(shipped: ShippedProcedure, flags: Flags, terminal: Interface | null): Promise<Brief | null> {
  const known = knownOf(shipped)
  const settled: Record<string, unknown> = { ...known }
  let complete = true
  for (const { key, flag, ask, read, wrong, show, said } of QUESTIONS) {
    const given = flags[flag]
    const suggested = (settled[key] ?? (key === ('about' as string) ? 'requester' : null)) as Brief['level'] | null
    if (suggested === null && typeof given !== 'string') for (const line of said?.(shipped.content) ?? []) say(`  danh mục ghi, ${line}`)
    if (typeof given === 'string') settled[key] = read(given)
    else if (terminal) settled[key] = await answer(terminal, ask, suggested, read, wrong, show)
    else settled[key] = suggested
    if (settled[key] !== null) continue
    say(typeof given === 'string' ? `✗ --${flag} «${given}»: ${wrong}` : `✗ Danh mục quốc gia không nói, hoặc nói khác nhau: ${ask}. Xin thêm --${flag}.`)
    complete = false
  }
  settled.field = known.field ?? { code: '', name: String(settled.fieldFolder) }
  return complete ? (settled as unknown as Brief) : null
}

async function answer<T>(terminal: Interface, ask: string, suggested: T | null, read: (text: string) => T | null, wrong: string, show: (value: T) => string): Promise<T> {
  for (;;) {
    const text = await terminal.question(`${ask}${suggested === null ? '' : ` [${show(suggested)}]`}: `)
    const value = text.trim() === '' ? suggested : read(text)
    if (value !== null) return value
    say(wrong)
  }
}

/** The procedure of a code; null when there is none, which was said. */
async function lookUp(code: string): Promise<ShippedProcedure | null> {
  if (!NATIONAL_CODE.test(code)) {
    say(`✗ «${code}» không phải mã thủ tục. Mã có dạng 1.004873: một chữ số, dấu chấm, sáu chữ số.`)
    return null
  }
  const shipped = (await openShipped('data/catalogue'))(code)
  if (!shipped || shipped.row.status === 'internal') {
    say(`✗ Danh mục quốc gia kèm phần mềm không có thủ tục ${code}. Xin kiểm tra lại mã.`)
    return null
  }
  const { row, content, field } = shipped
  say(`${code} ${row.name}`)
  say(`  lĩnh vực: ${field?.name ?? 'không rõ'}; cấp: ${LEVELS.filter((level) => row[`level_${level}`]).map((level) => LEVEL_NAMES[level]).join(', ') || 'không rõ'}; ${content ? `${content.groups.reduce((sum, group) => sum + group.components.length, 0)} dòng giấy tờ và ghi chú` : 'danh mục chỉ có tên'}`)
  if (row.status === 'no_longer_published') say('  lưu ý: danh mục quốc gia không còn công bố thủ tục này.')
  return shipped
}

async function begin(flags: Flags, into: string, terminal: Interface | null): Promise<number> {
  const code = typeof flags.code === 'string' ? flags.code.trim() : terminal ? (await terminal.question('Mã thủ tục, ví dụ 1.004873: ')).trim() : null
  if (code === null) {
    say(USAGE)
    return 2
  }
  const shipped = await lookUp(code)
  const brief = shipped && (await briefOf(shipped, flags, terminal))
  if (!shipped || !brief) return 1
  const folder = folderOf(brief)
  const known = (await findPackageFolders(into).catch(() => [])).find((one) => one.split('/')[1]?.startsWith(`${code}-`))
  if (known) {
    say(`✗ Thủ tục ${code} đã có gói ở ${into}/${known}; không có gì bị ghi đè.`)
    return 1
  }
  if (terminal && !/^(c|có|co|y|yes|)$/i.test((await terminal.question(`Tạo ${into}/${folder}? [có]: `)).trim())) return 0
  const made = starterPackage(brief, shipped)
  const checked = await checkPackage(made, createCheckProcess({ acts: [] }))
  const faults = checked.ok ? faultsOfExamples(checked.package, await shippedPlaceOptions()) : checked.faults
  for (const fault of faults) say(`✗ ${fault.file}:${fault.line} ${fault.message}`)
  if (faults.length > 0) return 1
  const laid = await layPackage(into, made)
  if (!laid.ok || laid.outcome !== 'new') {
    say(`✗ ${laid.ok ? `Thư mục ${into}/${folder} đã có; không có gì bị ghi đè.` : sentenceOf(laid.refusal, 'vi')}`)
    return 1
  }
  say(`✓ Đã tạo ${into}/${folder}. Sửa theo mẫu của thông tư, rồi: npm run procedures:check ${into}/${folder}`)
  return 0
}

async function run(): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { code: text, field: text, level: text, about: text, people: text, time: text, fee: text, into: { type: 'string', default: 'procedures' }, yes: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } })
  if (values.help) {
    say(USAGE)
    return 0
  }
  const terminal = values.yes || !process.stdin.isTTY ? null : createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await begin(values, values.into, terminal)
  } finally {
    terminal?.close()
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  // A flag that there is not.
  if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw error
  say(`✗ ${(error as Error).message}\n${USAGE}`)
  process.exitCode = 2
}
