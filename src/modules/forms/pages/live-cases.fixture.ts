import type { RawAnswers } from '../definition/model.ts'

// For tests: a form that computes from answers of every kind, and what must come of what is typed, on the server and in a browser.

const words = 'label: { vi: Nhãn, en: Label }'
const shown = (when: string) => `shown-if: '${when}', shown-when: { vi: K, en: W }`

export const LIVE_FORM = `form: thu
title: { vi: Thử, en: Trial }
sections:
  - id: first
    title: { vi: Đầu, en: First }
    fields:
      - { id: totalSaid, type: computed, words-of: fee, ${words} }
      - { id: total, type: computed, value: 'if price = null then null else price * (if copies = null then 1 else copies)', ${words} }
      - { id: dear, type: computed, value: 'total > 100000', ${words} }
      - { id: price, type: money, max: 1000000, ${words} }
      - { id: copies, type: number, min: 1, max: 20, ${words} }
      - { id: fee, type: money, ${words} }
      - { id: weight, type: number, integer: false, min: 0, ${words} }
      - { id: twice, type: computed, value: 'weight * 2', ${words} }
      - { id: who.name, type: person-name, ${words} }
      - { id: family, type: computed, value: 'who.name.family + "/" + who.name.last', ${words} }
      - { id: who.number, type: identity-number, ${words} }
      - { id: sex, type: computed, value: 'if who.number = null then null else if substring(who.number, 4, 1) in ("0", "2", "4", "6", "8") then "Nam" else "Nữ"', ${words} }
      - { id: born, type: date, past: true, ${words} }
      - { id: bornSaid, type: computed, words-of: born, ${words} }
      - { id: age, type: computed, value: 'years and months duration(born, today).years', ${words} }
      - { id: died, type: date, precision: partial, not-before: 2000-06-15, ${words} }
      - { id: diedSaid, type: computed, words-of: died, ${words} }
      - { id: diedAfter, type: computed, value: 'died.year + 1', ${words} }
      - { id: kind, type: choice, as: select, options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }], ${words} }
      - { id: agreed, type: yes-no, ${words}, ${shown('kind = "a"')} }
      - { id: sworn, type: declaration, text: { vi: Thề, en: Sworn }, ${words} }
      - { id: both, type: computed, value: 'agreed and sworn', ${words} }
      - { id: secret, type: computed, value: '"có"', ${words}, ${shown('kind = "b"')} }
      - { id: seen, type: computed, value: 'if secret = "có" then "thấy" else "không thấy"', ${words} }
      - { id: after, type: text, ${words}, ${shown('total > 50000 and seen = "không thấy"')} }
      - { id: loud, type: computed, value: 'upper case(after)', ${words} }
      - { id: home, type: address, detail: required, abroad: true, ${words} }
      - { id: homeSaid, type: computed, value: 'home.text', ${words} }
      - { id: town, type: address, down-to: province, detail: none, ${words} }
      - { id: townSaid, type: computed, value: 'town.text', ${words} }
      - { id: office, type: agency, ${words} }
      - { id: known, type: computed, value: 'office != null', ${words} }
      - id: items
        type: table
        row: { vi: Dòng, en: Row }
        max: 5
        ${words}
        fields:
          - { id: cost, type: computed, value: 'each * pieces', ${words} }
          - { id: each, type: money, ${words} }
          - { id: pieces, type: number, ${words} }
          - { id: note, type: text, ${words}, ${shown('pieces > 1')} }
      - { id: sum, type: computed, value: 'sum(for one in items return one.cost)', ${words} }
      - { id: rows, type: computed, value: 'count(items)', ${words} }
      - { id: noted, type: computed, value: 'some one in items satisfies one.note != null', ${words} }
  - id: second
    title: { vi: Sau, en: Next }
    fields:
      - { id: laterTotal, type: computed, value: 'total', ${words} }
      - { id: laterFamily, type: computed, value: 'who.name.family', ${words} }
      - { id: closing, type: text, ${words} }
`

interface LiveCase {
  what: string
  raw: RawAnswers
  /** By the id of the computed field; undefined where it says nothing. */
  says: Record<string, string | undefined>
}

const day = (id: string, d: string, m: string, y: string): RawAnswers => ({ [`${id}-day`]: d, [`${id}-month`]: m, [`${id}-year`]: y })

export const LIVE_CASES: LiveCase[] = [
  { what: 'nothing typed', raw: {}, says: { total: undefined, both: undefined, seen: 'không thấy', known: 'Không', rows: undefined } },
  { what: 'numbers with thousands and decimals', raw: { price: '25.000', copies: '3', weight: '2,5' }, says: { total: '75000', dear: 'Không', twice: '5' } },
  { what: 'a truth', raw: { price: '60 000 đ', copies: '2' }, says: { total: '120000', dear: 'Có', laterTotal: '120000' } },
  { what: 'a number beyond its bounds is no answer', raw: { price: '2000000', copies: '21' }, says: { total: undefined } },
  { what: 'a number that is none', raw: { price: 'mười', weight: '1,2,3' }, says: { total: undefined, twice: undefined } },
  { what: 'half a copy is none', raw: { price: '5000', copies: '1,5' }, says: { total: '5000' } },
  { what: 'an amount in words', raw: { fee: '1.250.000' }, says: { totalSaid: 'Một triệu hai trăm năm mươi nghìn đồng' } },
  { what: 'parts of a name', raw: { 'who.name': '  nguyễn   thị ánh ' }, says: { family: 'NGUYỄN/ÁNH', laterFamily: 'NGUYỄN' } },
  { what: 'a name typed in decomposed letters', raw: { 'who.name': 'Đỗ Thị Ngọc Ánh'.normalize('NFD') }, says: { family: 'ĐỖ/ÁNH' } },
  { what: 'what a number says', raw: { 'who.number': '0921 9600 1234' }, says: { sex: 'Nữ' } },
  { what: 'a number cut short says nothing', raw: { 'who.number': '09219600123' }, says: { sex: undefined } },
  { what: 'a day in words, and an age', raw: day('born', '5', '4', '1999'), says: { bornSaid: 'Ngày năm tháng tư năm một nghìn chín trăm chín mươi chín', age: '27' } },
  { what: 'a day that is not in the calendar', raw: day('born', '31', '2', '1999'), says: { bornSaid: undefined, age: undefined } },
  { what: 'a day to come', raw: day('born', '24', '11', '2026'), says: { bornSaid: undefined } },
  { what: 'a day without its year', raw: day('born', '5', '4', ''), says: { bornSaid: undefined } },
  { what: 'a year alone', raw: day('died', '', '', '2010'), says: { diedSaid: 'Năm hai nghìn không trăm mười', diedAfter: '2011' } },
  { what: 'a month', raw: day('died', '', '7', '2010'), says: { diedSaid: 'Tháng bảy năm hai nghìn không trăm mười' } },
  { what: 'a day without its month', raw: day('died', '1', '', '2010'), says: { diedSaid: undefined } },
  { what: 'a month before the earliest', raw: day('died', '', '5', '2000'), says: { diedSaid: undefined } },
  { what: 'hidden answers don’t count', raw: { kind: 'a', agreed: 'yes', sworn: 'yes' }, says: { both: 'Có', seen: 'không thấy' } },
  { what: 'hidden answers that were given', raw: { agreed: 'yes', sworn: 'yes', kind: 'b' }, says: { both: undefined, secret: 'có', seen: 'thấy' } },
  { what: 'a field that a computed one brings up', raw: { price: '60000', after: 'xin chào' }, says: { loud: 'XIN CHÀO' } },
  { what: 'a field that a computed one takes away', raw: { price: '60000', kind: 'b', after: 'xin chào' }, says: { loud: undefined } },
  { what: 'an address', raw: { 'town-province': '92' }, says: { townSaid: 'Thành phố Cần Thơ' } },
  { what: 'an address without its commune', raw: { 'home-province': '92', 'home-detail': '12 Nguyễn Trãi' }, says: { homeSaid: undefined } },
  { what: 'an address abroad', raw: { 'home-province': 'abroad', 'home-detail': 'Nagoya, Nhật Bản' }, says: { homeSaid: 'Nagoya, Nhật Bản' } },
  { what: 'an agency', raw: { 'office-name': 'Bộ Ngoại giao' }, says: { known: 'Có' } },
  { what: 'rows of a table', raw: { 'items.0.each': '5000', 'items.0.pieces': '2', 'items.1.each': '7000', 'items.1.pieces': '1' }, says: { sum: '17000', rows: '2', noted: 'Không' } },
  { what: 'a row in which something is wrong', raw: { 'items.0.each': 'x', 'items.1.each': '7000', 'items.1.pieces': '2', 'items.1.note': 'ghi' }, says: { sum: undefined, rows: '2', noted: 'Có' } },
]

/** What is typed in turn where nothing in particular is looked for. */
export const LIVE_VALUES: Readonly<Record<string, readonly string[]>> = {
  price: ['', '0', '25.000', '60000', '1e6', '9999999', '-5'],
  copies: ['', '1', '3', '20', '21', '2,5', 'hai'],
  fee: ['', '0', '1.000.005', '12345678901234567'],
  weight: ['', '0,5', '1.5', '1.500,25', '-1'],
  'who.name': ['', 'An', "K'Brơi", 'nguyễn  văn an', 'Á'.normalize('NFD')],
  'who.number': ['', '092196001234', '092 096.001-234', '123456789'],
  'born-day': ['', '29', '5', '0', '31'],
  'born-month': ['', '2', '11', '13'],
  'born-year': ['', '2024', '1899', '2026', '26'],
  'died-day': ['', '14', '15'],
  'died-month': ['', '6'],
  'died-year': ['', '2000', '1999', '2024'],
  kind: ['', 'a', 'b'],
  agreed: ['yes', 'no'],
  sworn: ['yes'],
  after: ['', 'xin chào', 'ß ð'],
  'home-province': ['', 'abroad'],
  'home-detail': ['', 'Nagoya', '12/3, '],
  'town-province': ['', '01', '92'],
  'office-name': ['', 'Bộ Ngoại giao'],
  'items.0.each': ['', '5000', 'x'],
  'items.0.pieces': ['', '2', '1'],
  'items.0.note': ['', 'ghi'],
  'items.2.pieces': ['', '3'],
}
