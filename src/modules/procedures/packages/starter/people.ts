import { slugOf } from './brief.ts'
import { asTypst, both, quoted } from './quoting.ts'

/** Somebody beside the person who files of whom the form asks what a civil-status form asks. */
export interface Person {
  /** First word of the ids of their fields. */
  id: string
  title: string
  /** In English; the Vietnamese title until somebody translates it. */
  titleEn: string
}

const ID = /^[a-z][A-Za-z0-9]{0,30}$/
const TAKEN = new Set(['requester', 'owner', 'request', 'declaration'])
const MOST = 6

const idOf = (title: string) => slugOf(title, 30).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** "guardian=Người giám hộ=The guardian; Người được giám hộ", as one types it: id and English title may be left out, the id is made of the title then. */
export function readPeople(text: string): Person[] | null {
  const people = text.split(';').flatMap((one): Person[] => {
    const parts = one.split('=').map((part) => part.trim())
    const [id, title = '', titleEn = title] = parts.length === 1 ? [idOf(parts[0] ?? ''), parts[0]] : parts
    return one.trim() ? [{ id: id ?? '', title, titleEn }] : []
  })
  const ids = new Set(people.map((one) => one.id))
  const right = people.length <= MOST && ids.size === people.length && people.every(({ id, title, titleEn }) => ID.test(id) && !TAKEN.has(id) && title !== '' && titleEn !== '' && title.length <= 100 && titleEn.length <= 100)
  return right ? people : null
}

/** The value of the choice by which the requester is this person. */
export const roleOf = ({ id }: Person): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1)

/** Who of them the person who files is: what was given once is not asked again. */
export const roleField = (people: readonly Person[]): string =>
  people.length === 0
    ? ''
    : `      - id: requester.role
        type: choice
        label: { vi: Trong việc này Ông/Bà là, en: In this matter you are }
        required: true
        options:
${people.map((one) => `          - { value: ${roleOf(one)}, label: ${both(one.title, one.titleEn)} }\n`).join('')}          - { value: other, label: { vi: Người khác, en: Someone else } }
`

export const personSection = (person: Person): string => {
  const { id, title, titleEn } = person
  const unlessRequester = `        shown-if: requester.role != "${roleOf(person)}"
        shown-when: ${both(`người yêu cầu không phải là ${lower(title)}`, `the person applying is not: ${lower(titleEn)}`)}
`
  const field = (name: string, type: string, label: string, more = '') => `      - id: ${id}.${name}\n        type: ${type}\n        label: ${label}\n        required: true\n${more}`
  return `
  - id: ${slugOf(title)}
    title: ${both(title, titleEn)}
    fields:
${field('name', 'person-name', "{ vi: 'Họ, chữ đệm, tên', en: Full name }", unlessRequester)}${field('birthDate', 'date', "{ vi: 'Ngày, tháng, năm sinh', en: Date of birth }", `        past: true\n${unlessRequester}`)}${field('sex', 'sex', '{ vi: Giới tính, en: Sex }')}${field('ethnicGroup', 'ethnic-group', '{ vi: Dân tộc, en: Ethnic group }')}${field('nationality', 'nationality', '{ vi: Quốc tịch, en: Nationality }')}${field('residence', 'address', '{ vi: Nơi cư trú, en: Residence }', unlessRequester)}${field('papers', 'text', '{ vi: Giấy tờ tùy thân, en: Identity paper }', `        max: 200\n        hint: { vi: 'Loại giấy tờ, số, cơ quan cấp, ngày cấp.', en: 'Kind of paper, number, who issued it and when.' }\n${unlessRequester}`)}`
}

/** Required fields of a person, and of those the ones that the requester's own stand for. */
export const OWN = ['name', 'birthDate', 'residence', 'papers'] as const
export const ASKED = [...OWN, 'sex', 'ethnicGroup', 'nationality'] as const

const SAMPLES = [
  ['Phạm Thị Hoa', '1985-12-31', 'female', 'Mường', 'Hộ chiếu số C1234567 do Cục Quản lý xuất nhập cảnh cấp ngày 01/08/2024'],
  ['Lê Văn Nam', '2008-05-20', 'male', 'Kinh', 'Căn cước số 092208005678 do Bộ Công an cấp ngày 02/06/2022'],
  ['Y-Bham Niê', '1950-01-01', 'male', 'Ê-đê', 'Chứng minh nhân dân số 240123456'],
] as const

/** Right answers about a person; without those that the requester, a woman in the examples, gives of herself. */
export function sampleAnswers({ id }: Person, which: number, { isRequester }: { isRequester: boolean }): string[] {
  const [name, birthDate, sex, ethnicGroup, papers] = SAMPLES[which % SAMPLES.length] ?? SAMPLES[0]
  const own = [`${id}.name: ${name}`, `${id}.birthDate: '${birthDate}'`, `${id}.residence: { province: '92', commune: '31135', detail: 12 Nguyễn Trãi }`, `${id}.papers: ${quoted(papers)}`]
  return [...(isRequester ? [] : own), `${id}.sex: ${isRequester ? 'female' : sex}`, `${id}.ethnicGroup: ${ethnicGroup}`, `${id}.nationality: VN`]
}

/** nguoi.typ: what both printed papers say of the people named in them. */
export const peopleTypst = (people: readonly Person[]): string => `// Người yêu cầu có thể chính là một người được ghi trong giấy tờ: điều họ đã khai về mình được in ở cả hai chỗ.
#import "/lib/mot-cua.typ": *
#let roles = (${people.map(({ id, title }) => `${id}: ${asTypst(title)}`).join(', ')},)
#let of(answers, who, what) = {
  let given = answers.at(who + "." + what, default: none)
  let own = (papers: "identityNumber").at(what, default: what)
  if is-blank(given) and answers.at("requester.role", default: none) == roles.at(who) { answers.at("requester." + own, default: none) } else { given }
}
`

const NAMES = { name: 'Họ, chữ đệm, tên', birthDate: 'Ngày, tháng, năm sinh', sex: 'Giới tính', ethnicGroup: 'Dân tộc', nationality: 'Quốc tịch', residence: 'Nơi cư trú', papers: 'Giấy tờ tùy thân' } as const
const of = (id: string, what: keyof typeof NAMES) => `([${NAMES[what]}], of(a, "${id}", "${what}"))`

export const declarationLines = ({ id, title }: Person): string => `
#lead-in(strong(${asTypst(title)}))
#field([${NAMES.name}], of(a, "${id}", "name"), strong-value: true)
#fields(${of(id, 'birthDate')}, ${of(id, 'sex')})
#fields(${of(id, 'ethnicGroup')}, ${of(id, 'nationality')})
#field${of(id, 'residence')}
#field${of(id, 'papers')}
`

export const resultLines = ({ id, title }: Person): string => `
#strong(${asTypst(title)})
${(Object.keys(NAMES) as (keyof typeof NAMES)[]).map((what) => `#line-of${of(id, what)}\n`).join('')}`
