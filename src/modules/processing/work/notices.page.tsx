import { formatDateTime } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db.ts'
import { page, seeOther, type Web } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { Button, FormKeys, Table, Tag } from '../../../ui/index.ts'
import type { OfficerDeps } from '../officer/deps.ts'
import type { Staff } from '../on-case.ts'
import { NOTICE_WORDS } from './words.ts'
import { markRead, noticesOf } from './work.store.ts'

const URL = '/can-bo/thong-bao'
const PAGE = 30

/** What the officer was told, the newest first; read by one button. */
export function mountNotices(web: Web, deps: OfficerDeps): void {
  web.get(URL, { audience: 'officer' }, async (r) => {
    const [at = '', id = ''] = (r.query.sau ?? '').split('_')
    const after = /^\d{1,15}$/.test(at) && isId(id) ? { at: new Date(Number(at)), id } : null
    const rows = await noticesOf(deps.db, (r.actor as Staff).staffId, after, PAGE + 1)
    const shown = rows.slice(0, PAGE)
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    return page({
      title: 'Thông báo cho tôi',
      nav: 'notices',
      main: (
        <>
          <h1 class="govuk-heading-l">Thông báo cho tôi</h1>
          <Table
            caption="Thông báo, mới nhất trước"
            hideCaption
            empty={<p class="govuk-body">Chưa có thông báo nào.</p>}
            head={['Hồ sơ', 'Việc', 'Lúc']}
            rows={shown.map((one) => {
              const asked = one.kind === 'opinion-asked' || (one.kind === 'opinion-late' && one.by_name === '')
              return [
                <a class="govuk-link mc-code" href={asked ? '/can-bo/y-kien' : `/can-bo/ho-so/${one.code}`}>
                  {one.code}
                </a>,
                <>
                  {one.read_at ? null : <Tag colour="yellow">mới</Tag>} {NOTICE_WORDS[one.kind]?.(one.by_name, one.detail) ?? one.kind}
                </>,
                formatDateTime(one.at),
              ]
            })}
          />
          {shown.some((one) => !one.read_at) ? (
            <form method="post" action={`${URL}/da-doc`}>
              <FormKeys csrf={r.csrf} />
              <Button variant="secondary">Đánh dấu đã đọc tất cả</Button>
            </form>
          ) : null}
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${URL}?sau=${last.at.getTime()}_${last.id}`} rel="next">
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })
  web.post(`${URL}/da-doc`, { audience: 'officer' }, async (r) => {
    await inTransaction(deps.db, (tx) => markRead(tx, (r.actor as Staff).staffId, deps.clock.now()))
    return seeOther(URL)
  })
}
