import { describe, expect, it } from 'vitest'
import type { FormDefinition } from './definition/model.ts'
import { parseForm } from './definition/parse.ts'
import { eachOnce, fillPerson, type KnownPerson, peopleIn, personPressed, withoutPeople } from './known-people.ts'

const text = (people: string) => `form: x
title: { vi: X, en: X }
people:
${people}
sections:
  - id: a
    title: { vi: A, en: A }
    fields:
      - { id: mother.known, type: yes-no, label: { vi: M, en: M } }
      - { id: mother.name, type: person-name, label: { vi: M, en: M } }
      - { id: mother.birthDate, type: date, precision: partial, label: { vi: M, en: M } }
      - { id: mother.identityNumber, type: identity-number, label: { vi: M, en: M } }
      - { id: mother.document.kind, type: choice, label: { vi: M, en: M }, options: [{ value: identity-card, label: { vi: A, en: A } }, { value: passport, label: { vi: B, en: B } }] }
      - { id: mother.document.issuer, type: agency, label: { vi: M, en: M } }
      - { id: mother.residence, type: address, label: { vi: M, en: M } }
      - { id: mother.job, type: text, label: { vi: M, en: M } }
`
const parsed = parseForm(text('  - { id: mother, name: { vi: người mẹ, en: the mother } }'), 'form.yaml')
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const form: FormDefinition = parsed.form
const [mother] = form.people ?? []
if (!mother) throw new Error('No mother.')

const someone = (name: string, facets: Record<string, unknown> = {}, source = 's'): KnownPerson => ({
  key: name,
  name,
  as: 'x',
  facets: Object.fromEntries(Object.entries({ name, ...facets }).map(([facet, value]) => [facet, { value, source }])) as KnownPerson['facets'],
})

describe('the people of a form', () => {
  it.each([
    ['whose name it does not ask', '  - { id: father, name: { vi: A, en: A } }', /father\.name/],
    ['named twice', '  - { id: mother, name: { vi: A, en: A } }\n  - { id: mother, name: { vi: A, en: A } }', /bị trùng/],
    ['with a key that there is not', '  - { id: mother, name: { vi: A, en: A }, age: 3 }', /age/],
  ])('are refused %s', (_what, people, said) => {
    const read = parseForm(text(people), 'form.yaml')
    expect(read.ok ? '' : read.faults.map(({ message }) => message).join()).toMatch(said)
  })

  it('are told from its answers, of those who have a name', () => {
    expect(peopleIn(form, { 'mother.name': 'Trần Thị B', 'mother.birthDate': '1990', 'mother.job': 'x' })).toEqual([{ id: 'mother', name: mother.name, facets: { name: 'Trần Thị B', birthDate: '1990' } }])
    expect(peopleIn(form, { 'mother.birthDate': '1990' })).toEqual([])
  })
})

describe('somebody named in several dossiers', () => {
  it.each([
    ['by the same number, whatever the name', [{ identityNumber: '1' }, 'A'], [{ identityNumber: '1' }, 'B'], 1],
    ['not by the same name with another number', [{ identityNumber: '1' }, 'A'], [{ identityNumber: '2' }, 'A'], 2],
    ['by name and day of birth, where a number is missing', [{ birthDate: '1990-01-01' }, 'Trần Thị B'], [{ birthDate: '1990-01-01', identityNumber: '1' }, 'TRẦN THỊ B'], 1],
    ['not by the name alone', [{}, 'A'], [{}, 'A'], 2],
  ] as const)('is one %s', (_what, [one, name], [other, otherName], count) => {
    expect(eachOnce([someone(name, one), someone(otherName, other)])).toHaveLength(count)
  })

  it('is told from the latest that tells of each thing', () => {
    const [one] = eachOnce([someone('A', { identityNumber: '1' }, 'new'), someone('A', { identityNumber: '1', birthDate: '1990-01-01' }, 'old')])
    expect([one?.facets.name?.source, one?.facets.birthDate?.source]).toEqual(['new', 'old'])
  })
})

describe('filling in somebody', () => {
  const trần = someone('Trần Thị B', { birthDate: '1990-01-02', identityNumber: '092190001234', 'document.kind': 'cmnd', 'document.issuer': 'Công an tỉnh', residence: { province: '92', commune: '31135', detail: '12 Nguyễn Trãi', text: 'x' } })

  it('puts what is told where the form asks it, and nothing that the form does not take', () => {
    const { raw, sources } = fillPerson(form, mother, { 'mother.job': 'thợ' }, trần)
    expect(raw).toMatchObject({ 'mother.known': 'yes', 'mother.name': 'Trần Thị B', 'mother.identityNumber': '092190001234', 'mother.residence-detail': '12 Nguyễn Trãi', 'mother.job': 'thợ' })
    expect(raw).not.toHaveProperty('mother.document.kind')
    expect(Object.keys(sources)).toEqual(['mother.name', 'mother.birthDate', 'mother.identityNumber', 'mother.document.issuer', 'mother.residence'])
  })

  it('leaves nothing of the person who stood there, and keeps what was typed of the same one', () => {
    const typed = { 'mother.name': 'Lê Thị C', 'mother.identityNumber': '092190009999', 'mother.residence-detail': '1 A' }
    expect(fillPerson(form, mother, typed, someone('Trần Thị B')).raw).toEqual({ 'mother.known': 'yes', 'mother.name': 'Trần Thị B' })
    expect(fillPerson(form, mother, { ...typed, 'mother.name': 'trần thị b' }, someone('Trần Thị B')).raw).toMatchObject({ 'mother.identityNumber': '092190009999', 'mother.residence-detail': '1 A' })
  })

  it('is taken back, but not what was written over it', () => {
    const { raw, sources } = fillPerson(form, mother, {}, trần)
    const left = withoutPeople(form, { ...raw, 'mother.name': 'Trần Thị Bé' }, Object.keys(sources), [someone('Khác'), trần])
    expect(left).toEqual({ 'mother.known': 'yes', 'mother.name': 'Trần Thị Bé' })
  })
})

describe('a button of a person', () => {
  it.each([
    ['that shows who is known', { _person: 'ask:mother' }, null],
    ['that fills in the chosen one', { _person: 'fill:mother', '_person-mother': 'account' }, 'account'],
    ['pressed without a choice', { _person: 'fill:mother' }, ''],
  ])('%s', (_what, body, chosen) => {
    expect(personPressed(form, body)).toEqual({ person: mother, chosen })
  })

  it.each([[{}], [{ _person: 'fill:father' }], [{ _person: 'fill:__proto__' }], [{ _person: ['ask:mother'] }], [{ _person: 'drop:mother' }], [{ _person: `ask:${'m'.repeat(10_000)}` }], [Object.create({ _person: 'ask:mother' })]])('is none in %j', (body) => {
    expect(personPressed(form, body)).toBeNull()
  })
})
