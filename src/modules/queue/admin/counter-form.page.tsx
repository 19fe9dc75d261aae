import { field, fieldList, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, Checkboxes, DateInput, ErrorSummary, FormKeys, TextInput } from '../../../ui/index.ts'
import type { Agency } from '../../agencies/index.ts'
import { createSetCounter } from '../configure.ts'
import { todayOf } from '../deps.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import { type Fault, NAME_MAX } from '../rules/settings-form.ts'
import type { Settings } from '../settings.ts'
import { ADMIN, adminPath, administered, errorAt, NAV, summaryOf } from './administered.ts'
import { partsOf, readDay } from './group-form.page.tsx'

const NEW = 'moi'

interface Typed {
  number: string
  name: string
  groupIds: string[]
  from: { day: string; month: string; year: string }
}

/** A counter: its number, and the groups that it calls. */
export function mountCounterForm(web: Web, deps: QueuePageDeps): void {
  const set = createSetCounter(deps)

  web.get('/quan-tri/xep-hang/:office/quay/:id', ADMIN, (r) =>
    administered(deps, r, async (agency, settings) => {
      const today = todayOf(deps)
      if (!settings) return problem(refuse('queue-office-unknown').refusal)
      if (r.params.id === NEW) return view(r, agency, settings, { number: '', name: '', groupIds: [], from: partsOf(today) })
      const counter = settings.all.counters.filter((one) => one.id === r.params.id).at(-1)
      if (!counter) return problem(refuse('setting-gone').refusal)
      return view(r, agency, settings, { number: String(counter.number), name: counter.name, groupIds: counter.groupIds, from: partsOf([counter.validFrom, today].sort().at(-1) ?? today) })
    }),
  )

  web.post('/quan-tri/xep-hang/:office/quay/:id', ADMIN, (r) =>
    administered(deps, r, async (agency, settings) => {
      if (!settings) return problem(refuse('queue-office-unknown').refusal)
      const typed: Typed = { number: field(r.form, 'number'), name: field(r.form, 'name'), groupIds: fieldList(r.form, 'groupIds'), from: readDay(r.form) }
      const done = await set(r.actor, agency, { id: r.params.id === NEW ? null : (r.params.id ?? ''), form: { ...typed, validFrom: readTypedDate(typed.from) ?? '' } })
      if (done.ok) return seeOther(`${adminPath(agency)}?da=luu`)
      const faults = done.faults ?? [{ field: done.refusal.code === 'setting-later' ? 'validFrom' : 'number', text: sentenceOf(done.refusal, 'vi') }]
      return view(r, agency, settings, typed, faults, getProblem(done.refusal.code).status)
    }),
  )
}

function view(r: WebRequest, agency: Agency, settings: Settings, typed: Typed, faults: readonly Fault[] = [], status = 200) {
  const title = r.params.id === NEW ? 'Thêm quầy' : `Sửa quầy ${typed.number}`
  const groups = [...new Map(settings.all.groups.map((one) => [one.id, one])).values()]
  return page({
    title,
    status,
    nav: NAV,
    back: { href: adminPath(agency), text: 'Xếp hàng' },
    main: (
      <>
        <ErrorSummary errors={summaryOf(faults)} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="number" label="Số quầy" hint="Bảng gọi số đọc số này" value={typed.number} error={errorAt(faults, 'number')} width={2} inputMode="numeric" maxLength={2} />
          <TextInput name="name" label="Tên quầy" value={typed.name} error={errorAt(faults, 'name')} maxLength={NAME_MAX} />
          <Checkboxes name="groupIds" legend="Nhóm dịch vụ quầy này gọi" values={typed.groupIds} error={errorAt(faults, 'groupIds')} items={groups.map((one) => ({ value: one.id, text: `${one.letter} ${one.nameVi}` }))} />
          <DateInput name="validFrom" legend="Áp dụng từ ngày" value={typed.from} error={errorAt(faults, 'validFrom')} />
          <Button>Lưu</Button>
        </form>
      </>
    ),
  })
}
