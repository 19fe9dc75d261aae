import { describe, expect, it } from 'vitest'
import { type DraftState, whatIsMissing } from './completeness.ts'

const words = { place: 'place', agency: 'agency', case: 'case', resultWay: 'way', paper: (name: string) => `paper ${name}`, papers: (name: string, most: number) => `at most ${most} of ${name}`, part: (person: string) => `wait for ${person}` }
const component = (id: string, over: object = {}) => ({
  id,
  name: { vi: id, en: id },
  hint: null,
  required: true,
  presentedOnly: false,
  by: null as string | null,
  originals: 1,
  copies: 0,
  accepts: ['pdf'] as const,
  mostFiles: 10,
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

  it('tells of too many files under a component', () => {
    expect(whatIsMissing({ ...complete, components: [component('birth', { mostFiles: 2 })], overfull: new Set(['birth']) }, words, 'vi').map((one) => [one.href, one.text])).toEqual([['3#paper-birth', 'at most 2 of birth']])
  })

  it('says that a chosen place takes no dossiers here, rather than that none was chosen', () => {
    expect(whatIsMissing({ ...complete, agencyId: null }, words, 'vi').map((one) => one.text)).toEqual(['agency'])
  })

  describe('where another person was invited to a part', () => {
    const part = (confirmed: boolean) => ({ party: 'partner', person: 'Hùng', confirmed, has: (id: string) => id.startsWith('partner.') })
    const state: DraftState = {
      ...complete,
      formErrors: ['requester.name', 'partner.name'].map((field) => ({ field, href: `#${field}`, text: field })),
      components: [component('theirs', { by: 'partner' })],
      attached: new Set(),
    }
    it('names the person who is waited for, not what they have still to do', () => {
      const missing = whatIsMissing({ ...state, given: [part(false)] }, words, 'vi')
      expect(missing.map(({ text, href }) => [text, href])).toEqual([['requester.name', '2#requester.name'], ['wait for Hùng', '2#ben-partner']])
    })
    it('tells what no longer fits in a part that was confirmed, and leads to where it stands', () => {
      const missing = whatIsMissing({ ...state, given: [part(true)] }, words, 'vi')
      expect(missing.map(({ text, href, step }) => [text, href, step])).toEqual([['requester.name', '2#requester.name', 2], ['partner.name', '2#ben-partner', 2], ['paper theirs', '2#ben-partner', 2]])
    })
    it('asks it all of the one who began when nobody is invited', () => {
      expect(whatIsMissing(state, words, 'vi').map(({ text }) => text)).toEqual(['requester.name', 'partner.name', 'paper theirs'])
    })
  })
})
