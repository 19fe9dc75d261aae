import { type RawAnswers, rawFromAnswers } from '../../../src/modules/forms/index.ts'
import { exampleOf } from '../../support/carry.ts'
import { formOfPackage } from '../../support/package-form.ts'
import { type Fields, type Seen, wordsOf } from '../../support/person.ts'
import { type Form, formsOf } from '../../sweeps/forms.ts'
import { unexpected } from '../requests.ts'
import type { Books, Errand } from './books.ts'
import type { CounterOfficer } from './counter.ts'

const RECEPTION = '/can-bo/tiep-nhan'

/** What a dossier is of, and what its office promises: `days` null is the same day, the next one after `cutOff`. */
export interface Service {
  procedure: string
  folder: string
  example: string
  days: number | null
}

/** The limits as the decisions that the packages cite set them; the oracle reckons from these alone. */
export const SERVICES: Readonly<Record<Exclude<Errand, 'ask'>, Service>> = {
  certify: { procedure: '2.000815', folder: 'chung-thuc/2.000815-chung-thuc-ban-sao-tu-ban-chinh', example: '1', days: null },
  refused: { procedure: '2.000815', folder: 'chung-thuc/2.000815-chung-thuc-ban-sao-tu-ban-chinh', example: '1', days: null },
  status: { procedure: '1.004873', folder: 'ho-tich/1.004873-xac-nhan-tinh-trang-hon-nhan', example: '1', days: 3 },
  extract: { procedure: '2.000635', folder: 'ho-tich/2.000635-ban-sao-trich-luc-ho-tich', example: '1', days: null },
  birth: { procedure: '1.001193', folder: 'ho-tich/1.001193-dang-ky-khai-sinh', example: '1', days: null },
}

const filled = new Map<string, Promise<RawAnswers>>()

function typedFor({ procedure, folder, example }: Service): Promise<RawAnswers> {
  const known = filled.get(folder) ?? formOfPackage(folder).then((form) => rawFromAnswers(form, exampleOf(procedure, example).answers))
  filled.set(folder, known)
  return known
}

export interface Desk {
  officer: CounterOfficer
  books: Books
}

/** A person with a number is served: guided, refused or taken in. */
export async function serve(desk: Desk, errand: Errand, visitor: number): Promise<void> {
  if (errand === 'ask') return guide(desk, visitor)
  const service = SERVICES[errand]
  const entry = await begin(desk, service, visitor)
  const review = await desk.officer.send(entry, isOwn, { ...papersOf(entry), ...(await typedFor(service)) })
  if (!review.url.endsWith('/xac-nhan')) throw unexpected(`what is missing of ${service.procedure}`, review)
  if (errand === 'refused') return refuse(desk, review)
  const taken = await desk.officer.send(review, isOwn, receiptOf(review, visitor))
  note(desk, taken, false)
}

/** An original of each paper that the checklist names. */
const papersOf = (entry: Seen): Fields => Object.fromEntries([...entry.text.matchAll(/name="(tn:originals:[^"]+)"/g)].map(([, name = '']) => [name, '1']))

/** Money is taken where the page knows how much. */
function receiptOf(review: Seen, visitor: number): Fields {
  const amount = formsOf(review.text).find(isOwn)?.fields['tn:amount']
  return amount ? { 'tn:receipt': `BL ${String(visitor).padStart(4, '0')}` } : {}
}

const isOwn = (form: Form): boolean => form.action === null

/** From the card's code to the page on which the procedure's own fields stand. */
async function begin({ officer }: Desk, service: Service, visitor: number): Promise<Seen> {
  const screen = await officer.open(RECEPTION)
  const tail = String(visitor).padStart(4, '0')
  const card = `09219600${tail}|36123${tail}|${nameOf(visitor)}|14031996|Nữ|Số ${visitor + 1} đường Trần Phú, phường Cái Khế, Quận Ninh Kiều, Cần Thơ|01012022`
  const who = await officer.send(screen, isOwn, { 'tn:who': card, 'tn:channel': '1' })
  return officer.send(who, isOwn, { 'tn:procedure': service.procedure })
}

async function refuse(desk: Desk, review: Seen): Promise<void> {
  const url = review.url.replace(/xac-nhan$/, 'tu-choi')
  const page = await desk.officer.open(url)
  const done = await desk.officer.send(page, isOwn, { reason: 'Bản chính bị tẩy xóa (khoản 1 Điều 22 Nghị định 23/2015/NĐ-CP).', guidance: 'Xin cấp lại bản chính tại nơi đã cấp.' })
  note(desk, done, true)
}

function note({ books, officer }: Desk, page: Seen, refused: boolean): void {
  const code = /class="mc-code">([A-Z][\w.-]+)</.exec(page.text)?.[1]
  const slip = /href="([^"]*\/phieu\/[0-9a-f-]{36})"/.exec(page.text)?.[1]
  if (!code || !slip) throw unexpected(`${officer.name}: the end of a dossier`, page)
  if (books.dossiers.has(code)) throw new Error(`${code} was given twice.`)
  const promised = /Hẹn trả\s+(.+?\d{4})/.exec(wordsOf(page.text))?.[1] ?? null
  books.dossiers.set(code, { refused, promised, slip, officer: officer.name })
}

async function guide({ officer, books }: Desk, visitor: number): Promise<void> {
  const asked = `Người thứ ${visitor} hỏi làm căn cước cho con ở đâu`
  const page = await officer.open(`${RECEPTION}/huong-dan`)
  await officer.send(page, isOwn, { asked, told: 'Đến Công an phường Ninh Kiều, mang theo giấy khai sinh.' })
  books.guidance.push(asked)
}

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng'] as const
const GIVEN = ['An', 'Bình', 'Châu', 'Dung', 'Giang', 'Hạnh', 'Khánh', 'Linh', 'Mai', 'Ngọc', 'Oanh'] as const
const nameOf = (visitor: number): string => `${FAMILY[visitor % FAMILY.length]} Thị ${GIVEN[visitor % GIVEN.length]}`
