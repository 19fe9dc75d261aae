import { expect, it } from 'vitest'
import { faultWords, sayFault } from './fault-words.ts'
import { checkToken } from './rules/access-token.ts'
import { faultOfPassword } from './rules/password.ts'
import { checkRegistration } from './rules/registration.ts'
import { checkStaff } from './rules/staff.ts'
import type { Fault } from './types.ts'

const BAD = ['', ' ', 'x', '1', '😀', 'a\u202Eb', 'x'.repeat(300), '31', '2', '2024', '2090', '1700', '2020', 'a@b', '0912345678', '1234567890', 'matkhau123', 'aaaaaaaaaaaa']

it('every fault that a rule finds has its sentence in both languages', () => {
  const faults: Fault[] = []
  const gather = (checked: { ok: boolean; faults?: Fault[] }) => faults.push(...(checked.faults ?? []))
  for (const bad of BAD) {
    for (const year of ['1700', '2020', '2090', bad]) {
      const texts = { name: bad, identityNumber: bad, phone: bad, email: bad, username: bad, password: bad, passwordAgain: `${bad}!` }
      gather(checkRegistration({ ...texts, birthDate: { day: '2', month: '2', year }, termsAccepted: false }, '2026-11-23'))
    }
    gather(checkToken({ name: bad, scopes: [], days: bad }))
    gather(checkStaff({ name: bad, username: bad }))
    const fault = faultOfPassword(bad, ['0912345678'])
    if (fault) faults.push({ field: 'password', code: fault })
  }
  expect(new Set(faults.map((fault) => `${fault.field}/${fault.code}`)).size).toBeGreaterThan(20)
  for (const fault of faults) for (const lang of ['vi', 'en'] as const) expect(sayFault(lang, fault)).not.toBe('')
})

it('both languages know the same faults', () => {
  const keys = (lang: 'vi' | 'en') => Object.entries(faultWords(lang)).map(([field, codes]) => [field, Object.keys(codes)])
  expect(keys('vi')).toEqual(keys('en'))
})
