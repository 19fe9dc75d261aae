import { page, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { Button, Select, Table, TextInput } from '../../../ui/index.ts'
import { type GeneralState, type KnownProcedure, selectKnown, selectKnownFields } from '../packages/general/general.store.ts'
import { PACKAGE_LEVELS } from '../packages/general/plan.ts'
import { NATIONAL_CODE } from '../catalogue/rules/code.ts'
import { LEVEL_NAMES } from './general-words.ts'
import { NAV, type PackageAdminDeps, PACKAGES } from './packages-deps.ts'

export const GENERAL = `${PACKAGES}/tu-danh-muc`

const PAGE = 50
const LONGEST = 200
const STATES: Readonly<Record<string, GeneralState>> = { chua: 'none', 'to-khai-chung': 'general' }

/** Procedures of which more than the name is known: those that can't be filed here yet, and those opened by the general form. */
export function mountGeneralList(web: Web, deps: PackageAdminDeps): void {
  web.get(GENERAL, { audience: 'admin' }, async (r) => {
    const fields = await selectKnownFields(deps.db)
    const asked = askedOf(r, fields)
    const rows = await selectKnown(deps.db, { ...asked, now: deps.clock.now(), limit: PAGE + 1 })
    return show(asked, fields, rows)
  })
}

function askedOf({ query }: WebRequest, fields: readonly { slug: string }[]) {
  const text = (name: string) => {
    const cleaned = cleanText(query[name] ?? '', { max: LONGEST })
    return cleaned.ok ? cleaned.text : ''
  }
  return {
    q: text('q'),
    agency: text('co-quan'),
    field: fields.find(({ slug }) => slug === query['linh-vuc'])?.slug ?? null,
    level: PACKAGE_LEVELS.find((level) => level === query.cap) ?? null,
    state: STATES[query['tinh-trang'] ?? ''] ?? 'none',
    after: NATIONAL_CODE.test(query.sau ?? '') ? (query.sau ?? null) : null,
  } as const
}

function show(asked: ReturnType<typeof askedOf>, fields: readonly { slug: string; name: string }[], found: readonly KnownProcedure[]) {
  const rows = found.slice(0, PAGE)
  const last = found.length > PAGE ? rows.at(-1) : undefined
  return page({
    title: 'Thủ tục biết đầy đủ nội dung',
    nav: NAV,
    wide: true,
    back: { href: PACKAGES, text: 'Gói thủ tục' },
    main: (
      <>
        <h1 class="govuk-heading-l">Thủ tục biết đầy đủ nội dung</h1>
        <p class="govuk-body">
          Danh mục có đủ giấy tờ, thời hạn và kết quả của các thủ tục này. Mỗi thủ tục mở nộp trực tuyến được ngay bằng tờ khai chung: người nộp, nội dung đề nghị, một chỗ đính kèm cho từng giấy tờ, bảy bước tới kết quả in ra.
        </p>
        <Filter asked={asked} fields={fields} />
        <Table
          caption={asked.state === 'none' ? 'Chưa nộp trực tuyến được' : 'Nộp được bằng tờ khai chung'}
          head={['Thủ tục', 'Cơ quan thực hiện']}
          empty="Không có thủ tục nào như vậy. Xin đổi từ tìm hoặc bỏ bớt điều kiện lọc."
          rows={rows.map((row) => [
            <>
              <a class="govuk-link" href={`${GENERAL}/${row.code}`}>
                {row.code}
              </a>{' '}
              {row.name}
              <div class="govuk-hint">{[...PACKAGE_LEVELS.filter((level) => row[`level_${level}`]).map((level) => LEVEL_NAMES[level]), row.field].filter(Boolean).join(' · ')}</div>
            </>,
            row.agencies.slice(0, 2).join('; '),
          ])}
        />
        {last ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`${GENERAL}?${new URLSearchParams({ ...kept(asked), sau: last.code })}`} rel="next">
              Trang sau
            </a>
          </p>
        ) : null}
        {asked.after ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`${GENERAL}?${new URLSearchParams(kept(asked))}`}>
              Về trang đầu
            </a>
          </p>
        ) : null}
      </>
    ),
  })
}

const kept = ({ q, agency, field, level, state }: ReturnType<typeof askedOf>): Record<string, string> => ({
  ...(q ? { q } : {}),
  ...(agency ? { 'co-quan': agency } : {}),
  ...(field ? { 'linh-vuc': field } : {}),
  ...(level ? { cap: level } : {}),
  ...(state === 'general' ? { 'tinh-trang': 'to-khai-chung' } : {}),
})

const Filter = ({ asked, fields }: { asked: ReturnType<typeof askedOf>; fields: readonly { slug: string; name: string }[] }) => (
  <form method="get" action={GENERAL} class="mc-filter" role="search">
    <TextInput name="q" label="Mã hoặc tên thủ tục (không cần dấu)" value={asked.q} width={30} type="search" maxLength={LONGEST} />
    <TextInput name="co-quan" label="Cơ quan thực hiện" value={asked.agency} width={20} type="search" maxLength={LONGEST} />
    <Select name="linh-vuc" label="Lĩnh vực" value={asked.field ?? ''} items={[{ value: '', text: 'Tất cả' }, ...fields.map(({ slug, name }) => ({ value: slug, text: name }))]} />
    <Select name="cap" label="Cấp giải quyết" value={asked.level ?? ''} items={[{ value: '', text: 'Tất cả' }, ...PACKAGE_LEVELS.map((level) => ({ value: level, text: LEVEL_NAMES[level] }))]} />
    <Select
      name="tinh-trang"
      label="Tình trạng"
      value={asked.state === 'general' ? 'to-khai-chung' : 'chua'}
      items={[
        { value: 'chua', text: 'Chưa nộp trực tuyến được' },
        { value: 'to-khai-chung', text: 'Nộp được bằng tờ khai chung' },
      ]}
    />
    <Button variant="secondary">Tìm</Button>
  </form>
)
