import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { classes } from '../field/field.tsx'

export interface ScriptButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class' | 'type' | 'hidden'> {
  children: ComponentChildren
  /** Reads codes with the camera: there only where the browser can. */
  needsCamera?: boolean
}

/** A button that only a script of the page gives work to: it has its place from the first paint, and none where scripts don't run. */
export const ScriptButton = ({ children, needsCamera, ...rest }: ScriptButtonProps) => (
  <button type="button" class={classes('govuk-button govuk-button--secondary', needsCamera ? 'mc-with-camera' : 'mc-with-script')} {...rest}>
    {children}
  </button>
)

/** Beside the field into which a card's text goes, in a box with `data-behaviour="card"`: takes a picture of its code. The picture has no name: it is never sent. */
export const CardCamera = ({ take }: { take: string }) => (
  <>
    <input type="file" accept="image/*" capture="environment" hidden />
    <ScriptButton needsCamera data-take>
      {take}
    </ScriptButton>
    <output class="govuk-body" />
  </>
)
