import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskChannel, readEmail, readPhone } from './channel.ts'
import { contradictionsOf, maskIdentityNumber, readIdentityNumber } from './identity-number.ts'
import { readLoginName } from './login-name.ts'
import { safeReturnTo } from './return-to.ts'
import { readUsername } from './username.ts'

describe('personal identification numbers', () => {
  it.each([
    ['092085001234', '092085001234'],
    [' 092 085 001 234 ', '092085001234'],
    ['０９２０８５００１２３４', '092085001234'],
    ['09208500123', null],
    ['0920850012345', null],
    ['09208500123a', null],
    ['', null],
  ])('reads %j as %j', (typed, read) => expect(readIdentityNumber(typed)).toBe(read))
  it.each([
    ['092085001234', '1985-03-02', []],
    ['092185001234', '1985-03-02', []],
    ['092205001234', '2005-03-02', []],
    ['092305001234', '2005-03-02', []],
    ['092085001234', '1986-03-02', ['birth-year']],
    ['092085001234', '2085-03-02', ['century']],
    ['092285001234', '1986-03-02', ['birth-year', 'century']],
    ['092505001234', '2105-01-01', []],
  ] as const)('%s against %s warns of %j', (number, date, warnings) => expect(contradictionsOf(number, date)).toEqual(warnings))
  it('is shown by its last three digits', () => expect(maskIdentityNumber('092085001234')).toBe('••• ••• ••• 234'))
})

describe('phones and e-mail addresses', () => {
  it.each([
    ['0912345678', '0912345678'],
    ['+84 912 345 678', '0912345678'],
    ['0084912345678', '0912345678'],
    ['84912345678', '0912345678'],
    ['(091) 234-5678', '0912345678'],
    ['02923820000', null],
    ['1022', null],
    ['091234567', null],
    ['0212345678', null],
  ])('reads the phone %j as %j', (typed, read) => expect(readPhone(typed)).toBe(read))
  it.each([
    ['An.Nguyen@Example.VN ', 'an.nguyen@example.vn'],
    ['a+b@sub.example.com', 'a+b@sub.example.com'],
    ['a@b', null],
    ['a b@example.vn', null],
    ['@example.vn', null],
    ['a@-x.vn', null],
    ['a\r\nBcc: x@example.vn', null],
    [`${'a'.repeat(65)}@example.vn`, null],
  ])('reads the address %j as %j', (typed, read) => expect(readEmail(typed)).toBe(read))
  it('are masked', () => {
    expect(maskChannel('phone', '0912345678')).toBe('09•• ••• 678')
    expect(maskChannel('email', 'an.nguyen@example.vn')).toBe('a•••@example.vn')
  })
})

describe('login names', () => {
  it.each([
    ['an.nguyen@example.vn', 'email'],
    ['092085001234', 'identity-number'],
    ['0912 345 678', 'phone'],
    ['84912345678', 'phone'],
    ['nguyenan', 'username'],
    ['12345', undefined],
    ["' or 1=1 --", undefined],
  ] as const)('%j is a %s', (typed, kind) => expect(readLoginName(typed)?.kind).toBe(kind))
  it.each(['abc', '1abc', 'a b c d', 'nguyễnan', 'a@bcd', 'x'.repeat(33)])('%j is no username', (typed) => expect(readUsername(typed)).toBeNull())
})

describe('where to go after login', () => {
  it.each(['/tai-khoan', '/ho-so?trang=2', '/en/nop-ho-so/1.001193#giay-to'])('keeps %j', (path) => expect(safeReturnTo(path, '/')).toBe(path))
  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/a\r\nset-cookie: x',
    '/./\\/evil.example',
    '/..//evil.example',
    'evil',
    `/${'a'.repeat(1000)}`,
  ])('refuses %j', (asked) => expect(safeReturnTo(asked, '/ho-so')).toBe('/ho-so'))
  it('always stays on this host', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '\\', '.', 'a', '@', ':', '\t', '\n', '%', '?', '#', ' ') }), (asked) => {
        expect(new URL(safeReturnTo(asked, '/x'), 'https://here.example').host).toBe('here.example')
      }),
    )
  })
})
