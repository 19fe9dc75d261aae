import type { ComponentChildren, VNode } from 'preact'
import { classes, type LabelSize, Question } from '../field/field.tsx'
import { useLang } from '../lang.ts'
import { spoken } from '../spoken.tsx'

export interface ChoiceItem {
  value: string
  text: ComponentChildren
  hint?: ComponentChildren
  disabled?: boolean
  /** Belongs to this choice; always there without script, so it says itself when to fill it. */
  conditional?: ComponentChildren
}

export interface ChoicesProps {
  id?: string
  name: string
  legend: ComponentChildren
  legendSize?: LabelSize
  legendIsHeading?: boolean
  hideLegend?: boolean
  hint?: ComponentChildren
  error?: string
  inline?: boolean
  small?: boolean
  describedBy?: string
}

interface KindProps extends ChoicesProps {
  kind: 'radios' | 'checkboxes'
  items: (ChoiceItem | { divider: string })[]
  isChosen: (value: string) => boolean
}

function Choice(kind: KindProps['kind'], item: ChoiceItem, id: string, name: string, chosen: boolean): VNode[] {
  const lang = useLang()
  const one = (
    <div class={`govuk-${kind}__item`}>
      <input
        class={`govuk-${kind}__input`}
        id={id}
        name={name}
        type={kind === 'radios' ? 'radio' : 'checkbox'}
        value={item.value}
        checked={chosen ? true : undefined}
        disabled={item.disabled}
        aria-describedby={item.hint ? `${id}-item-hint` : undefined}
      />
      <label class={`govuk-label govuk-${kind}__label`} for={id}>
        {spoken(item.text, lang)}
      </label>
      {item.hint ? (
        <div id={`${id}-item-hint`} class={`govuk-hint govuk-${kind}__hint`}>
          {spoken(item.hint, lang)}
        </div>
      ) : null}
    </div>
  )
  return item.conditional ? [one, <div class={`govuk-${kind}__conditional`}>{item.conditional}</div>] : [one]
}

/** Radios and checkboxes share their shape; the first choice carries the bare id, so that the error summary can link to it. */
export function Choices({ kind, items, isChosen, ...props }: KindProps) {
  const { name, id = name, inline, small } = props
  return Question({
    ...props,
    id,
    children: (
      <div class={classes(`govuk-${kind}`, inline && `govuk-${kind}--inline`, small && `govuk-${kind}--small`)}>
        {items.flatMap((item, index) =>
          'divider' in item ? [<div class={`govuk-${kind}__divider`}>{item.divider}</div>] : Choice(kind, item, index === 0 ? id : `${id}-${index + 1}`, name, isChosen(item.value)),
        )}
      </div>
    ),
  })
}
