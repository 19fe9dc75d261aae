import { type ChoiceItem, Choices, type ChoicesProps } from './choices.tsx'

export interface RadiosProps extends ChoicesProps {
  items: (ChoiceItem | { divider: string })[]
  value?: string | null
}

/** One of a few. */
export const Radios = ({ value, ...props }: RadiosProps) => (
  <Choices kind="radios" isChosen={(one) => one === value} {...props} />
)
