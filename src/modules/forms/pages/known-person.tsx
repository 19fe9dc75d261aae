import type { VNode } from 'preact'
import { Button, Details, InsetText, Select } from '../../../ui/index.ts'
import type { PersonAsked } from '../definition/model.ts'
import { type KnownPerson, PERSON, personControl } from '../known-people.ts'
import type { FormWords } from '../words.ts'

/** Those who are known, to choose from, once one has asked for them. */
export interface PeopleOffered {
  person: string
  known: readonly KnownPerson[]
}

/** In the part of the form about a person: somebody who was declared before is not typed again. */
export function KnownPersonControl({ person, offered, section, words }: { person: PersonAsked; offered: PeopleOffered | null; section: string; words: FormWords }): VNode {
  const press = (act: 'ask' | 'fill') => ({ variant: 'secondary' as const, name: PERSON, value: `${act}:${person.id}`, formNoValidate: true, formAction: `#phan-${section}` })
  if (offered?.person !== person.id) return <Button {...press('ask')}>{words.personAsk}</Button>
  if (offered.known.length === 0) return <InsetText>{words.personNone}</InsetText>
  return (
    <Details summary={words.personTitle} open>
      <Select
        name={personControl(person.id)}
        id={personControl(person.id)}
        label={words.personLabel}
        hint={words.personHint}
        items={[{ value: '', text: words.pick }, ...offered.known.map(({ key, name, as }) => ({ value: key, text: `${name} (${as})` }))]}
      />
      <Button {...press('fill')}>{words.personFill}</Button>
    </Details>
  )
}
