import { field, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import type { DossierRow } from '../../dossiers/index.ts'
import type { CaseAct } from '../on-case.ts'

/** With a `_` before the name where a package's fields stand beside, whose names begin with a letter. */
const sent = (r: WebRequest, name: string): string => field(r.form, `_${name}`) || field(r.form, name)

/** The step that a page is about. */
export const taskOf = (r: WebRequest): string => sent(r, 'taskId') || (r.query.buoc ?? '')

/** What an act begins with: its key, and the revision of the case that its page showed. */
export function baseOf(r: WebRequest, row: DossierRow): CaseAct {
  const seen = Number(sent(r, 'revision'))
  return { dossierId: row.id, key: r.key ?? randomToken(18), seenRevision: Number.isInteger(seen) && seen > 0 ? seen : null }
}
