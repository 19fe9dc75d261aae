import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { Button, formatMoney, SummaryList, Table, Tag } from '../../../ui/index.ts'
import { type DossierRow, STATUS } from '../../dossiers/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { CasePackage } from '../ports.ts'
import { type Balance, balanceOf } from '../rules/fees.ts'
import type { CollectionRow } from '../store.ts'

export const WAYS = { cash: 'tiền mặt', transfer: 'chuyển khoản', card: 'thẻ' } as const

const STATUS_TAG = { none: null, unpaid: <Tag colour="yellow">chưa thu</Tag>, pending: <Tag colour="yellow">thu chưa đủ</Tag>, paid: <Tag colour="green">đã thu đủ</Tag> } as const

interface FeesOf {
  row: DossierRow
  version: CasePackage
  answers: Answers
  collections: readonly CollectionRow[]
}

export const headsOf = ({ row, version, answers }: Omit<FeesOf, 'collections'>) => version.fees(row.channel as 1 | 2 | 3, row.case_key, answers, civilDateOf(row.submitted_at))

const standing = (collections: readonly CollectionRow[]) => collections.filter((one) => one.cancelled_at === null).map((one) => ({ amount: Number(one.amount) }))

export const balanceOfCase = (fees: FeesOf): Balance => balanceOf(headsOf(fees), standing(fees.collections))

/** What is owed and why, what was collected, and the way to write down what was collected. */
export function CaseFees({ mayCollect, ...fees }: FeesOf & { mayCollect: boolean }) {
  const { row, collections } = fees
  const balance = balanceOfCase(fees)
  if (balance.status === 'none' && collections.length === 0) return null
  const address = `/can-bo/ho-so/${row.code}`
  const owes = balance.status !== 'paid' && row.status !== STATUS.refused
  return (
    <section>
      <h2 class="govuk-heading-m">
        Phí, lệ phí {STATUS_TAG[balance.status]}
      </h2>
      <SummaryList rows={headsOf(fees).map(({ label, amount, exempt }) => ({ key: label.vi, value: exempt ? 'được miễn theo nội dung đã khai' : amount === null ? 'theo nghị quyết của Hội đồng nhân dân tỉnh' : formatMoney(amount) }))} />
      {collections.length > 0 ? (
        <Table
          caption="Các lần thu"
          head={['Lúc', { text: 'Số tiền', numeric: true }, 'Người nộp', 'Biên lai', 'Cán bộ thu', { text: 'Việc', hidden: true }]}
          rows={collections.map((one) => [
            formatDateTime(one.at),
            { content: formatMoney(Number(one.amount)), numeric: true },
            one.payer,
            `${one.receipt}, ${WAYS[one.way]}`,
            one.collected_by_name,
            one.cancelled_at ? (
              `${one.cancelled_by_name} hủy lúc ${formatDateTime(one.cancelled_at)}: ${one.cancel_reason}`
            ) : mayCollect ? (
              <a class="govuk-link" href={`${address}/huy-thu-phi?lan=${one.id}`}>
                Hủy<span class="govuk-visually-hidden"> biên lai {one.receipt}</span>
              </a>
            ) : (
              ''
            ),
          ])}
        />
      ) : null}
      {owes && mayCollect ? (
        <Button variant="secondary" href={`${address}/thu-phi`}>
          Ghi đã thu phí, lệ phí
        </Button>
      ) : null}
    </section>
  )
}
