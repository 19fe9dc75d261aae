import { OWNERS, REQUESTERS } from '../starter/examples.ts'
import type { GeneralPlan } from './plan.ts'

type People = GeneralPlan['people']

/** For whom the form may be filed; where it is but one, it isn't asked. */
export function whomOf({ persons, organisations }: People): ('self' | 'other' | 'organisation')[] {
  if (!persons) return ['organisation']
  return ['self', 'other', ...(organisations ? ['organisation' as const] : [])]
}

const COMPANY = { name: 'Công ty TNHH Sông Hậu', lines: ['organisation.name: Công ty TNHH Sông Hậu', "organisation.taxCode: '0312345673'", "organisation.address: { province: '92', commune: '31135', detail: 45 Trần Hưng Đạo }", 'organisation.position: Giám đốc'] }
const CLUB = { name: 'Câu lạc bộ Văn nghệ Ea Súp', lines: ['organisation.name: Câu lạc bộ Văn nghệ Ea Súp', "organisation.address: { province: '40', commune: '18040', detail: Xóm 3 }", 'organisation.position: Người đại diện'] }

/** Answers of the three examples: a plain filing, one for somebody else or a small organisation, and a wrong one. */
export function exampleAnswers(people: People) {
  const identity = people.foreigners ? ['requester.document.kind: identity-card'] : []
  const kind = (value: string) => (people.persons ? [`applicant.kind: ${value}`] : [])
  const wrong = { lines: [...kind('self'), ...identity, ...REQUESTERS.wrong.lines], errors: REQUESTERS.wrong.errors }
  if (!people.persons) {
    return {
      plain: { name: COMPANY.name, lines: [...identity, ...REQUESTERS.plain.lines, ...COMPANY.lines] },
      edge: { name: CLUB.name, lines: [...identity, ...REQUESTERS.edge.lines, ...CLUB.lines] },
      wrong: { lines: [...wrong.lines, "organisation.taxCode: '0312345678'"], errors: [...wrong.errors, 'organisation.address', 'organisation.name', 'organisation.position', 'organisation.taxCode'] },
    }
  }
  const edge = people.organisations ? { name: CLUB.name, lines: [...kind('organisation'), ...CLUB.lines] } : { name: OWNERS.edge.name, lines: [...kind('other'), ...OWNERS.edge.lines] }
  return {
    plain: { name: REQUESTERS.plain.name, lines: [...kind('self'), ...identity, ...REQUESTERS.plain.lines] },
    edge: { name: edge.name, lines: [...edge.lines, ...identity, ...REQUESTERS.edge.lines] },
    wrong,
  }
}
