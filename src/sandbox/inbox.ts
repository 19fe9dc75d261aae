import type { ReceivedMail } from '../adapters/mail/index.ts'
import type { Sms } from '../adapters/sms/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { Sealer } from '../platform/seal.ts'
import { countMessages, keepMessage, type MessageRow, selectMessages } from './store.ts'

export interface InboxDeps {
  db: Db
  sealer: Sealer
  clock: Clock
}

export interface InboxMessage {
  id: string
  channel: 'email' | 'sms'
  reference: string
  to: string
  from: string
  subject: string
  text: string
  /** How often it came; it is shown once. */
  times: number
  receivedAt: Date
}

interface Content {
  from: string
  subject: string
  text: string
}

const contentOf = (id: string) => `sandbox.message:${id}:content`
const recipientOf = (id: string) => `sandbox.message:${id}:recipient`

/** 0912 345 678, +84912345678 and 0912345678 are one number; addresses differ by case only. */
export function normalAddress(typed: string): string {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (text.includes('@')) return text
  return text.replace(/[^\d+]/g, '').replace(/^(?:\+84|0084)/, '0')
}

const indexOf = (sealer: Sealer, address: string) => sealer.blindIndex('sandbox-recipient', normalAddress(address))

/** The phones and mailboxes of the demo's people: what was sent to them, each message once. */
export function createInbox({ db, sealer, clock }: InboxDeps) {
  function keep(channel: 'email' | 'sms', reference: string, to: string, content: Content): Promise<string> {
    const id = newId()
    return inTransaction(db, (tx) =>
      keepMessage(tx, {
        id,
        channel,
        reference,
        recipient: sealer.sealText(recipientOf(id), to),
        recipient_index: indexOf(sealer, to),
        content: sealer.sealText(contentOf(id), JSON.stringify(content)),
        received_at: clock.now(),
      }),
    )
  }
  return {
    keepSms: (sms: Sms) => keep('sms', sms.reference, sms.to, { from: '', subject: '', text: sms.text }),
    async keepMail(mail: ReceivedMail): Promise<void> {
      await keep('email', mail.reference, mail.to, { from: mail.from, subject: mail.subject, text: mail.text })
    },
    /** Newest first; `to` narrows to one phone or address, several by comma. */
    async list(asked: { to?: string | null; limit: number; offset?: number }): Promise<{ items: InboxMessage[]; total: number }> {
      const addresses = (asked.to ?? '').split(/[,;]/).filter((part) => part.trim() !== '')
      const recipients = addresses.length > 0 ? addresses.map((address) => indexOf(sealer, address)) : null
      const rows = await selectMessages(db, { recipients, limit: asked.limit, offset: asked.offset ?? 0 })
      return { items: rows.map((row) => opened(sealer, row)), total: await countMessages(db, recipients) }
    },
  }
}
export type Inbox = ReturnType<typeof createInbox>

function opened(sealer: Sealer, row: MessageRow): InboxMessage {
  const content = JSON.parse(sealer.openText(contentOf(row.id), row.content)) as Content
  return {
    id: row.id,
    channel: row.channel,
    reference: row.reference,
    to: sealer.openText(recipientOf(row.id), row.recipient),
    ...content,
    times: row.times,
    receivedAt: row.received_at,
  }
}
