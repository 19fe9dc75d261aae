import type { ApplicableComponent } from '../ports.ts'

/** One thing that stands between a draft and its submission, and the step that mends it. */
export interface Missing {
  step: 1 | 2 | 3
  href: string
  kind: 'place' | 'agency' | 'case' | 'result-way' | 'field' | 'paper' | 'part'
  /** Id of the component, field or party; empty for the general part. */
  id: string
  text: string
}

export interface DraftState {
  communeCode: string | null
  agencyId: string | null
  caseKey: string | null
  resultWay: string | null
  formErrors: readonly { field: string; href: string; text: string }[]
  components: readonly ApplicableComponent[]
  attached: ReadonlySet<string>
  /** Components under which more files stand than they take. */
  overfull?: ReadonlySet<string>
  /** Parts that stand with others; what is wrong in them is theirs to mend. */
  given?: readonly GivenPart[]
}

export interface GivenPart {
  party: string
  person: string
  confirmed: boolean
  /** Fields of the part. */
  has(fieldId: string): boolean
}

/** Where the page of the form tells how a part that stands with another stands. */
export const partAnchor = (party: string): string => `ben-${party}`

export interface CompletenessWords {
  place: string
  agency: string
  case: string
  resultWay: string
  paper: (name: string) => string
  papers: (name: string, most: number) => string
  part: (person: string) => string
}

/**
 * Everything that is still missing, at once, in the order of the steps: the person is told all of it in one go.
 * @see NĐ 309/2026/NĐ-CP art. 17.2a (complete guidance at one time)
 */
export function whatIsMissing(state: DraftState, words: CompletenessWords, lang: 'vi' | 'en'): Missing[] {
  const missing: Missing[] = []
  if (!state.communeCode) missing.push({ step: 1, href: '1#communeCode', kind: 'place', id: '', text: words.place })
  else if (!state.agencyId) missing.push({ step: 1, href: '1#communeCode', kind: 'agency', id: '', text: words.agency })
  if (!state.caseKey) missing.push({ step: 1, href: '1#caseKey', kind: 'case', id: '', text: words.case })
  if (!state.resultWay) missing.push({ step: 1, href: '1#resultWay', kind: 'result-way', id: '', text: words.resultWay })
  const { given = [] } = state
  const mendedAt = (party: string): Pick<Missing, 'step' | 'href'> => ({ step: 2, href: `2#${partAnchor(party)}` })
  for (const error of state.formErrors) {
    const part = given.find((one) => one.has(error.field))
    if (part && !part.confirmed) continue
    missing.push({ step: 2, href: `2${error.href}`, ...(part ? mendedAt(part.party) : {}), kind: 'field', id: error.field, text: error.text })
  }
  for (const { id, name, mostFiles } of state.components) {
    if (state.overfull?.has(id)) missing.push({ step: 3, href: `3#paper-${id}`, kind: 'paper', id, text: words.papers(name[lang], mostFiles) })
  }
  for (const component of state.components) {
    if (!component.required || component.presentedOnly || state.attached.has(component.id)) continue
    const part = given.find(({ party }) => party === component.by)
    if (part && !part.confirmed) continue
    missing.push({ step: 3, href: `3#paper-${component.id}`, ...(part ? mendedAt(part.party) : {}), kind: 'paper', id: component.id, text: words.paper(component.name[lang]) })
  }
  for (const { party, person, confirmed } of given) if (!confirmed) missing.push({ ...mendedAt(party), kind: 'part', id: party, text: words.part(person) })
  return missing
}
