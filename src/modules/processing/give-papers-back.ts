import { actorKey } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { formatDong } from '../documents/index.ts'
import { STATUS, updateDossier } from '../dossiers/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { refuse } from './refusals.ts'
import { collectionsOf, insertGivingBack } from './store.ts'

export interface GivingBackInput {
  receiver: string
  how: string
  /** Which papers, in words. */
  papers: string
  /** đồng given back; null when what was typed is none. */
  refund: number | null
}

const WAYS = ['counter', 'post', 'online'] as const
const MAX_PAPERS = 1000

/**
 * Gives back, after the end, what is the citizen's: papers and money of a dossier that was refused or stopped, or the corrected result of one
 * whose first result was handed out. Written down with who received it.
 * @see shared rules 7.2 (8, 3: papers and refund)
 */
export function createGivePapersBack(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & GivingBackInput): Promise<Decided<{ replayed: boolean }>> => {
    const receiver = cleanText(input.receiver, { max: 200 })
    const papers = cleanText(input.papers, { max: MAX_PAPERS, multiline: true })
    const how = WAYS.find((way) => way === input.how)
    const { refund } = input
    if (!receiver.ok || receiver.text === '') return Promise.resolve(refuse('receiver-needed'))
    if (!papers.ok || papers.text === '' || !how) return Promise.resolve(refuse('papers-to-give-back'))
    if (refund === null || !Number.isSafeInteger(refund) || refund < 0) return Promise.resolve(refuse('refund-amount'))
    const said = [papers.text, `người nhận: ${receiver.text}`, refund > 0 ? `hoàn ${formatDong(refund)}` : ''].filter(Boolean).join('; ')
    const act = { ...input, kind: 'return-papers', permission: 'dossier.return-papers', request: [receiver.text, how, papers.text, refund], reason: said }
    return onCase(deps, actor, act, async ({ tx, row, at, actId }) => {
      const ended = row.status === STATUS.refused || row.status === STATUS.stopped
      const awaited = row.status === STATUS.returned && row.delivery_status === 'waiting'
      if (!awaited && (!ended || row.delivery_status === 'papers-returned')) return refuse('nothing-to-give-back')
      const collected = (await collectionsOf(tx, row.id)).filter((one) => one.cancelled_at === null).reduce((sum, one) => sum + Number(one.amount), 0)
      if (refund > (ended ? collected : 0)) return refuse('refund-too-much', { collected: formatDong(ended ? collected : 0) })
      const what = ended ? 'papers' : 'replacement'
      const id = newId()
      await insertGivingBack(tx, {
        id,
        dossier_id: row.id,
        what,
        papers: deps.sealer.sealText(`processing.giving_back:${id}:papers`, papers.text),
        receiver: receiver.text,
        how,
        refund,
        at,
        given_by: actorKey(actor),
        given_by_name: actor.name,
        agency_id: row.agency_id,
        province_code: row.province_code,
      })
      await updateDossier(tx, row.id, { delivery_status: ended ? 'papers-returned' : 'delivered', ...(refund > 0 ? { finance_status: 'refunded' } : {}) })
      return { ok: true, eventType: 'dossier.papers-returned', payload: { givingBackId: id, actId, what, how, receiver: receiver.text, refund } }
    })
  }
}
