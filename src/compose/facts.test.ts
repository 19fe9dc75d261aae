import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { BIRTH, fileBirth } from '../../tests/support/birth.ts'
import type { Citizen } from '../modules/filing/index.ts'
import { factsWanted, prefill, withoutPrefilled } from '../modules/forms/index.ts'
import { findFactsOf } from './facts.ts'

let ground: TestActs
let citizen: Citizen
beforeAll(async () => {
  ground = await openTestActs()
  citizen = await ground.citizen('congdan')
})
afterAll(() => ground.close())

async function ask(who: Citizen, lang: 'vi' | 'en' = 'vi') {
  const form = (await ground.acts.packages.current(BIRTH))?.form
  if (!form) throw new Error('No form.')
  const find = findFactsOf(ground.db, ground.acts.people, ground.acts.record)
  return { form, facts: await find({ accountId: who.accountId, personId: who.personId, names: factsWanted(form), today: '2026-11-27', lang }) }
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
})
