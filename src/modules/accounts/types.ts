import type { Lang } from '../../platform/words.ts'

export const CHANNEL_KINDS = ['phone', 'email'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

export const SCOPES = ['dossiers:read', 'dossiers:write'] as const
export type Scope = (typeof SCOPES)[number]

export type CodePurpose = 'registration' | 'channel' | 'password-reset' | 'receive-result' | 'file-for-me'
export type Audience = 'citizen' | 'officer'

export const CONSENT_PURPOSES = ['terms', 'autofill', 'reuse-documents', 'survey'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

export interface Fault {
  field: string
  code: string
}

/** Where a request came from, as far as sessions and limits need it. */
export interface Origin {
  ip: string
  userAgent: string
}

/** A message that leaves this module: the composition root sends it through notifications. */
export interface Notice {
  /** Stable: the same notice keeps its key when it is sent again. */
  key: string
  channel: 'sms' | 'email'
  to: string
  subject: string
  text: string
  lang: Lang
  /** What it is about: registration, account, or what another module names. */
  about: { kind: string; id: string }
  /** The text holds a code that ends then: later it is neither sent nor kept. */
  secretUntil?: Date
}
export type SendNotice = (notice: Notice) => Promise<void>
