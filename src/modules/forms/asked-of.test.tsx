import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { evaluate } from './answers/evaluate.ts'
import { validate } from './answers/validate.ts'
import { askedOfBeginner, askedOfParty, findParty, partyOfField, typedInto, withoutParts } from './asked-of.ts'
import { parseForm } from './definition/parse.ts'
import { fieldsOf, type FormDefinition } from './definition/model.ts'
import { FormFields } from './pages/form-fields.tsx'
import { shippedPlaceOptions } from './places.fixture.ts'
import { factsWanted, prefill } from './prefill.ts'

const FORM = `form: x
title: { vi: X, en: X }
parties:
  - { id: other, name: { vi: bên kia, en: the other }, person: { name: other.name, number: other.number }, shows: [me.kind] }
sections:
  - id: mine
    title: { vi: Tôi, en: Me }
    fields:
      - { id: me.kind, type: choice, label: { vi: K, en: K }, options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }] }
      - { id: me.name, type: person-name, label: { vi: T, en: T }, required: true, prefill: [account.name] }
  - id: theirs
    title: { vi: Bên kia, en: The other }
    by: other
    own: { title: { vi: Phần của Ông/Bà, en: Your part } }
    fields:
      - { id: other.name, type: person-name, label: { vi: Tên của bên kia, en: Name of the other }, short: { vi: Tên bên kia, en: Other }, required: true, prefill: [account.name], autocomplete: name, own: { label: { vi: Tên, en: Name } } }
      - { id: other.number, type: identity-number, label: { vi: S, en: S } }
      - { id: other.extra, type: text, label: { vi: E, en: E }, required: true, shown-if: me.kind = "b", shown-when: { vi: bên kia b, en: b }, own: { shown-when: { vi: Ông/Bà b, en: you b } } }
      - { id: kin, type: table, label: { vi: N, en: N }, row: { vi: R, en: R }, fields: [{ id: who, type: text, label: { vi: Ai, en: Who } }] }
  - id: both
    title: { vi: Cả hai, en: Both }
    fields:
      - { id: pair, type: computed, label: { vi: C, en: C }, value: me.name + other.name }
      - { id: more, type: text, label: { vi: M, en: M }, shown-if: other.name = "An", shown-when: { vi: An, en: An } }
checks:
  - { id: same, field: other.name, refuse-if: other.name = me.name, message: { vi: Trùng tên, en: Same } }
`

function parsed(text: string): FormDefinition {
  const form = parseForm(text, 'form.yaml')
  if (!form.ok) throw new Error(JSON.stringify(form.faults))
  return form.form
}

const form = parsed(FORM)
const asking = { today: '2026-11-23' as const, lang: 'vi' as const, places: await shippedPlaceOptions() }
const WHOLE = { 'me.kind': 'b', 'me.name': 'Mai', 'other.name': 'Hùng', 'other.extra': 'x', 'kin-rows': '1', 'kin.0.who': 'Bà', more: 'm' }

describe('the form as the one who began is asked', () => {
  it('is whole while nobody is invited, but fills the other’s part from no account', () => {
    const view = askedOfBeginner(form, [])
    expect(fieldsOf(view).map(({ id }) => id)).toEqual(fieldsOf(form).map(({ id }) => id))
    const facts = { 'account.name': { value: 'Mai', source: 'tài khoản', verified: false } }
    expect(prefill(view, {}, facts).raw).toEqual({ 'me.name': 'Mai' })
    expect(askedOfBeginner(form, [])).toBe(view)
  })

  it('is without a part that stands with somebody: neither asked, judged nor filled in, only read', () => {
    const view = askedOfBeginner(form, ['other'])
    expect(view.sections.map(({ id }) => id)).toEqual(['mine', 'both'])
    const judged = validate(view, { 'me.kind': 'b', 'me.name': 'Hùng', 'other.name': 'Hùng' }, asking)
    expect([judged.errors, judged.answers]).toEqual([[], { 'me.kind': 'b', 'me.name': 'Hùng', pair: 'HùngHùng' }])
    expect(typedInto(view, WHOLE)).toEqual({ 'me.kind': 'b', 'me.name': 'Mai', more: 'm' })
    expect(withoutParts(form, WHOLE, ['other'])).toEqual({ 'me.kind': 'b', 'me.name': 'Mai', more: 'm' })
    expect(withoutParts(form, WHOLE, [])).toEqual(WHOLE)
  })

  it('tells a script what the other answered only where a condition reads it', () => {
    const html = render(<FormFields form={askedOfBeginner(form, ['other'])} raw={WHOLE} asking={asking} />)
    expect(html).toContain('&quot;other.name&quot;:[&quot;given&quot;,&quot;Hùng&quot;]')
    expect(html.match(/other\.\w+/g)?.every((name) => name === 'other.name')).toBe(true)
    expect(html).not.toContain('Bà')
  })
})

describe('the form as the party is asked', () => {
  const view = askedOfParty(form, 'other')
  it('is their own part, in words for them', () => {
    expect(view.sections.map(({ title, fields }) => [title.vi, fields.map((field) => (field.short ?? field.label).vi)])).toEqual([['Phần của Ông/Bà', ['Tên', 'S', 'E', 'N']]])
    const html = render(<FormFields form={view} raw={{ 'me.kind': 'a', 'me.name': 'Mai' }} asking={asking} />)
    expect(html).toContain('Chỉ khai khi Ông/Bà b')
    expect(html).not.toMatch(/bên kia|Mai|me\.name/)
    expect(factsWanted(view)).toEqual(['account.name'])
  })

  it('is judged over what the other answered', () => {
    const errors = (raw: Record<string, string>) => validate(view, raw, asking).errors.map(({ field, text }) => [field, text])
    expect(errors({ 'me.kind': 'a', 'me.name': 'Mai', 'other.name': 'Mai' })).toEqual([['other.name', 'Trùng tên']])
    expect(errors({ 'me.kind': 'b', 'me.name': 'Mai', 'other.name': 'An' })).toEqual([['other.extra', 'Xin khai «E».']])
    expect(evaluate(view, { 'me.kind': 'b' }, asking).shown.has('other.extra')).toBe(true)
  })

  it('takes nothing that belongs to others', () => {
    expect(typedInto(view, WHOLE)).toEqual({ 'other.name': 'Hùng', 'other.extra': 'x', 'kin-rows': '1', 'kin.0.who': 'Bà' })
  })
})

describe('parties', () => {
  it('are found by their id and by a field of theirs', () => {
    expect([findParty(form, 'other')?.person.name, findParty(form, 'x')]).toEqual(['other.name', null])
    expect(['other.name', 'kin.3.who', 'me.name', 'x'].map((id) => partyOfField(form, id))).toEqual(['other', 'other', null, null])
  })

  it('leave a form without them as it is', () => {
    const plain = parsed(FORM.replace(/parties:\n.*\n/, '').replace(/ {4}(by|own): .*\n/g, '').replace(/, own: \{ [^}]*\} \}/g, '').replace(/own: \{ shown-when: .*\} \}/g, '').replace(/, (?=\n)/g, ''))
    expect(askedOfBeginner(plain, ['other'])).toBe(plain)
  })

  it.each([
    ['a part of nobody', 'by: other', 'by: another', /Không có bên «another»/],
    ['a party without a part', '    by: other\n    own: { title: { vi: Phần của Ông/Bà, en: Your part } }\n', '', /Không có phần nào do bên «other» khai/],
    ['a name that is none', 'name: other.name', 'name: me.name', /«me\.name» phải là một trường kiểu person-name/],
    ['a number that is none', 'number: other.number', 'number: other.name', /kiểu identity-number/],
    ['something to see that is their own', 'shows: [me.kind]', 'shows: [me.kind, other.name]', /trong phần của người bắt đầu khai/],
    ['something to see that there is not', 'shows: [me.kind]', 'shows: [me.kind, no.such]', /«no\.such»/],
    ['a condition on what they may not see', 'shows: [me.kind]', 'shows: [me.name]', /đọc «me\.kind», là điều bên ấy không được xem/],
    ['filling in from earlier dossiers, which are about others', 'required: true, prefill: [account.name], autocomplete', 'required: true, prefill: [earlier], autocomplete', /chỉ điền sẵn từ tài khoản của chính bên ấy/],
    ['own words where nobody else is asked', 'label: { vi: M, en: M }', 'label: { vi: M, en: M }, own: { label: { vi: M, en: M } }', /«own» chỉ có nghĩa/],
    ['a key that is none', 'shows: [me.kind] }', 'shows: [me.kind], hides: x }', /hides/],
  ])('with %s are refused, with file and line', (_title, from, to, message) => {
    expect(FORM).toContain(from)
    const found = parseForm(FORM.replace(from, to), 'form.yaml')
    expect(found.ok ? [] : found.faults.map((fault) => fault.message).join('\n')).toMatch(message)
    expect(found.ok ? 0 : (found.faults[0]?.line ?? 0)).toBeGreaterThan(1)
  })

  it('that are all there is are refused: somebody must begin', () => {
    const all = FORM.replace('  - id: mine\n', '  - id: mine\n    by: other\n').replace('  - id: both\n', '  - id: both\n    by: other\n')
    const found = parseForm(all, 'form.yaml')
    expect(found.ok ? '' : found.faults.map((fault) => fault.message).join()).toMatch(/ít nhất một phần do người bắt đầu khai/)
  })
})
