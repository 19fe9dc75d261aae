import { Button, Checkboxes, Details, FormKeys, TextInput } from '../../../ui/index.ts'
import type { SavedFilter } from '../saved-filters.ts'
import type { OwnAgency } from './deps.ts'
import type { InboxList } from './lists.ts'

const hrefOf = ({ list, query }: Pick<SavedFilter, 'list' | 'query'>): string => `/can-bo/ho-so/danh-sach/${list}${query ? `?${query}` : ''}`

/** The officer's filters, one click away; digits press the first nine. */
export function SavedFilters({ saved, list, query }: { saved: readonly SavedFilter[]; list: InboxList; query: string }) {
  if (saved.length === 0) return null
  return (
    <nav class="mc-saved" aria-label="Bộ lọc đã lưu">
      <span class="mc-saved__title">Bộ lọc đã lưu:</span>
      <ul>
        {saved.map((one, index) => (
          <li>
            <a
              class="govuk-link"
              href={hrefOf(one)}
              aria-current={one.list === list.key && one.query === query ? 'page' : undefined}
              data-key={index < 9 ? `l ${index + 1}` : undefined}
              data-key-name={`Bộ lọc: ${one.name}`}
            >
              {one.name}
            </a>
            {one.isOwn ? null : <span class="govuk-hint govuk-!-display-inline"> (dùng chung)</span>}
            {one.isDefault ? <span class="govuk-hint govuk-!-display-inline"> (mở đầu)</span> : null}
          </li>
        ))}
        <li>
          <a class="govuk-link govuk-link--no-visited-state" href="/can-bo/bo-loc">
            Sửa, xóa
          </a>
        </li>
      </ul>
    </nav>
  )
}

interface SaveProps {
  csrf: string | null
  list: InboxList
  query: string
  offices: readonly OwnAgency[]
}

/** Keeps what the address narrows under a name. */
export function SaveFilter({ csrf, list, query, offices }: SaveProps) {
  return (
    <Details summary="Lưu danh sách và bộ lọc này" id="luu-bo-loc">
      <form method="post" action="/can-bo/bo-loc" class="mc-filter">
        <FormKeys csrf={csrf} />
        <input type="hidden" name="list" value={list.key} />
        <input type="hidden" name="query" value={query} />
        <FilterFields id="moi" name="" offices={offices} sharedWith={null} isDefault={false} />
        <Button variant="secondary">Lưu bộ lọc</Button>
      </form>
    </Details>
  )
}

interface FieldsProps {
  /** Tells the fields of several forms on a page apart. */
  id: string
  name: string
  offices: readonly OwnAgency[]
  sharedWith: string | null
  isDefault: boolean
  error?: string | undefined
}

/** Name, whom it is shared with, whether it is the one to begin with. */
export function FilterFields({ id, name, offices, sharedWith, isDefault, error }: FieldsProps) {
  return (
    <>
      <TextInput id={`${id}-name`} name="name" label="Tên bộ lọc" value={name} maxLength={80} width={20} error={error} />
      <Checkboxes id={`${id}-chung`} name="chung" legend="Dùng chung" hideLegend small values={sharedWith} items={offices.map((one) => ({ value: one.id, text: `Dùng chung với ${one.name}` })).slice(0, 3)} />
      <Checkboxes id={`${id}-dau`} name="mo-dau" legend="Mở đầu" hideLegend small values={isDefault ? '1' : null} items={[{ value: '1', text: 'Mở danh sách này khi đăng nhập' }]} />
    </>
  )
}
