import { startMailSimulator } from '../adapters/mail/index.ts'
import { startPopulationSimulator } from '../adapters/population/index.ts'
import { startSmsSimulator } from '../adapters/sms/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { createInbox } from './inbox.ts'
import { createNumbers } from './numbers.ts'
import { findMode } from './store.ts'

export interface SimulatorsDeps {
  db: Db
  sealer: Sealer
  clock: Clock
  log: { error: (facts: object, words: string) => void }
}

export interface Simulators {
  smtp: { host: string; port: number }
  /** smtp://127.0.0.1:port, as SMTP_URL would say it. */
  smtpUrl: string
  smsUrl: string
  populationUrl: string
  stop(): Promise<void>
}

/**
 * The counterparties of the demo, inside this process at loopback ports that the system chooses. What they keep stands in
 * the database, so that each process may run its own and all show the same.
 */
export async function startSimulators(deps: SimulatorsDeps): Promise<Simulators> {
  const { db, log } = deps
  const inbox = createInbox(deps)
  const numbers = createNumbers(deps)
  const onFault = (party: string) => (error: unknown) => log.error({ err: error, party }, 'simulated counterparty failed')
  const mail = await startMailSimulator({ keep: inbox.keepMail, mode: () => findMode(db, 'mail'), onFault: onFault('mail') })
  const sms = await startSmsSimulator({ keep: inbox.keepSms, mode: () => findMode(db, 'sms'), onFault: onFault('sms') })
  const population = await startPopulationSimulator({
    findNumber: numbers.findNumber,
    giveNumber: numbers.giveNumber,
    mode: () => findMode(db, 'population'),
    onFault: onFault('population'),
  })
  return {
    smtp: { host: mail.host, port: mail.port },
    smtpUrl: `smtp://${mail.host}:${mail.port}`,
    smsUrl: sms.url,
    populationUrl: population.url,
    async stop() {
      await Promise.all([mail.stop(), sms.stop(), population.stop()])
    },
  }
}
