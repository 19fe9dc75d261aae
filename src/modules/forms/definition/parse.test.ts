import { describe, expect, it } from 'vitest'
import { parseForm } from './parse.ts'

const HEAD = `form: thu
title: { vi: Thử, en: Trial }
sections:
  - id: child
    title: { vi: Trẻ, en: Child }
    fields:
      - { id: child.name, type: person-name, required: true, label: { vi: Tên, en: Name } }
      - { id: child.sex, type: sex, label: { vi: Giới tính, en: Sex } }
      - { id: child.birthDate, type: date, past: true, label: { vi: Ngày sinh, en: Born } }
`
const faultsOf = (text: string) => {
  const parsed = parseForm(text, 'form.yaml')
  return parsed.ok ? [] : parsed.faults.map((f) => `${f.file}:${f.line} ${f.message}`)
}

describe('parseForm', () => {
  it('reads a right form', () => {
    const parsed = parseForm(HEAD, 'form.yaml')
    expect(parsed.ok && parsed.form.sections[0]?.fields.map((f) => f.id)).toEqual([
      'child.name',
      'child.sex',
      'child.birthDate',
    ])
  })

  const field = (rest: string) => `${HEAD}      - ${rest}\n`
  it.each([
    ['an unknown key', field('{ id: a, type: text, colour: red, label: { vi: A, en: A } }'), 'form.yaml:10', 'colour'],
    ['an unknown type', field('{ id: a, type: hologram, label: { vi: A, en: A } }'), 'form.yaml:10', '«hologram» không có trong định dạng. Các giá trị: person-name, date'],
    ['a misspelt type', field('{ id: a, type: personname, label: { vi: A, en: A } }'), 'form.yaml:10', 'Có phải «person-name»?'],
    ['no type', field('{ id: a, label: { vi: A, en: A } }'), 'form.yaml:10', 'thiếu khóa «type»'],
    ['a misspelt value', field('{ id: a, type: date, precision: partiel, label: { vi: A, en: A } }'), 'form.yaml:10', '«partiel» không có trong định dạng. Có phải «partial»?'],
    ['a comma outside quotes', field('{ id: a, type: text, label: { vi: Họ, tên, en: A } }'), 'form.yaml:10', "Câu có dấu phẩy phải đặt trong nháy đơn: 'Họ, chữ đệm, tên'"],
    ['a colon outside quotes', field('{ id: a, type: text, label: { vi: Nơi đăng ký: xã, en: A } }'), 'form.yaml:10', 'phải đặt trong nháy đơn'],
    ['a tab', `${HEAD}      - id: a\n\ttype: text\n`, 'form.yaml:11', 'không bằng phím Tab'],
    ['a missing English label', field('{ id: a, type: text, label: { vi: A } }'), 'form.yaml:10', '«sections.child.fields.a.label»: thiếu khóa «en»'],
    ['a doubled id', field('{ id: child.name, type: text, label: { vi: A, en: A } }'), 'form.yaml:10', 'trùng'],
    [
      'an id under another',
      field('{ id: child.name.first, type: text, label: { vi: A, en: A } }'),
      'form.yaml:10',
      'nằm dưới',
    ],
    ['an id in capitals', field('{ id: Child, type: text, label: { vi: A, en: A } }'), 'form.yaml:10', 'mã trường'],
    [
      'a condition on what does not exist',
      field(
        '{ id: a, type: text, label: { vi: A, en: A }, shown-if: child.nmae != null, shown-when: { vi: A, en: A } }',
      ),
      'form.yaml:10',
      'child.nmae',
    ],
    [
      'a condition without its words',
      field('{ id: a, type: text, label: { vi: A, en: A }, shown-if: child.name != null }'),
      'form.yaml:10',
      'shown-when',
    ],
    [
      'a broken condition',
      field('{ id: a, type: text, label: { vi: A, en: A }, required-if: "child.sex = " }'),
      'form.yaml:10',
      'Điều kiện',
    ],
    [
      'a number compared with what is no sex',
      field('{ id: a, type: identity-number, label: { vi: A, en: A }, sex: child.name }'),
      'form.yaml:10',
      'sex',
    ],
    ['a doubled key', field('{ id: a, id: b, type: text, label: { vi: A, en: A } }'), 'form.yaml:10', 'Sai cú pháp YAML: khóa này đã có'],
    ['no YAML at all', 'form: [', 'form.yaml:1', 'YAML'],
    ['an empty file', '', 'form.yaml:1', ''],
    [
      'a check of both kinds',
      `${HEAD}checks:\n  - { id: a, field: child.name, warn-if: true, refuse-if: true, message: { vi: A, en: A } }\n`,
      'form.yaml:11',
      'đúng một',
    ],
    [
      'a check beside no field',
      `${HEAD}checks:\n  - { id: a, field: nobody, warn-if: true, message: { vi: A, en: A } }\n`,
      'form.yaml:11',
      'nobody',
    ],
  ])('refuses %s with its line', (_what, text, at, says) => {
    const faults = faultsOf(text)
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.join('\n')).toContain(`${at} `)
    expect(faults.join('\n')).toContain(says)
  })

  it('tells a fault of syntax once, and doubled keys each', () => {
    expect(faultsOf(`${HEAD}      - id: a\n\ttype: text\n\tlabel: x\n`)).toHaveLength(1)
    expect(faultsOf(field('{ id: a, id: b, type: text, type: date, label: { vi: A, en: A } }'))).toHaveLength(2)
  })

  it('refuses a circle of conditions', () => {
    const text = `${HEAD}      - { id: a, type: text, label: { vi: A, en: A }, shown-if: b = "x", shown-when: { vi: A, en: A } }
      - { id: b, type: text, label: { vi: A, en: A }, shown-if: a = "x", shown-when: { vi: A, en: A } }\n`
    expect(faultsOf(text).join()).toContain('vòng tròn')
  })

  it('refuses a condition on a later section', () => {
    const text = `${HEAD}      - { id: a, type: text, label: { vi: A, en: A }, shown-if: late = "x", shown-when: { vi: A, en: A } }
  - id: end
    title: { vi: Cuối, en: End }
    fields: [{ id: late, type: text, label: { vi: B, en: B } }]\n`
    expect(faultsOf(text).join()).toContain('phần sau')
  })

  it('refuses an alias bomb quickly', () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${Array(10)
          .fill(i ? `*a${i - 1}` : 'x')
          .join(',')}]`,
    )
    const start = performance.now()
    expect(faultsOf(rows.join('\n')).length).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('refuses a definition of 5,000 fields', () => {
    const many = Array.from(
      { length: 5 },
      (_, s) => `  - id: s${s}
    title: { vi: A, en: A }
    fields:
${Array.from({ length: 1000 }, (_, i) => `      - { id: s${s}.f${i}, type: text, label: { vi: A, en: A } }`).join('\n')}`,
    )
    expect(faultsOf(`form: to\ntitle: { vi: A, en: A }\nsections:\n${many.join('\n')}`).join()).toContain('5000')
  })
})
