import type { Decided } from '../../platform/result.ts'
import type { WebRequest } from '../../platform/http/index.ts'
import type { Lang } from '../../platform/words.ts'
import type { Throttle } from '../accounts/index.ts'
import type { QueueDeps } from './deps.ts'

/** What anybody who has a dossier's code may see of it. */
export interface TrackedDossier {
  code: string
  procedure: string
  submitter: string
  dueAt: Date | null
  status: string
}

/** What the pages of the queue stand on. */
export interface QueuePageDeps extends QueueDeps {
  throttle: Throttle
  /** Without a slash at the end: what a QR code leads to. */
  publicUrl: string
  secure: boolean
  /** Looks a dossier up by its code for somebody at a kiosk. */
  track: (code: string, looker: Pick<WebRequest, 'actor' | 'ip'>, lang: Lang) => Promise<Decided<{ dossier: TrackedDossier }>>
}
