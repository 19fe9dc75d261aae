import { describe, expect, it } from 'vitest'
import { ABSENT, ANY, type Domain, NOTHING } from './domain.ts'
import { compileFeel } from './index.ts'
import { typeFaults } from './types.ts'

const DOMAINS: Readonly<Record<string, Domain>> = {
  name: { ...ABSENT, texts: {} },
  n: { ...ABSENT, numbers: {} },
  yes: { ...ABSENT, truths: [true, false] },
  rows: { ...ABSENT, lists: true },
  place: { ...ABSENT, things: true },
  today: { ...NOTHING, texts: {} },
}
const faults = (text: string) => {
  const compiled = compileFeel(text)
  if (!compiled.ok) throw new Error(`${text}: ${compiled.message}`)
  return typeFaults(compiled.tree, (name) => DOMAINS[name] ?? ANY, 'condition')
}

describe('parts that do not go together', () => {
  it.each([
    ['name', 'điều kiện'],
    ['n + 1', 'điều kiện'],
    ['"abc"', 'điều kiện'],
    ['n = "3"', '«n» (số) với "3" (chữ)'],
    ['name > 5', '«name» (chữ) với 5 (số)'],
    ['yes = "yes"', '«yes» (đúng/sai)'],
    ['yes > true', 'không so sánh được'],
    ['rows = 3', '«rows» (danh sách)'],
    ['n in ("1", "2")', '«n» (số) với "1" (chữ)'],
    ['name in [1..3]', '«name» (chữ) với 1 (số)'],
    ['place = "Cần Thơ"', '«place»'],
    ['n = 1 and name', '«name» là chữ'],
    ['not(name)', '«name» là chữ'],
    ['if name then true else false', '«name» là chữ'],
    ['name * 2 > 4', 'không tính được «name» (chữ) * 2 (số)'],
    ['today + 1 > today', 'không tính được «today» (chữ) + 1 (số)'],
    ['string length(n) > 2', '«n» là số'],
    ['contains(n, "1")', '«n» là số'],
    ['floor(name) = 1', '«name» là chữ'],
    ['duration(n) > duration("P1D")', '«n» là số'],
    ['n > 1 or (yes and name = 5)', '«name» (chữ) với 5 (số)'],
  ])('%s', (text, says) => {
    expect(faults(text).join('; ')).toContain(says)
  })

  it.each([
    'yes',
    'name != null',
    'null = name',
    'n = null',
    'n > 1 and not(yes)',
    'today - duration("P18Y") > date("2026-01-01")',
    'today - date("2026-01-01") > duration("P15D")',
    '(today - date("2026-01-01")).days > 3',
    'years and months duration(today, today).years >= 18',
    'name + "!" = "An!"',
    'sum(rows.n) > 3',
    'sum(for r in rows return r.n) > 3',
    'sum(1, 2, n) > 3',
    'count(rows[n > 3]) = 2',
    'some row in rows satisfies row.name > 3',
    'every name in rows satisfies name > 3',
    'name in ("a", null)',
    'name in rows',
    'min(n, 3) > 1 or max(name, "b") = "c"',
    'if yes then n > 1 else null',
    'string(n) + "" = name',
    'somewhere = 5 and somewhere = "5"',
    'is defined(place)',
    'rows != null',
  ])('not in %s', (text) => expect(faults(text)).toEqual([]))
})
