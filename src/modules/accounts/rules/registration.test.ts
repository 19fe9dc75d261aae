import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTypedDate } from '../../../platform/day-number.ts'
import { faultOfPassword, MIN_STAFF_PASSWORD } from './password.ts'
import { checkRegistration, type RegistrationForm } from './registration.ts'

const TODAY = '2026-11-23'
const good: RegistrationForm = {
  name: 'Nguyễn Thị Ánh Tuyết',
  identityNumber: '092190004321',
  birthDate: { day: '5', month: '9', year: '1990' },
  phone: '0912345678',
  email: 'tuyet@example.vn',
  username: '',
  password: 'con mèo leo cây cau',
  passwordAgain: 'con mèo leo cây cau',
  termsAccepted: true,
}

describe('the registration form', () => {
  it('is read', () => {
    expect(checkRegistration(good, TODAY)).toEqual({
      ok: true,
      registrant: {
        name: 'Nguyễn Thị Ánh Tuyết',
        identityNumber: '092190004321',
        birthDate: '1990-09-05',
        phone: '0912345678',
        email: 'tuyet@example.vn',
        username: null,
      },
      warnings: [],
    })
  })
  it('warns of a number that contradicts the birth date, without refusing', () => {
    const checked = checkRegistration({ ...good, birthDate: { day: '5', month: '9', year: '1991' } }, TODAY)
    expect(checked).toMatchObject({ ok: true, warnings: ['birth-year'] })
  })
  it('takes names as people have them', () => {
    for (const name of ['Y Ka Ly Niê Kđăm', 'H’Hen Niê', "O'Neil Trần", 'Nguye\u0302\u0303n An', 'Lò Thị Mỵ', 'A', 'x'.repeat(200)]) {
      expect([name, checkRegistration({ ...good, name }, TODAY).ok]).toEqual([name, true])
    }
  })
  it.each([
    [{ name: '' }, 'name', 'missing'],
    [{ name: 'An 😀' }, 'name', 'not-a-name'],
    [{ name: 'An\u202Egnod' }, 'name', 'hostile'],
    [{ name: 'x'.repeat(201) }, 'name', 'too-long'],
    [{ name: '<b>An</b>' }, 'name', 'not-a-name'],
    [{ identityNumber: '' }, 'identityNumber', 'missing'],
    [{ identityNumber: '12345' }, 'identityNumber', 'not-twelve-digits'],
    [{ birthDate: { day: '', month: '', year: '' } }, 'birthDate', 'missing'],
    [{ birthDate: { day: '31', month: '2', year: '1990' } }, 'birthDate', 'no-such-day'],
    [{ birthDate: { day: '30', month: '02', year: '2024' } }, 'birthDate', 'no-such-day'],
    [{ birthDate: { day: '1', month: '1', year: '2027' } }, 'birthDate', 'in-future'],
    [{ birthDate: { day: '24', month: '11', year: '2012' } }, 'birthDate', 'too-young'],
    [{ birthDate: { day: '1', month: '1', year: '1890' } }, 'birthDate', 'too-old'],
    [{ phone: '123' }, 'phone', 'malformed'],
    [{ phone: '', email: '' }, 'phone', 'no-channel'],
    [{ email: 'nope' }, 'email', 'malformed'],
    [{ username: '9lives' }, 'username', 'malformed'],
    [{ password: 'short', passwordAgain: 'short' }, 'password', 'too-short'],
    [{ passwordAgain: 'khác' }, 'passwordAgain', 'differs'],
    [{ termsAccepted: false }, 'terms', 'not-accepted'],
  ] as const)('refuses %j', (change, field, code) => {
    expect(checkRegistration({ ...good, ...change }, TODAY)).toEqual({ ok: false, faults: [{ field, code }] })
  })
  it('takes a person on the fourteenth birthday, and one with only one channel', () => {
    expect(checkRegistration({ ...good, birthDate: { day: '23', month: '11', year: '2012' } }, TODAY).ok).toBe(true)
    expect(checkRegistration({ ...good, email: '' }, TODAY).ok).toBe(true)
    expect(checkRegistration({ ...good, phone: '' }, TODAY).ok).toBe(true)
  })
  it('names every fault at once', () => {
    const blank = { ...good, name: '', identityNumber: '', phone: '', email: '', password: '', passwordAgain: '', termsAccepted: false }
    const checked = checkRegistration({ ...blank, birthDate: { day: '', month: '', year: '' } }, TODAY)
    expect(checked.ok ? [] : checked.faults.map((fault) => fault.field)).toEqual(['name', 'identityNumber', 'birthDate', 'phone', 'password', 'terms'])
  })
  it('never throws', () => {
    const any = fc.string({ unit: 'binary', maxLength: 30 })
    const form = fc.record({
      name: any,
      identityNumber: any,
      birthDate: fc.record({ day: any, month: any, year: any }),
      phone: any,
      email: any,
      username: any,
      password: any,
      passwordAgain: any,
      termsAccepted: fc.boolean(),
    })
    fc.assert(
      fc.property(form, (typed) => {
        checkRegistration(typed, TODAY)
      }),
    )
  })
  it('reads exactly the days that exist', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1890, max: 2100 }), (d, m, y) => {
        const read = readTypedDate({ day: String(d), month: String(m), year: String(y) })
        const there = new Date(Date.UTC(y, m - 1, d))
        const exists = m >= 1 && d >= 1 && there.getUTCMonth() === m - 1 && there.getUTCDate() === d
        expect(read !== null).toBe(exists)
      }),
    )
  })
})

describe('passwords', () => {
  it.each([
    ['', 'missing'],
    ['ngắn quá', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['aaaaaaaaaaaa', 'too-uniform'],
    ['1234567890', 'too-uniform'],
    ['0987654321', 'too-uniform'],
    ['abababababab', 'too-uniform'],
    ['Password123', 'too-common'],
    ['matkhau12345', 'too-common'],
    ['Mật khẩu 2026', 'too-common'],
    ['qwertyuiop', 'too-common'],
    ['092190004321', 'own-data'],
    ['an 0912345678', 'own-data'],
    ['NguyenThiTuyet1', 'own-data'],
    ['con mèo leo cây cau', null],
    ['Tr0ng_d@m_gi_dep', null],
    ['hai ba bốn năm sáu', null],
  ] as const)('%j: %s', (password, fault) => {
    expect(faultOfPassword(password, ['Nguyễn Thị Tuyết', '092190004321', '0912345678', ''])).toBe(fault)
  })
  it('are longer for staff', () => {
    expect(faultOfPassword('mười chữ x', [])).toBeNull()
    expect(faultOfPassword('mười chữ x', [], MIN_STAFF_PASSWORD)).toBe('too-short')
  })
})
