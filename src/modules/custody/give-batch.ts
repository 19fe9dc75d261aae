import { actorKey } from '../../platform/actor.ts'
import { allOrNothing, type Must } from '../../platform/all-or-nothing.ts'
import type { Tx } from '../../platform/db.ts'
import { isId } from '../../platform/ids.ts'
import { requestHashOf } from '../../platform/idempotency.ts'
import type { Decided, Refused } from '../../platform/result.ts'
import { isWithin } from '../agencies/index.ts'
import { type DossierRow, dossiersByCode, isCode, normaliseCode, STATUS } from '../dossiers/index.ts'
import { findBatch, insertBatch, openSlips } from './batches.store.ts'
import { CUSTODY_EVENTS } from './events.ts'
import { placePaper, withHolder } from './paper-moves.ts'
import type { CustodyDeps, OfficeOnSlip, OfficeOfPaper, Staff } from './ports.ts'
import { lockPositions, type PositionRow } from './positions.store.ts'
import { officeOver } from './record-position.ts'
import { refuse } from './refusals.ts'
import { issueSlipOf, slipText } from './slip.ts'
import type { What } from './tables.ts'

export const MOST_IN_BATCH = 100

export interface BatchInput {
  /** Made with the page, so that one sent twice is one. */
  batchId: string
  what: What
  codes: readonly string[]
  /** `nguoi:<staff id>` or `co-quan:<agency id>`. */
  to: string
}

export type BatchFault = 'codes' | 'to'
export type BatchGiven = Decided<{ batchId: string }> & { faults?: BatchFault[] }

interface Receiver {
  agencyId: string
  staffKey: string | null
  text: string
}

/** Dossiers' codes as typed, ticked or scanned one after the other, each once. */
export const codesIn = (typed: readonly string[]): string[] => [...new Set(typed.flatMap((one) => one.split(/[\s,;]+/)).filter(Boolean).map(normaliseCode))]

const withFault = (fault: BatchFault, refused: Refused): BatchGiven => ({ ...refused, faults: [fault] })

/**
 * Hands paper files or results over, together, on one numbered slip. They stay where they are until the receiver confirms each. What stands on
 * another open slip is refused; of two slips at once with the same dossier one is.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 18.2
 */
export function createGiveBatch(deps: CustodyDeps) {
  return async (actor: Staff, input: BatchInput): Promise<BatchGiven> => {
    const codes = codesIn(input.codes)
    const receiver = await receiverOf(actor, input.to)
    const missing: BatchFault[] = [...(codes.length === 0 ? ['codes' as const] : []), ...(receiver.ok ? [] : ['to' as const])]
    if (!isId(input.batchId) || missing.length > 0 || !receiver.ok) return { ...(missing.length === 1 && !receiver.ok ? receiver : refuse('batch-form-wrong', { count: missing.length || 1 })), faults: missing }
    if (codes.length > MOST_IN_BATCH) return withFault('codes', refuse('batch-too-many', { most: MOST_IN_BATCH }))
    const rows = await dossiersByCode(deps.db, codes.filter(isCode))
    const found = codes.map((code) => rows.find((row) => row.code === code) ?? code)
    const unknown = found.find((one) => typeof one === 'string')
    if (unknown !== undefined) return withFault('codes', refuse('batch-code-unknown', { code: unknown.slice(0, 64) }))
    const offices = await deps.agenciesOf(actor)
    return allOrNothing<BatchGiven>(deps.db, (tx, must) => give(tx, must, { actor, input, offices, receiver, dossiers: found as DossierRow[] }))
  }

  async function receiverOf(actor: Staff, to: string): Promise<Decided<Receiver>> {
    const [kind = '', id = ''] = to.split(':')
    if (kind === 'nguoi') {
      if (id === actor.staffId) return refuse('batch-to-oneself')
      const colleague = (await deps.colleaguesOf(actor)).find((one) => one.staffId === id)
      return colleague ? { ok: true, agencyId: colleague.agencyId, staffKey: `staff:${id}`, text: `${colleague.name}, ${colleague.title}, ${colleague.agencyName}` } : refuse('batch-receiver-unknown')
    }
    const office = kind === 'co-quan' ? (await deps.officesToGive(actor)).find((one) => one.id === id) : undefined
    return office ? { ok: true, agencyId: office.id, staffKey: null, text: office.name } : refuse('batch-receiver-unknown')
  }

  interface Giving {
    actor: Staff
    input: BatchInput
    offices: readonly OfficeOfPaper[]
    receiver: Receiver
    dossiers: readonly DossierRow[]
  }

  async function give(tx: Tx, must: Must, giving: Giving): Promise<BatchGiven> {
    const { actor, input, receiver, dossiers } = giving
    const at = deps.clock.now()
    const requestHash = requestHashOf([input.what, dossiers.map((one) => one.id).sort(), input.to])
    const standing = async (): Promise<BatchGiven | null> => {
      const found = await findBatch(tx, input.batchId)
      return found ? (found.given_by === actorKey(actor) && found.request_hash.equals(requestHash) ? { ok: true, batchId: found.id } : refuse('batch-other')) : null
    }
    // Sent again after its answer was lost, when what was given may be elsewhere already; sent twice at the same moment, the second waits for the papers first.
    const before = await standing()
    if (before) return before
    const positions = await takeHold(tx, must, giving, at)
    const meanwhile = await standing()
    if (meanwhile) return meanwhile
    const slips = await openSlips(tx, dossiers.map((one) => one.id), input.what)
    const taken = dossiers.find((one) => slips.has(one.id))
    if (taken) return must(withFault('codes', refuse('paper-on-its-way', { code: taken.code, slip: slips.get(taken.id) ?? '' }))) as never
    const { office, title } = must(await givingOffice(giving, positions))
    const printed = await issueSlipOf(deps)(tx, { batchId: input.batchId, what: input.what, office, actor, title, to: receiver.text, dossiers, at })
    const items = dossiers.map((one, index) => ({ batch_id: input.batchId, ordinal: index + 1, dossier_id: one.id, what: input.what, code: one.code, state: 'open' as const, reason: null, decided_at: null, decided_by: null, decided_by_name: null }))
    const row = {
      id: input.batchId,
      request_hash: requestHash,
      what: input.what,
      number: printed.number,
      year: printed.year,
      agency_id: office.id,
      province_code: office.provinceCode,
      given_by: actorKey(actor),
      given_by_name: actor.name,
      at,
      to_agency_id: receiver.agencyId,
      to_staff: receiver.staffKey,
      to_text: receiver.text,
      items: items.length,
      document_id: printed.documentId,
      state: 'open' as const,
      ended_at: null,
    }
    await insertBatch(tx, row, items)
    await deps.append(tx, {
      stream: { kind: 'batch', id: row.id },
      type: CUSTODY_EVENTS.batchGiven,
      version: 1,
      actor,
      agencyId: office.id,
      provinceCode: office.provinceCode,
      payload: { slip: slipText(row), sha256: printed.sha256, documentId: printed.documentId, dossiers: dossiers.map((one) => one.id), toAgency: receiver.agencyId, toStaff: receiver.staffKey },
      at,
    })
    return { ok: true, batchId: row.id }
  }

  /** The rows of all that is given, locked; what nobody had written down is with whoever gives it. Each must be theirs to give. */
  async function takeHold(tx: Tx, must: Must, { actor, input, offices, dossiers }: Giving, at: Date): Promise<Map<string, PositionRow>> {
    const ids = dossiers.map((one) => one.id)
    const known = await lockPositions(tx, ids, input.what)
    for (const dossier of dossiers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const position = known.get(dossier.id)
      const own = officeOver(actor, offices, position, dossier)
      if (!own) return must(withFault('codes', position?.at_agency_id ? refuse('paper-elsewhere', { code: dossier.code, where: position.at_text }) : refuse('batch-code-unknown', { code: dossier.code }))) as never
      must(deps.may(actor, 'papers.hand-over', { agencyId: own.id, agencyPath: own.path }))
      if (input.what === 'result' && dossier.status !== STATUS.finished) return must(withFault('codes', refuse('batch-no-result', { code: dossier.code }))) as never
      if (!position) await placePaper(deps, tx, { dossier, what: input.what, to: withHolder({ key: actorKey(actor), name: actor.name }, own), why: 'recorded', actor, at })
    }
    return known.size === ids.length ? known : lockPositions(tx, ids, input.what)
  }

  /** The office in whose name it is given: that of the post which reaches all the places where the papers lie. */
  async function givingOffice({ actor, offices }: Giving, positions: Map<string, PositionRow>): Promise<Decided<{ office: OfficeOnSlip; title: string }>> {
    const held = [...positions.values()].filter((one) => one.holder !== actorKey(actor))
    const lying = new Set(held.flatMap((one) => offices.find((office) => office.id === one.at_agency_id)?.path ?? []))
    const post = actor.posts.find((one) => one.duties.some((duty) => duty !== 'administrator') && [...lying].every((path) => isWithin(path, one.agencyPath)))
    const office = post ? await deps.findOffice(post.agencyId) : null
    return post && office ? { ok: true, office, title: post.title } : withFault('codes', refuse('batch-offices-differ')) as Refused
  }
}
