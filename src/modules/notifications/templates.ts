import type { Lang } from '../../platform/words.ts'
import { noticeWords } from './words.ts'

/** What every message about a dossier names. */
export interface DossierFacts {
  /** Mã hồ sơ. */
  code: string
  procedure: string
  office: string
  /** Page of the dossier: a path of this site (the language is added) or a whole address. */
  url: string
}

/** What every message about an invitation to fill in a part of a form names. */
export interface InvitationFacts {
  /** Whoever invited, by the name of their account. */
  inviter: string
  procedure: string
  url: string
}

/** What every message about a booked time names. */
export interface BookingFacts {
  service: string
  office: string
  /** dd/mm/yyyy */
  day: string
  /** HH:MM */
  time: string
  code: string
  url: string
}

export type ResultWay = 'online' | 'counter' | 'post'

/** What each message is told; names follow the events of a dossier. */
export interface TemplateParams {
  /** `filedAt`: office whose officer filed it for the person. */
  submitted: DossierFacts & { acceptBy: Date | null; filedAt?: string | null }
  'part-begun': DossierFacts & { whole: string }
  'supplement-requested': DossierFacts & { count: number; by: Date }
  supplemented: DossierFacts
  accepted: DossierFacts & { dueAt: Date | null }
  refused: DossierFacts & { reason: string }
  'draft-to-confirm': DossierFacts & { by: Date | null; silenceAgrees: boolean }
  'result-ready': DossierFacts & { how: ResultWay }
  'result-waiting': DossierFacts
  /** rateUrl: leads to the rating of this dossier and to nothing else. */
  returned: DossierFacts & { how: ResultWay; rateUrl: string | null }
  'withdrawal-asked': DossierFacts
  'withdrawal-granted': DossierFacts
  'withdrawal-rejected': DossierFacts & { reason: string }
  stopped: DossierFacts & { reason: string }
  'result-corrected': DossierFacts & { reason: string; number: string }
  'office-message': DossierFacts
  'promised-date-moved': DossierFacts & { from: Date | null; to: Date; reason: string | null }
  extended: DossierFacts & { from: Date; to: Date; reason: string }
  'will-be-late': DossierFacts & { dueAt: Date }
  /** `amount`: as it is shown, with its unit; null where another notice states it. */
  'obligation-requested': DossierFacts & { what: string; amount: string | null; payBy: string | null }
  'obligation-met': DossierFacts & { dueAt: Date | null }
  'party-invited': InvitationFacts & { until: Date }
  'invitation-declined': InvitationFacts & { person: string }
  'invitation-revoked': InvitationFacts
  'part-confirmed': InvitationFacts & { person: string }
  'part-reopened': InvitationFacts & { person: string }
  'rating-answered': DossierFacts
  'booking-made': BookingFacts
  'booking-reminder': BookingFacts
  'booking-cancelled': BookingFacts
}
export type TemplateName = keyof TemplateParams

/** A message as written, before it is laid out for a channel. */
export interface Written {
  subject: string
  paragraphs: string[]
  /** Words of the link. */
  action: string
  /** Without the link, which is added. */
  sms: string
}

/** Writes a message in the reader's language. */
export function writeNotice<T extends TemplateName>(template: T, params: TemplateParams[T], lang: Lang): Written {
  const write = noticeWords(lang)[template] as (params: TemplateParams[T]) => Written
  return write(params)
}
