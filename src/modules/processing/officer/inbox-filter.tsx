import type { WebRequest } from '../../../platform/http/index.ts'
import { Button, Details, Select, TextInput } from '../../../ui/index.ts'
import { statusLabel, statusWords } from '../../dossiers/index.ts'
import { CHANNELS, type FilterFault, type InboxFilter, isNarrowed, LATENESS } from '../rules/inbox-filter.ts'
import type { OwnAgency, ProcedureChoice } from './deps.ts'
import type { InboxList } from './lists.ts'

export interface FilterChoices {
  procedures: readonly ProcedureChoice[]
  agencies: readonly OwnAgency[]
  staff: readonly { id: string; name: string; open: number }[]
  selfId: string
}

interface FilterProps {
  r: WebRequest
  list: InboxList
  filter: InboxFilter
  faults: readonly FilterFault[]
  choices: FilterChoices
}

const ALL = { value: '', text: 'Tất cả' }

/** Narrows a list; folded until one uses it. What was chosen stands in the address, so that it can be kept, sent and gone back to. */
export function FilterForm({ r, list, filter, faults, choices }: FilterProps) {
  const { procedures, agencies, staff, selfId } = choices
  const fields = [...new Set(procedures.flatMap((one) => one.fields))].sort((a, b) => a.localeCompare(b, 'vi'))
  const colleagues = staff.filter((one) => one.id !== selfId)
  const date = (name: 'nop-tu' | 'nop-den' | 'han-tu' | 'han-den', label: string) => (
    <TextInput
      name={name}
      label={label}
      value={r.query[name] ?? ''}
      inputMode="numeric"
      width={10}
      maxLength={10}
      error={faults.some((one) => one.name === name) ? 'Ghi ngày dạng 05/03/2026' : undefined}
    />
  )
  return (
    <Details summary="Lọc danh sách" open={isNarrowed(filter) || faults.length > 0} id="loc">
      <form method="get" class="mc-filter mc-filter--grid" aria-label="Lọc danh sách">
        <Select name="thu-tuc" label="Thủ tục" value={filter.procedureCode ?? ''} items={[ALL, ...procedures.map((one) => ({ value: one.code, text: `${one.name} (${one.code})` }))]} />
        {fields.length > 1 ? <Select name="linh-vuc" label="Lĩnh vực" value={filter.field ?? ''} items={[ALL, ...fields.map((one) => ({ value: one, text: one }))]} /> : null}
        {list.statuses === null || list.statuses.length > 1 || list.key === 'tat-ca' ? (
          <Select name="tinh-trang" label="Tình trạng" value={filter.status === null ? '' : String(filter.status)} items={[ALL, ...statusesOf(list).map((one) => ({ value: String(one), text: statusLabel(statusWords('vi'), one) }))]} />
        ) : null}
        {list.key === 'tat-ca' ? null : <Select name="han" label="Thời hạn" value={filter.lateness ?? ''} items={[ALL, ...Object.entries(LATENESS).map(([value, text]) => ({ value, text }))]} />}
        <Select name="kenh" label="Kênh nộp" value={filter.channel === null ? '' : String(filter.channel)} items={[ALL, ...Object.entries(CHANNELS).map(([value, text]) => ({ value, text }))]} />
        {list.key === 'tat-ca' ? null : (
          <Select
            name="can-bo"
            label="Cán bộ đang làm"
            value={filter.staffId ?? ''}
            items={[ALL, { value: selfId, text: 'Tôi' }, ...colleagues.map((one) => ({ value: one.id, text: `${one.name} (${one.open})` }))]}
          />
        )}
        {agencies.length > 1 ? <Select name="co-quan" label="Cơ quan (gồm đơn vị trực thuộc)" value={filter.agencyId ?? ''} items={[ALL, ...agencies.map((one) => ({ value: one.id, text: one.name }))]} /> : null}
        {date('nop-tu', 'Nộp từ ngày')}
        {date('nop-den', 'Nộp đến ngày')}
        {list.key === 'tat-ca' ? null : date('han-tu', 'Hạn từ ngày')}
        {list.key === 'tat-ca' ? null : date('han-den', 'Hạn đến ngày')}
        <div class="mc-filter__acts">
          <Button variant="secondary">Lọc</Button>
          {isNarrowed(filter) || faults.length > 0 ? (
            <a class="govuk-link" href={r.path}>
              Bỏ lọc
            </a>
          ) : null}
        </div>
      </form>
    </Details>
  )
}

export const statusesOf = (list: InboxList): readonly number[] => (list.key === 'tat-ca' || list.statuses === null ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : list.statuses)

/** What a filter says in words, for the summary above a list and the saved ones. */
export function wordsOfFilter(filter: InboxFilter, choices: Pick<FilterChoices, 'procedures' | 'agencies' | 'staff' | 'selfId'>): string[] {
  const { procedures, agencies, staff, selfId } = choices
  const day = (date: string) => date.split('-').reverse().join('/')
  const span = (what: string, from: string | null, to: string | null) => (from || to ? [`${what}${from ? ` từ ${day(from)}` : ''}${to ? ` đến ${day(to)}` : ''}`] : [])
  return [
    ...(filter.procedureCode ? [procedures.find((one) => one.code === filter.procedureCode)?.name ?? filter.procedureCode] : []),
    ...(filter.field ? [`lĩnh vực ${filter.field}`] : []),
    ...(filter.status === null ? [] : [statusLabel(statusWords('vi'), filter.status)]),
    ...(filter.lateness ? [LATENESS[filter.lateness]] : []),
    ...(filter.channel ? [CHANNELS[filter.channel]] : []),
    ...(filter.staffId ? [filter.staffId === selfId ? 'của tôi' : (staff.find((one) => one.id === filter.staffId)?.name ?? 'của một cán bộ khác')] : []),
    ...(filter.agencyId ? [agencies.find((one) => one.id === filter.agencyId)?.name ?? 'cơ quan khác'] : []),
    ...span('nộp', filter.receivedFrom, filter.receivedTo),
    ...span('hạn', filter.dueFrom, filter.dueTo),
  ]
}
