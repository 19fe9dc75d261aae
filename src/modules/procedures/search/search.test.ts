import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildIndex, type SearchIndex } from './build.ts'
import type { Knowledge } from './knowledge.ts'
import { readKnowledge } from './read-knowledge.ts'
import { search } from './search.ts'
import { shippedDocuments } from './shipped-documents.ts'
import type { SearchDocument } from './types.ts'

const root = join(import.meta.dirname, '../../../..')
let index: SearchIndex
let knowledge: Knowledge
let documents: SearchDocument[]

beforeAll(async () => {
  knowledge = await readKnowledge(join(root, 'content/search'))
  documents = await shippedDocuments(join(root, 'data/catalogue'))
  index = buildIndex(documents, knowledge)
}, 60_000)

const codes = (q: string, limit = 3) => search(index, q, { limit }).items.map((item) => item.code)

describe('everyday words among the first three', () => {
  it.each([
    ['đăng ký khai sinh', '1.001193'],
    ['làm giấy khai sinh cho con', '1.001193'],
    ['xin xác nhận độc thân', '1.004873'],
    ['giay phep xay nha', '1.013225'],
    ['làm lại bằng lái xe bị mất', '3.000348'],
    ['đăng ký tạm trú', '1.004194'],
    ['làm hộ chiếu cho bé', '1.001456'],
    ['sang tên sổ đỏ', '1.013831'],
    ['mở quán ăn', '1.001612'],
    ['cccd', '1.014061'],
    ['mất cccd', '1.014064'],
    ['gplx hết hạn', '3.000347'],
    ['bhyt hộ gia đình', '1.001939'],
    ['gpxd', '1.013225'],
    ['hkd', '1.001612'],
    ['lltp số 2', '3.000333'],
    ['rút bhxh', '1.001613'],
    ['đk nvqs', '1.013133'],
    ['ct07', '1.010041'],
    ['trợ cấp người già', '1.014027'],
  ])('%s', (q, code) => {
    expect(codes(q)).toContain(code)
  })
})

describe('typing errors', () => {
  it.each([
    ['lost marks', 'dang ky ket hon', '1.000894'],
    ['a swapped pair of letters', 'dang ky khia sinh', '1.001193'],
    ['a missing letter', 'dang ky kt hon', '1.000894'],
    ['a doubled letter', 'ho chhieu', '1.001456'],
    ['a missing space', 'khaisinh cho con', '1.001193'],
    ['no spaces at all', 'giaypheplaixe', '3.000346'],
    ['a missing space and a slip', 'dangkykethonn', '1.000894'],
    ['Telex keys', 'ddawng kys keets hoon', '1.000894'],
    ['VNI keys', 'd9a8ng ky1 ket61 hon6', '1.000894'],
    ['sounds exchanged', 'đăng kí khai xinh', '1.001193'],
    ['hỏi for ngã', 'sữa nhà', '1.013229'],
    ['an abbreviation with a slip', 'nqvs', '1.013133'],
  ])('%s: %s', (_what, q, code) => {
    expect(codes(q)).toContain(code)
  })

  it('offers the mended spelling with its marks', () => {
    expect(search(index, 'dang ky khia sinh').suggestion).toBe('đăng ký khai sinh')
    expect(search(index, 'dang ky khai sinh').suggestion).toBeNull()
  })
})

describe('order', () => {
  it('puts the plain procedure before foreign, border and mobile ones', () => {
    for (const [q, first] of [
      ['đăng ký khai sinh', '1.001193'],
      ['đăng ký kết hôn', '1.000894'],
      ['đăng ký khai tử', '1.000656'],
    ] as const) {
      expect(codes(q, 1), q).toEqual([first])
    }
    expect(codes('đăng ký kết hôn có yếu tố nước ngoài', 1)).toEqual(['2.000806'])
    expect(codes('đăng ký khai sinh lưu động', 1)).toEqual(['1.003583'])
  })

  it('puts the commune before the province for equal names', () => {
    expect(codes('cấp lại thẻ căn cước', 1)).toEqual(['1.014064'])
  })

  it('puts national before one body’s own of the same name, and says whose it is', () => {
    const same = documents.filter((doc) => /^Hòa giải tranh chấp đất đai$/i.test(doc.name) && doc.status === 'current')
    expect(same.map((doc) => doc.type)).toContain('STANDARD')
    const items = search(index, 'hòa giải tranh chấp đất đai', { limit: 10 }).items
    expect(items[0]?.onlyOf).toBeNull()
    const own = items.filter((item) => item.onlyOf !== null)
    for (const item of own) expect(items.indexOf(item)).toBeGreaterThan(0)
  })

  it('lets the act decide: anew, exchange, prolong, end', () => {
    expect(codes('cấp lại giấy phép lái xe', 1)).toEqual(['3.000348'])
    expect(codes('đổi giấy phép lái xe', 1)).toEqual(['3.000347'])
    expect(codes('gia hạn giấy phép xây dựng nhà ở', 1)).toEqual(['1.013227'])
    expect(codes('chấm dứt hộ kinh doanh', 1)).toEqual(['1.001266'])
  })
})

describe('what is shown to whom', () => {
  it('finds what is no longer published by its code only, and says so', () => {
    const gone = documents.find((doc) => doc.status === 'no_longer_published' && /^[12]\.\d{6}$/.test(doc.code))
    const [hit] = search(index, gone?.code ?? '').items
    expect(hit).toMatchObject({ code: gone?.code, status: 'no_longer_published' })
    expect(search(index, gone?.name ?? '', { limit: 100 }).items.map((item) => item.status)).not.toContain('no_longer_published')
  })

  it('never shows internal procedures, not even by code', () => {
    const plain = documents[0] as SearchDocument
    const internal = { ...plain, code: '9.999999', name: 'Thủ tục nội bộ về khai sinh', status: 'internal' as const }
    const small = buildIndex([internal, { ...plain, code: '1.001193', name: 'Đăng ký khai sinh', status: 'current' }], knowledge)
    expect(search(small, '9.999999').items).toEqual([])
    expect(search(small, 'khai sinh').items.map((item) => item.code)).toEqual(['1.001193'])
  })

  it.each(['1.001193', '1001193', ' 1.001193 ', 'mã 1.001193', '1.001193.H92'])('reads the code in «%s»', (q) => {
    expect(codes(q)).toEqual(['1.001193'])
  })

  it('gives everything for no words, the common first', () => {
    const all = search(index, '', { limit: 5 })
    expect(all.total).toBe(documents.filter((doc) => doc.status === 'current').length)
    expect(all.items[0]?.code).toBe('1.001193')
  })

  it('filters, counts and pages', () => {
    const first = search(index, 'khai sinh', { field: 'Hộ tịch', limit: 4 })
    const second = search(index, 'khai sinh', { field: 'ho-tich', limit: 4, cursor: first.next ?? '' })
    expect(first.items.every((item) => item.fields.includes('Hộ tịch'))).toBe(true)
    expect(first.total).toBe(second.total)
    expect(second.items.map((item) => item.code)).not.toContain(first.items[0]?.code)
    expect(first.facets.field.find((count) => count.value === 'Hộ tịch')?.count).toBe(first.total)
    expect(search(index, 'khai sinh', { level: 'commune' }).items.every((item) => item.levels.commune)).toBe(true)
    expect(search(index, 'khai sinh', { field: 'không có lĩnh vực này' }).total).toBe(0)
  })
})

describe('whatever is typed', () => {
  it('is answered, in bounded time', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ .*+?^${}()|[]\\/\u0000\u202e'), maxLength: 200 }),
      fc.constantFrom('a'.repeat(10_000), '(a+)+$'.repeat(2_000), 'đăng ký '.repeat(2_000), '\u0301'.repeat(5_000), '%00%0a', '<script>', "' or 1=1 --"),
    )
    fc.assert(
      fc.property(hostile, (q) => {
        const answer = search(index, q, { limit: 20 })
        return answer.items.length <= 20 && answer.total >= answer.items.length
      }),
      { numRuns: 300 },
    )
  })

  it('is the same for both placements of the tone, decomposed letters, case and i for y', () => {
    const words = documents.filter((doc) => doc.status === 'current').map((doc) => doc.name)
    const old = (text: string) =>
      text.replace(/òa/g, 'oà').replace(/óa/g, 'oá').replace(/ủy/g, 'uỷ').replace(/úy/g, 'uý').replace(/ùy/g, 'uỳ').replace(/òe/g, 'oè')
    fc.assert(
      fc.property(fc.constantFrom(...words), (name) => {
        const expected = codes(name)
        expect(codes(old(name))).toEqual(expected)
        expect(codes(name.normalize('NFD'))).toEqual(expected)
        expect(codes(name.toUpperCase())).toEqual(expected)
        expect(codes(name.replace(/\bký\b/g, 'kí').replace(/\blý\b/g, 'lí'))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('finds a procedure by its own name, with marks and without', () => {
    const national = documents.filter((doc) => doc.status === 'current' && doc.type === 'STANDARD' && doc.name.length < 150)
    const bare = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
    fc.assert(
      fc.property(fc.constantFrom(...national), ({ name }) => {
        const named = (q: string) => search(index, q, { limit: 6 }).items.map((item) => item.name.toLowerCase())
        expect(named(name)).toContain(name.toLowerCase())
        expect(named(bare(name))).toContain(name.toLowerCase())
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['Thu tuc dang ky di vat, co vat', '2.001631'],
    ['thu tuc cap giay phep lam ban sao di vat, co vat', '1.014611'],
    ['khai thue vat', '1.007014'],
  ])('«%s» is not taken for another abbreviation', (q, code) => {
    expect(codes(q, 6)).toContain(code)
  })

  it('of nonsense, finds nothing', () => {
    for (const q of ['qwxz kjhg', '!!!', '...', 'zzzzzzzzzzzzzzzz']) expect(search(index, q).items, q).toEqual([])
  })
})

/** Rough bounds that hold on a busy machine too; the bench measures. */
it('answers fast', () => {
  const queries = ['đăng ký khai sinh', 'mat so do lam lai', 'dang ky khia sinh cho con moi sinh', 'giấy chứng nhận đủ điều kiện an toàn thực phẩm']
  const times = Array.from({ length: 200 }, (_, i) => {
    const started = performance.now()
    search(index, queries[i % queries.length] ?? '')
    return performance.now() - started
  })
  expect(times.sort((a, b) => a - b)[100]).toBeLessThan(5)
}, 30_000)
