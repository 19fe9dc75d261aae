import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contradicts, faultsOf, pictureOf, type ReceiverInput } from './receiver.ts'

const whole: ReceiverInput = { how: 'counter', relation: 'owner', receiver: 'Trần Thị Mai', idKind: 'card', idNumber: '092190001234', authorisation: '', postNumber: '', proof: 'paper', code: '', hasSignature: false }

describe('faultsOf', () => {
  it.each<[string, Partial<ReceiverInput>, string[]]>([
    ['a whole one', {}, []],
    ['a number with spaces', { idNumber: '092 190 001 234' }, []],
    ['what a reader types off the card', { idNumber: '092190001234||Trần Thị Mai|01011990|Nữ|Cần Thơ|01012021' }, []],
    ['an old card', { idNumber: '363 636 363' }, []],
    ['no name', { receiver: ' ' }, ['receiver']],
    ['a name too long', { receiver: 'x'.repeat(201) }, ['receiver']],
    ['no relation', { relation: '' }, ['relation']],
    ['a relation that is none', { relation: 'constructor' }, ['relation']],
    ['nothing shown', { idKind: '', idNumber: '' }, ['id-kind']],
    ['eleven digits', { idNumber: '09219000123' }, ['id-number']],
    ['a passport', { idKind: 'passport', idNumber: 'c1234567' }, []],
    ['a passport with letters only', { idKind: 'passport', idNumber: '!!' }, ['id-number']],
    ['authorised without a paper', { relation: 'authorised' }, ['authorisation']],
    ['authorised with one', { relation: 'authorised', authorisation: 'Giấy ủy quyền số 12 ngày 20/11/2026' }, []],
    ['no proof', { proof: '' }, ['proof']],
    ['a code that was not typed', { proof: 'code' }, ['code']],
    ['a code', { proof: 'code', code: '123 456' }, []],
    ['a signature that is not there', { proof: 'signature' }, ['signature']],
    ['by post without the number of the parcel', { how: 'post', idKind: '', proof: '' }, ['post-number']],
    ['by post', { how: 'post', idKind: '', proof: '', postNumber: 'EA123456789VN' }, []],
    ['several', { receiver: '', idKind: '', proof: '' }, ['receiver', 'id-kind', 'proof']],
  ])('of %s', (_title, change, faults) => expect(faultsOf({ ...whole, ...change })).toEqual(faults))
})

describe('contradicts', () => {
  const known = { owner: '092190001234', submitter: '092090000001' }
  it.each([
    ['owner', '092190001234', false],
    ['owner', '092 190 001 234', false],
    ['owner', '092090000001', true],
    ['submitter', '092090000001', false],
    ['submitter', '092190001234', true],
    ['authorised', '092999999999', false],
    ['owner', '363636363', false],
  ])('%s showing %s: %j', (relation, idNumber, says) => expect(contradicts({ relation, idKind: 'card', idNumber }, known)).toBe(says))

  it('nothing where the dossier has no number, or another paper was shown', () => {
    expect(contradicts({ relation: 'owner', idKind: 'card', idNumber: '092190001234' }, { owner: null, submitter: null })).toBe(false)
    expect(contradicts({ relation: 'owner', idKind: 'passport', idNumber: 'C1234567' }, known)).toBe(false)
  })
})

describe('pictureOf', () => {
  const png = (bytes: number) => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(bytes)])
  const url = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`
  it('takes a picture back whole', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 5000 }), (size) => {
      expect(pictureOf(url(png(size)))?.length).toBe(size + 8)
    }))
  })
  it.each([
    ['nothing', ''],
    ['another kind', 'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4='],
    ['no picture', url(Buffer.alloc(500))],
    ['too small', url(png(10))],
    ['too large', url(png(300_000))],
    ['script', 'javascript:alert(1)'],
  ])('takes no %s', (_title, text) => expect(pictureOf(text)).toBe(null))
})
