import type { ComponentChildren } from 'preact'

/** Words set apart from the text round them. */
export const InsetText = ({ children, id }: { children: ComponentChildren; id?: string }) => (
  <div class="govuk-inset-text" id={id}>
    {children}
  </div>
)
