import { actorKey } from '../../../platform/actor.ts'
import { formatDateTime } from '../../../platform/clock.ts'
import { page, type Web } from '../../../platform/http/index.ts'
import { Button, Table, Tag } from '../../../ui/index.ts'
import { type BatchRow, selectGiven, selectToReceive } from '../batches.store.ts'
import type { CustodyDeps, Staff } from '../ports.ts'
import { slipText } from '../slip.ts'
import { BATCHES, batchAddress, NEW_BATCH, WHAT_NAMES } from './addresses.ts'
import { afterOf, afterText } from './papers.page.tsx'

const PAGE = 30

/** What waits to be confirmed by the officer, and what was given by their offices. */
export function mountBatches(web: Web, deps: CustodyDeps): void {
  web.get(BATCHES, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const agencyIds = (await deps.agenciesOf(actor)).map((one) => one.id)
    const after = afterOf(r.query.sau)
    const [waiting, given] = await Promise.all([
      after ? [] : selectToReceive(deps.db, { staffKey: actorKey(actor), agencyIds }),
      selectGiven(deps.db, { agencyIds, after: after && { at: after.since, id: after.id }, limit: PAGE + 1 }),
    ])
    const mine = waiting.filter((one) => one.given_by !== actorKey(actor))
    const shown = given.slice(0, PAGE)
    const last = given.length > PAGE ? shown.at(-1) : undefined
    return page({
      title: 'Bàn giao hồ sơ',
      nav: 'ban-giao',
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">Bàn giao hồ sơ, kết quả</h1>
          <p class="govuk-body">
            <Button href={NEW_BATCH} shortcut="t">
              Lập phiếu bàn giao hồ sơ
            </Button>{' '}
            <Button variant="secondary" href={`${NEW_BATCH}?loai=ket-qua`}>
              Lập phiếu bàn giao kết quả
            </Button>
          </p>
          {after ? null : <Batches caption="Chờ tôi xác nhận" rows={mine} empty="Không có phiếu nào chờ xác nhận." who="giver" />}
          <Batches caption="Cơ quan đã giao, mới nhất trước" rows={shown} empty="Chưa lập phiếu bàn giao nào." who="receiver" />
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" rel="next" href={`${BATCHES}?sau=${afterText(last.at, last.id)}`}>
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })
}

const STATE = { open: ['yellow', 'Chờ xác nhận'], confirmed: ['green', 'Đã xác nhận'], 'taken-back': ['grey', 'Đã thu hồi'] } as const

export const BatchState = ({ state }: { state: BatchRow['state'] }) => <Tag colour={STATE[state][0]}>{STATE[state][1]}</Tag>

const Batches = ({ caption, rows, empty, who }: { caption: string; rows: readonly BatchRow[]; empty: string; who: 'giver' | 'receiver' }) => (
  <Table
    caption={caption}
    empty={<p class="govuk-body">{empty}</p>}
    head={['Phiếu', who === 'giver' ? 'Người giao' : 'Giao cho', 'Số lượng', 'Lập lúc', 'Trạng thái']}
    rows={rows.map((one) => [
      <a class="govuk-link" href={batchAddress(one.id)}>
        Số {slipText(one)}
        <span class="govuk-visually-hidden"> của {one.given_by_name}</span>
      </a>,
      who === 'giver' ? one.given_by_name : `${one.to_text} (người giao: ${one.given_by_name})`,
      `${one.items} ${WHAT_NAMES[one.what].toLowerCase()}`,
      formatDateTime(one.at),
      <BatchState state={one.state} />,
    ])}
  />
)
