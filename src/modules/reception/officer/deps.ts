import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import type { ReceptionDeps } from '../deps.ts'
import type { Draft } from '../draft.ts'
import type { ReceptionDrafts } from '../drafts.ts'
import type { Desk, ReceptionPackage, Staff } from '../ports.ts'
import type { OnBehalf } from '../on-behalf.ts'
import type { Scans } from '../scans.ts'
import type { TakeIn } from '../take-in.ts'

/** What the counter's pages stand on. */
export interface ReceptionPageDeps extends ReceptionDeps {
  drafts: ReceptionDrafts
  scans: Scans
  takeIn: TakeIn
  onBehalf: OnBehalf
}

export const RECEPTION = '/can-bo/tiep-nhan'
export const CHANNEL_LABELS = { 1: 'Trực tiếp', 2: 'Nộp thay trực tuyến', 3: 'Bưu chính' } as const

export const draftUrl = (id: string, step: '' | 'nguoi-nop' | 'xac-nhan' | 'nop-thay' | 'xong' = ''): string => `${RECEPTION}/ho-so/${id}${step ? `/${step}` : ''}`

/** Where a draft is looked at a last time: online for somebody, they confirm it. */
export const lastLookUrl = ({ id, channel }: Pick<Draft, 'id' | 'channel'>): string => draftUrl(id, channel === 2 ? 'nop-thay' : 'xac-nhan')

export interface OpenedDraft {
  draft: Draft
  desk: Desk
  version: ReceptionPackage | null
}

/** A draft of the officer's own desk; the look is written down before anything is shown. */
export async function openDraft(deps: ReceptionPageDeps, r: WebRequest): Promise<({ ok: true } & OpenedDraft) | { ok: false; answer: Answer }> {
  const found = await deps.drafts.find(r.actor as Staff, r.params.id ?? '')
  if (!found) return { ok: false, answer: problem({ code: 'draft-gone' }) }
  await deps.logAccess(deps.db, { actor: r.actor, purpose: 'reception.draft', subject: { kind: 'reception', id: found.draft.id }, fields: ['form', 'papers', 'contact'], at: deps.clock.now(), ip: r.ip })
  return { ok: true, ...found }
}

/** Names of the counter's own controls: no field of a form has a colon in its id. */
export const control = (name: string): string => `tn:${name}`
export const controlId = (name: string): string => `tn-${name}`
