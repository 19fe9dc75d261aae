import { type Clock, civilDateOf } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db.ts'
import type { Agency, AgencyDirectory } from '../../agencies/index.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { type PostedProcedure, takenBy } from './rules/taken.ts'
import { type PostedRow, selectPosted } from './posted.store.ts'

export interface PostedDeps {
  db: Db
  clock: Clock
  catalogue: Pick<Catalogue, 'version' | 'asOf'>
  directory: Pick<AgencyDirectory, 'snapshot'>
  /** Name of a province without its kind: "Cần Thơ". */
  provinceName: (code: string) => Promise<string | null>
}

export type Posted = ReturnType<typeof createPosted>

/** How an office stands in addresses. */
export const officeSlug = (agency: Pick<Agency, 'id' | 'code'>): string => encodeURIComponent(agency.code ?? agency.id)

/** What each office takes, put together once for each state of catalogue, agencies and day. */
export function createPosted(deps: PostedDeps) {
  let held: { key: string; levels: Map<string, Promise<PostedRow[]>>; offices: Map<string, Promise<PostedProcedure[]>> } | null = null

  async function state() {
    const [snapshot, version] = [await deps.directory.snapshot(), await deps.catalogue.version()]
    const today = civilDateOf(deps.clock.now())
    const key = `${version}.${snapshot.version}.${today}`
    if (held?.key !== key) held = { key, levels: new Map(), offices: new Map() }
    return { snapshot, today, held }
  }

  /** Keeps what was begun; what failed is begun anew. */
  function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
    const known = kept.get(key)
    if (known) return known
    const made = make()
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    return made
  }

  return {
    /** What the lists are made from: grows with every change. */
    version: async () => (await state()).held.key,

    /** Offices that take dossiers today. */
    async offices(): Promise<Agency[]> {
      const { snapshot, today } = await state()
      return snapshot.takingOn(today)
    },

    async findOffice(codeOrId: string): Promise<Agency | null> {
      const { snapshot, today } = await state()
      return snapshot.takingOn(today).find((one) => one.code === codeOrId || one.id === codeOrId) ?? null
    },

    async listOf(office: Agency): Promise<readonly PostedProcedure[]> {
      const { snapshot, today, held: kept } = await state()
      return once(kept.offices, office.id, async () => {
        const rows = await once(kept.levels, office.level, () => selectPosted(deps.db, office.level))
        const where = { level: office.level, communeCode: office.communeCode, provinceCode: office.provinceCode, on: today }
        const isBest = (procedureCode: string | null) => snapshot.competentFor({ ...where, procedureCode })[0]?.id === office.id
        const [decided, takesAllElse] = [snapshot.decidedCodes(), isBest(null)]
        const known = rows.map((row) => ({ code: row.code, name: row.name, field: null, fields: row.fields, onlineLevel: row.online_level, decision: row.decision, provinceBody: row.province_body }))
        const province = office.provinceCode ? await deps.provinceName(office.provinceCode) : null
        return takenBy(known, { province, takes: (code) => (decided.has(code) ? isBest(code) : takesAllElse) })
      })
    },
  }
}
