import { Button, Details, ErrorMessage, Fieldset, Hint, type KeptItems, keptItems, Select, type SelectProps, TextInput } from '../../../ui/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { FILL, oldAddressControl } from '../card.ts'
import type { AddressField } from '../definition/model.ts'
import { ABROAD } from '../kinds/address.ts'
import { controlId, controlName, type Unit } from '../kinds/reading.ts'
import { type ControlContext, unlisted } from './control.tsx'

/** Provinces or communes as items of a list, in their order. */
export const unitItems = (units: readonly Unit[], lang: Lang): KeptItems =>
  keptItems(units, lang, ({ code, fullName, fullNameEn }) => ({ value: code, text: lang === 'vi' ? fullName : fullNameEn }))

/** Posted by the buttons that fetch the communes of the province chosen or search an agency, with the field's id; then what was found. */
export const PICK = '_pick'

const typedIn = (field: AddressField, part: string, { raw }: ControlContext): string => raw[controlName(field, part)] ?? ''

export function provinceItems(field: AddressField, context: ControlContext): SelectProps['items'] {
  const { words, asking: { lang, places } } = context
  const province = typedIn(field, 'province', context)
  const isListed = province === ABROAD ? field.abroad : places.provinces.some(({ code }) => code === province)
  return [{ value: '', text: words.pick }, ...unlisted(province, isListed, words), unitItems(places.provinces, lang), ...(field.abroad ? [{ value: ABROAD, text: words.abroad }] : [])]
}

export function communeItems(field: AddressField, context: ControlContext): SelectProps['items'] {
  const { words, asking: { lang, places } } = context
  const commune = typedIn(field, 'commune', context)
  const communes = places.communesOf(typedIn(field, 'province', context))
  return [{ value: '', text: words.pick }, ...unlisted(commune, communes.some(({ code }) => code === commune), words), unitItems(communes, lang)]
}

/** Province, then its communes, then the rest as one line. The button brings the communes, and the page comes back at this place. */
export function AddressControl({ field, context }: { field: AddressField; context: ControlContext }) {
  const { raw, words, asking, error, hint, label } = context
  const { lang, places } = asking
  const id = controlId(field)
  const province = typedIn(field, 'province', context)
  const communes = places.communesOf(province)
  const part = (key: string) => ({
    id: controlId(field, key),
    name: controlName(field, key),
    value: raw[controlName(field, key)] ?? '',
  })
  const old = oldAddressControl(field.id)
  const oldError = context.oldError
  return (
    <div
      class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}
      id={id}
      data-address={field.id}
    >
      <Fieldset
        legend={label}
        describedBy={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}
      >
        {hint ? <Hint id={`${id}-hint`}>{hint}</Hint> : null}
        {error ? <ErrorMessage id={`${id}-error`}>{error.text}</ErrorMessage> : null}
        <Select
          {...part('province')}
          label={words.province}
          items={context.lists?.slice(0, 1) ?? provinceItems(field, context)}
          autocomplete={field.autocomplete === 'street-address' ? 'address-level1' : undefined}
        />
        {province === ABROAD ? null : (
          <>
            <Details summary={words.oldTitle} open={oldError !== undefined}>
              <TextInput name={old} id={old.replaceAll('.', '-')} label={words.oldLabel} hint={words.oldHint} error={oldError} value={context.typedOld} autocomplete="off" />
              <Button variant="secondary" name={FILL} value={field.id} formNoValidate formAction={`#${id}`}>
                {words.oldFill}
              </Button>
            </Details>
            <Button variant="secondary" name={PICK} value={field.id} formNoValidate formAction={`#${id}`} untilScript>
              {words.pickCommunes}
            </Button>
            <Select
              {...part('commune')}
              label={words.commune}
              hint={communes.length === 0 ? words.pickProvinceFirst : undefined}
              items={context.lists?.slice(1, 2) ?? communeItems(field, context)}
            />
          </>
        )}
        {field.detail === 'none' && province !== ABROAD ? null : (
          <TextInput
            {...part('detail')}
            label={field.detailLabel?.[lang] ?? words.detail}
            hint={field.detailHint?.[lang]}
            optional={field.detail === 'optional' && field.required !== false && province !== ABROAD}
            autocomplete={field.autocomplete === 'street-address' ? 'address-line1' : undefined}
          />
        )}
      </Fieldset>
    </div>
  )
}
