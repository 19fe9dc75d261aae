import { type ChoiceItem, Choices, type ChoicesProps } from '../radios/choices.tsx'

export interface CheckboxesProps extends ChoicesProps {
  items: (ChoiceItem | { divider: string })[]
  /** A form posts one value as text, several as a list: both are taken as they come. */
  values?: readonly string[] | string | null
}

/** Any number of a few. Nothing is ticked beforehand where consent is asked. */
export function Checkboxes({ values, ...props }: CheckboxesProps) {
  const chosen = typeof values === 'string' ? [values] : (values ?? [])
  return <Choices kind="checkboxes" isChosen={(one) => chosen.includes(one)} {...props} />
}
