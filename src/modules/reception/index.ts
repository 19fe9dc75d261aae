import type { Web } from '../../platform/http/index.ts'
import type { ReceptionDeps } from './deps.ts'
import { createDrafts } from './drafts.ts'
import { mountBehalf } from './officer/behalf.page.tsx'
import { mountBook } from './officer/book.page.tsx'
import { mountConfirm } from './officer/confirm.page.tsx'
import { mountDesk } from './officer/desk.page.tsx'
import { mountEntry } from './officer/entry.page.tsx'
import { mountGuidance } from './officer/guidance.page.tsx'
import { mountTaken } from './officer/taken.page.tsx'
import { mountWho } from './officer/who.page.tsx'
import { createOnBehalf } from './on-behalf.ts'
import { createScans } from './scans.ts'
import { createTakeIn } from './take-in.ts'

export type { ReceptionDeps } from './deps.ts'
export { BOOKS, enterBook, isBook } from './enter-book.ts'
export { createGiveGuidance } from './give-guidance.ts'
export { receptionJobs } from './transfer.ts'
export { createDrafts, type ReceptionDrafts } from './drafts.ts'
export { createScans, filesOfDraft } from './scans.ts'
export type { Channel, Desk, ReceptionPackage } from './ports.ts'
export { createOnBehalf } from './on-behalf.ts'
export { RECEPTION_PARAMETERS, receptionOn } from './parameters.ts'
export { createTakeIn, type TakeIn } from './take-in.ts'

/** The counter's pages: the screen of three channels, and the way from a person to a slip. */
export function mountReception(web: Web, deps: ReceptionDeps): void {
  const drafts = createDrafts(deps)
  const takeIn = createTakeIn({ ...deps, drafts })
  const all = { ...deps, drafts, scans: createScans(deps), takeIn, onBehalf: createOnBehalf({ ...deps, takeIn }) }
  mountDesk(web, all)
  mountWho(web, all)
  mountEntry(web, all)
  mountConfirm(web, all)
  mountBehalf(web, all)
  mountTaken(web, all)
  mountBook(web, all)
  mountGuidance(web, all)
}
