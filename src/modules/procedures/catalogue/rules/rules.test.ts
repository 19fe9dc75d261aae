import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Component, ProcedureContent, PublishedFee } from '../content.ts'
import { isWellFormed, parseCode } from './code.ts'
import { oldLevelEquivalent, onlineLevelOf } from './online-level.ts'
import { type Block, blocksOf, type ListItem } from './paragraphs.ts'
import { casesOf, papersFor, shortName } from './papers.ts'
import { cleanName, cleanSource } from './source-text.ts'
import { feeRange, summarise } from './summary.ts'

const component = (name: string, originals = 1, forms: string[] = []): Component => ({
  name,
  code: null,
  originals,
  copies: 0,
  required: null,
  electronicForm: null,
  resultOfOther: null,
  forms,
})

const EMPTY: ProcedureContent = {
  decision: { number: null, date: null, issuer: null },
  formality: null,
  steps: [],
  methods: [],
  groups: [],
  services: [],
  subjects: [],
  agencies: { executing: [], authority: [], authorised: [], coordinating: [] },
  addresses: null,
  results: [],
  legalBases: [],
  requirements: null,
  requirementsNone: false,
  keywords: null,
  description: null,
  note: null,
  receiving: null,
  nonTerritorial: null,
  serviceGroups: [],
  url: null,
}
const fee = (amount: number | null, extra: Partial<PublishedFee> = {}): PublishedFee => ({
  kind: null,
  amount,
  currency: 'VND',
  note: null,
  suspect: false,
  file: null,
  ...extra,
})

describe('codes', () => {
  it.each([
    ['1.001193', '1.001193', null],
    ['2.000815.000.00.00.H38', '2.000815', 'H38'],
    ['1.014027.H42', '1.014027', 'H42'],
  ])('%s is %s of %s', (text, national, suffix) => {
    expect(parseCode(text)).toEqual({ national, suffix })
  })
  it.each([' 1.014325', '1.0133611', '1.014955-Xoa', '2.009182739', '', '1.001193.02', "1.001193' or 1=1"])(
    '%j is malformed',
    (text) => {
      expect(isWellFormed(text)).toBe(false)
    },
  )
})

describe('source text', () => {
  it('takes away what can not be seen and keeps every word', () => {
    expect(cleanSource('đăng k\u200Eý \u00A0 khai\tsinh \r\n\n\n\nở  xã\u202E')).toBe('đăng ký khai sinh\n\nở xã')
    expect(cleanName(' Cấp\nđổi ')).toBe('Cấp đổi')
  })
})

describe('online level', () => {
  it.each([
    [undefined, true, null],
    [true, true, 'full'],
    [false, true, 'partial'],
    [false, false, 'info'],
  ] as const)('published %s, online channel %s: %s', (full, channel, level) => {
    expect(onlineLevelOf(full, channel)).toBe(level)
  })
  it('gives the old level only as an equivalent', () => {
    const online = { ...EMPTY, methods: [{ channel: 'online' as const, time: null, fees: null, note: null }] }
    expect(oldLevelEquivalent(online, 'full')).toBe(4)
    expect(oldLevelEquivalent(online, null)).toBe(3)
    expect(
      oldLevelEquivalent({ ...EMPTY, groups: [{ name: null, components: [component('Đơn', 1, ['don.docx'])] }] }, null),
    ).toBe(2)
    expect(oldLevelEquivalent(EMPTY, null)).toBe(1)
  })
})

describe('summary', () => {
  const inPerson = (time: ProcedureContent['methods'][number]['time'], fees: PublishedFee[] | null = null) => ({
    channel: 'in_person' as const,
    time,
    fees,
    note: null,
  })
  it('takes the service’s time where the methods have no unit, and guesses none', () => {
    const methods = [inPerson({ amount: 1, unit: null, text: null })]
    const service = {
      id: '',
      code: '1.001193.01',
      name: '',
      time: { amount: 1, unit: 'working_day' as const, text: null },
    }
    expect(summarise({ ...EMPTY, methods, services: [service] }).time).toEqual({ from: 1, to: 1, unit: 'working_day' })
    expect(summarise({ ...EMPTY, methods }).time).toBeNull()
  })
  it('says nothing of times in different units', () => {
    const methods = [
      inPerson({ amount: 5, unit: 'day', text: null }),
      inPerson({ amount: 3, unit: 'working_day', text: null }),
    ]
    expect(summarise({ ...EMPTY, methods }).time).toBeNull()
  })
  it.each([
    ['no word on fees', null, null],
    ['an absurd fee', [fee(135, { suspect: true })], null],
    ['zero beside a note', [fee(0, { note: 'HĐND tỉnh quy định' })], null],
    ['zero alone', [fee(0)], { from: 0, to: 0, currency: 'VND', noted: false }],
    [
      'two amounts',
      [fee(10_000), fee(20_000, { note: '/bản' })],
      { from: 10_000, to: 20_000, currency: 'VND', noted: true },
    ],
    ['two currencies', [fee(2000), fee(10, { currency: 'USD' })], null],
  ] as const)('%s', (_, fees, expected) => {
    expect(feeRange([inPerson(null, fees ? [...fees] : null)])).toEqual(expected)
  })
})

describe('paragraphs', () => {
  it('makes nested lists of signs', () => {
    expect(blocksOf('Bước 1: Nộp\n- Trực tiếp\n+ tại xã\n+ tại tỉnh\n- Bưu chính\n* Lưu ý:\nHết')).toEqual([
      { kind: 'text', text: 'Bước 1: Nộp' },
      {
        kind: 'list',
        items: [
          {
            text: 'Trực tiếp',
            items: [
              { text: 'tại xã', items: [] },
              { text: 'tại tỉnh', items: [] },
            ],
          },
          { text: 'Bưu chính', items: [] },
        ],
      },
      { kind: 'lead', text: 'Lưu ý:' },
      { kind: 'text', text: 'Hết' },
    ])
  })
  it('loses no word of any text', () => {
    const wordsOf = (items: ListItem[]): string => items.map((item) => `${item.text} ${wordsOf(item.items)}`).join(' ')
    const all = (blocks: Block[]) =>
      blocks.map((block) => (block.kind === 'list' ? wordsOf(block.items) : block.text)).join(' ')
    const bare = (text: string) => text.replace(/[-+*•●–)\s]/g, '')
    const line = fc.tuple(
      fc.constantFrom('', '- ', '+', '++ ', '* ', '• ', '-'),
      fc.string({ unit: fc.constantFrom('a', 'ế', ' ', ':', '<', '-', '*') }),
    )
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.map(([sign, words]) => sign + words).join('\n')
        expect(bare(all(blocksOf(text)))).toBe(bare(text))
      }),
    )
  })
})

describe('papers', () => {
  const content: ProcedureContent = {
    ...EMPTY,
    groups: [
      {
        name: '* Giấy tờ phải nộp:',
        components: [
          component('- Giấy chứng sinh; trường hợp không có thì nộp giấy cam đoan'),
          component('Trường hợp trẻ bị bỏ rơi thì phải có biên bản'),
        ],
      },
      {
        name: '* Giấy tờ phải xuất trình:',
        components: [component('Hộ chiếu/Thẻ căn cước (còn giá trị)'), component('Được khai thác từ cơ sở dữ liệu', 0)],
      },
      { name: '* Lưu ý:', components: [component('Đọc kỹ')] },
      { name: '(1.1) Công trình không theo tuyến:', components: [component('Bản vẽ A')] },
      { name: '(1.7) Nhà ở riêng lẻ:', components: [component('Bản vẽ B')] },
    ],
  }
  it('offers real cases only', () => {
    expect(casesOf(content)).toEqual([
      { number: 4, name: '(1.1) Công trình không theo tuyến' },
      { number: 5, name: '(1.7) Nhà ở riêng lẻ' },
    ])
  })
  it('sorts what to bring for a case', () => {
    const papers = papersFor(content, 5)
    expect(papers.bring.map((each) => [shortName(each.component.name), each.show])).toEqual([
      ['Giấy chứng sinh', false],
      ['Hộ chiếu/Thẻ căn cước', true],
      ['Bản vẽ B', false],
    ])
    expect(papers.sometimes).toHaveLength(1)
    expect(papers.words).toHaveLength(2)
  })
})
