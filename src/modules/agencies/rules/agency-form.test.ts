import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgencyForm, checkAgency, type PlaceNames } from './agency-form.ts'
import { isWithin, pathBelow } from './tree.ts'

const places: PlaceNames = {
  provinceName: (code) => ({ '92': 'Thành phố Cần Thơ', '01': 'Thành phố Hà Nội' })[code] ?? null,
  communeOf: (code) => (code === '31117' ? { name: 'Phường Ninh Kiều', provinceCode: '92' } : null),
  provinces: [],
  communeNamed: () => null,
}
const good: AgencyForm = {
  code: 'H13.41',
  nameVi: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều',
  nameEn: '',
  kind: 'service-centre',
  level: 'commune',
  receives: true,
  provinceCode: '92',
  communeCode: '31117',
  address: '215 Nguyễn Văn Cừ nối dài',
  phone: '0292 3820 000',
  email: '',
  hoursVi: 'Thứ Hai đến Thứ Sáu\n7:30–11:30',
  hoursEn: '',
  mapUrl: 'https://maps.example.vn/x',
  hotline: '1022',
}

describe('an agency as typed', () => {
  it('is read with empty texts as unknown', () => {
    const checked = checkAgency(good, places)
    expect(checked).toMatchObject({ ok: true, details: { nameEn: null, email: null, hoursVi: good.hoursVi, hotline: '1022' } })
  })
  it.each([
    [{ nameVi: ' ' }, 'nameVi', 'missing'],
    [{ nameVi: 'x'.repeat(201) }, 'nameVi', 'too-long'],
    [{ nameVi: 'Trung tâm\u202Egnud' }, 'nameVi', 'hostile'],
    [{ code: 'H13..41' }, 'code', 'malformed'],
    [{ kind: 'circus' }, 'kind', 'missing'],
    [{ level: 'district' }, 'level', 'missing'],
    [{ provinceCode: '' }, 'provinceCode', 'missing'],
    [{ provinceCode: '99' }, 'provinceCode', 'unknown'],
    [{ communeCode: '' }, 'communeCode', 'missing'],
    [{ communeCode: '31' }, 'communeCode', 'malformed'],
    [{ communeCode: '99999' }, 'communeCode', 'unknown'],
    [{ provinceCode: '01' }, 'communeCode', 'elsewhere'],
    [{ phone: 'gọi lễ tân' }, 'phone', 'malformed'],
    [{ email: 'a@b' }, 'email', 'malformed'],
    [{ mapUrl: 'javascript:alert(1)' }, 'mapUrl', 'malformed'],
    [{ mapUrl: 'http://maps.example.vn' }, 'mapUrl', 'malformed'],
  ] as const)('refuses %j', (change, field, code) => {
    expect(checkAgency({ ...good, ...change }, places)).toEqual({ ok: false, faults: [{ field, code }] })
  })
  it('needs no place for a ministry', () => {
    expect(checkAgency({ ...good, level: 'ministry', provinceCode: '', communeCode: '' }, places).ok).toBe(true)
  })
  it('never throws, whatever is typed', () => {
    const texts = fc.record(Object.fromEntries(Object.keys(good).map((key) => [key, fc.string({ unit: 'binary', maxLength: 40 })])))
    fc.assert(
      fc.property(texts, (typed) => {
        checkAgency({ ...(typed as unknown as AgencyForm), receives: true }, places)
      }),
    )
  })
})

describe('paths of the tree', () => {
  it('hold the subtree and nothing beside it', () => {
    const root = pathBelow(null, 'a')
    expect(isWithin(pathBelow(root, 'b'), root)).toBe(true)
    expect(isWithin(root, pathBelow(root, 'b'))).toBe(false)
    expect(isWithin('ab/', 'a/')).toBe(false)
    expect(isWithin('a/', '')).toBe(false)
  })
})
