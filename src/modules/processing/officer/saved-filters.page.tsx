import { type Answer, field, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { readPart } from '../../../platform/together.ts'
import { Button, ErrorSummary, FormKeys, NotificationBanner } from '../../../ui/index.ts'
import type { Staff } from '../on-case.ts'
import { filterQuery, readFilter } from '../rules/inbox-filter.ts'
import { createSavedFilters, savedFilters } from '../saved-filters.ts'
import type { OfficerDeps } from './deps.ts'
import { wordsOfFilter } from './inbox-filter.tsx'
import { officesOf } from './inbox.page.tsx'
import { findList } from './lists.ts'
import { FilterFields } from './saved-filters.tsx'

const ADDRESS = '/can-bo/bo-loc'

/** Filters that an officer keeps: all of them with what they say, to rename, share, begin with or delete. */
export function mountSavedFilters(web: Web, deps: OfficerDeps): void {
  const filters = createSavedFilters(deps)

  web.get(ADDRESS, { audience: 'officer' }, async (r) => show(r, null))

  web.post(ADDRESS, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const list = findList(field(r.form, 'list'))
    // Only what narrows a list is kept of an address.
    const query = filterQuery(Object.fromEntries(new URLSearchParams(field(r.form, 'query').slice(0, 1000))))
    const done = await filters.save(actor, { ...(await typed(r)), list: list?.key ?? 'viec-cua-toi', query })
    return done.ok ? seeOther(`${ADDRESS}?xong=1`) : show(r, { id: 'moi', refusal: done.refusal })
  })

  web.post(`${ADDRESS}/:id`, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const id = r.params.id ?? ''
    if (field(r.form, 'viec') === 'xoa') {
      await filters.remove(actor, id)
      return seeOther(`${ADDRESS}?xong=1`)
    }
    const done = await filters.change(actor, id, await typed(r))
    return done.ok ? seeOther(`${ADDRESS}?xong=1`) : show(r, { id, refusal: done.refusal })
  })

  async function typed(r: WebRequest) {
    const actor = r.actor as Staff
    const offices = officesOf(actor, await deps.agenciesOf(actor))
    const shared = field(r.form, 'chung')
    return { name: field(r.form, 'name'), sharedWith: offices.some((one) => one.id === shared) ? shared : null, isDefault: field(r.form, 'mo-dau') === '1' }
  }

  async function show(r: WebRequest, fault: { id: string; refusal: Refusal } | null): Promise<Answer> {
    const actor = r.actor as Staff
    const agencies = await deps.agenciesOf(actor)
    const offices = officesOf(actor, agencies)
    const saved = (await readPart(deps.db, savedFilters(deps.db, actor.staffId, []))).filter((one) => one.isOwn)
    const procedures = await deps.procedures()
    const said = fault ? sentenceOf(fault.refusal, 'vi') : null
    const isOfRow = fault !== null && saved.some((one) => one.id === fault.id)
    return page({
      title: said ? 'Lỗi: Bộ lọc đã lưu' : 'Bộ lọc đã lưu',
      status: said ? 422 : 200,
      back: { href: '/can-bo', text: 'Hồ sơ' },
      scripts: ['shortcuts'],
      main: (
        <>
          <ErrorSummary errors={said ? [{ text: said, ...(isOfRow ? { href: `#${fault?.id}-name` } : {}) }] : []} />
          {r.query.xong ? <NotificationBanner type="success">Đã lưu.</NotificationBanner> : null}
          <h1 class="govuk-heading-l">Bộ lọc đã lưu</h1>
          {fault?.id === 'moi' ? (
            <form method="post" action={ADDRESS} class="mc-filter">
              <FormKeys csrf={r.csrf} />
              <input type="hidden" name="list" value={field(r.form, 'list')} />
              <input type="hidden" name="query" value={field(r.form, 'query')} />
              <FilterFields id="moi" name={field(r.form, 'name')} offices={offices} sharedWith={field(r.form, 'chung')} isDefault={field(r.form, 'mo-dau') === '1'} error={said ?? undefined} />
              <Button variant="secondary">Lưu bộ lọc</Button>
            </form>
          ) : null}
          {saved.length === 0 ? <p class="govuk-body">Chưa có bộ lọc nào. Mở một danh sách, lọc theo ý mình rồi chọn «Lưu danh sách và bộ lọc này» ở cuối trang.</p> : null}
          {saved.map((one) => {
            const { filter } = readFilter(Object.fromEntries(new URLSearchParams(one.query)))
            const words = wordsOfFilter(filter, { procedures, agencies, staff: [], selfId: actor.staffId })
            const isFault = fault?.id === one.id
            return (
              <section>
                <h2 class="govuk-heading-m">
                  <a class="govuk-link" href={`/can-bo/ho-so/danh-sach/${one.list}${one.query ? `?${one.query}` : ''}`}>
                    {one.name}
                  </a>
                </h2>
                <p class="govuk-body">
                  {findList(one.list)?.title ?? one.list}
                  {words.length > 0 ? `: ${words.join(' · ')}` : ', không lọc'}
                </p>
                <form method="post" action={`${ADDRESS}/${one.id}`} class="mc-filter">
                  <FormKeys csrf={r.csrf} />
                  <FilterFields
                    id={one.id}
                    name={isFault ? field(r.form, 'name') : one.name}
                    offices={offices}
                    sharedWith={one.sharedWith}
                    isDefault={one.isDefault}
                    error={isFault ? (said ?? undefined) : undefined}
                  />
                  <Button variant="secondary" name="viec" value="luu">
                    Lưu
                  </Button>
                  <Button variant="warning" name="viec" value="xoa">
                    Xóa bộ lọc
                  </Button>
                </form>
              </section>
            )
          })}
        </>
      ),
    })
  }
}
