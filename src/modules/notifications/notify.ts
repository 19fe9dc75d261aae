import { createHash } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { href, type Lang } from '../../platform/words.ts'
import { layOut } from './mail-body.tsx'
import { KEPT_DAYS } from './rules/attempts.ts'
import { insertMessage, insertNotice } from './store.ts'
import { writeNotice } from './templates.ts'
import type { Channel, Deliver, Lane, NoticeInput, PlainNotice, Stream } from './types.ts'

export interface NotifyDeps {
  clock: Clock
  sealer: Sealer
  /** Without a slash at the end; links lead there, and Message-IDs are of its host. */
  publicUrl: string
  /** Name of the site under a message: "Cổng Dịch vụ công phường Ninh Kiều". */
  site: string
}

/** @returns the lanes in which the messages stand, to be delivered once the transaction is committed. */
export type Notify = (tx: Tx, notice: NoticeInput) => Promise<Lane[]>
export type SendPlainNotice = (notice: PlainNotice) => Promise<void>

/** Sealed with the message: what the channel is given, word for word in every attempt. */
export interface Content {
  subject: string
  text: string
  html: string
}

const DAY_MS = 86_400_000

export const contentContext = (id: string) => `notifications.message:${id}:content`
export const recipientContext = (id: string) => `notifications.message:${id}:recipient`

interface Outgoing {
  stream: Stream
  reason: string
  template: string
  channel: Channel
  to: string
  lang: Lang
  content: Content
  expiresAt: Date | null
}

/** Puts a message into the outbox in the caller's transaction, once for the same reason, template, channel and recipient. */
export function createNotify(deps: NotifyDeps): Notify {
  return async (tx, notice) => {
    const { stream, lang } = notice
    const url = addressOf(deps.publicUrl, notice.params.url, lang)
    const written = writeNotice(notice.template, notice.params as never, lang)
    const base = { stream, reason: notice.eventId, template: notice.template, lang, expiresAt: notice.secretUntil ?? null }
    const { email, phone } = notice.to
    const lanes: Lane[] = []
    if (email) {
      const letter = { subject: written.subject, paragraphs: written.paragraphs, link: { text: written.action, url } }
      const content = { subject: written.subject, ...layOut(letter, deps.site, lang) }
      lanes.push(await queue(deps, tx, { ...base, channel: 'email', to: email, content }))
    }
    if (phone) {
      const content = { subject: '', text: `Một Cửa: ${written.sms} ${url}`, html: '' }
      lanes.push(await queue(deps, tx, { ...base, channel: 'sms', to: phone, content }))
    }
    return lanes
  }
}

/** Sends what another module wrote (codes, warnings about an account); once it returns, the outbox holds it for good. */
export function createSendNotice(deps: NotifyDeps & { db: Db; deliver: Deliver }): SendPlainNotice {
  return async (notice) => {
    const letter = { subject: notice.subject, paragraphs: notice.text.split(/\n{2,}/), link: null }
    const content =
      notice.channel === 'email'
        ? { subject: notice.subject, ...layOut(letter, deps.site, notice.lang) }
        : { subject: '', text: notice.text, html: '' }
    const lane = await inTransaction(deps.db, (tx) =>
      queue(deps, tx, {
        stream: notice.about,
        reason: notice.key,
        template: 'plain',
        channel: notice.channel,
        to: notice.to,
        lang: notice.lang,
        content,
        expiresAt: notice.secretUntil ?? null,
      }),
    )
    deps.deliver([lane])
  }
}

async function queue(deps: NotifyDeps, tx: Tx, message: Outgoing): Promise<Lane> {
  const { sealer, clock } = deps
  const { stream, channel } = message
  const id = newId()
  const at = clock.now()
  const to = channel === 'email' ? message.to.trim().toLowerCase() : message.to.replace(/\s/g, '')
  const recipientIndex = sealer.blindIndex(channel === 'email' ? 'email' : 'phone', to)
  const key = fingerprint(message.reason, message.template, channel, recipientIndex)
  const lane = fingerprint(stream.kind, stream.id, channel, recipientIndex)
  if (!(await insertNotice(tx, { key, message_id: id, at }))) return { key: lane, channel }
  await insertMessage(tx, {
    id,
    made_at: at,
    stream_kind: stream.kind,
    stream_id: stream.id,
    reason: message.reason,
    template: message.template,
    channel,
    lane,
    reference: channel === 'email' ? `<${id}@${new URL(deps.publicUrl).hostname}>` : id,
    recipient: sealer.sealText(recipientContext(id), to),
    recipient_index: recipientIndex,
    content: sealer.sealText(contentContext(id), JSON.stringify(message.content)),
    lang: message.lang,
    state: 'queued',
    next_at: at,
    problem: null,
    expires_at: message.expiresAt,
    forget_at: message.expiresAt ?? new Date(at.getTime() + KEPT_DAYS * DAY_MS),
    sent_at: null,
    receipt: null,
  })
  return { key: lane, channel }
}

/** Of parts that are ids, names or keyed hashes already: gives nothing away. */
function fingerprint(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(String(Buffer.byteLength(part))).update(':').update(part)
  return hash.digest()
}

const addressOf = (publicUrl: string, url: string, lang: Lang): string => (url.startsWith('/') ? publicUrl + href(lang, url) : url)
