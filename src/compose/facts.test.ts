import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { BIRTH, fileBirth } from '../../tests/support/birth.ts'
import type { Citizen } from '../modules/filing/index.ts'
import { factsWanted, prefill, withoutPrefilled } from '../modules/forms/index.ts'
import { knownOf } from './facts.ts'

let ground: TestActs
let citizen: Citizen
beforeAll(async () => {
  ground = await openTestActs()
  citizen = await ground.citizen('congdan')
})
afterAll(() => ground.close())

const known = () => knownOf(ground.acts, ground.db)
async function ask(who: Citizen, lang: 'vi' | 'en' = 'vi') {
  const form = (await ground.acts.packages.current(BIRTH))?.form
  if (!form) throw new Error('No form.')
  return { form, facts: await known().findFacts({ formId: form.id, accountId: who.accountId, personId: who.personId, names: factsWanted(form), today: '2026-11-27', lang }) }
}

describe('what is known of a person', () => {
  it('comes from their account, and from their earlier dossiers, each with where it is from', async () => {
    const before = await ask(citizen)
    expect(before.facts['account.name']).toEqual({ value: 'Nguyễn Văn Dân', source: 'tài khoản của Ông/Bà', verified: false })
    expect(before.facts['earlier.mother.residence']).toBeUndefined()
    const filed = await fileBirth(ground)
    const { form, facts } = await ask(citizen, 'en')
    expect(facts['account.name']?.source).toBe('your account')
    expect(facts['earlier.mother.residence']).toMatchObject({ source: `your dossier ${filed.code}`, verified: false, value: { province: '92' } })
    const filled = prefill(form, {}, facts)
    expect(filled.raw).toMatchObject({ 'requester.name': 'Nguyễn Văn Dân', 'mother.residence-province': '92' })
    expect(Object.keys(filled.sources)).toContain('mother.residence')
  })

  it('is never another’s', async () => {
    const { facts } = await ask(await ground.citizen('congdan2'))
    expect(facts['account.name']?.value).toBe('Đặng Thị Mẹ')
    expect(Object.keys(facts).filter((name) => name.startsWith('earlier.'))).toEqual([])
  })

  it('goes from the form when the person takes it back, but not what they wrote over it', async () => {
    const { form, facts } = await ask(citizen)
    const { raw, sources } = prefill(form, { 'child.name': 'Nguyễn An' }, facts)
    const left = withoutPrefilled(form, { ...raw, 'requester.phone': '0912000111' }, Object.keys(sources), facts)
    expect(left).toEqual({ 'child.name': 'Nguyễn An', 'requester.phone': '0912000111' })
  })

  it('is not told of a form that means other people by the same words', async () => {
    const { accountId, personId } = citizen
    const facts = await known().findFacts({ formId: 'to-khai-cap-phieu-ly-lich-tu-phap', accountId, personId, names: ['earlier.mother.name', 'account.name'], today: '2026-11-27', lang: 'vi' })
    expect(Object.keys(facts)).toEqual(['account.name'])
  })
})

describe('the people that are known', () => {
  const people = (who: Citizen, lang: 'vi' | 'en' = 'vi') => known().findPeople({ accountId: who.accountId, personId: who.personId, lang })

  it('are the person first, then whoever their earlier dossiers name, each once', async () => {
    const [me, ...others] = await people(citizen)
    expect(me).toMatchObject({ key: 'account', name: 'Nguyễn Văn Dân', as: 'chính Ông/Bà', facets: { phone: { source: 'tài khoản của Ông/Bà' } } })
    const mother = others.find(({ as }) => as.startsWith('người mẹ'))
    expect(mother?.facets).toMatchObject({ birthDate: { value: '1996-03-14' }, residence: { value: { province: '92' } } })
    // Registered again, they are the same people.
    await fileBirth(ground, { childName: 'Nguyễn Minh Bình' })
    const names = (await people(citizen)).map(({ name }) => name)
    expect(names.filter((name) => name === mother?.name)).toHaveLength(1)
    expect(names).toEqual(expect.arrayContaining(['Nguyễn Minh An', 'Nguyễn Minh Bình']))
  })

  it('are nobody else’s', async () => {
    expect((await people(await ground.citizen('congdan2'), 'en')).map(({ as }) => as)).toEqual(['yourself'])
  })
})
