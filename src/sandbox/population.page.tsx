import { formatDate, formatDateTime } from '../platform/clock.ts'
import { inTransaction } from '../platform/db.ts'
import { field, page, seeOther, type Web } from '../platform/http/index.ts'
import { Button, NotificationBanner, Radios, Table } from '../ui/index.ts'
import type { SandboxDeps } from './deps.ts'
import { createNumbers, type GivenNumber } from './numbers.ts'
import { findMode, type Mode, setMode } from './store.ts'
import { POPULATION, SANDBOX } from './urls.ts'

const MODES: readonly { value: Mode; text: string; hint: string }[] = [
  { value: 'working', text: 'Bình thường', hint: 'Cấp số ngay.' },
  { value: 'slow', text: 'Chậm', hint: 'Trả lời sau 15 giây; cổng chỉ chờ 5 giây, giấy in “cấp sau”, hỏi lại được cùng một số.' },
  { value: 'down', text: 'Ngừng', hint: 'Không trả lời; giấy in “cấp sau”.' },
  { value: 'mismatch', text: 'Không khớp', hint: 'Báo thông tin cha, mẹ không khớp; cán bộ phải kiểm tra.' },
]
const SHOWN = 100

/** The population database: how it behaves, and what it gave. */
export function mountPopulationPage(web: Web, deps: SandboxDeps): void {
  const numbers = createNumbers(deps)

  web.get(POPULATION, { audience: 'sandbox' }, async (r) => {
    const [mode, given] = await Promise.all([findMode(deps.db, 'population'), numbers.list(SHOWN)])
    return page({
      title: 'Cơ sở dữ liệu quốc gia về dân cư',
      back: { href: SANDBOX, text: 'Các đối tác được mô phỏng' },
      main: <PopulationView mode={mode} given={given} saved={r.query['da-luu'] === '1'} />,
    })
  })

  web.post(POPULATION, { audience: 'sandbox' }, async (r) => {
    const mode = MODES.find(({ value }) => value === field(r.form, 'mode'))
    if (!mode) return seeOther(POPULATION)
    await inTransaction(deps.db, (tx) => setMode(tx, 'population', mode.value, deps.clock.now()))
    return seeOther(`${POPULATION}?da-luu=1`)
  })
}

function PopulationView({ mode, given, saved }: { mode: Mode; given: GivenNumber[]; saved: boolean }) {
  return (
    <>
      {saved ? <NotificationBanner type="success" heading="Đã đổi cách trả lời." /> : null}
      <h1 class="govuk-heading-l">Cơ sở dữ liệu quốc gia về dân cư</h1>
      <form method="post" action={POPULATION}>
        <Radios name="mode" legend="Cách trả lời" value={mode} items={[...MODES]} />
        <Button>Lưu</Button>
      </form>
      <Table
        caption="Số định danh đã cấp"
        head={['Số định danh', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Cấp lúc', 'Mã yêu cầu']}
        rows={given.map(({ number, newborn, givenAt, requestId }) => [
          number,
          newborn.name,
          formatDate(newborn.birthDate),
          newborn.sex === 'female' ? 'Nữ' : 'Nam',
          formatDateTime(givenAt),
          requestId,
        ])}
        empty="Chưa cấp số nào."
      />
    </>
  )
}
