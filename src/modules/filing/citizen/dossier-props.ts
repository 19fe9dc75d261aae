import type { WebRequest } from '../../../platform/http/index.ts'
import { href, type Lang } from '../../../platform/words.ts'
import type { DocumentView } from '../../documents/index.ts'
import type { DossierRow, DueChangeRow, Extension, Obligation, PaperRow, PartyRow, PauseRow, TrackingStep } from '../../dossiers/index.ts'
import type { FileView } from '../../files/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { Linkage } from '../linked/shown.ts'
import type { FilingAgency, FilingPackage } from '../ports.ts'

/** An own dossier with everything in it, as its page shows it. */
export interface DossierProps {
  r: WebRequest
  row: DossierRow
  version: FilingPackage
  agency: FilingAgency | null
  /** Whose officer filled it in and filed it for the person. */
  helper: FilingAgency | null
  dueChanges: DueChangeRow[]
  pauses: PauseRow[]
  extensions: Extension[]
  obligations: Obligation[]
  steps: readonly TrackingStep[]
  supplement: { dueAt: Date; items: string[] } | null
  draft: { answerBy: Date; silenceAgrees: boolean } | null
  keptBecause: string | null
  endedBecause: string | null
  messages: { fromCitizen: boolean; authorName: string; body: string; at: Date }[]
  papers: PaperRow[]
  files: FileView[]
  documents: DocumentView[]
  answers: Answers
  linkage: Linkage
  pin: string
  /** Who filled in a part of it, beside the submitter. */
  parties: PartyRow[]
  /** False for one who filled in a part: reads, and doesn't act. */
  isSubmitter: boolean
}

export const dossierUrl = (lang: Lang, row: Pick<DossierRow, 'code'>, rest = '') => href(lang, `/ho-so/${row.code}${rest}`)
