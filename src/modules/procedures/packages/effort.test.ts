import { describe, expect, it } from 'vitest'
import { parseForm } from '../../forms/index.ts'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { createCheckProcess } from '../../processes/index.ts'
import { type Effort, typedFields } from './effort.ts'
import { BIRTH_FOLDER } from './packages.fixture.ts'
import { checkPackageFolder } from './read-folder.ts'

const places = await shippedPlaceOptions()
const checked = await checkPackageFolder('procedures', BIRTH_FOLDER, createCheckProcess({ acts: [] }))
if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
const birth = checked.package

const FORM = `form: x
title: { vi: X, en: X }
people:
  - { id: me, name: { vi: A, en: A }, pick: false }
  - { id: mother, name: { vi: M, en: M } }
  - { id: child, name: { vi: C, en: C }, pick: false }
sections:
  - id: a
    title: { vi: A, en: A }
    fields:
      - { id: me.name, type: person-name, label: { vi: T, en: T }, required: true, prefill: [account.name] }
      - { id: me.born, type: date, label: { vi: N, en: N }, prefill: [account.birthDate] }
      - { id: kind, type: choice, label: { vi: K, en: K }, options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }] }
      - { id: only.b, type: text, label: { vi: B, en: B }, shown-if: kind = "b", shown-when: { vi: b, en: b } }
      - { id: home, type: address, label: { vi: H, en: H } }
      - { id: mother.known, type: yes-no, label: { vi: M, en: M } }
      - { id: mother.name, type: person-name, label: { vi: M, en: M } }
      - { id: mother.birthDate, type: date, label: { vi: M, en: M } }
      - { id: mother.job, type: text, label: { vi: M, en: M } }
      - { id: child.name, type: person-name, label: { vi: M, en: M }, required: true }
      - { id: mark, type: text, label: { vi: M, en: M }, prefill: [earlier] }
      - { id: nation, type: ethnic-group, label: { vi: M, en: M }, prefill: [account.ethnicGroup] }
      - { id: twice, type: computed, label: { vi: C, en: C }, value: kind }
      - { id: people, type: table, label: { vi: P, en: P }, row: { vi: R, en: R }, fields: [{ id: name, type: person-name, label: { vi: T, en: T } }, { id: born, type: date, label: { vi: S, en: S } }] }
`
const example = (answers: string) => `title: x\nkind: plain\ntoday: '2026-11-23'\nchannel: online\ncase: a\nanswers: ${answers}\nexpect: { errors: [], warnings: [] }\n`

const count = (answers: string) => {
  const form = parseForm(FORM, 'form.yaml')
  if (!form.ok) throw new Error(JSON.stringify(form.faults))
  return typedFields({ ...birth, form: form.form, examples: new Map([['1.yaml', example(answers)]]) }, places)
}

/** [typed, chosen, required of those typed] */
const told = ({ typed, chosen, required }: Effort) => [typed, chosen, required]

describe('what the plain example costs to fill in', () => {
  it.each([
    ['nothing', '{}', [0, 0, 0], [0, 0, 0], [0, 0, 0]],
    ['a name and a day, both known to the account', "{ me.name: Lê Văn A, me.born: '1990-01-02' }", [2, 0, 1], [0, 0, 0], [0, 0, 0]],
    ['a choice', '{ kind: a }', [0, 1, 0], [0, 1, 0], [0, 1, 0]],
    ['a field that is hidden', '{ kind: a, only.b: x }', [0, 1, 0], [0, 1, 0], [0, 1, 0]],
    ['an address with house and street', "{ home: { province: '92', commune: '31135', detail: 12 Nguyễn Trãi } }", [1, 0, 0], [1, 0, 0], [1, 0, 0]],
    ['an address that is only picked', "{ home: { province: '92', commune: '31135' } }", [0, 1, 0], [0, 1, 0], [0, 1, 0]],
    ['two rows of a table', "{ people: [{ name: Lê Văn A, born: '1990-01-02' }, { name: Lê Văn B }] }", [3, 0, 0], [3, 0, 0], [3, 0, 0]],
    ['somebody of an earlier dossier, chosen once', "{ mother.known: true, mother.name: Trần Thị B, mother.birthDate: '1990-01-02', mother.job: x }", [3, 1, 0], [3, 1, 0], [1, 1, 0]],
    ['a newborn child, whom no dossier tells of', '{ child.name: Lê Văn C }', [1, 0, 1], [1, 0, 1], [1, 0, 1]],
    ['what an earlier dossier of the same form, or of oneself, told', "{ mark: x, nation: Kinh }", [1, 1, 0], [1, 1, 0], [0, 0, 0]],
  ])('%s', (_what, answers, firstTime, account, returning) => {
    const done = count(answers)
    expect(done && [told(done.firstTime), told(done.account), told(done.returning)]).toEqual([firstTime, account, returning])
  })

  it('is shared where the other is invited: each types what their own account doesn’t hold', async () => {
    const marriage = await checkPackageFolder('procedures', 'ho-tich/1.000894-dang-ky-ket-hon', createCheckProcess({ acts: [] }))
    if (!marriage.ok) throw new Error(JSON.stringify(marriage.faults))
    const done = typedFields(marriage.package, places)
    expect(done?.each?.map(({ party, returning }) => [party, returning.typed])).toEqual([
      [null, 2],
      ['bên kia', 1],
    ])
    // Alone, nothing of the other is filled in from the own account, but the other can be taken from an earlier dossier.
    expect([done?.firstTime.typed, done?.account.typed, done?.returning.typed]).toEqual([13, 8, 3])
  })

  it.each([
    ['chung-thuc/2.000815-chung-thuc-ban-sao-tu-ban-chinh', 5],
    ['chung-thuc/2.000884-chung-thuc-chu-ky', 5],
    ['ho-tich/1.001193-dang-ky-khai-sinh', 5],
    ['ho-tich/1.000894-dang-ky-ket-hon', 5],
    ['ho-tich/1.004873-xac-nhan-tinh-trang-hon-nhan', 5],
    ['ho-tich/2.000635-ban-sao-trich-luc-ho-tich', 5],
    ['ho-kinh-doanh/1.001612-dang-ky-thanh-lap-ho-kinh-doanh', 5],
    ['cu-tru/1.004222-dang-ky-thuong-tru', 5],
    ['ly-lich-tu-phap/3.000333-cap-phieu-ly-lich-tu-phap', 5],
    // Day, hour and place of the death, its cause, the notice: nobody could have told them before.
    ['ho-tich/1.000656-dang-ky-khai-tu', 9],
  ])('%s leaves a returning citizen no more to type than it did', async (folder, most) => {
    const one = await checkPackageFolder('procedures', folder, createCheckProcess({ acts: [] }))
    if (!one.ok) throw new Error(JSON.stringify(one.faults))
    expect(typedFields(one.package, places)?.returning.typed).toBeLessThanOrEqual(most)
  })

  it('is unknown without a plain example', () => {
    expect(typedFields({ ...birth, examples: new Map([['1.yaml', 'not: an example']]) }, places)).toBeNull()
  })
})
