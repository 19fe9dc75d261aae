import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import { type DossierRow, findDossierByCode, isCode, isParty, normaliseCode } from '../../dossiers/index.ts'
import type { Citizen } from '../drafts.ts'
import { onlyWhoSubmitted } from '../own-dossier.ts'
import type { FilingPageDeps } from './deps.ts'

type OwnDeps = Pick<FilingPageDeps, 'db' | 'clock' | 'logAccess'>
type Opened<T extends object = object> = ({ ok: true; row: DossierRow } & T) | { ok: false; answer: Answer }

/**
 * A dossier that one may read by its code: an own one, or one of which one filled in a part. Another's is not there, and the
 * attempt is logged. Each look is written down.
 */
export async function openToRead(deps: OwnDeps, r: WebRequest, purpose: string): Promise<Opened<{ isSubmitter: boolean }>> {
  const { accountId } = r.actor as Citizen
  const code = normaliseCode(r.params.code ?? '')
  const row = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
  const isSubmitter = row !== undefined && row.account_id === accountId
  const may = isSubmitter || (row !== undefined && (await isParty(deps.db, row.id, accountId)))
  if (row) {
    const subject = { kind: 'dossier', id: row.id }
    await deps.logAccess(deps.db, { actor: r.actor, purpose: may ? purpose : 'refused.not-own-dossier', subject, at: deps.clock.now(), ip: r.ip })
  }
  return may && row ? { ok: true, row, isSubmitter } : { ok: false, answer: problem({ code: 'dossier-not-found' }) }
}

/** An own dossier by its code, to act on it: who only filled in a part of it is told who acts. */
export async function openOwn(deps: OwnDeps, r: WebRequest, purpose: string): Promise<Opened> {
  const opened = await openToRead(deps, r, purpose)
  return opened.ok && !opened.isSubmitter ? { ok: false, answer: problem(onlyWhoSubmitted(opened.row).refusal) } : opened
}
