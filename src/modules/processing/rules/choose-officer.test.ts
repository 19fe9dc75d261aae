import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, chooseOfficer, type LoadOfPerson, presentFor } from './choose-officer.ts'

const there = (staffId: string): Candidate => ({ staffId, substituteId: null })
const away = (staffId: string, substituteId: string): Candidate => ({ staffId, substituteId })
const load = (staffId: string, open: number, last: number | null = null): LoadOfPerson => ({ staffId, open, lastGivenAt: last === null ? null : new Date(last) })

describe('who is given a step', () => {
  it.each<[string, Candidate[], LoadOfPerson[], string | null, string | null]>([
    ['nobody, where nobody holds the duty', [], [], null, null],
    ['the one who has less', [there('a'), there('b')], [load('a', 2), load('b', 1)], 'b', null],
    ['of equals, the one who waited longer', [there('a'), there('b')], [load('a', 1, 20), load('b', 1, 10)], 'b', null],
    ['of equals, one who never got any before one who did', [there('a'), there('b')], [load('a', 0, 5), load('b', 0)], 'b', null],
    ['not the absent one, however little they have', [away('a', 'c'), there('b')], [load('a', 0), load('b', 9), load('c', 10)], 'b', null],
    ['the substitute, by the substitute’s own load', [away('a', 'c'), there('b')], [load('b', 9), load('c', 1)], 'c', 'a'],
    ['a substitute who holds the duty too, once and for themselves', [away('a', 'b'), there('b')], [load('b', 1)], 'b', null],
    ['nobody, where the substitute is away too', [away('a', 'b'), away('b', 'a')], [], null, null],
  ])('%s', (_title, candidates, loads, staffId, insteadOf) => {
    const chosen = chooseOfficer(candidates, loads)
    expect(chosen).toEqual(staffId === null ? null : { staffId, insteadOf })
  })

  it('is always somebody present, with the least of those present, in whatever order they come', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const candidates = fc.uniqueArray(fc.record({ staffId: person, substituteId: fc.option(person) }).filter((one) => one.staffId !== one.substituteId), { selector: (one) => one.staffId })
    const loads = fc.uniqueArray(fc.record({ staffId: person, open: fc.nat(4), lastGivenAt: fc.option(fc.date({ noInvalidDate: true })) }), { selector: (one) => one.staffId })
    fc.assert(
      fc.property(candidates, loads, (people, given) => {
        const chosen = chooseOfficer(people, given)
        const present = presentFor(people)
        expect(chosen === null).toBe(present.length === 0)
        if (!chosen) return
        const openOf = (staffId: string) => given.find((one) => one.staffId === staffId)?.open ?? 0
        expect(openOf(chosen.staffId)).toBe(Math.min(...present.map((one) => openOf(one.staffId))))
        expect(people.find((one) => one.staffId === chosen.staffId)?.substituteId ?? null).toBeNull()
        expect(chooseOfficer(people.toReversed(), given.toReversed())?.staffId).toBe(chosen.staffId)
      }),
    )
  })
})
