import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { validateJson } from '../answers/json.ts'
import { jsonSchema } from '../answers/json-schema.ts'
import { printAnswers } from '../answers/print.ts'
import { changeRows, rawFromAnswers, readAnswers } from '../answers/raw.ts'
import { validate } from '../answers/validate.ts'
import { parseForm } from '../definition/parse.ts'
import { posted } from './posted.fixture.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { AnswersSummary } from './answers-summary.tsx'
import { FormFields } from './form-fields.tsx'

const asking = { today: '2026-11-27', lang: 'vi', places: await shippedPlaceOptions() } as const
const table = (more = '', fields = '') => `form: thu
title: { vi: Thử, en: Trial }
sections:
  - id: a
    title: { vi: A, en: A }
    fields:
      - { id: household, type: yes-no, label: { vi: Hộ, en: Household } }
      - id: members
        type: table
        label: { vi: Các thành viên, en: Members }
        row: { vi: Thành viên, en: Member }
        max: 4
${more}        fields:
          - { id: name, type: person-name, required: true, label: { vi: Họ tên, en: Name } }
          - { id: birth, type: date, past: true, label: { vi: Ngày sinh, en: Born } }
          - { id: home, type: address, label: { vi: Nơi ở, en: Home } }
          - { id: child, type: yes-no, label: { vi: Là trẻ em, en: A child } }
          - { id: number, type: identity-number, birth: birth, required-if: household = true, label: { vi: Số, en: Number }, shown-if: child = false, shown-when: { vi: không là trẻ em, en: not a child } }
${fields}      - { id: children, type: computed, label: { vi: Số trẻ em, en: Children }, value: 'count(members[item.child = true])' }
`
const parsed = (text: string) => {
  const one = parseForm(text, 'f.yaml')
  if (!one.ok) throw new Error(JSON.stringify(one.faults))
  return one.form
}
const form = parsed(table())
const faultsOf = (text: string) => {
  const one = parseForm(text, 'f.yaml')
  return one.ok ? [] : one.faults.map(({ message }) => message)
}
const page = (raw: Record<string, string>) => renderToString(<FormFields form={form} raw={raw} asking={asking} errors={validate(form, raw, asking).errors} />)

describe('a table in a form’s definition', () => {
  it.each([
    ['a name of two words', table('', '          - { id: a.b, type: text, label: { vi: A, en: A } }\n'), 'một từ'],
    ['a name that the form has', table('', '          - { id: household, type: text, label: { vi: A, en: A } }\n'), 'trùng với một trường'],
    ['a name twice', table('', '          - { id: name, type: text, label: { vi: A, en: A } }\n'), 'trùng'],
    ['a condition on what the row has not', table('', '          - { id: x, type: text, label: { vi: A, en: A }, required-if: nmae != null }\n'), 'nmae'],
    ['a circle in the row', table('', `          - { id: x, type: text, label: { vi: A, en: A }, required-if: y = "1" }\n          - { id: y, type: text, label: { vi: A, en: A }, required-if: x = "1" }\n`), 'vòng tròn'],
    ['a birth that is no date', table('', '          - { id: x, type: identity-number, birth: name, label: { vi: A, en: A } }\n'), 'date'],
    ['more rows at least than at most', table('        min: 9\n'), 'lớn hơn'],
    ['a table in a table', table('', '          - { id: x, type: table, label: { vi: A, en: A }, row: { vi: A, en: A }, fields: [] }\n'), ''],
  ])('refuses %s', (_what, text, said) => {
    expect(faultsOf(text).join()).toContain(said)
    expect(faultsOf(text)).not.toEqual([])
  })
})

describe('the rows of a table', () => {
  const two = { household: 'yes', 'members-rows': '2', 'members.0.name': 'Nguyễn Văn A', 'members.0.child': 'no', 'members.0.number': '092196001234', 'members.1.name': 'Nguyễn Thị B', 'members.1.child': 'yes', 'members.1.number': '092196001234' }

  it('are judged each by its own answers, and stored without what they hide', () => {
    const { answers, errors } = validate(form, two, asking)
    expect(errors).toEqual([])
    expect(answers).toMatchObject({
      members: [
        { name: 'Nguyễn Văn A', child: false, number: '092196001234' },
        { name: 'Nguyễn Thị B', child: true },
      ],
      children: 1,
    })
  })

  it('say in which row something is wrong, and lead there', () => {
    const { errors } = validate(form, { ...two, 'members.1.name': 'B4n', 'members.0.number': '' }, asking)
    expect(errors.map(({ field, href }) => [field, href])).toEqual([
      ['members.0.number', '#members-0-number'],
      ['members.1.name', '#members-1-name'],
    ])
    expect(errors[1]?.text).toMatch(/^Thành viên 2: /)
    for (const { href } of errors) expect(page({ ...two, 'members.1.name': 'B4n', 'members.0.number': '' })).toContain(`id="${href.slice(1)}"`)
  })

  it('doubt a number by the birth of their own row', () => {
    const { warnings } = validate(form, { ...two, 'members.0.birth-day': '1', 'members.0.birth-month': '2', 'members.0.birth-year': '1950' }, asking)
    expect(warnings.map(({ field }) => field)).toEqual(['members.0.number'])
  })

  it('don’t count when nothing is typed in them, unless so many are asked', () => {
    expect(validate(form, { 'members-rows': '3', 'members.1.name': 'Một Người' }, asking).answers.members).toEqual([{ name: 'Một Người' }])
    const least = parsed(table('        min: 1\n'))
    expect(validate(least, {}, asking).errors.map(({ field }) => field)).toEqual(['members.0.name'])
    const required = parsed(table('        required-if: household = true\n'))
    expect(validate(required, { household: 'yes' }, asking).errors.map(({ field, href }) => [field, href])).toEqual([['members', '#members']])
    expect(validate(required, { household: 'no' }, asking).errors).toEqual([])
  })

  it('are added and taken out with everything typed in the others', () => {
    const added = changeRows(form, two, 'members:add')
    expect(added).toEqual({ ...two, 'members-rows': '3' })
    expect(changeRows(form, two, 'members:remove:0')).toEqual({ household: 'yes', 'members-rows': '1', 'members.0.name': 'Nguyễn Thị B', 'members.0.child': 'yes', 'members.0.number': '092196001234' })
    for (const pressed of ['members', 'household:add', 'nobody:add', '__proto__:add', ['members:add'], undefined]) expect(changeRows(form, two, pressed)).toBeNull()
    expect(changeRows(form, { 'members-rows': '4' }, 'members:add')).toEqual({ 'members-rows': '4' })
    expect(changeRows(form, {}, 'members:remove:7')).toEqual({ 'members-rows': '0' })
  })

  it('come back from the page as they were typed, however many and whatever', () => {
    const typed = fc.constantFrom('', '"><script>', 'Đặng Thị Ánh', '  x  ', '31')
    fc.assert(
      fc.property(fc.array(fc.tuple(typed, typed, fc.constantFrom('yes', 'no', '')), { maxLength: 4 }), (rows) => {
        const sent: Record<string, string> = { 'members-rows': String(rows.length) }
        for (const [row, [name, day, child]] of rows.entries()) Object.assign(sent, { [`members.${row}.name`]: name, [`members.${row}.birth-day`]: day, [`members.${row}.child`]: child })
        const raw = readAnswers(form, sent)
        expect(readAnswers(form, posted(page(raw)))).toEqual(raw)
      }),
      { numRuns: 30 },
    )
  })

  it('beyond what the form takes are not read', () => {
    expect(readAnswers(form, { 'members-rows': '999999', 'members.50.name': 'x' })).not.toHaveProperty(['members.50.name'])
    expect(validate(form, { 'members-rows': '-3' }, asking).answers).not.toHaveProperty('members')
  })

  it('show a part of a row by the row’s own answer', () => {
    const html = page(two)
    const trees = [...html.matchAll(/data-only-when="([^"]*)"/g)].map(([, tree]) => tree)
    expect(trees.join()).toContain('members.0.child')
    expect(trees.join()).toContain('members.1.child')
    expect(html).toContain('Chỉ khai khi không là trẻ em')
    expect(html).toContain('&quot;members.1.child&quot;:[&quot;truth&quot;]')
  })

  it('are an array over the API, under the same rules', () => {
    const judged = validateJson(form, { household: false, members: [{ name: 'Nguyễn Văn A', birth: '1990-02-03' }] }, asking)
    expect(judged).toMatchObject({ errors: [], answers: { members: [{ name: 'Nguyễn Văn A', birth: '1990-02-03' }] } })
    expect(rawFromAnswers(form, judged.answers)).toMatchObject({ 'members-rows': '1', 'members.0.birth-year': '1990' })
    for (const wrong of ['x', {}, [[]], [{ stranger: 1 }], [{ name: {} }], Array.from({ length: 5 }, () => ({ name: 'A' }))]) {
      expect(validateJson(form, { members: wrong }, asking).errors.map(({ field }) => field)).toContain('members')
    }
    expect(jsonSchema(form)).toMatchObject({ properties: { members: { type: 'array', maxItems: 4, items: { required: ['name'], properties: { birth: { format: 'date' } } } } } })
  })

  it('are printed row by row, and read over', () => {
    const { answers } = validate(form, two, asking)
    expect(printAnswers(form, answers).members).toEqual([
      { name: 'Nguyễn Văn A', child: 'Không', number: '092196001234' },
      { name: 'Nguyễn Thị B', child: 'Có' },
    ])
    expect(renderToString(<AnswersSummary form={form} answers={answers} lang="vi" changeHref={(_, at) => at} />)).toContain('Nguyễn Thị B')
  })
})
