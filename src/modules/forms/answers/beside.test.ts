import { describe, expect, it } from 'vitest'
import { parseForm } from '../definition/parse.ts'
import { draftBeside } from './beside.ts'
import { printAnswers } from './print.ts'

const formOf = (id: string, fields: string) => {
  const parsed = parseForm(`form: ${id}\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n${fields}`, 'f.yaml')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.form
}
const form = formOf(
  'khai',
  `      - { id: child.name, type: person-name, label: { vi: Họ tên con, en: Name of the child } }
      - { id: child.note, type: text, max: 100, label: { vi: Ghi chú, en: Note } }
      - { id: witnesses, type: table, max: 5, label: { vi: Người làm chứng, en: Witnesses }, row: { vi: D, en: R }, fields: [{ id: name, type: text, label: { vi: Tên, en: Name } }] }
`,
)
const entries = formOf('ghi', `      - { id: decision.place, type: text, max: 100, label: { vi: Nơi đăng ký, en: Place } }\n`)
const answers = { 'child.name': 'Nguyễn Minh An', 'child.note': 'Sinh tại nhà', witnesses: [{ name: 'Ông Ba' }, { name: 'Bà Tư' }] }
const beside = (change: object, lang: 'vi' | 'en' = 'vi') => draftBeside({ content: { ...printAnswers(form, answers, 'vi'), ...change }, form, entries, answers, lang })
const short = (change: object, lang?: 'vi' | 'en') => beside(change, lang).map((one) => [one.label, one.shown, one.declared, one.differs])

describe('a draft beside the declaration', () => {
  it('that says what was declared differs in nothing', () => {
    expect(beside({}).filter((one) => one.differs)).toEqual([])
    expect(short({})[0]).toEqual(['Họ tên con', 'Nguyễn Minh An', 'Nguyễn Minh An', false])
  })
  it('has what differs first, also a cell of a table', () => {
    expect(short({ witnesses: [{ name: 'Ông Ba' }, { name: 'Bà Năm' }] })[0]).toEqual(['Người làm chứng, dòng 2: Tên', 'Bà Năm', 'Bà Tư', true])
    expect(short({ 'child.name': 'Nguyễn Minh Ân' })[0]).toEqual(['Họ tên con', 'Nguyễn Minh Ân', 'Nguyễn Minh An', true])
  })
  it('that leaves out what was declared shows it as left out', () => {
    const { 'child.note': _left, ...rest } = printAnswers(form, answers, 'vi')
    const [first] = draftBeside({ content: rest, form, entries, answers, lang: 'en' })
    expect(first).toMatchObject({ label: 'Note', shown: '', declared: 'Sinh tại nhà', differs: true })
  })
  it('has what the office entered, which differs from nothing, and names an unknown place by itself', () => {
    expect(short({ 'decision.place': 'Phường Ninh Kiều', strange: 'x' }, 'en').slice(-2)).toEqual([
      ['Place', 'Phường Ninh Kiều', null, false],
      ['strange', 'x', null, false],
    ])
  })
})
