import type { Lang } from '../../platform/words.ts'
import type { TemplateName, TemplateParams } from './templates.ts'

export type Channel = 'email' | 'sms'

export interface Stream {
  kind: string
  id: string
}

export interface Recipient {
  phone?: string | null
  email?: string | null
}

/** Something to tell a person because of an event; each channel that the person has gets it. */
export type NoticeInput = {
  [T in TemplateName]: {
    stream: Stream
    eventId: string
    template: T
    params: TemplateParams[T]
    lang: Lang
    to: Recipient
    /** After this the message is not sent any more, and its text is deleted: its address led in. */
    secretUntil?: Date
  }
}[TemplateName]

/** A message that another module wrote itself. */
export interface PlainNotice {
  /** The same notice keeps its key, and is sent once. */
  key: string
  channel: Channel
  to: string
  subject: string
  text: string
  lang: Lang
  about: Stream
  /** After this the message is not sent any more, and its text is deleted: it held a code. */
  secretUntil?: Date
}

/** What leaves in order: the messages about one thing to one address over one channel. */
export interface Lane {
  key: Buffer
  channel: Channel
}

/** Has what is due in these lanes sent, without waiting for it; what can't be sent now is left to the sweep. */
export type Deliver = (lanes: readonly Lane[]) => void

/** What one attempt to hand a message over came to. */
export type SendAnswer =
  | { ok: true; receipt: string }
  | { ok: false; problem: 'unreachable' | 'refused' | 'timeout' | 'bad-answer'; permanent: boolean; code: string }

/** Hands one e-mail to the mail server; `adapters/mail` is one. */
export type SendMail = (mail: { reference: string; to: string; subject: string; text: string; html: string }) => Promise<SendAnswer>
/** Hands one SMS to the gateway; `adapters/sms` is one. */
export type SendSms = (sms: { reference: string; to: string; text: string }) => Promise<SendAnswer>
