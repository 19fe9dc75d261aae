import type { ComponentChildren, VNode } from 'preact'
import { useLang } from '../lang.ts'
import { spoken } from '../spoken.tsx'
import { useWords } from '../words.ts'

export type LabelSize = 's' | 'm' | 'l'

/** What every control of a form takes. `name` is posted; `id` defaults to it. */
export interface ControlProps {
  id?: string
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  error?: string
  labelSize?: LabelSize
  /** The label is the page's h1. */
  labelIsHeading?: boolean
  /** Kept for screen readers only. */
  hideLabel?: boolean
  /** Marks the field as not required, beside its label. */
  optional?: boolean
  /** More ids for aria-describedby. */
  describedBy?: string
  disabled?: boolean
}

export interface Wiring {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
}

export interface FieldProps extends Omit<ControlProps, 'name' | 'disabled'> {
  id: string
  /** The control; receives the id and the aria attributes that tie it to label, hint and error. */
  children: (wiring: Wiring) => ComponentChildren
}

export function classes(...names: (string | false | undefined)[]): string {
  let all = ''
  for (const name of names) if (name) all += all === '' ? name : ` ${name}`
  return all
}

export function describe(
  id: string,
  { hint, error, describedBy }: Pick<ControlProps, 'hint' | 'error' | 'describedBy'>,
): string | undefined {
  return classes(describedBy, hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined) || undefined
}

export const wire = (id: string, props: Pick<ControlProps, 'hint' | 'error' | 'describedBy'>): Wiring => ({
  id,
  'aria-describedby': describe(id, props),
  'aria-invalid': props.error ? 'true' : undefined,
})

export const Hint = ({ id, children }: { id: string; children: ComponentChildren }) => (
  <div id={id} class="govuk-hint">
    {spoken(children, useLang())}
  </div>
)

export function ErrorMessage({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p id={id} class="govuk-error-message">
      <span class="govuk-visually-hidden">{useWords().error}:</span> {spoken(children, useLang())}
    </p>
  )
}

export function FormGroup({ error, children, extra }: { error?: string; children: ComponentChildren; extra?: string }) {
  return <div class={classes('govuk-form-group', error && 'govuk-form-group--error', extra)}>{children}</div>
}

function Label({ id, label, labelSize, labelIsHeading, hideLabel, optional }: Omit<FieldProps, 'children'>): VNode {
  const words = useWords()
  const text = (
    <label
      class={classes('govuk-label', labelSize && `govuk-label--${labelSize}`, hideLabel && 'govuk-visually-hidden')}
      for={id}
    >
      {spoken(label, useLang())}
      {optional ? <span class="mc-optional"> {words.optional}</span> : null}
    </label>
  )
  return labelIsHeading ? <h1 class="govuk-label-wrapper">{text}</h1> : text
}

/**
 * Label, hint, error and one control, tied together. A form has hundreds of them: what it is made of is called here, not
 * mounted as components of their own.
 */
export function Field({ children, ...props }: FieldProps) {
  const { id, hint, error } = props
  return FormGroup({ error, children: [Label(props), hint ? Hint({ id: `${id}-hint`, children: hint }) : null, error ? ErrorMessage({ id: `${id}-error`, children: error }) : null, children(wire(id, props))] })
}

export interface FieldsetProps {
  legend: ComponentChildren
  legendSize?: LabelSize
  legendIsHeading?: boolean
  hideLegend?: boolean
  describedBy?: string
  children: ComponentChildren
}

/** Controls that answer one question together. */
export function Fieldset({ legend, legendSize, legendIsHeading, hideLegend, describedBy, children }: FieldsetProps) {
  const title = spoken(legend, useLang())
  return (
    <fieldset class="govuk-fieldset" aria-describedby={describedBy}>
      <legend
        class={classes(
          'govuk-fieldset__legend',
          legendSize && `govuk-fieldset__legend--${legendSize}`,
          hideLegend && 'govuk-visually-hidden',
        )}
      >
        {legendIsHeading ? <h1 class="govuk-fieldset__heading">{title}</h1> : title}
      </legend>
      {children}
    </fieldset>
  )
}

export interface QuestionProps extends FieldsetProps {
  id: string
  hint?: ComponentChildren
  error?: string
}

/** A question with its hint and error, that several controls answer. */
export function Question({ id, hint, error, children, ...props }: QuestionProps) {
  const told = [hint ? Hint({ id: `${id}-hint`, children: hint }) : null, error ? ErrorMessage({ id: `${id}-error`, children: error }) : null]
  return FormGroup({ error, children: Fieldset({ ...props, describedBy: describe(id, { hint, error, describedBy: props.describedBy }), children: [...told, children] }) })
}
