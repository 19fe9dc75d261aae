import { openTestDatabase } from '../../../tests/support/database.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { JobData } from '../../platform/jobs.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import {
  createFollowStream,
  createNotify,
  createPostRoom,
  createSendNotice,
  type Lane,
  type NoticeInput,
  notificationsJobs,
  type PlainNotice,
  type SendAnswer,
  type SendDeps,
} from './index.ts'

export interface Handed {
  channel: 'email' | 'sms'
  reference: string
  to: string
  text: string
}

/** The module on a fresh database, with counterparties that a test can break. */
export async function openNotifications() {
  const test = await openTestDatabase()
  const { db, clock, sealer } = test
  const handed: Handed[] = []
  const answers: { next: ((one: Handed) => Promise<SendAnswer | null>) | null } = { next: null }
  async function hand(one: Handed): Promise<SendAnswer> {
    const other = await answers.next?.(one)
    if (other) return other
    handed.push(one)
    return { ok: true, receipt: '250' }
  }
  const sending: SendDeps = {
    db,
    clock,
    sealer,
    sendMail: ({ reference, to, text }) => hand({ channel: 'email', reference, to, text }),
    sendSms: ({ reference, to, text }) => hand({ channel: 'sms', reference, to, text }),
  }
  const writing = { clock, sealer, publicUrl: 'https://motcua.example.vn', site: 'Cổng Dịch vụ công phường Ninh Kiều' }
  const notify = createNotify(writing)
  const faults: unknown[] = []
  /** What a process hands over with; each call waits until everything is handed over, and throws what went wrong. */
  function openProcess() {
    const postRoom = createPostRoom({ ...sending, onFault: (error) => faults.push(error) })
    async function settle<R>(work: Promise<R>): Promise<R> {
      const result = await work
      await postRoom.settled()
      const fault = faults.shift()
      if (fault) throw fault
      return result
    }
    const { deliver } = postRoom
    const jobs = notificationsJobs({ ...sending, postRoom })
    const job = (name: string) => settle(jobs[name]?.({ job: name }) ?? Promise.reject(new Error(`There is no job ${name}.`)))
    const sendNotice = createSendNotice({ ...writing, db, deliver })
    const follow = createFollowStream({ db, readStream, notify, deliver, noticesOf: async (_tx, event) => [notice(event.stream.id, event.type, event.eventId)] })
    return {
      postRoom,
      deliver: (lanes: readonly Lane[]) => settle(Promise.resolve(deliver(lanes))),
      sweep: () => job('notifications.sweep'),
      housekeeping: () => job('notifications.housekeeping'),
      sendNotice: (one: PlainNotice) => settle(sendNotice(one)),
      /** Events of a stream, each told to the citizen under its type as code. */
      follow: (data: JobData) => settle(follow(data)),
    }
  }
  const append = createAppendEvent(sealer)
  const readStream = createReadStream(sealer)
  const to = { email: 'Lan@example.vn', phone: '0912345678' }

  /** A message about a dossier whose text tells which it is. */
  function notice(stream: string, code: string, eventId = newId()): NoticeInput {
    const params = { code, procedure: 'Đăng ký khai sinh', office: 'Phường Ninh Kiều', url: `/ho-so/${code}` }
    return { stream: { kind: 'dossier', id: stream }, eventId, template: 'supplemented', params, lang: 'vi', to }
  }
  return {
    ...test,
    handed,
    answers,
    to,
    notice,
    ...openProcess(),
    /** Another process on the same database, which has not asked anybody yet. */
    openProcess,
    queue: (input: NoticeInput) => inTransaction(db, (tx) => notify(tx, input)),
    happened: (stream: string, type: string) =>
      inTransaction(db, (tx) =>
        append(tx, { stream: { kind: 'dossier', id: stream }, type, version: 1, actor: { kind: 'system', name: 'test' }, payload: {}, at: clock.now() }),
      ),
    async empty(): Promise<void> {
      handed.length = 0
      answers.next = null
      // A counterparty that was away in the test before rests no more.
      clock.advance(60_000)
      faults.length = 0
      await db.pool.query('truncate notifications.message, notifications.notice, notifications.followed')
    },
    async rows(sql: string): Promise<Record<string, unknown>[]> {
      return (await db.pool.query(sql)).rows
    },
  }
}
export type Notifications = Awaited<ReturnType<typeof openNotifications>>
