import type { Component, ProcedureContent } from '../../catalogue/content.ts'
import { isHeldPaper } from '../once-only.ts'
import type { Channel } from '../schema.ts'
import { slugOf, unused } from './brief.ts'
import { both, quoted } from './quoting.ts'

export interface Paper {
  id: string
  required: boolean
  yaml: string
}

interface WellKnown {
  code?: string
  name: RegExp
  id: string
  vi: string
  en: string
  /** What the paragraph comes to, where it says so. */
  hint: { said: RegExp; vi: string; en: string }
}

/** Papers of most procedures, which records describe in a paragraph. */
const WELL_KNOWN: readonly WellKnown[] = [
  {
    code: '000.00.00.G15-KQ004946',
    name: /gọi tắt là giấy tờ tùy thân/i,
    id: 'giay-to-tuy-than',
    vi: 'Giấy tờ tùy thân của người yêu cầu',
    en: 'Identity paper of the person applying',
    hint: {
      said: /^hộ chiếu\/thẻ căn cước.*có dán ảnh.*còn giá trị sử dụng/i,
      vi: 'Hộ chiếu, thẻ căn cước công dân, thẻ căn cước, căn cước điện tử, giấy chứng nhận căn cước hoặc giấy tờ khác có dán ảnh, còn giá trị sử dụng.',
      en: 'Passport, identity card, electronic identity, or another valid paper with a photo.',
    },
  },
  {
    code: '000.00.00.G15-KQ003785',
    name: /^giấy tờ (có giá trị )?chứng minh (thông tin về |nơi )?cư trú/i,
    id: 'giay-to-cu-tru',
    vi: 'Giấy tờ chứng minh nơi cư trú',
    en: 'Proof of residence',
    hint: {
      said: /không thể khai thác được thông tin về nơi cư trú/i,
      vi: 'Chỉ khi cơ quan đăng ký không tra được nơi cư trú trong Cơ sở dữ liệu quốc gia về dân cư.',
      en: 'Only if the office cannot find the residence in the national population database.',
    },
  },
  {
    name: /^văn bản ủy quyền/i,
    id: 'van-ban-uy-quyen',
    vi: 'Văn bản ủy quyền, khi nộp thay theo ủy quyền',
    en: 'Written authorisation, if you file for someone else',
    hint: {
      said: /là ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột của người ủy quyền thì văn bản ủy quyền không phải chứng thực/i,
      vi: 'Không phải chứng thực khi người được ủy quyền là ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột của người ủy quyền.',
      en: 'It need not be certified for a grandparent, parent, child, spouse, brother or sister.',
    },
  },
]
const LONGEST_NAME = 120
/** Where a paragraph stops naming a paper and begins to explain it. */
const EXPLAINS = /\s*(\(|[.;:] |, (?=trong|nếu|do )|\/(?=\p{L})| trong trường hợp| theo quy định| để chứng minh| do (?=người|cơ quan)| nếu | được cấp )/giu
const SHORTEST_NAME = 12

const plain = (name: string) => name.replace(/^[-+*•\s]+/, '').replace(/[\s.;)]+$/, (end) => (end.startsWith(')') ? ')' : '')).trim()

/** How a paper is called, in a few words; the rest of what the record says of it is a hint. */
export function nameOfPaper({ name, code }: Pick<Component, 'name' | 'code'>): { id: string; vi: string; en: string; hint: { vi: string; en: string } | null } {
  const whole = plain(name)
  const known = WELL_KNOWN.find((one) => (one.code !== undefined && one.code === code) || one.name.test(whole))
  if (known) return { id: known.id, vi: known.vi, en: known.en, hint: known.hint.said.test(whole) ? known.hint : whole === known.vi ? null : { vi: whole, en: whole } }
  const cut = whole.length > LONGEST_NAME ? [...whole.matchAll(EXPLAINS)].find((one) => one.index >= SHORTEST_NAME)?.index : undefined
  const short = cut === undefined ? whole : whole.slice(0, cut)
  return { id: slugOf(short, 40), vi: short, en: short, hint: cut === undefined ? null : { vi: whole, en: whole } }
}

const ON_PAPER = /^(tờ khai|đơn |giấy đề nghị|phiếu (đề nghị|yêu cầu))/i
const AS_FORM = /^mẫu .*(điện tử|tương tác)/i

/** Papers of the national record that are handed in or shown; its notes about them are no papers. */
export function papersOf(content: ProcedureContent | null, channels: readonly Channel[], asksAuthorised: boolean): Paper[] {
  const listed = (content?.groups ?? []).flatMap((group) => group.components.map((one) => ({ ...one, shown: /xuất trình/i.test(group.name ?? '') })))
  const papers = formPapers(listed, channels)
  const taken = new Set(papers.map((one) => one.id))
  for (const one of listed) {
    const whole = plain(one.name)
    const [originals, copies] = [Math.min(one.originals ?? 0, 50), Math.min(one.copies ?? 0, 50)]
    if (originals + copies === 0 || !whole || ON_PAPER.test(whole) || AS_FORM.test(whole) || one.electronicForm || papers.length > 40) continue
    const named = nameOfPaper(one)
    const held = isHeldPaper({ name: { vi: whole, en: whole }, ...(one.code ? { code: one.code } : {}), isForm: false })
    const required = one.required === true && !one.shown && !held
    const authorised = asksAuthorised && named.id === 'van-ban-uy-quyen'
    const more = [
      ...(named.hint === null ? [] : [`hint: ${both(named.hint.vi, named.hint.en)}`]),
      ...codeOf(one),
      ...(one.shown || held ? ['presented-only: true'] : authorised ? ['applies-if: requester.authorised = true', 'required: true'] : required ? ['required: true'] : []),
    ]
    const id = unused(named.id, taken)
    papers.push({ id, required, yaml: component(id, named.vi, named.en, more, originals, copies) })
  }
  return papers
}

const codeOf = ({ code }: Pick<Component, 'code'>) => (code && code.length <= 60 ? [`code: ${quoted(code)}`] : [])

/** The declaration on paper and as a form, called as the record calls them. */
function formPapers(listed: readonly Component[], channels: readonly Channel[]): Paper[] {
  const isOnline = channels.includes('online')
  const onPaper = channels.filter((one) => one !== 'online').join(', ')
  const find = (kind: RegExp) => listed.find((one) => kind.test(plain(one.name)))
  const [paper, form] = [find(ON_PAPER), find(AS_FORM)]
  const called = (one: Component | undefined, otherwise: string) => (one ? formName(one) : otherwise)
  const written = component('to-khai', called(paper, 'Tờ khai theo mẫu'), 'Declaration on the printed form', [...(paper ? codeOf(paper) : []), ...(isOnline ? [`channels: [${onPaper}]`] : []), 'required: true'])
  const electronic = component('mau-dien-tu', called(form, 'Tờ khai điện tử'), 'Electronic form', [...(form ? codeOf(form) : []), 'channels: [online]', 'is-form: true', 'required: true'])
  return [{ id: 'to-khai', required: true, yaml: written }, ...(isOnline ? [{ id: 'mau-dien-tu', required: false, yaml: electronic }] : [])]
}

/** "Tờ khai đăng ký … theo mẫu (nếu người có yêu cầu …)" is «Tờ khai đăng ký …». */
const formName = (one: Component): string => plain(one.name).replace(/\s*(theo mẫu|\(|;|\. ).*$/su, '').slice(0, 200)

/** The form's title in the record; null where it names none. */
export function titleOfForm(content: ProcedureContent | null): string | null {
  const found = (content?.groups ?? []).flatMap((group) => group.components).find((one) => ON_PAPER.test(plain(one.name)))
  const title = found ? formName(found) : ''
  return title.length > 'Tờ khai'.length && title.length <= LONGEST_NAME ? title : null
}

const component = (id: string, vi: string, en: string, more: readonly string[], originals = 1, copies = 0): string =>
  [`  - id: ${id}`, `    name: ${both(vi, en)}`, `    originals: ${originals}`, `    copies: ${copies}`, ...more.map((line) => `    ${line}`)].join('\n')
