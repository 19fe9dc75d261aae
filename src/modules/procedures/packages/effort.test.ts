import { describe, expect, it } from 'vitest'
import { parseForm } from '../../forms/index.ts'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { createCheckProcess } from '../../processes/index.ts'
import { typedFields } from './effort.ts'
import { BIRTH_FOLDER } from './packages.fixture.ts'
import { checkPackageFolder } from './read-folder.ts'

const places = await shippedPlaceOptions()
const checked = await checkPackageFolder('procedures', BIRTH_FOLDER, createCheckProcess({ acts: [] }))
if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
const birth = checked.package

const FORM = `form: x
title: { vi: X, en: X }
sections:
  - id: a
    title: { vi: A, en: A }
    fields:
      - { id: me.name, type: person-name, label: { vi: T, en: T }, required: true, prefill: [account.name] }
      - { id: me.born, type: date, label: { vi: N, en: N }, prefill: [account.birthDate] }
      - { id: kind, type: choice, label: { vi: K, en: K }, options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }] }
      - { id: only.b, type: text, label: { vi: B, en: B }, shown-if: kind = "b", shown-when: { vi: b, en: b } }
      - { id: home, type: address, label: { vi: H, en: H } }
      - { id: twice, type: computed, label: { vi: C, en: C }, value: kind }
      - { id: people, type: table, label: { vi: P, en: P }, row: { vi: R, en: R }, fields: [{ id: name, type: person-name, label: { vi: T, en: T } }, { id: born, type: date, label: { vi: S, en: S } }] }
`
const example = (answers: string) => `title: x\nkind: plain\ntoday: '2026-11-23'\nchannel: online\ncase: a\nanswers: ${answers}\nexpect: { errors: [], warnings: [] }\n`

const count = (answers: string) => {
  const form = parseForm(FORM, 'form.yaml')
  if (!form.ok) throw new Error(JSON.stringify(form.faults))
  return typedFields({ ...birth, form: form.form, examples: new Map([['1.yaml', example(answers)]]) }, places)
}

describe('what the plain example costs to fill in', () => {
  it.each([
    ['nothing', '{}', [0, 0, 0, 0]],
    ['a name and a date of three boxes, both known to the account', "{ me.name: Lê Văn A, me.born: '1990-01-02' }", [2, 4, 0, 0]],
    ['a choice', '{ kind: a }', [1, 1, 1, 1]],
    ['a field that is hidden', '{ kind: a, only.b: x }', [1, 1, 1, 1]],
    ['an address of three', "{ home: { province: '92', commune: '31135', detail: 12 Nguyễn Trãi } }", [1, 3, 1, 3]],
    ['an address of two', "{ home: { province: '92', commune: '31135' } }", [1, 2, 1, 2]],
    ['two rows of a table', "{ people: [{ name: Lê Văn A, born: '1990-01-02' }, { name: Lê Văn B }] }", [3, 5, 3, 5]],
  ])('%s', (_what, answers, [fields, controls, known, knownControls]) => {
    expect(count(answers)).toEqual({ firstTime: { fields, controls }, returning: { fields: known, controls: knownControls } })
  })

  it('of the birth package, less when the account is known', () => {
    const typed = typedFields(birth, places)
    expect(typed?.returning.fields).toBeLessThan(typed?.firstTime.fields ?? 0)
  })

  it('is shared where the other is invited: each types what their own account doesn’t hold', async () => {
    const marriage = await checkPackageFolder('procedures', 'ho-tich/1.000894-dang-ky-ket-hon', createCheckProcess({ acts: [] }))
    if (!marriage.ok) throw new Error(JSON.stringify(marriage.faults))
    const typed = typedFields(marriage.package, places)
    expect(typed?.each?.map(({ party, returning }) => [party, returning.fields])).toEqual([
      [null, 5],
      ['bên kia', 2],
    ])
    // Alone, nothing of the other is filled in from the own account.
    expect([typed?.firstTime.fields, typed?.returning.fields]).toEqual([19, 12])
  })

  it('is unknown without a plain example', () => {
    expect(typedFields({ ...birth, examples: new Map([['1.yaml', 'not: an example']]) }, places)).toBeNull()
  })
})
