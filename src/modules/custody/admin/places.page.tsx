import type { Actor } from '../../../platform/actor.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, Checkboxes, ErrorSummary, FormKeys, NotificationBanner, Radios, Select, Table, Tag, TextInput } from '../../../ui/index.ts'
import { createPlaces } from '../places.ts'
import { findPlace, type PlaceRow, selectPlaces } from '../places.store.ts'
import type { CustodyDeps } from '../ports.ts'
import { refuse } from '../refusals.ts'
import { LONGEST_NAME, PLACE_KIND_NAMES, PLACE_KINDS } from '../rules/place-form.ts'

const PLACES = '/quan-tri/noi-de-ho-so'
const NEW = 'moi'
const NAV = 'paper-places'
const ADMIN = { audience: 'admin' } as const

export interface PlaceAdminDeps extends CustodyDeps {
  administeredAgencies: (actor: Actor) => Promise<readonly { id: string; name: string; path: string }[]>
}

interface Typed {
  id: string
  agencyId: string
  name: string
  kind: string
  isFirst: boolean
}

type Agencies = readonly { id: string; name: string }[]

/** Places in which the paper files of an agency lie. */
export function mountPlaceAdmin(web: Web, deps: PlaceAdminDeps): void {
  const { setPlace, closePlace } = createPlaces(deps)

  web.get(PLACES, ADMIN, async (r) => list(r))

  web.get(`${PLACES}/:id`, ADMIN, async (r) => {
    const agencies = await deps.administeredAgencies(r.actor)
    if (r.params.id === NEW) return form(r, agencies, { id: newId(), agencyId: r.query['co-quan'] ?? agencies[0]?.id ?? '', name: '', kind: 'cabinet', isFirst: false })
    const place = await placeOf(r, agencies)
    return place ? form(r, agencies, { id: place.id, agencyId: place.agency_id, name: place.name, kind: place.kind, isFirst: place.is_first }) : problem(refuse('place-gone').refusal)
  })

  web.post(`${PLACES}/:id`, ADMIN, async (r) => {
    const agencies = await deps.administeredAgencies(r.actor)
    const place = r.params.id === NEW ? null : await placeOf(r, agencies)
    if (place === undefined) return problem(refuse('place-gone').refusal)
    const typed: Typed = {
      id: place?.id ?? field(r.form, 'id'),
      agencyId: place?.agency_id ?? field(r.form, 'agencyId'),
      name: field(r.form, 'name'),
      kind: field(r.form, 'kind'),
      isFirst: field(r.form, 'isFirst') === '1',
    }
    const done = await setPlace(r.actor, typed.agencyId, typed)
    if (done.ok) return seeOther(`${PLACES}?da=luu`)
    const faults = done.faults ?? [{ field: 'name', text: sentenceOf(done.refusal, 'vi') }]
    return form(r, agencies, typed, faults, getProblem(done.refusal.code).status)
  })

  web.post(`${PLACES}/:id/thoi-dung`, ADMIN, async (r) => {
    const place = await placeOf(r, await deps.administeredAgencies(r.actor))
    if (!place) return problem(refuse('place-gone').refusal)
    const done = await closePlace(r.actor, place.agency_id, place.id)
    return done.ok ? seeOther(`${PLACES}?da=thoi-dung`) : list(r, sentenceOf(done.refusal, 'vi'), getProblem(done.refusal.code).status)
  })

  async function placeOf(r: WebRequest, agencies: Agencies): Promise<PlaceRow | undefined> {
    const id = r.params.id ?? ''
    const place = isId(id) ? await findPlace(deps.db, id) : undefined
    return place && place.closed_at === null && agencies.some((one) => one.id === place.agency_id) ? place : undefined
  }

  async function list(r: WebRequest, wrong?: string, status = 200): Promise<Answer> {
    const agencies = await deps.administeredAgencies(r.actor)
    const places = await selectPlaces(deps.db, agencies.map((one) => one.id))
    const names = new Map(agencies.map((one) => [one.id, one.name]))
    return page({
      title: 'Nơi để hồ sơ giấy',
      status,
      nav: NAV,
      main: (
        <>
          <ErrorSummary errors={wrong ? [{ text: wrong, href: '#noi-de' }] : []} />
          {r.query.da && !wrong ? <NotificationBanner type="success">{r.query.da === 'luu' ? 'Đã lưu.' : 'Đã thôi dùng.'}</NotificationBanner> : null}
          <h1 class="govuk-heading-l" id="noi-de">
            Nơi để hồ sơ giấy
          </h1>
          <p class="govuk-body">Quầy, tủ, phòng, kho lưu trữ mà cán bộ chọn khi ghi hồ sơ giấy đang ở đâu. Nơi nhận đầu tiên được ghi sẵn khi tiếp nhận tại quầy hoặc qua bưu chính.</p>
          <Button variant="secondary" href={`${PLACES}/${NEW}`}>
            Thêm nơi để
          </Button>
          <Table
            caption="Nơi đang dùng"
            empty={<p class="govuk-body">Chưa có nơi nào: hồ sơ nhận vào được ghi là do người tiếp nhận giữ.</p>}
            head={['Tên', 'Loại', 'Cơ quan', { text: 'Việc', hidden: true }]}
            rows={places.map((one) => [
              <>
                <a class="govuk-link" href={`${PLACES}/${one.id}`}>
                  {one.name}
                </a>{' '}
                {one.is_first ? <Tag colour="blue">nơi nhận đầu tiên</Tag> : null}
              </>,
              PLACE_KIND_NAMES[one.kind],
              names.get(one.agency_id) ?? '',
              <form method="post" action={`${PLACES}/${one.id}/thoi-dung`}>
                <FormKeys csrf={r.csrf} />
                <button class="mc-link-button" type="submit">
                  Thôi dùng<span class="govuk-visually-hidden"> {one.name}</span>
                </button>
              </form>,
            ])}
          />
        </>
      ),
    })
  }
}

function form(r: WebRequest, agencies: Agencies, typed: Typed, faults: readonly { field: string; text: string }[] = [], status = 200): Answer {
  const isNew = r.params.id === NEW
  const title = isNew ? 'Thêm nơi để hồ sơ giấy' : `Sửa nơi để: ${typed.name}`
  const error = (name: string) => faults.find((one) => one.field === name)?.text
  return page({
    title: faults.length > 0 ? `Lỗi: ${title}` : title,
    status,
    nav: NAV,
    back: { href: PLACES, text: 'Nơi để hồ sơ giấy' },
    main: (
      <>
        <ErrorSummary errors={faults.map((fault) => ({ href: `#${fault.field}`, text: fault.text }))} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={`${PLACES}/${isNew ? NEW : typed.id}`} novalidate>
          <FormKeys csrf={r.csrf} />
          {isNew ? (
            <>
              <input type="hidden" name="id" value={typed.id} />
              <Select name="agencyId" label="Cơ quan" value={typed.agencyId} items={agencies.map((one) => ({ value: one.id, text: one.name }))} />
            </>
          ) : null}
          <TextInput name="name" label="Tên" hint="Như dán ngoài tủ, ví dụ: Tủ 2, ngăn Hộ tịch" value={typed.name} maxLength={LONGEST_NAME} error={error('name')} />
          <Radios name="kind" legend="Loại" legendSize="s" small value={typed.kind} error={error('kind')} items={PLACE_KINDS.map((kind) => ({ value: kind, text: PLACE_KIND_NAMES[kind] }))} />
          <Checkboxes name="isFirst" legend="Khi tiếp nhận" legendSize="s" small values={typed.isFirst ? ['1'] : []} items={[{ value: '1', text: 'Hồ sơ mới nhận để ở đây trước' }]} />
          <Button>Lưu</Button>
        </form>
      </>
    ),
  })
}
