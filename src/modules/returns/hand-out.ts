import { Readable } from 'node:stream'
import { actorKey } from '../../platform/actor.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import { requestHashOf } from '../../platform/idempotency.ts'
import { isId } from '../../platform/ids.ts'
import type { Decided, Refusal } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { issueCode, tryCode } from '../accounts/index.ts'
import { type DossierRow, dossiersByCode, isCode, normaliseCode, STATUS } from '../dossiers/index.ts'
import { receiveUpload, recordPrinted } from '../files/index.ts'
import type { ReturnsDeps, Staff } from './ports.ts'
import { refuse } from './refusals.ts'
import { contradicts, faultsOf, type IdKind, pictureOf, plainNumber, type Proof, type ReceiverFault, type ReceiverInput, type Relation } from './rules/receiver.ts'
import { findHanding, type HandingItemRow, insertHanding, selectItems, updateItem } from './store.ts'

export interface HandOutInput extends Omit<ReceiverInput, 'hasSignature'> {
  /** Made with the page, so that one sent twice is one. */
  handingId: string
  codes: readonly string[]
  /** `data:image/png;base64,…` as the page's script draws it; '' without. */
  signature: string
}

export const MOST_AT_ONCE = 50

export type HandedOut = Decided<{ handingId: string }> & { faults?: ReceiverFault[] }

const hashOf = (input: HandOutInput, codes: readonly string[], receiver: string): Buffer =>
  requestHashOf([codes.map((code) => code.slice(0, 64)), input.how, input.relation, receiver, input.idKind, input.idNumber, input.authorisation, input.postNumber, input.proof])

/** What stands under this id already: the same one, or another; null for nothing. */
async function standingOf(db: Db | Tx, actor: Staff, handingId: string, requestHash: Buffer): Promise<HandedOut | null> {
  const standing = await findHanding(db, handingId)
  if (!standing) return null
  return standing.by === actorKey(actor) && standing.request_hash.equals(requestHash) ? { ok: true, handingId } : refuse('handing-other')
}

const numberContext = (id: string) => `returns.handing:${id}:id_number`
const authorisationContext = (id: string) => `returns.handing:${id}:authorisation`

/**
 * Gives results to whoever came for them: first who came and what was shown is written down, then each result is given by its own
 * act, in its own transaction. What was begun and cut is gone on with by `goOn`; nothing is given twice.
 */
export function createHandOut(deps: ReturnsDeps) {
  async function handOut(actor: Staff, input: HandOutInput): Promise<HandedOut> {
    const codes = [...new Set(input.codes.map(normaliseCode))]
    if (codes.length === 0 || !isId(input.handingId)) return refuse('handing-nothing')
    if (codes.length > MOST_AT_ONCE) return refuse('handing-too-many', { most: MOST_AT_ONCE })
    const picture = input.proof === 'signature' ? pictureOf(input.signature) : null
    const name = cleanText(input.receiver, { max: 200 })
    const receiver = name.ok ? name.text : ''
    // Sent again after its answer was lost: by then nothing waits any more, and a code has been used.
    const standing = await standingOf(deps.db, actor, input.handingId, hashOf(input, codes, receiver))
    if (standing) return standing.ok ? goOn(actor, input.handingId) : standing
    const faults = faultsOf({ ...input, receiver, hasSignature: picture !== null })
    if (faults.length > 0) return { ...refuse('handing-incomplete', { count: faults.length }), faults }
    const found = await waitingHere(actor, codes)
    const differs = found.find(({ row }) => row && contradicts(input, numbersOf(row)))
    if (differs) return { ...refuse('receiver-number-differs', { code: differs.code }), faults: ['id-number'] }
    const began = await begin(actor, input, found, picture, receiver)
    if (!began.ok) return began
    return goOn(actor, input.handingId)
  }

  const numbersOf = (row: DossierRow) => {
    const { ownerNumber, submitterNumber } = deps.record.contactOf(row)
    return { owner: ownerNumber, submitter: submitterNumber }
  }

  /** Those of the codes whose result waits at an agency of the officer; null for the others. */
  async function waitingHere(actor: Staff, codes: readonly string[]): Promise<{ code: string; row: DossierRow | null }[]> {
    const agencies = new Set((await deps.agenciesOf(actor)).map((one) => one.id))
    const rows = (await dossiersByCode(deps.db, codes.filter(isCode))).filter((row) => agencies.has(row.agency_id) && row.status === STATUS.finished)
    return codes.map((code) => ({ code: code.slice(0, 64), row: rows.find((row) => row.code === code) ?? null }))
  }

  async function begin(actor: Staff, input: HandOutInput, found: readonly { code: string; row: DossierRow | null }[], picture: Buffer | null, receiver: string): Promise<HandedOut> {
    const first = found.find(({ row }) => row)?.row
    if (!first) return refuse('result-not-waiting', { code: found[0]?.code ?? '' })
    const id = input.handingId
    const at = deps.clock.now()
    const byHand = input.how === 'counter'
    const requestHash = hashOf(input, found.map(({ code }) => code), receiver)
    // The bytes lie in the store before the row that names them; those of a refused post are swept.
    const taken = picture ? await receiveUpload(deps.files)({ stream: Readable.from(picture), filename: 'chu-ky.png' }) : null
    if (taken && !taken.ok) return { ...taken, faults: ['signature'] }
    const file = taken?.received ?? null
    return inTransaction(deps.db, async (tx): Promise<HandedOut> => {
      if (byHand && input.proof === 'code') {
        const tried = await tryCode(deps)(tx, { purpose: 'receive-result', subjectId: id, channelKind: 'phone', code: input.code })
        // The same, sent a moment before, may have used the code.
        if (!tried.ok) return (await standingOf(tx, actor, id, requestHash)) ?? { ...tried, faults: ['code'] }
      }
      if (file) await recordPrinted(tx, deps.sealer, file, { ownerKind: 'handing', ownerId: id, agencyId: first.agency_id, provinceCode: first.province_code, at })
      const row = {
        id,
        request_hash: requestHash,
        at,
        by: actorKey(actor),
        by_name: actor.name,
        agency_id: first.agency_id,
        province_code: first.province_code,
        how: input.how,
        relation: input.relation as Relation,
        receiver_name: receiver,
        id_kind: byHand ? (input.idKind as IdKind) : null,
        id_number: byHand ? deps.sealer.sealText(numberContext(id), plainNumber(input.idNumber)) : null,
        authorisation: input.relation === 'authorised' ? deps.sealer.sealText(authorisationContext(id), input.authorisation.trim()) : null,
        post_number: input.how === 'post' ? input.postNumber.trim() : null,
        proof: byHand ? (input.proof as Proof) : ('none' as const),
        signature_file_id: file?.fileId ?? null,
      }
      const items = found.map(({ code, row: one }, index) => ({ handing_id: id, ordinal: index + 1, dossier_id: one?.id ?? null, code, outcome: 'pending' as const }))
      // Sent twice at the same moment: the second waited for the first, and finds it.
      return (await insertHanding(tx, row, items)) ? { ok: true, handingId: id } : ((await standingOf(tx, actor, id, requestHash)) ?? refuse('handing-other'))
    })
  }

  /** Gives what of a handing is not given yet. */
  async function goOn(actor: Staff, handingId: string): Promise<HandedOut> {
    const handing = isId(handingId) ? await findHanding(deps.db, handingId) : undefined
    const agencies = await deps.agenciesOf(actor)
    if (!handing || !agencies.some((one) => one.id === handing.agency_id)) return refuse('handing-not-found')
    for (const item of await selectItems(deps.db, handingId)) if (item.outcome === 'pending') await giveOne(actor, handing, item)
    return { ok: true, handingId }
  }

  async function giveOne(actor: Staff, handing: { id: string; receiver_name: string; how: HandOutInput['how'] }, item: HandingItemRow): Promise<void> {
    const refused = async (refusal: Refusal) => inTransaction(deps.db, (tx) => updateItem(tx, handing.id, item.ordinal, { outcome: 'refused', refusal: JSON.stringify(refusal) }))
    const taskId = item.dossier_id ? await deps.findReturnTask(deps.db, item.dossier_id) : null
    if (!item.dossier_id || !taskId) return refused(refuse('result-not-waiting', { code: item.code }).refusal)
    const given = async (tx: Tx) => updateItem(tx, handing.id, item.ordinal, { outcome: 'given' })
    const key = `handing:${handing.id}:${item.dossier_id}`
    const done = await deps.giveBack(actor, { dossierId: item.dossier_id, taskId, key, seenRevision: null, receiver: handing.receiver_name, how: handing.how, alongside: given })
    if (!done.ok) await refused(done.refusal)
  }

  /** Sends a code to the phone that all of the dossiers share: whoever has it may fetch them. */
  async function sendCode(actor: Staff, input: { handingId: string; codes: readonly string[] }): Promise<Decided<{ phone: string }>> {
    const found = await waitingHere(actor, [...new Set(input.codes.map(normaliseCode))].slice(0, MOST_AT_ONCE))
    const rows = found.flatMap(({ row }) => row ?? [])
    const phones = new Set(rows.map((row) => deps.record.contactOf(row).phone))
    const [phone] = phones
    const [first] = rows
    if (!first || phones.size !== 1 || !phone || !isId(input.handingId)) return refuse('no-phone-for-code')
    const sent = await inTransaction(deps.db, (tx) =>
      issueCode({ ...deps, appendEvent: deps.append })(tx, {
        purpose: 'receive-result',
        subjectId: input.handingId,
        streamId: input.handingId,
        channelKind: 'phone',
        destination: phone,
        lang: first.lang as 'vi' | 'en',
        actor,
        deliver: true,
      }),
    )
    return sent.ok ? { ok: true, phone } : sent
  }

  return { handOut, goOn, sendCode }
}
export type HandOut = ReturnType<typeof createHandOut>

/** What was shown, for those who may read it. */
export const openHanding = (sealer: ReturnsDeps['sealer'], row: { id: string; id_number: Buffer | null; authorisation: Buffer | null }) => ({
  idNumber: row.id_number ? sealer.openText(numberContext(row.id), row.id_number) : null,
  authorisation: row.authorisation ? sealer.openText(authorisationContext(row.id), row.authorisation) : null,
})
