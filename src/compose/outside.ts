import { populationDatabase } from '../adapters/population/index.ts'
import type { Config } from '../config.ts'
import type { Db } from '../platform/db.ts'
import type { DrivableClock } from '../platform/clock.ts'
import type { Sealer } from '../platform/seal.ts'
import { followClockShift, mountSandbox, startSimulators } from '../sandbox/index.ts'
import type { Counterparties } from './counterparties.ts'

export interface OutsideDeps {
  config: Config
  db: Db
  clock: DrivableClock
  sealer: Sealer
}

/** Connects those outside: the real ones by configuration, the simulated ones in the demo. */
export async function composeCounterparties(deps: OutsideDeps): Promise<Counterparties> {
  const { config, db, clock, sealer } = deps
  const simulators = config.demo ? await startSimulators({ db, sealer, clock, log: { error: () => undefined } }) : null
  const clockShift = config.demo ? await followClockShift(db, clock) : null
  const populationUrl = config.populationUrl ?? simulators?.populationUrl ?? null
  const population = populationUrl ? populationDatabase({ url: populationUrl, token: config.populationToken }) : null
  return {
    async askPopulation(requestId, facts) {
      if (!population) return { ok: false, reason: 'unreachable', detail: 'Chưa kết nối Cơ sở dữ liệu quốc gia về dân cư.' }
      return population.askNumber(requestId, facts)
    },
    async sendNotice() {},
    async notify() {},
    jobs: {},
    mount(web) {
      if (simulators) mountSandbox(web, { db, sealer, clock, clockShift })
    },
    simulated: simulators ? ['population', 'sms', 'email'] : [],
    async stop() {
      clockShift?.stop()
      await simulators?.stop()
    },
  }
}
