import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import { type DossierRow, findDossierByCode, isCode, normaliseCode } from '../../dossiers/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { Staff } from '../on-case.ts'
import type { CaseAgency, CasePackage, OpenTask } from '../ports.ts'
import type { OfficerDeps } from './deps.ts'

export interface Case {
  row: DossierRow
  agency: CaseAgency
  version: CasePackage
  tasks: OpenTask[]
  /** What belongs to the dossier by its case and answers. */
  components: ReturnType<CasePackage['components']>
}

/** A case of the officer's agencies by its code; the look is written down before anything is shown. */
export async function openCase(deps: OfficerDeps, r: WebRequest, purpose: string): Promise<({ ok: true } & Case) | { ok: false; answer: Answer }> {
  const code = normaliseCode(r.params.code ?? '')
  const row = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
  if (!row) return { ok: false, answer: problem({ code: 'case-not-found' }) }
  const agency = await deps.agencyOf(row.agency_id)
  const allowed = deps.may(r.actor as Staff, 'dossier.read', { agencyId: agency.id, agencyPath: agency.path })
  const subject = { kind: 'dossier', id: row.id }
  await deps.logAccess(deps.db, { actor: r.actor, purpose: allowed.ok ? purpose : 'refused.other-agency', subject, fields: ['form', 'papers', 'contact'], at: deps.clock.now(), ip: r.ip })
  if (!allowed.ok) return { ok: false, answer: problem({ code: 'case-not-found' }) }
  const version = await deps.packageOf(row.package_version_id)
  const { answers } = await deps.record.answersOf(deps.db, row.id)
  const components = version.components(row.case_key, answers as Answers)
  return { ok: true, row, agency, version, components, tasks: await deps.processes.openTasks(deps.db, row.id) }
}
