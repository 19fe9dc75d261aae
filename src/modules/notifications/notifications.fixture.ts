import { openTestDatabase } from '../../../tests/support/database.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import {
  createDeliver,
  createFollowStream,
  createNotify,
  createSendNotice,
  type NoticeInput,
  notificationsJobs,
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
  const deliver = createDeliver(sending)
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
    sending,
    to,
    notice,
    deliver,
    jobs: notificationsJobs(sending),
    sendNotice: createSendNotice({ ...writing, db, deliver }),
    queue: (input: NoticeInput) => inTransaction(db, (tx) => notify(tx, input)),
    /** Events of a stream, each told to the citizen under its type as code. */
    follow: createFollowStream({
      db,
      readStream,
      notify,
      deliver,
      noticesOf: async (_tx, event) => [notice(event.stream.id, event.type, event.eventId)],
    }),
    happened: (stream: string, type: string) =>
      inTransaction(db, (tx) =>
        append(tx, { stream: { kind: 'dossier', id: stream }, type, version: 1, actor: { kind: 'system', name: 'test' }, payload: {}, at: clock.now() }),
      ),
    async empty(): Promise<void> {
      handed.length = 0
      answers.next = null
      // A counterparty that was away in the test before rests no more.
      clock.advance(60_000)
      await db.pool.query('truncate notifications.message, notifications.notice, notifications.followed')
    },
    async rows(sql: string): Promise<Record<string, unknown>[]> {
      return (await db.pool.query(sql)).rows
    },
  }
}
export type Notifications = Awaited<ReturnType<typeof openNotifications>>
