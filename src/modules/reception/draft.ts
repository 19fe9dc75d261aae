import type { Sealer } from '../../platform/seal.ts'
import type { CardText, RawAnswers } from '../forms/index.ts'
import type { Channel } from './ports.ts'
import type { PaperCounts } from './rules/counts.ts'
import { NOBODY, type Who } from './rules/who.ts'
import type { DraftRow, ScanRow } from './store.ts'

/** All that is typed of a dossier while it is taken in. */
export interface DraftContent {
  who: Who
  /** What the code of the card said, where it was read. */
  card: CardText | null
  /** Whose dossier it is, where another hands it in. */
  owner: { isOther: boolean; name: string; number: string; address: string; authority: string }
  /** Commune whose office is competent. */
  communeCode: string | null
  caseKey: string | null
  resultWay: 'online' | 'counter' | 'post' | null
  raw: RawAnswers
  /** By component; what was never typed is not there. */
  counts: Readonly<Record<string, PaperCounts>>
  post: { postmark: string; carrier: string; parcel: string }
}

export interface Draft extends Omit<DraftRow, 'content' | 'channel'> {
  channel: Channel
  content: DraftContent
  scans: readonly ScanRow[]
}

const EMPTY: DraftContent = {
  who: NOBODY,
  card: null,
  owner: { isOther: false, name: '', number: '', address: '', authority: '' },
  communeCode: null,
  caseKey: null,
  resultWay: null,
  raw: {},
  counts: {},
  post: { postmark: '', carrier: '', parcel: '' },
}

const context = (id: string) => `reception.draft:${id}:content`

export const newContent = (given: Partial<DraftContent>): DraftContent => ({ ...EMPTY, ...given })
export const sealContent = (sealer: Sealer, id: string, content: DraftContent): Buffer => sealer.sealText(context(id), JSON.stringify(content))
export const openContent = (sealer: Sealer, row: Pick<DraftRow, 'id' | 'content'>): DraftContent => ({ ...EMPTY, ...(JSON.parse(sealer.openText(context(row.id), row.content)) as Partial<DraftContent>) })
