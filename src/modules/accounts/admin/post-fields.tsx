import { readTypedDate } from '../../../platform/day-number.ts'
import { field, fieldList, type WebRequest } from '../../../platform/http/index.ts'
import { Checkboxes, DateInput, Select, TextInput } from '../../../ui/index.ts'
import { type Agency, agencyWords, DUTIES, type PostForm } from '../../agencies/index.ts'

export function typedDate(r: WebRequest, name: string): { day: string; month: string; year: string } {
  const part = (which: string) => field(r.form, `${name}-${which}`)
  return { day: part('day'), month: part('month'), year: part('year') }
}

/** A date of a form: null when it is no day that exists. */
export const readDateField = (r: WebRequest, name: string) => readTypedDate(typedDate(r, name))

export function partsOf(date: string): { day: string; month: string; year: string } {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}

/** The post as typed; null when a date is no day that exists. */
export function readPost(r: WebRequest): (PostForm & { agencyId: string }) | null {
  const from = readDateField(r, 'validFrom')
  const toTyped = Object.values(typedDate(r, 'validTo')).join('').trim() !== ''
  const to = toTyped ? readDateField(r, 'validTo') : null
  if (!from || (toTyped && !to)) return null
  return { agencyId: field(r.form, 'agency'), title: field(r.form, 'title'), duties: fieldList(r.form, 'duties'), validFrom: from, validTo: to }
}

interface PostFieldsProps {
  r: WebRequest
  agencies: readonly Agency[]
  today: string
  again: boolean
  agencyLabel?: string
  error?: string
}

/** Fields of a post: where, as what, with which duties, from when to when. */
export function PostFields({ r, agencies, today, again, agencyLabel = 'Cơ quan', error }: PostFieldsProps) {
  const words = agencyWords('vi')
  return (
    <>
      <Select
        name="agency"
        label={agencyLabel}
        value={again ? field(r.form, 'agency') : null}
        items={agencies.map((agency) => ({ value: agency.id, text: agency.nameVi }))}
      />
      <TextInput name="title" label="Chức danh" hint="Ví dụ: Công chức tư pháp – hộ tịch." value={again ? field(r.form, 'title') : ''} error={error} width={30} />
      <Checkboxes
        name="duties"
        legend="Nhiệm vụ"
        values={again ? fieldList(r.form, 'duties') : []}
        items={DUTIES.map((duty) => ({ value: duty, text: words.duty[duty] }))}
      />
      <DateInput name="validFrom" legend="Từ ngày" value={again ? typedDate(r, 'validFrom') : partsOf(today)} />
      <DateInput name="validTo" legend="Đến ngày" hint="Để trống nếu không thời hạn." value={again ? typedDate(r, 'validTo') : null} />
    </>
  )
}
