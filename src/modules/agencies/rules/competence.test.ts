import { describe, expect, it } from 'vitest'
import type { Agency, Competence } from '../types.ts'
import { competentAgencies, competentInPlaces } from './competence.ts'

const agency = (id: string, more: Partial<Agency>): Agency => ({
  id,
  code: null,
  nameVi: id,
  nameEn: null,
  kind: 'peoples-committee',
  level: 'commune',
  receives: true,
  parentId: null,
  path: `${id}/`,
  provinceCode: '92',
  communeCode: '31117',
  address: null,
  phone: null,
  email: null,
  hoursVi: null,
  hoursEn: null,
  mapUrl: null,
  hotline: null,
  validFrom: '2025-07-01',
  validTo: null,
  revision: 1,
  ...more,
})
const given = (id: string, agencyId: string, more: Partial<Competence>): Competence => ({
  id,
  agencyId,
  level: 'commune',
  provinceCode: null,
  communeCode: null,
  procedureCode: null,
  ground: 'QĐ',
  validFrom: '2025-07-01',
  validTo: null,
  ...more,
})

const committee = agency('a-ubnd', {})
const centre = agency('b-centre', { kind: 'service-centre' })
const inner = agency('c-inner', { kind: 'unit', receives: false })
const neighbour = agency('d-neighbour', { communeCode: '31118' })
const province = agency('e-province', { level: 'province', communeCode: null, kind: 'service-centre' })
const ministry = agency('f-ministry', { level: 'ministry', provinceCode: null, communeCode: null, kind: 'ministry' })
const closed = agency('g-closed', { validTo: '2026-06-30' })
const all = [committee, centre, inner, neighbour, province, ministry, closed]
const here = { communeCode: '31117', provinceCode: '92', on: '2026-11-23' } as const
const ids = (agencies: Agency[]) => agencies.map((row) => row.id)

describe('which agency is competent', () => {
  it('finds the commune’s own agencies, the one-stop centre first, without inner units and closed ones', () => {
    expect(ids(competentAgencies(all, [], { ...here, level: 'commune' }))).toEqual(['b-centre', 'a-ubnd'])
  })
  it('finds a closed agency for a day on which it was open, its last day included', () => {
    expect(ids(competentAgencies(all, [], { ...here, level: 'commune', on: '2026-06-30' }))).toContain('g-closed')
    expect(ids(competentAgencies(all, [], { ...here, level: 'commune', on: '2026-07-01' }))).not.toContain('g-closed')
  })
  it('finds province and ministry by level', () => {
    expect(ids(competentAgencies(all, [], { ...here, level: 'province' }))).toEqual(['e-province'])
    expect(ids(competentAgencies(all, [], { ...here, level: 'ministry' }))).toEqual(['f-ministry'])
  })
  it('finds nobody for another place', () => {
    expect(competentAgencies(all, [], { communeCode: '00004', provinceCode: '01', level: 'commune', on: '2026-11-23' })).toEqual([])
    expect(competentAgencies(all, [], { communeCode: null, provinceCode: null, level: 'province', on: '2026-11-23' })).toEqual([])
  })
  it('puts what a decision gives first, the narrower the earlier, and only in its time', () => {
    const wide = given('1', 'd-neighbour', { provinceCode: '92' })
    const narrow = given('2', 'a-ubnd', { communeCode: '31117', procedureCode: '1.001193' })
    const past = given('3', 'e-province', { validTo: '2026-01-01' })
    const question = { ...here, level: 'commune', procedureCode: '1.001193' } as const
    expect(ids(competentAgencies(all, [wide, narrow, past], question))).toEqual(['a-ubnd', 'd-neighbour', 'b-centre'])
    expect(ids(competentAgencies(all, [narrow], { ...question, procedureCode: '1.000656' }))).toEqual(['b-centre', 'a-ubnd'])
  })
})

describe('who takes a procedure of a level, wherever that is', () => {
  const asked = { on: '2026-11-23', procedureCode: '1.004222' } as const
  it('names the best of each place once', () => {
    expect(ids(competentInPlaces(all, [], { ...asked, level: 'commune' }))).toEqual(['b-centre', 'd-neighbour'])
    expect(ids(competentInPlaces(all, [], { ...asked, level: 'province' }))).toEqual(['e-province'])
    expect(competentInPlaces([committee, inner, closed], [], { ...asked, level: 'province' })).toEqual([])
    expect(competentInPlaces([inner, closed], [], { ...asked, level: 'commune' })).toEqual([])
  })
  it('puts what a decision gives before what a place gives', () => {
    const decided = given('1', 'd-neighbour', { level: 'province', provinceCode: '92', procedureCode: '1.004222' })
    expect(ids(competentInPlaces(all, [decided], { ...asked, level: 'province' }))).toEqual(['d-neighbour'])
    expect(ids(competentInPlaces(all, [decided], { ...asked, procedureCode: '1.001193', level: 'province' }))).toEqual(['e-province'])
    expect(ids(competentInPlaces([committee], [given('1', 'a-ubnd', { level: 'province' })], { ...asked, level: 'province' }))).toEqual(['a-ubnd'])
  })
})
