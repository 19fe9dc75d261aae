import { describe, expect, it } from 'vitest'
import { type DraftState, whatIsMissing } from './completeness.ts'

const words = { place: 'place', agency: 'agency', case: 'case', resultWay: 'way', paper: (name: string) => `paper ${name}` }
const component = (id: string, over: object = {}) => ({
  id,
  name: { vi: id, en: id },
  hint: null,
  required: true,
  presentedOnly: false,
  originals: 1,
  copies: 0,
  ...over,
})
const complete: DraftState = {
  communeCode: '31135',
  agencyId: 'a',
  caseKey: 'c',
  resultWay: 'online',
  formErrors: [],
  components: [component('birth')],
  attached: new Set(['birth']),
}

describe('what a draft still lacks (all of it at one time: NĐ 309/2026/NĐ-CP art. 17.2a)', () => {
  it('is nothing when everything is there', () => {
    expect(whatIsMissing(complete, words, 'vi')).toEqual([])
  })

  it('is told whole, in the order of the steps', () => {
    const empty: DraftState = {
      communeCode: null,
      agencyId: null,
      caseKey: null,
      resultWay: null,
      formErrors: [{ field: 'child.name', href: '#child-name', text: 'name' }],
      components: [component('birth'), component('maybe', { required: false }), component('shown', { presentedOnly: true })],
      attached: new Set(),
    }
    expect(whatIsMissing(empty, words, 'vi').map((one) => [one.step, one.text])).toEqual([
      [1, 'place'],
      [1, 'case'],
      [1, 'way'],
      [2, 'name'],
      [3, 'paper birth'],
    ])
  })

  it('says that a chosen place takes no dossiers here, rather than that none was chosen', () => {
    expect(whatIsMissing({ ...complete, agencyId: null }, words, 'vi').map((one) => one.text)).toEqual(['agency'])
  })
})
