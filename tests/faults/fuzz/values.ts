import fc from 'fast-check'

/** Texts that programs stumble over. None of them is a word that a fault of ours would show. */
const ODD = [
  '', ' ', '\t\r\n', '\0', 'a\0b', '\u0007\u001b[31m', '\u202Egnp.exe', '\u200B', '\uFEFF', '\ud800', 'a\udc00b', '\uFFFF',
  'Nguye\u0302\u0303n', 'Нgуyễn Аn', '阮文安', 'نجوين', '🙂🇻🇳👩‍👩‍👧', 'Z̷̧͝a̴l̶g̸o̴'.repeat(20), '<img src=x onerror=alert(1)>', '"\'`;--', "'; drop table x; --", '%', '_', '\\', '%s%n', '${7*7}{{7*7}}',
  '../../../etc/hosts', 'C:\\con', 'http://127.0.0.1:1/', '//vidu.example', 'javascript:alert(1)', '\r\nset-cookie: a=b', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'true', 'NaN', '[object Object]',
  '0', '-0', '-1', '1e999', '-1e999', '0x10', '1_000', '٣', '１２', '2147483648', '9007199254740993', '9223372036854775808', '99999999999999999999', '1.5', '1,5',
  '2026-02-30', '2023-02-29', '0000-00-00', '9999-12-31', '-000001-01-01', '+275760-09-13T00:00:00Z', '2026-11-23T24:00:00+07:00', '2026-11-23T09:00:00+99:99', '2026-11-23', '2026-11-23T09:00:00+07:00', '31/02/2026', '24:00', '25:61',
  '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '01900000-0000-7000-8000-000000000999', '01900000-0000-7000-8000-00000000099', '000.00.00.H92-261123-0001', '092196008888', '0912345678', '+84912345678', 'a@b', 'nguoi@vidu.vn',
] as const

export const huge: fc.Arbitrary<string> = fc.tuple(fc.constantFrom('x', 'ễ', '🙂', ' ', '0', '<', '\\', '/'), fc.constantFrom(201, 2_001, 5_000, 70_000)).map(([one, times]) => one.repeat(times))

/** A text, mostly one that nobody would type. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: huge },
)

/** Short, and free of what a name of a field or header can't hold. */
export const oddName: fc.Arbitrary<string> = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', '_csrf', '_key', 'id', 'a[b]', 'a.b', '', '🙂', 'x'.repeat(300)), fc.string({ maxLength: 20 }))

const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { a: value }
  return value
}

/** A JSON value of any kind, hostile ones first. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: oddText },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], 0, -0, -1, 1.5, 1e308, Number.MIN_VALUE, 2 ** 31, 2 ** 53, 2 ** 63) },
  { weight: 1, arbitrary: fc.constantFrom(10, 200, 3000).map(nested) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown) },
  { weight: 1, arbitrary: fc.constantFrom(60, 3000).map((length) => Array.from({ length }, (_, at) => at)) },
)

/** Text for an address: encoded, at times wrongly. */
export const oddSegment: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: oddText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 6000)) },
  { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%FF%FE', '%00', '%ED%A0%80', '%2e%2e%2f%2e%2e', '%2F', '..%5C', ';a=b', 'a'.repeat(600), '%E2%80%AE') },
)
