import { describe, expect, it } from 'vitest'
import { parseForm } from './parse.ts'
import { readYaml } from './yaml-source.ts'

const L = 'label: { vi: A, en: A }'
const HEAD = 'form: thu\ntitle: { vi: A, en: A }\nsections:\n'
const section = (id: string, fields: string, more = '') => `  - id: ${id}\n    title: { vi: A, en: A }\n${more}    fields:\n${fields}`
const fields = (count: number, start = 'f') => Array.from({ length: count }, (_, i) => `      - { id: ${start}${i}, type: text, ${L} }\n`).join('')
const oneField = (rest: string) => `${HEAD}${section('a', `      - { id: f, ${L}, ${rest} }\n`)}`

/** What is said of a text that must not be taken, and how long that took. */
function refused(text: string) {
  const began = performance.now()
  const parsed = parseForm(text, 'form.yaml')
  const took = performance.now() - began
  expect(parsed.ok).toBe(false)
  return { took, said: parsed.ok ? '' : parsed.faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n') }
}

/** A second on the machine that must do; tests run two at a time. */
const SOON_MS = 2000

describe('a definition that is too large', () => {
  const sections = (count: number, each: string) => Array.from({ length: count }, (_, s) => section(`s${s}`, each.replaceAll('f', `s${s}.f`))).join('')
  it.each([
    ['5,000 fields', HEAD + sections(5, fields(1000)), '5000'],
    ['5,000 fields in one section', HEAD + section('a', fields(5000)), 'a'],
    ['5,000 fields in tables', HEAD + section('a', Array.from({ length: 125 }, (_, t) => `      - { id: t${t}, type: table, row: { vi: D, en: R }, ${L}, fields: [${Array.from({ length: 40 }, (_, i) => `{ id: f${i}, type: text, ${L} }`).join(', ')}] }\n`).join('')), '5125'],
    ['60,000 fields by references', `${HEAD}${section('s0', fields(900), '').replace('    fields:\n', '    fields: &all\n')}${Array.from({ length: 59 }, (_, s) => `  - { id: s${s + 1}, title: { vi: A, en: A }, fields: *all }\n`).join('')}`, 'nhiều nhất'],
    ['5,000 faults', HEAD + section('a', Array.from({ length: 1000 }, (_, i) => `      - { id: F${i}, type: hologram, colour: red, required: 5, label: { vi: '' } }\n`).join('')), 'form.yaml:'],
    ['a megabyte and more', `${HEAD}${section('a', `      - { id: f, type: text, ${L}, hint: { vi: "${'x'.repeat(1_000_001)}", en: x } }\n`)}`, 'dài quá'],
    ['a condition that is too long', oneField(`type: text, required-if: '${'1 = 1 and '.repeat(1000)}1 = 1'`), 'form.yaml:7'],
    ['a condition that is too deep', oneField(`type: text, required-if: '${'('.repeat(300)}true${')'.repeat(300)}'`), 'sâu'],
  ])('is refused at once: %s', (_what, text, says) => {
    const { took, said } = refused(text)
    expect(said).toContain(says)
    expect(took).toBeLessThan(SOON_MS)
  })
})

describe('YAML that is no form', () => {
  const bomb = (open: string, close: string, key: (i: number) => string) => Array.from({ length: 20 }, (_, i) => `a${i}: &a${i} ${open}${Array.from({ length: 10 }, (_, n) => `${key(n)}${i ? `*a${i - 1}` : 'x'}`).join(', ')}${close}`).join('\n')
  it.each([
    ['references that grow tenfold, in lists', bomb('[', ']', () => '')],
    ['references that grow tenfold, in maps', bomb('{', '}', (n) => `k${n}: `)],
    ['a reference to itself', 'form: &f [*f]'],
    ['a reference to nothing', 'form: *nobody'],
    ['lists 100,000 deep', '['.repeat(100_000)],
    ['lists 2,000 deep and closed', `form: ${'['.repeat(2000)}${']'.repeat(2000)}`],
    ['lists 50,000 deep and closed', `form: ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['maps 20,000 deep', '{a: '.repeat(20_000)],
    ['maps 20,000 deep and closed', `form: ${'{a: '.repeat(20_000)}x${'}'.repeat(20_000)}`],
    ['blocks 5,000 deep', Array.from({ length: 5000 }, (_, i) => `${' '.repeat(i % 900)}- `).join('')],
    ['a list', '- 1\n- 2'],
    ['a number', '5'],
    ['null', '~'],
    ['two documents', `${HEAD}\n---\nform: x`],
    ['a tag', 'form: !!js/function "function(){}"'],
    ['a binary', 'form: !!binary aGVsbG8='],
    ['a tab', 'form:\n\t- x'],
    ['NUL', 'form: "\0"'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x66]).toString('utf8')],
    ['a prototype', '__proto__: { form: thu }\nconstructor: x'],
    ['a merge', `base: &b { form: thu }\n<<: *b`],
  ])('is refused with a line: %s', (_what, text) => {
    const { took, said } = refused(text)
    expect(said).toMatch(/^form\.yaml:\d+ \S/)
    expect(took).toBeLessThan(SOON_MS)
  })
  it('reads what is read with the marks of its start and in any composition', () => {
    const text = `\uFEFF${HEAD}${section('a', `      - { id: f, type: text, label: { vi: ${'Tên'.normalize('NFD')}, en: A } }\n`)}`
    const parsed = parseForm(text, 'form.yaml')
    expect(parsed.ok && parsed.form.sections[0]?.fields[0]?.label.vi).toBe('Tên'.normalize('NFC'))
  })
  it('never throws', () => {
    for (const text of ['[', '{', '"', "'", '&', '*', '!', '|', '>', '%', '@', '`', '---', '...', '? ', ': ', '- - - -', '\u2028', '\uD800', 'a: b: c']) expect(() => readYaml(text, 'f')).not.toThrow()
  })
})

describe('a wrong definition', () => {
  it.each([
    ['a wrong type of a key', oneField('type: text, max: many'), 'max'],
    ['a text for a list', oneField('type: choice, options: all'), 'options'],
    ['a list for a text', oneField('type: text, sample: [a]'), 'sample'],
    ['one choice', oneField('type: choice, options: [{ value: a, label: { vi: A, en: A } }]'), 'options'],
    ['a language too many', oneField('type: text, hint: { vi: A, en: A, fr: A }'), 'fr'],
    ['an empty label', `${HEAD}${section('a', "      - { id: f, type: text, label: { vi: ' ', en: A } }\n")}`, 'label.vi'],
    ['a table in a table', oneField(`type: table, row: { vi: A, en: A }, fields: [{ id: a, type: table, row: { vi: A, en: A }, fields: [], ${L} }]`), 'type'],
    ['a section twice', `${HEAD}${section('a', fields(1))}${section('a', fields(1, 'g'))}`, 'bị trùng'],
    ['an id twice in two sections', `${HEAD}${section('a', fields(1))}${section('b', fields(1))}`, 'trùng với'],
    ['an id twice but for its dots', `${HEAD}${section('a', `      - { id: a.b, type: text, ${L} }\n      - { id: aB, type: text, ${L} }\n      - { id: a.B, type: text, ${L} }\n`)}`, ''],
    ['an id in a table and in the form', `${HEAD}${section('a', `      - { id: name, type: text, ${L} }\n      - { id: t, type: table, row: { vi: A, en: A }, ${L}, fields: [{ id: name, type: text, ${L} }] }\n`)}`, 'trùng với một trường của tờ khai'],
    ['an id twice in a table', oneField(`type: table, row: { vi: A, en: A }, fields: [{ id: a, type: text, ${L} }, { id: a, type: text, ${L} }]`), 'trùng với'],
    ['an id of several words in a table', oneField(`type: table, row: { vi: A, en: A }, fields: [{ id: a.b, type: text, ${L} }]`), 'một từ'],
    ['a table whose rows are fewer than none', oneField(`type: table, min: 5, max: 2, row: { vi: A, en: A }, fields: [{ id: a, type: text, ${L} }]`), 'lớn hơn'],
    ['a condition on a later page', `${HEAD}${section('a', `      - { id: f, type: text, ${L}, required-if: late = "x" }\n`)}${section('b', `      - { id: late, type: text, ${L} }\n`)}`, 'phần sau'],
    ['a section that hangs on itself', `${HEAD}${section('a', fields(1), "    shown-if: 'f0 = \"x\"'\n    shown-when: { vi: A, en: A }\n")}`, 'phần sau'],
    ['a computed value of a later page', `${HEAD}${section('a', `      - { id: f, type: computed, value: late, ${L} }\n`)}${section('b', `      - { id: late, type: text, ${L} }\n`)}`, 'phần sau'],
    ['a computed value of itself', oneField('type: computed, value: f'), 'chính nó'],
    ['a computed value and words', oneField('type: computed, value: "1", words-of: f'), 'đúng một'],
    ['a function that there is not', oneField('type: computed, value: eval("1")'), 'Không có hàm'],
    ['a name that means something else in conditions: today', `${HEAD}${section('a', `      - { id: today, type: date, ${L} }\n`)}`, 'today'],
    ['a name that means something else in conditions: item', `${HEAD}${section('a', `      - { id: item, type: text, ${L} }\n`)}`, 'item'],
    ['a name that every object has', `${HEAD}${section('a', `      - { id: constructor, type: text, ${L} }\n`)}`, 'constructor'],
    ['a name that every object has, in a table', oneField(`type: table, row: { vi: A, en: A }, fields: [{ id: toString, type: text, ${L} }]`), 'toString'],
    ['more rules than may be', `${HEAD}${section('a', fields(1))}checks:\n${Array.from({ length: 301 }, (_, i) => `  - { id: c${i}, field: f0, warn-if: 'f0 = "${i}"', message: { vi: A, en: A } }\n`).join('')}`, 'checks'],
  ])('is refused with its line: %s', (_what, text, says) => {
    const { said } = refused(text)
    expect(said).toMatch(/^form\.yaml:\d+ \S/)
    expect(said).toContain(says)
  })
})
