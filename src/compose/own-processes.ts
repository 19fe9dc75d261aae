import type { Clock } from '../platform/clock.ts'
import type { Db, Tx } from '../platform/db.ts'
import { may } from '../modules/accounts/index.ts'
import { type AgencyDirectory, isWithin } from '../modules/agencies/index.ts'
import { findDossiers } from '../modules/dossiers/index.ts'
import type { AppendEvent } from '../modules/events/index.ts'
import { judgeOwnProcess, type Packages, PROCESS_FACTS } from '../modules/procedures/index.ts'
import { createStartProcess, type Definitions, type ProcessAdminDeps, type ProcessDeps, processInForce } from '../modules/processes/index.ts'
import { administered } from './administered.ts'

export interface OwnProcessesDeps {
  db: Db
  clock: Clock
  appendEvent: AppendEvent
  directory: AgencyDirectory
  packages: Packages
  definitions: Definitions
  assetUrl: (name: string) => string
}

/** What administrators' pages of processes need. */
export function ownProcesses({ packages, directory, ...deps }: OwnProcessesDeps): ProcessAdminDeps {
  return {
    ...deps,
    ...administered({ db: deps.db, directory }),
    names: PROCESS_FACTS,
    acts: [],
    async checkOwn(key, xml) {
      const one = await packages.current(key)
      return one ? judgeOwnProcess(xml, one.definition) : { faults: [], warnings: [] }
    },
    /** The common ones are the deployment's: its administrators decide them, as they publish packages. */
    async mayManage(actor, agencyId) {
      const agencies = (await directory.snapshot()).all
      const place = agencyId ? agencies.find((one) => one.id === agencyId) : null
      const own = actor.kind === 'staff' ? actor.posts.find((post) => post.duties.includes('administrator')) : undefined
      return may(actor, 'process.manage', { agencyId: agencyId ?? own?.agencyId ?? null, agencyPath: agencyId ? (place?.path ?? null) : (own?.agencyPath ?? null) })
    },
    nameOfAgency: async (id) => (await directory.snapshot()).find(id)?.nameVi ?? 'Cơ quan khác',
    async agenciesWithin(id) {
      const { all } = await directory.snapshot()
      const top = all.find((one) => one.id === id)
      return top ? all.filter((one) => isWithin(one.path, top.path)).map((one) => one.id) : []
    },
    codesOf: async (ids) => new Map((await findDossiers(deps.db, ids)).map((row) => [row.id, row.code])),
    definitionOfPackage: async (key) => (await packages.current(key))?.processDefinitionId ?? null,
  }
}

/** Begins the process that is in force where the dossier is: the agency's own, the common one, or that of its package. */
export function startInForce(deps: ProcessDeps, directory: AgencyDirectory) {
  const start = createStartProcess(deps)
  return async (tx: Tx, input: Parameters<typeof start>[1]) => {
    const snapshot = await directory.snapshot()
    const agency = snapshot.find(input.agencyId)
    const agencyIds = agency ? snapshot.lineOf(agency).map((one) => one.id).reverse() : [input.agencyId]
    const own = await processInForce(tx, { key: String(input.scope.procedure ?? ''), agencyIds, at: input.at })
    const begun = { ...input, definitionId: own ?? input.definitionId }
    const started = await start(tx, begun)
    return started.ok ? { ...started, definitionId: begun.definitionId } : started
  }
}
