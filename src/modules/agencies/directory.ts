import { type CivilDate, type Clock, civilDateOf, stopwatch } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import { type CompetenceQuestion, competentAgencies, competentInPlaces, isInForce } from './rules/competence.ts'
import { idsOf, isWithin } from './rules/tree.ts'
import { selectAgencies, selectCompetences, selectReceptionPoints, selectSuccessions, selectVersion } from './store.ts'
import type { Agency, Competence, Level, ReceptionPoint, Succession } from './types.ts'

/** All agencies as they stood at one version; nothing in it changes. */
export class AgencySnapshot {
  readonly #byId: Map<string, Agency>
  readonly version: number
  readonly all: readonly Agency[]
  readonly #points: readonly ReceptionPoint[]
  readonly #competences: readonly Competence[]
  readonly #successions: readonly Succession[]

  constructor(of: { version: number; agencies: Agency[]; points: ReceptionPoint[]; competences: Competence[]; successions: Succession[] }) {
    this.version = of.version
    this.all = of.agencies
    this.#byId = new Map(of.agencies.map((agency) => [agency.id, agency]))
    this.#points = of.points
    this.#competences = of.competences
    this.#successions = of.successions
  }
  find(id: string): Agency | null {
    return this.#byId.get(id) ?? null
  }
  /** @throws Error for an id that no agency has ever had. */
  get(id: string): Agency {
    const agency = this.#byId.get(id)
    if (!agency) throw new Error(`There is no agency ${id}.`)
    return agency
  }
  /** The agency at a path and all below it, parents first. */
  within(path: string): Agency[] {
    return this.all.filter((agency) => isWithin(agency.path, path))
  }
  childrenOf(id: string): Agency[] {
    return this.all.filter((agency) => agency.parentId === id)
  }
  /** From the root down to the agency itself. */
  lineOf(agency: Agency): Agency[] {
    return idsOf(agency.path).map((id) => this.get(id))
  }
  inForce(on: CivilDate): Agency[] {
    return this.all.filter((agency) => isInForce(agency, on))
  }
  receptionPointsOf(agencyId: string, on: CivilDate): ReceptionPoint[] {
    return this.#points.filter((point) => point.agencyId === agencyId && isInForce(point, on))
  }
  successorsOf(agencyId: string): Agency[] {
    return this.#successions.filter((row) => row.predecessorId === agencyId).map((row) => this.get(row.successorId))
  }
  predecessorsOf(agencyId: string): Agency[] {
    return this.#successions.filter((row) => row.successorId === agencyId).map((row) => this.get(row.predecessorId))
  }
  /** Agencies that take dossiers on a day: by their place, or because a decision gives them something. */
  takingOn(on: CivilDate): Agency[] {
    const given = new Set(this.#competences.filter((row) => isInForce(row, on)).map((row) => row.agencyId))
    return this.inForce(on).filter((agency) => agency.receives || given.has(agency.id))
  }
  /** Codes of the procedures that some decision gives to an agency; whose all others are their place says. */
  decidedCodes(): ReadonlySet<string> {
    return new Set(this.#competences.flatMap((row) => row.procedureCode ?? []))
  }
  /** Agencies competent for a place and a level, the best first. */
  competentFor(question: CompetenceQuestion): Agency[] {
    return competentAgencies(this.all, this.#competences, question)
  }
  /** Who takes a procedure of a level, wherever that is. */
  takersOf(asked: Omit<CompetenceQuestion, 'communeCode' | 'provinceCode'>): Agency[] {
    return competentInPlaces(this.all, this.#competences, asked)
  }
}

export interface DirectoryDeps {
  db: Db
  clock: Clock
  /** Province of a commune, for questions that name only the commune. */
  provinceOfCommune: (communeCode: string) => Promise<string | null>
  /** How long a snapshot is used without asking the database for a newer version; 2 s when absent. */
  pollMs?: number
}

/** The agencies in memory, following the version in the database. */
export function createAgencyDirectory(deps: DirectoryDeps) {
  const pollMs = deps.pollMs ?? 2000
  let held: AgencySnapshot | null = null
  let checkedAt = -pollMs
  let changes = 0
  let loading: Promise<AgencySnapshot> | null = null

  async function load(): Promise<AgencySnapshot> {
    const changesBefore = changes
    const version = await selectVersion(deps.db)
    if (held?.version !== version) {
      const [agencies, points, competences, successions] = await Promise.all([
        selectAgencies(deps.db),
        selectReceptionPoints(deps.db),
        selectCompetences(deps.db),
        selectSuccessions(deps.db),
      ])
      held = new AgencySnapshot({ version, agencies, points, competences, successions })
    }
    // A change made while this was loading may not be in it: the next reader asks again.
    if (changes === changesBefore) checkedAt = stopwatch()
    return held
  }

  async function snapshot(): Promise<AgencySnapshot> {
    if (held && stopwatch() - checkedAt < pollMs) return held
    loading ??= load().finally(() => {
      loading = null
    })
    return loading
  }

  return {
    snapshot,
    /** The agencies as the database has them now: for those who change them, also from another process. */
    fresh(): Promise<AgencySnapshot> {
      changes++
      checkedAt = -pollMs
      return snapshot()
    },
    /** Makes the next `snapshot` ask the database. */
    changed(): void {
      changes++
      checkedAt = -pollMs
    },
    /** The agency competent for a commune at a level today, or null when this deployment has none. */
    async findCompetentAgency(communeCode: string, level: Level, procedureCode: string | null = null): Promise<Agency | null> {
      const question = {
        communeCode,
        provinceCode: await deps.provinceOfCommune(communeCode),
        level,
        procedureCode,
        on: civilDateOf(deps.clock.now()),
      }
      return (await snapshot()).competentFor(question)[0] ?? null
    },
  }
}
export type AgencyDirectory = ReturnType<typeof createAgencyDirectory>
