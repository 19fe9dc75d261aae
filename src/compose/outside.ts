import { mailClient } from '../adapters/mail/index.ts'
import { populationDatabase } from '../adapters/population/index.ts'
import { smsGateway } from '../adapters/sms/index.ts'
import type { Config } from '../config.ts'
import {
  createFollowStream,
  createNotify,
  createPostRoom,
  createSendNotice,
  notificationsJobs,
  type SendAnswer,
  type SendDeps,
} from '../modules/notifications/index.ts'
import { createReadStream } from '../modules/events/index.ts'
import type { DrivableClock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { within } from '../platform/within.ts'
import { followClockShift, mountSandbox, type Simulators, startSimulators } from '../sandbox/index.ts'
import type { SimulatedParty } from '../site/index.ts'
import type { Counterparties } from './counterparties.ts'

export interface OutsideDeps {
  config: Config
  db: Db
  clock: DrivableClock
  sealer: Sealer
  /** Told what fails in a simulator; its caller is answered with a failure anyway. */
  log?: { error: (facts: object, words: string) => void }
}

/** What is being handed over gets this long to end; what is cut off is in doubt, and is repeated. */
const HAND_OVER_MS = 1000

const SILENT = { error: () => undefined }

/** Connects those outside: the real ones by configuration, the simulated ones in the demo. */
export async function composeCounterparties(deps: OutsideDeps): Promise<Counterparties> {
  const { config, db, clock, sealer, log = SILENT } = deps
  const simulators = config.demo ? await startSimulators({ db, sealer, clock, log }) : null
  const clockShift = config.demo ? await followClockShift(db, clock) : null
  const populationUrl = config.populationUrl ?? simulators?.populationUrl ?? null
  const population = populationUrl ? populationDatabase({ url: populationUrl, token: config.populationToken }) : null
  const messengers = openMessengers(config, simulators)
  const sending: SendDeps = { db, clock, sealer, ...messengers }
  const failures = { tell: (error: unknown): void => log.error({ err: error }, 'messages not sent') }
  const postRoom = createPostRoom({ ...sending, onFault: (error) => failures.tell(error) })
  const { deliver } = postRoom
  const writing = { clock, sealer, publicUrl: config.publicUrl, site: `Cổng Dịch vụ công ${config.deployment.name}` }
  const notify = createNotify(writing)
  return {
    async askPopulation(requestId, facts) {
      if (!population) return { ok: false, reason: 'unreachable', detail: 'Chưa kết nối Cơ sở dữ liệu quốc gia về dân cư.' }
      return population.askNumber(requestId, facts)
    },
    sendNotice: createSendNotice({ ...writing, db, deliver }),
    follow: (noticesOf) => createFollowStream({ db, readStream: createReadStream(sealer), notify, deliver, noticesOf }),
    jobs: notificationsJobs({ ...sending, postRoom }),
    listen(onError) {
      failures.tell = (error) => onError(error, 'notifications.send')
    },
    mount(web) {
      if (simulators) mountSandbox(web, { db, sealer, clock, clockShift })
    },
    simulated: simulators ? simulatedParties(config) : [],
    async stop() {
      clockShift?.stop()
      await within(HAND_OVER_MS, postRoom.stop())
      messengers.close()
      await simulators?.stop()
    },
  }
}

const NOT_CONNECTED: SendAnswer = { ok: false, problem: 'unreachable', permanent: false, code: 'not-connected' }

function openMessengers(config: Config, simulators: Simulators | null) {
  const smtpUrl = config.smtpUrl ?? simulators?.smtpUrl ?? null
  const smsUrl = config.smsGatewayUrl ?? simulators?.smsUrl ?? null
  const mail = smtpUrl ? mailClient({ url: smtpUrl, from: config.mailFrom }) : null
  const sms = smsUrl ? smsGateway({ url: smsUrl, token: config.smsGatewayToken }) : null
  return {
    sendMail: mail ? mail.send : async () => NOT_CONNECTED,
    sendSms: sms ? sms.send : async () => NOT_CONNECTED,
    close: () => mail?.close(),
  }
}

/** Those that no configuration replaces by the real ones. */
function simulatedParties({ populationUrl, smsGatewayUrl, smtpUrl }: Config): SimulatedParty[] {
  const parties: [SimulatedParty, string | null][] = [
    ['population', populationUrl],
    ['sms', smsGatewayUrl],
    ['email', smtpUrl],
  ]
  return parties.filter(([, real]) => real === null).map(([party]) => party)
}
