import { formatDateTime } from '../../../platform/clock.ts'
import { page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, FormKeys, NotificationBanner, SummaryList, Table, Tag } from '../../../ui/index.ts'
import { maskIdentityNumber } from '../../accounts/index.ts'
import { fileAnswer, openFile } from '../../files/index.ts'
import { createHandOut, openHanding } from '../hand-out.ts'
import type { ReturnsDeps, Staff } from '../ports.ts'
import { refuse } from '../refusals.ts'
import { findHanding, type HandingItemRow, type HandingRow, selectItems } from '../store.ts'
import { handingAddress, RETURNS } from './addresses.ts'

const RELATION = { owner: 'Chủ hồ sơ', submitter: 'Người nộp hồ sơ', authorised: 'Người được ủy quyền' } as const
const ID_KIND = { card: 'Căn cước', passport: 'Hộ chiếu', other: 'Giấy tờ khác' } as const
const PROOF = { signature: 'Ký trên màn hình', code: 'Mã gửi tới điện thoại', paper: 'Ký trên giấy', none: 'Không' } as const
const HOW = { counter: 'Tại quầy', online: 'Bản điện tử', post: 'Qua bưu chính' } as const

/** One handing with what became of each result; what is not done yet can be gone on with. */
export function mountHanding(web: Web, deps: ReturnsDeps): void {
  const acts = createHandOut(deps)

  async function find(r: WebRequest): Promise<HandingRow | null> {
    const id = r.params.id ?? ''
    const row = isId(id) ? await findHanding(deps.db, id) : undefined
    return row && (await deps.agenciesOf(r.actor as Staff)).some((one) => one.id === row.agency_id) ? row : null
  }

  web.get(handingAddress(':id'), { audience: 'officer' }, async (r) => {
    const row = await find(r)
    if (!row) return problem(refuse('handing-not-found').refusal)
    await deps.logAccess(deps.db, { actor: r.actor, purpose: 'results.handing', subject: { kind: 'handing', id: row.id }, at: deps.clock.now(), ip: r.ip })
    return show(deps, r, row, await selectItems(deps.db, row.id))
  })
  web.post(handingAddress(':id'), { audience: 'officer' }, async (r) => {
    const done = await acts.goOn(r.actor as Staff, r.params.id ?? '')
    return done.ok ? seeOther(handingAddress(done.handingId)) : problem(done.refusal)
  })
  web.get(`${handingAddress(':id')}/chu-ky.png`, { audience: 'officer' }, async (r) => {
    const row = await find(r)
    if (!row?.signature_file_id) return problem(refuse('handing-not-found').refusal)
    await deps.logAccess(deps.db, { actor: r.actor, purpose: 'results.signature', subject: { kind: 'handing', id: row.id }, at: deps.clock.now(), ip: r.ip })
    const file = await openFile(deps.files)(deps.db, row.signature_file_id)
    return file.ok ? fileAnswer(file, { inline: true }) : problem(file.refusal)
  })
}

function show(deps: ReturnsDeps, r: WebRequest, row: HandingRow, items: readonly HandingItemRow[]) {
  const { idNumber, authorisation } = openHanding(deps.sealer, row)
  const given = items.filter((item) => item.outcome === 'given').length
  const pending = items.some((item) => item.outcome === 'pending')
  return page({
    title: 'Lần trả kết quả',
    nav: 'tra-ket-qua',
    back: { href: RETURNS, text: 'Kết quả chờ trả' },
    main: (
      <>
        <NotificationBanner type={given === items.length ? 'success' : undefined} heading={`Đã trả ${given} trên ${items.length} kết quả`} />
        <h1 class="govuk-heading-l">Lần trả kết quả</h1>
        <SummaryList
          rows={[
            { key: 'Người nhận', value: row.receiver_name },
            { key: 'Là', value: authorisation ? `${RELATION[row.relation]}: ${authorisation}` : RELATION[row.relation] },
            ...(row.id_kind && idNumber ? [{ key: 'Giấy tờ đã xem', value: `${ID_KIND[row.id_kind]} ${maskIdentityNumber(idNumber)}` }] : []),
            { key: 'Cách trả', value: row.post_number ? `${HOW[row.how]}, số hiệu ${row.post_number}` : HOW[row.how] },
            { key: 'Xác nhận', value: row.signature_file_id ? <img src={`${handingAddress(row.id)}/chu-ky.png`} alt="Chữ ký của người nhận" width={280} height={100} /> : PROOF[row.proof] },
            { key: 'Người trả', value: `${row.by_name}, ${formatDateTime(row.at)}` },
          ]}
        />
        <Table caption="Từng kết quả" head={['Mã hồ sơ', 'Kết quả']} rows={items.map((item) => [<Code item={item} />, <Outcome item={item} />])} />
        {pending ? (
          <form method="post" action={handingAddress(row.id)}>
            <FormKeys csrf={r.csrf} />
            <Button>Làm tiếp các hồ sơ chưa trả</Button>
          </form>
        ) : null}
      </>
    ),
  })
}

const Code = ({ item }: { item: HandingItemRow }) =>
  item.dossier_id ? (
    <a class="govuk-link mc-code" href={`/can-bo/ho-so/${item.code}`}>
      {item.code}
    </a>
  ) : (
    <span class="mc-code">{item.code}</span>
  )

function Outcome({ item }: { item: HandingItemRow }) {
  if (item.outcome === 'given')
    return (
      <Tag colour="green" icon="done">
        Đã trả
      </Tag>
    )
  if (item.outcome === 'pending')
    return (
      <Tag colour="yellow" icon="waiting">
        Chưa làm xong
      </Tag>
    )
  return <>Không trả được: {sentenceOf(item.refusal as Refusal, 'vi')}</>
}
