import { Button, TextInput } from '../../../ui/index.ts'
import type { AgencyField, Field } from '../definition/model.ts'
import { agenciesLike, agency } from '../kinds/agency.ts'
import { type AgencyUnit, type Asking, controlId, controlName } from '../kinds/reading.ts'
import { PICK } from './address-control.tsx'
import type { ControlContext } from './control.tsx'

const LIST = 'ten-co-quan'
/** More names than these are not sent with every page: they are searched. */
const MOST_LISTED = 40
const MOST_FOUND = 8

const isListed = (agencies: readonly AgencyUnit[]) => agencies.length > 0 && agencies.length <= MOST_LISTED

/** The names that a small deployment's fields suggest, once a page. */
export function AgencyNames({ fields, asking: { agencies = [] } }: { fields: readonly Field[]; asking: Asking }) {
  if (!isListed(agencies) || !fields.some((field) => field.type === 'agency' || (field.type === 'table' && field.fields.some((one) => one.type === 'agency')))) return null
  return (
    <datalist id={LIST}>
      {agencies.map(({ label }) => (
        <option value={label} />
      ))}
    </datalist>
  )
}

/** An agency by its name; what is like those of the directory is offered beside it, each by a button that brings the page again. */
export function AgencyControl({ field, context }: { field: AgencyField; context: ControlContext }) {
  const { raw, words, asking, error, hint, label } = context
  const { agencies = [] } = asking
  const id = controlId(field, 'name')
  const name = controlName(field, 'name')
  const typed = raw[name] ?? ''
  const reading = agency.read(field, raw, { ...asking, words })
  const chosen = reading.kind === 'answer' ? agencyIdOf(reading.answer) : null
  const like = chosen ? [] : agenciesLike(agencies, typed, MOST_FOUND + 1)
  return (
    <>
      <TextInput id={id} name={name} label={label} hint={hint} error={error?.text} value={typed} list={isListed(agencies) ? LIST : undefined} autocomplete="off" />
      {chosen ? <input type="hidden" name={controlName(field, 'id')} value={chosen} /> : null}
      {agencies.length > MOST_LISTED && !chosen ? (
        <Button variant="secondary" name={PICK} value={field.id} formNoValidate formAction={`#${id}`}>
          {words.agencySearch}
        </Button>
      ) : null}
      {like.length > 0 ? (
        <div role="group" aria-labelledby={`${id}-like`} class="govuk-form-group">
          <p class="govuk-hint" id={`${id}-like`}>
            {words.agencyLike} {like.length > MOST_FOUND ? words.agencyMore : ''}
          </p>
          {like.slice(0, MOST_FOUND).map((unit) => (
            <Button variant="secondary" name={PICK} value={`${field.id}:${unit.id}`} formNoValidate formAction={`#${id}`}>
              <span lang={asking.lang === 'en' ? 'vi' : undefined}>{unit.label}</span>
            </Button>
          ))}
        </div>
      ) : null}
    </>
  )
}

const agencyIdOf = (answer: unknown): string | null => (answer as { id: string | null }).id
