import { field, type FormFields } from '../../../platform/http/index.ts'
import { Radios, Select, TextInput } from '../../../ui/index.ts'
import type { DraftContent } from '../draft.ts'
import type { WhoFault } from '../rules/check-who.ts'
import { AUTHORITIES } from '../rules/who.ts'
import { control, controlId } from './deps.ts'

type Errors = readonly WhoFault[]

const WHO = ['name', 'identityNumber', 'birth', 'phone', 'email', 'address'] as const

/** What was typed of the one who hands in, over what stood there: a page that does not ask for it leaves it. */
export function whoTyped(form: FormFields, content: DraftContent): Pick<DraftContent, 'who' | 'owner'> {
  const typed = (name: string, before: string) => (Object.hasOwn(form, control(name)) ? field(form, control(name)).slice(0, 400) : before)
  const who = { ...content.who }
  for (const name of WHO) who[name] = typed(name, who[name])
  const { owner } = content
  return {
    who,
    owner: {
      isOther: typed('owner', owner.isOther ? 'other' : 'self') === 'other',
      name: typed('ownerName', owner.name),
      number: typed('ownerNumber', owner.number),
      address: typed('ownerAddress', owner.address),
      authority: typed('authority', owner.authority),
    },
  }
}

/** Whose faults stand beside which control. */
export const whoErrors = (faults: Errors) => faults.map(({ field: name, text }) => ({ href: `#${controlId(name)}`, text }))

const INPUTS = [
  { name: 'name', label: 'Họ, chữ đệm, tên người nộp', autocomplete: 'off', width: undefined },
  { name: 'identityNumber', label: 'Số định danh cá nhân', hint: '12 chữ số; không có thì để trống', inputMode: 'numeric', width: 20 },
  { name: 'birth', label: 'Ngày sinh', hint: 'Ví dụ 14/3/1996', inputMode: 'numeric', width: 10 },
  { name: 'phone', label: 'Số điện thoại', inputMode: 'tel', width: 20 },
  { name: 'email', label: 'Thư điện tử', inputMode: 'email', width: 30 },
  { name: 'address', label: 'Địa chỉ', width: undefined },
] as const

export function WhoFields({ content, errors, focus }: { content: DraftContent; errors: Errors; focus?: boolean }) {
  const error = (name: string) => errors.find((one) => one.field === name)?.text
  return (
    <>
      {INPUTS.map((input) => (
        <TextInput
          {...input}
          key={input.name}
          name={control(input.name)}
          id={controlId(input.name)}
          value={content.who[input.name]}
          error={error(input.name)}
          optional={input.name !== 'name'}
          autofocus={focus && input.name === 'name'}
          autocomplete="off"
          spellcheck={false}
        />
      ))}
    </>
  )
}

/** Whose dossier it is, and by what right another hands it in. */
export function OwnerFields({ content, errors }: { content: DraftContent; errors: Errors }) {
  const { owner } = content
  const error = (name: string) => errors.find((one) => one.field === name)?.text
  return (
    <>
      <Radios
        name={control('owner')}
        id={controlId('owner')}
        legend="Chủ hồ sơ"
        legendSize="s"
        small
        inline
        value={owner.isOther ? 'other' : 'self'}
        items={[
          { value: 'self', text: 'Theo tờ khai' },
          { value: 'other', text: 'Người khác, người nộp làm thay' },
        ]}
      />
      <details class="govuk-details" open={owner.isOther}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Thông tin chủ hồ sơ, khi nộp thay</span>
        </summary>
        <div class="govuk-details__text">
          <TextInput name={control('ownerName')} id={controlId('ownerName')} label="Họ tên chủ hồ sơ" value={owner.name} error={error('ownerName')} autocomplete="off" />
          <TextInput name={control('ownerNumber')} id={controlId('ownerNumber')} label="Số định danh của chủ hồ sơ" optional inputMode="numeric" width={20} value={owner.number} error={error('ownerNumber')} autocomplete="off" />
          <TextInput name={control('ownerAddress')} id={controlId('ownerAddress')} label="Địa chỉ của chủ hồ sơ" optional value={owner.address} autocomplete="off" />
          <Select
            name={control('authority')}
            id={controlId('authority')}
            label="Căn cứ nộp thay"
            value={owner.authority}
            error={error('authority')}
            items={[{ value: '', text: 'Chọn' }, ...Object.entries(AUTHORITIES).map(([value, text]) => ({ value, text }))]}
          />
        </div>
      </details>
    </>
  )
}
