import { actorKey } from '../../platform/actor.ts'
import type { Together } from '../../platform/all-or-nothing.ts'
import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { STATUS, updateDossier } from '../dossiers/index.ts'
import type { Answers } from '../forms/index.ts'
import { type CaseAct, type CaseDeps, type Inside, onCase, type Staff } from './on-case.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { balanceOf, MOST_COLLECTED, RECEIPT } from './rules/fees.ts'
import { cancelCollection, collectionsOf, insertCollection, isReceiptTaken } from './store.ts'

export interface FeeInput {
  /** đồng */
  amount: number | null
  payer: string
  way: string
  /** Number of the receipt that was given. */
  receipt: string
}

const WAYS = ['cash', 'transfer', 'card'] as const

/** Writes down what was collected at the counter, until payments are made on the site. Online it is never more than the counter's. */
export function createCollectFee(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & FeeInput, together?: Together): Promise<Decided<{ replayed: boolean }>> => {
    const payer = cleanText(input.payer, { max: 200 })
    const receipt = cleanText(input.receipt, { max: 40 })
    const { amount } = input
    const way = WAYS.find((one) => one === input.way)
    if (amount === null || !Number.isInteger(amount) || amount <= 0 || amount > MOST_COLLECTED) return Promise.resolve(refuse('fee-amount', { most: MOST_COLLECTED.toLocaleString('vi-VN') }))
    if (!payer.ok || payer.text === '') return Promise.resolve(refuse('fee-payer'))
    if (!receipt.ok || !RECEIPT.test(receipt.text) || !way) return Promise.resolve(refuse('fee-receipt'))
    const row = { amount, payer: payer.text, way, receipt: receipt.text }
    return onCase(deps, actor, { ...input, kind: 'collect-fee', permission: 'dossier.record-payment', request: row }, async (inside) => {
      const { tx, row: dossier, at } = inside
      if (dossier.status === STATUS.refused) return refuse('fee-not-owed')
      if ((await balanceNow(deps, inside)).status === 'paid') return refuse('fee-paid-already')
      if (await isReceiptTaken(tx, dossier.agency_id, row.receipt)) return refuse('fee-receipt-taken', { receipt: row.receipt })
      const id = newId()
      await insertCollection(tx, { id, dossier_id: dossier.id, ...row, at, collected_by: actorKey(actor), collected_by_name: actor.name, agency_id: dossier.agency_id, province_code: dossier.province_code })
      return { ok: true, eventType: 'dossier.fee-collected', payload: { collectionId: id, amount, receipt: row.receipt, status: await settle(deps, inside) } }
    }, together)
  }
}

/** Takes back what was written down wrongly, or was given back to the payer. */
export function createCancelFee(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { collectionId: string; reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    const request = [input.collectionId, reason]
    return onCase(deps, actor, { ...input, kind: 'cancel-fee', permission: 'dossier.record-payment', request, reason }, async (inside) => {
      const { tx, row, at } = inside
      const found = (await collectionsOf(tx, row.id)).find((one) => one.id === input.collectionId && one.cancelled_at === null)
      if (!found) return refuse('fee-not-found')
      await cancelCollection(tx, found.id, { cancelled_at: at, cancelled_by: actorKey(actor), cancelled_by_name: actor.name, cancel_reason: reason })
      return { ok: true, eventType: 'dossier.fee-cancelled', payload: { collectionId: found.id, amount: Number(found.amount), receipt: found.receipt, status: await settle(deps, inside) } }
    })
  }
}

/** Brings the dossier's financial status to what stands. */
async function settle(deps: CaseDeps, inside: Inside): Promise<string> {
  const { status } = await balanceNow(deps, inside)
  await updateDossier(inside.tx, inside.row.id, { finance_status: status })
  return status
}

async function balanceNow(deps: CaseDeps, { tx, row, version }: Pick<Inside, 'row' | 'version'> & { tx: Tx }) {
  const { answers } = await deps.record.answersOf(tx, row.id)
  const heads = version.fees(row.channel as 1 | 2 | 3, row.case_key, answers as Answers, civilDateOf(row.submitted_at))
  const collected = (await collectionsOf(tx, row.id)).filter((one) => one.cancelled_at === null)
  return balanceOf(heads, collected.map((one) => ({ amount: Number(one.amount) })))
}
