import type { Brief } from './brief.ts'
import { type ExampleInput, OWNERS, REQUESTERS } from './examples.ts'
import { ASKED, roleOf, sampleAnswers } from './people.ts'

/** Answers of the three examples; in the plain one the first of the people is who files, in the others somebody else is. */
export function exampleAnswers({ about, people }: Pick<Brief, 'about' | 'people'>, { asksAuthorised }: { asksAuthorised: boolean }): Pick<ExampleInput, 'plain' | 'edge' | 'wrong'> {
  const [first] = people
  const isOther = about === 'other'
  const role = (value: string) => (first ? [`requester.role: ${value}`] : [])
  const right = (kind: 'plain' | 'edge', said: readonly string[]) => ({ name: (isOther ? OWNERS : REQUESTERS)[kind].name, lines: [...REQUESTERS[kind].lines, ...(isOther ? OWNERS[kind].lines : []), ...said] })
  return {
    plain: right('plain', [...(first ? role(roleOf(first)) : []), ...people.flatMap((one, i) => sampleAnswers(one, i, { isRequester: one === first }))]),
    edge: right('edge', [...role('other'), ...(asksAuthorised ? ['requester.authorised: false'] : []), ...people.flatMap((one, i) => sampleAnswers(one, i + 1, { isRequester: false }))]),
    wrong: {
      lines: [...REQUESTERS.wrong.lines, ...role('other'), ...(isOther ? OWNERS.wrong.lines : []), ...people.flatMap(({ id }) => [`${id}.name: 'Nguyễn 😀 An'`, `${id}.birthDate: '2027-01-01'`])],
      errors: [...(isOther ? OWNERS.wrong.errors : []), ...people.flatMap(({ id }) => ASKED.map((what) => `${id}.${what}`)), ...(asksAuthorised ? ['requester.authorised'] : []), ...REQUESTERS.wrong.errors],
    },
  }
}
