import { describe, expect, it } from 'vitest'
import type { ComponentGroup, PublishedFee } from '../../catalogue/content.ts'
import { readFee } from './fee.ts'
import { contentWith, method, paper } from './general.fixture.ts'
import { paperWords, withoutNumbering } from './paper-words.ts'
import { readPapers } from './papers.ts'
import { readTime } from './time.ts'

describe('a line about a paper', () => {
  it.each([
    ['- Đơn đề nghị', 'Đơn đề nghị'],
    ['a) Văn bản', 'Văn bản'],
    ['(1.3) Đối với công trình', 'Đối với công trình'],
    ['+ . Phương án', 'Phương án'],
    ['(iii). Cam kết', 'Cam kết'],
    ['1a. Đối với công ty', 'Đối với công ty'],
    ['b. Các chứng từ', 'Các chứng từ'],
    ['02 ảnh màu', '02 ảnh màu'],
    ['***', '***'],
  ])('«%s» without its number is «%s»', (text, bare) => expect(withoutNumbering(text)).toBe(bare))

  it.each([
    ['Đơn đề nghị cấp giấy phép;', null],
    ['Giấy chứng nhận (nếu có)', 'if-any'],
    ['Bản sao trong mọi trường hợp', null],
    ['Văn bản ủy quyền đối với trường hợp nộp thay', { clause: 'đối với trường hợp nộp thay' }],
    ['Văn bản cam kết (trường hợp nhận thừa kế)', { clause: 'trường hợp nhận thừa kế' }],
    ['Đối với cá nhân: bản sao thẻ căn cước', { clause: 'Đối với cá nhân' }],
    ['Giấy kết hôn nếu cha, mẹ đã kết hôn', { clause: 'nếu cha, mẹ đã kết hôn' }],
    ['Mẫu điện tử (do người yêu cầu cung cấp, nếu nộp trực tuyến)', { clause: 'nếu nộp trực tuyến' }],
    ['Giấy chứng nhận. Trường hợp đã có dữ liệu thì được thay thế bằng dữ liệu.', { clause: 'Trường hợp đã có dữ liệu thì được thay thế bằng dữ liệu' }],
    // What is said after it about some cases doesn't free the others.
    ['Đơn theo mẫu. Trường hợp là tổ chức thì đóng dấu.', null],
  ])('«%s»: condition %j', (text, condition) => expect(paperWords(text).condition).toEqual(condition))

  it('long ones keep their whole beside a short name', () => {
    const words = paperWords(`- Báo cáo tài chính. ${'Nội dung dài '.repeat(40)}`)
    expect(words.name).toBe('Báo cáo tài chính')
    expect(words.whole).toContain('Nội dung dài')
    expect(paperWords('x '.repeat(400)).name.length).toBeLessThanOrEqual(250)
  })
})

describe('the papers of a record', () => {
  const groups = (...list: [string | null, ...string[]][]): ComponentGroup[] => list.map(([name, ...papers]) => ({ name, components: papers.map((one) => paper(one)) }))
  const read = (list: ComponentGroup[], chosen?: 'cases' | 'parts') => readPapers(contentWith({ groups: list }), chosen)

  it('are required unless their words say otherwise', () => {
    const { papers, cases, grouping } = read(groups([null, 'Đơn đề nghị', 'Giấy ủy quyền (nếu có)']))
    expect([grouping, cases]).toEqual(['parts', []])
    expect(papers).toMatchObject([
      { id: 'don-de-nghi', required: true, hint: null, originals: 1, copies: 0, cases: null },
      { id: 'giay-uy-quyen-neu-co', required: false, hint: { vi: 'Nộp nếu có.' } },
    ])
  })

  it('belong to the case under whose heading they stand; one that stands under several is one', () => {
    const { papers, cases } = read(groups(['* Trường hợp cấp mới:', 'Đơn đề nghị', 'Bản vẽ'], ['* Trường hợp cấp lại:', 'Đơn đề nghị'], ['Giấy tờ phải nộp', 'Ảnh']))
    expect(cases).toEqual([
      { key: '1', label: 'Trường hợp cấp mới' },
      { key: '2', label: 'Trường hợp cấp lại' },
    ])
    expect(papers.map(({ id, cases: of }) => [id, of])).toEqual([
      ['don-de-nghi', ['1', '2']],
      ['ban-ve', ['1']],
      ['anh', null],
    ])
  })

  it('of groups that nothing calls cases wait for somebody to say what they are', () => {
    const list = groups(['Hồ sơ của người nhận', 'Đơn'], ['Hồ sơ của người được nhận', 'Giấy khám sức khỏe'])
    expect(read(list).grouping).toBeNull()
    expect(read(list, 'parts').papers.map(({ hint, cases }) => [hint?.vi, cases])).toEqual([
      ['Thuộc phần «Hồ sơ của người nhận».', null],
      ['Thuộc phần «Hồ sơ của người được nhận».', null],
    ])
    expect(read(list, 'cases').cases).toHaveLength(2)
  })

  it('under a heading about authorised people are an addition for some, not a case', () => {
    const { papers, cases } = read(groups([null, 'Đơn'], ['Trường hợp ủy quyền nộp hồ sơ', 'Văn bản ủy quyền']))
    expect(cases).toEqual([])
    expect(papers[1]).toMatchObject({ required: false, cases: null, hint: { vi: 'Nộp hay không tùy trường hợp: «Trường hợp ủy quyền nộp hồ sơ».' } })
  })

  it('are shown, replaced by the e-form, or left out where they are none', () => {
    const content = contentWith({
      groups: [
        { name: 'Giấy tờ phải xuất trình', components: [paper('Hộ chiếu', { originals: 0, copies: 1 })] },
        { name: 'Giấy tờ phải nộp', components: [paper('Mẫu hộ tịch điện tử tương tác'), paper('Thẻ căn cước'), paper('Lời dặn', { originals: 0 }), paper('****'), paper('Tờ khai', { originals: 0, forms: ['to-khai.doc'] })] },
        { name: 'Lưu ý', components: [paper('Nộp một bộ')] },
      ],
    })
    const { papers, saidOnly, nameless } = readPapers(content)
    expect(papers.map(({ name, presentedOnly, isForm, required, originals }) => [name, presentedOnly, isForm, required, originals])).toEqual([
      ['Hộ chiếu', true, false, false, 0],
      ['Mẫu hộ tịch điện tử tương tác', false, true, true, 1],
      ['Thẻ căn cước', true, false, false, 1],
      ['Tờ khai', false, false, true, 1],
    ])
    expect([saidOnly, nameless]).toEqual([2, 1])
  })
})

describe('the time limit of a record', () => {
  const at = (channel: 'in_person' | 'online' | 'post', amount: number | null, unit: 'working_day' | 'day' | 'month' | null) => method({ channel, time: { amount, unit, text: null } })
  const service = (code: string, amount: number) => ({ id: code, code, name: code, time: { amount, unit: 'working_day' as const, text: null } })

  it.each([
    ['none', [], [], 'unsaid'],
    ['a number without a unit', [at('online', 3, null)], [], 'no-unit'],
    ['another number without a unit', [at('in_person', 3, 'day'), at('online', 5, null)], [], 'no-unit'],
    ['two of one way', [at('online', 3, 'day'), at('online', 5, 'day')], [], 'several'],
    ['another than that of the service', [at('online', 3, 'working_day')], [service('1.000999.01', 5)], 'several'],
    ['half a month', [at('online', 0.5, 'month')], [], 'absurd'],
    ['no time at all', [at('online', 0, 'day')], [], 'absurd'],
    ['ten years', [at('online', 3650, 'day')], [], 'absurd'],
  ] as const)('%s', (_name, methods, services, kind) => expect(readTime(contentWith({ methods: [...methods], services: [...services] }), [])).toEqual({ kind }))

  it('is one for all ways, or each way’s own', () => {
    expect(readTime(contentWith({ methods: [at('in_person', 3, 'day'), at('online', 3, 'day'), at('post', 3, null)] }), [])).toMatchObject({ kind: 'known', time: { amount: 3, unit: 'day' }, byChannel: {} })
    expect(readTime(contentWith({ methods: [at('in_person', 7.5, 'working_day'), at('online', 5, 'working_day')] }), [])).toMatchObject({ kind: 'known', time: { amount: 5 }, byChannel: { counter: { amount: 7.5 } } })
  })

  it('is each service’s own where services are the cases', () => {
    const cases = [{ key: 'a.01', label: 'A' }, { key: 'a.02', label: 'B' }]
    expect(readTime(contentWith({ methods: [at('online', 5, 'working_day')], services: [service('a.01', 5), service('a.02', 10)] }), cases)).toMatchObject({
      kind: 'known',
      time: { amount: 10 },
      byCase: { 'a.01': { amount: 5 }, 'a.02': { amount: 10 } },
    })
  })
})

describe('the fee of a record', () => {
  const fee = (amount: number | null, more: Partial<PublishedFee> = {}): PublishedFee => ({ kind: 'le_phi', amount, currency: 'VND', note: null, suspect: false, file: null, ...more })
  const of = (...lists: (PublishedFee[] | null)[]) => readFee(contentWith({ methods: lists.map((fees, i) => method({ channel: (['in_person', 'online', 'post'] as const)[i] ?? 'post', fees })) }))

  it.each([
    ['silence', [null, null], { kind: 'unsaid' }],
    ['a typing error', [[fee(135)]], { kind: 'suspect' }],
    ['what the source marks', [[fee(20_000, { suspect: true })]], { kind: 'suspect' }],
    ['an amount beyond all', [[fee(9_000_000_000_000)]], { kind: 'suspect' }],
    ['nothing to pay', [[fee(0)], [fee(0)]], { kind: 'known', fees: [{ pattern: 'free' }] }],
    ['zero with words', [[fee(0, { note: 'Theo Thông tư 1' })]], { kind: 'known', fees: [{ pattern: 'told', note: { vi: 'Theo Thông tư 1' } }] }],
    ['the province’s', [[fee(null, { note: 'Theo nghị quyết của HĐND tỉnh' })]], { kind: 'known', fees: [{ pattern: 'local' }] }],
    ['one amount', [[fee(50_000)], [fee(50_000)]], { kind: 'known', fees: [{ id: 'le-phi', pattern: 'per-case', amount: 50_000 }] }],
    ['less online', [[fee(50_000)], [fee(25_000)]], { kind: 'known', fees: [{ amount: 50_000, 'by-channel': { online: 25_000 } }] }],
    ['two kinds', [[fee(50_000), fee(10_000, { kind: 'phi' })]], { kind: 'known', fees: [{ id: 'le-phi', amount: 50_000 }, { id: 'phi', amount: 10_000 }] }],
    ['two of a kind', [[fee(50_000), fee(10_000)]], { kind: 'known', fees: [{ pattern: 'told' }] }],
    ['dollars', [[fee(20, { currency: 'USD' })]], { kind: 'known', fees: [{ pattern: 'told', note: { vi: '20 USD' } }] }],
  ])('%s', (_name, lists, found) => expect(of(...(lists as (PublishedFee[] | null)[]))).toMatchObject(found))
})
