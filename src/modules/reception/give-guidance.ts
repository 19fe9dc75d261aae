import { actorKey } from '../../platform/actor.ts'
import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction, type Reader } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import type { ReceptionDeps } from './deps.ts'
import { type GuidanceRow, insertGuidance, selectGuidance } from './guidance.store.ts'
import type { Desk, Staff } from './ports.ts'
import { refuse } from './refusals.ts'

/** What was asked and told. */
export interface GuidanceContent {
  who: string
  phone: string
  asked: string
  told: string
}

const MOST = { who: 200, phone: 40, asked: 1000, told: 2000 } as const
const context = (id: string) => `reception.guidance:${id}:content`

/** Writes down guidance that ended without a dossier (hướng dẫn), once per key. */
export function createGiveGuidance(deps: Pick<ReceptionDeps, 'db' | 'clock' | 'sealer' | 'desksOf'>) {
  return async (actor: Staff, input: { desk: Desk; procedureCode: string | null; content: GuidanceContent; key: string }): Promise<Decided<{ guidanceId: string }>> => {
    const { desk, procedureCode } = input
    if (!(await deps.desksOf(actor)).some((one) => one.agencyId === desk.agencyId)) return refuse('no-desk')
    const cleaned = Object.entries(input.content).map(([name, text]) => [name, cleanText(text, { max: MOST[name as keyof GuidanceContent], multiline: true })] as const)
    if (cleaned.some(([, clean]) => !clean.ok)) return refuse('guidance-text')
    const content = Object.fromEntries(cleaned.map(([name, clean]) => [name, clean.ok ? clean.text : ''])) as unknown as GuidanceContent
    if (!content.asked || !content.told) return refuse('guidance-incomplete')
    const at = deps.clock.now()
    return inTransaction(deps.db, async (tx): Promise<Decided<{ guidanceId: string }>> => {
      const id = newId()
      const done = await once(tx, { actor: actorKey(actor), route: 'give-guidance', key: input.key, requestHash: requestHashOf([desk.agencyId, procedureCode, { ...content }]), at }, async () => {
        await insertGuidance(tx, {
          id,
          agency_id: desk.agencyId,
          province_code: desk.provinceCode,
          day: civilDateOf(at),
          at,
          given_by: actorKey(actor),
          given_by_name: actor.name,
          procedure_code: procedureCode,
          content: deps.sealer.sealText(context(id), JSON.stringify(content)),
        })
        return id
      })
      return done.ok ? { ok: true, guidanceId: done.value } : done
    })
  }
}

export async function listGuidance(deps: Pick<ReceptionDeps, 'sealer'>, reader: Reader, agencyId: string, after: { at: Date; id: string } | null, limit: number): Promise<(Omit<GuidanceRow, 'content'> & GuidanceContent)[]> {
  const rows = await selectGuidance(reader, agencyId, after, limit)
  return rows.map(({ content, ...row }) => ({ ...row, ...(JSON.parse(deps.sealer.openText(context(row.id), content)) as GuidanceContent) }))
}
