import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import { type DossierRow, findDossierByCode, isCode, normaliseCode } from '../../dossiers/index.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingPageDeps } from './deps.ts'

/** An own dossier by its code; another's is not there, and the attempt is logged. Each look is written down. */
export async function openOwn(deps: Pick<FilingPageDeps, 'db' | 'clock' | 'logAccess'>, r: WebRequest, purpose: string): Promise<{ ok: true; row: DossierRow } | { ok: false; answer: Answer }> {
  const code = normaliseCode(r.params.code ?? '')
  const row = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
  const own = row !== undefined && row.account_id === (r.actor as Citizen).accountId
  if (row) {
    const subject = { kind: 'dossier', id: row.id }
    await deps.logAccess(deps.db, { actor: r.actor, purpose: own ? purpose : 'refused.not-own-dossier', subject, at: deps.clock.now(), ip: r.ip })
  }
  return own ? { ok: true, row } : { ok: false, answer: problem({ code: 'dossier-not-found' }) }
}
