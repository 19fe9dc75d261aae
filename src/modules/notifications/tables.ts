import type { ColumnType } from 'kysely'
import type { Lang } from '../../platform/words.ts'

type Filled<T> = ColumnType<T, T | undefined, T>

/** Tables of the schema `notifications`. */
export interface NotificationsTables {
  'notifications.message': {
    id: string
    made_at: Date
    position: Filled<number>
    stream_kind: string
    stream_id: string
    reason: string
    template: string
    channel: 'email' | 'sms'
    lane: Buffer
    reference: string
    recipient: Buffer | null
    recipient_index: Buffer
    content: Buffer | null
    lang: Lang
    state: 'queued' | 'sending' | 'sent' | 'failed' | 'given-up'
    attempts: Filled<number>
    next_at: Date
    problem: string | null
    expires_at: Date | null
    forget_at: Date
    sent_at: Date | null
    receipt: string | null
  }
  'notifications.notice': { key: Buffer; message_id: string; at: Date }
  'notifications.followed': { stream_kind: string; stream_id: string; seq: number }
}
