import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillAsked, fillFromCard, readCardText } from './card.ts'
import { parseForm } from './definition/parse.ts'

const CARD = '092193000027||Đặng Thị Mẹ|25081993|Nữ|Tổ 5, Phường An Cư, Quận Ninh Kiều, Cần Thơ|10052021'
const parsed = parseForm(readFileSync('procedures/ho-tich/1.001193-dang-ky-khai-sinh/form.yaml', 'utf8'), 'form.yaml')
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const { form } = parsed
const mother = form.sections.find((section) => section.id === 'nguoi-me')
if (!mother) throw new Error('No section of the mother.')

describe('the text of an identity card’s code', () => {
  it('is read, with an old number, without one, and with what newer cards append', () => {
    expect(readCardText(CARD)).toEqual({ number: '092193000027', cmnd: null, name: 'Đặng Thị Mẹ', birth: '1993-08-25', sex: 'female', address: 'Tổ 5, Phường An Cư, Quận Ninh Kiều, Cần Thơ', issued: '2021-05-10' })
    expect(readCardText(`${CARD.replace('||', '|361234567|')}||Nguyễn Văn Cha|Trần Thị Mẹ\n`)).toMatchObject({ cmnd: '361234567', name: 'Đặng Thị Mẹ' })
  })
  it.each([
    ['nothing', ''],
    ['a number alone', '092193000027'],
    ['a number too short', CARD.replace('092193000027', '92193000027')],
    ['a day that is not in the calendar', CARD.replace('25081993', '31021993')],
    ['no name', CARD.replace('Đặng Thị Mẹ', '')],
    ['an address of the web', 'https://example.vn/?a=1|2|3'],
    ['characters nobody sees', CARD.replace('Mẹ', 'Mẹ\u202E')],
    ['more than a card can hold', `${CARD}${'|x'.repeat(2000)}`],
  ])('is refused: %s', (_what, text) => expect(readCardText(text)).toBeNull())
  it('whatever is typed never breaks it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCardText(text)))
  })
})

describe('filling a section from a card', () => {
  const card = readCardText(CARD)
  if (!card) throw new Error('The card was not read.')
  it('puts what the card says over what stood there, and leaves the rest', () => {
    const raw = { 'mother.name': 'Đặng T. Mẹ', 'mother.birthDate-day': '1', 'mother.ethnicGroup': 'Kinh', 'father.name': 'Cha' }
    const { raw: changed, filled } = fillFromCard(form, mother, raw, card, { province: '92', commune: '31135', detail: 'Tổ 5' })
    expect(changed).toMatchObject({
      'mother.name': 'Đặng Thị Mẹ',
      'mother.known': 'yes',
      'mother.document.kind': 'identity-card',
      'mother.identityNumber': '092193000027',
      'mother.birthDate-day': '25',
      'mother.residence-commune': '31135',
      'mother.residence-detail': 'Tổ 5',
      'mother.ethnicGroup': 'Kinh',
      'father.name': 'Cha',
    })
    expect(filled).toContain('mother.residence')
  })
  it('leaves the address as it was where its place isn’t found', () => {
    const { raw, filled } = fillFromCard(form, mother, { 'mother.residence-detail': 'Nhà' }, card, null)
    expect(raw['mother.residence-detail']).toBe('Nhà')
    expect(filled).not.toContain('mother.residence')
  })
  it('is asked by a text in the section’s box, whichever button sent it, and by nothing else', () => {
    expect(fillAsked(form, { '_card-nguoi-me': ` ${CARD} ` })).toMatchObject({ kind: 'card', section: { id: 'nguoi-me' }, text: CARD })
    expect(fillAsked(form, { '_old-mother.residence': 'Phường An Cư' })).toMatchObject({ kind: 'old-address', fieldId: 'mother.residence' })
    for (const body of [{}, { '_card-nguoi-me': '  ' }, { '_card-truong-hop': CARD }, { '_old-mother.name': 'x' }, { '_old-__proto__': 'x' }, { '_card-nguoi-me': [CARD] }]) expect(fillAsked(form, body)).toBeNull()
  })
})

describe('a card in a form’s definition', () => {
  const withCard = (card: string) => {
    const read = parseForm(`form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    card: ${card}\n    fields:\n      - { id: who.name, type: person-name, label: { vi: A, en: A } }\n  - id: b\n    title: { vi: B, en: B }\n    fields:\n      - { id: born, type: date, label: { vi: B, en: B } }\n`, 'f.yaml')
    return read.ok ? [] : read.faults.map(({ line, message }) => `${line} ${message}`)
  }
  it('fills fields of the right kind in its own section', () => {
    expect(withCard('{ name: who.name }')).toEqual([])
    for (const wrong of ['{ number: who.name }', '{ birth: born }', '{ name: nobody }', '{ nose: who.name }']) expect(withCard(wrong).join()).toMatch(/^6 /)
  })
})
