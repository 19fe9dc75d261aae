import type { Actor } from '../../../platform/actor.ts'
import type { Clock } from '../../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import { type DossierAct, type DossierRecord, lockDossier, type MoveDossier, partsOfWhole, updateDossier } from '../../dossiers/index.ts'
import type { AppendEvent } from '../../events/index.ts'
import type { Answers } from '../../forms/index.ts'
import { FILING_EVENTS } from '../events.ts'
import type { FilingPackages } from '../ports.ts'
import { actsOfWhole, statesOfParts } from '../rules/linked.ts'

export interface FollowPartsDeps {
  db: Db
  clock: Clock
  append: AppendEvent
  packages: FilingPackages
  record: DossierRecord
  move: MoveDossier
}

const ACTOR: Actor = { kind: 'system', name: 'linked-procedure' }

/** Brings a linked dossier to where its parts stand; nobody works on the whole itself. Done again it finds nothing to do. */
export function createFollowParts(deps: FollowPartsDeps) {
  return (wholeId: string): Promise<void> =>
    inTransaction(deps.db, async (tx) => {
      const acts = await actsNow(tx, wholeId)
      for (const act of acts) await go(tx, wholeId, act)
    })

  async function actsNow(tx: Tx, wholeId: string): Promise<DossierAct[]> {
    const row = await lockDossier(tx, wholeId)
    if (!row?.is_whole) return []
    const version = await deps.packages.version(row.package_version_id)
    const answers = (await deps.record.answersOf(tx, row.id)).answers as Answers
    const asked = (version.parts ?? []).filter((part) => part.applies(answers))
    return actsOfWhole(row.status, statesOfParts(asked, await partsOfWhole(tx, row.id)))
  }

  async function go(tx: Tx, wholeId: string, act: DossierAct): Promise<void> {
    const row = await lockDossier(tx, wholeId)
    if (!row) return
    const version = await deps.packages.version(row.package_version_id)
    const at = deps.clock.now()
    const moved = await deps.move(tx, { dossier: row, act, at, actId: newId(), period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
    if (!moved.ok) throw new Error(`The whole ${row.code} can't «${act}»: ${moved.refusal.code}`)
    if (act === 'return') await updateDossier(tx, row.id, { delivery_status: 'delivered' })
    await deps.append(tx, {
      stream: { kind: 'dossier', id: row.id },
      ...FILING_EVENTS.wholeMoved,
      actor: ACTOR,
      agencyId: row.agency_id,
      provinceCode: row.province_code,
      payload: { act, status: moved.to, dueAt: moved.dueAt?.toISOString() ?? null },
      at,
    })
  }
}
export type FollowParts = ReturnType<typeof createFollowParts>
