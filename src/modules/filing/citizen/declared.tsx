import type { Lang } from '../../../platform/words.ts'
import { Checkboxes, InsetText, type SummaryError } from '../../../ui/index.ts'
import type { FilingPackage } from '../ports.ts'
import { filingWords } from './words.ts'

/** What the checks of the form remark on, before it is declared true; nothing where they don't. */
export const Warnings = ({ warnings, lang }: { warnings: readonly { text: string }[]; lang: Lang }) =>
  warnings.length > 0 ? (
    <InsetText>
      <strong>{filingWords(lang).warningsTitle}</strong>
      <ul class="govuk-list govuk-list--bullet">
        {warnings.map((warning) => (
          <li>{warning.text}</li>
        ))}
      </ul>
    </InsetText>
  ) : null

/** The box by which one declares it true. */
export const Declared = ({ version, errors, lang }: { version: FilingPackage; errors: readonly SummaryError[]; lang: Lang }) => (
  <Checkboxes
    name="declared"
    id="declared"
    legend={filingWords(lang).declaration}
    legendSize="m"
    error={errors.find((error) => error.href === '#declared')?.text}
    items={[{ value: 'yes', text: version.declaration.text[lang] }]}
  />
)
