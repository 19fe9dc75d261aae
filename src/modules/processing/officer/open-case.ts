import { type Answer, problem, type WebRequest } from '../../../platform/http/index.ts'
import { readTogether } from '../../../platform/together.ts'
import { type DossierRow, findDossierByCode, isCode, normaliseCode, type PaperRow, papersPart } from '../../dossiers/index.ts'
import type { Answers } from '../../forms/index.ts'
import { type DraftMade, draftsMadePart } from '../drafts-made.ts'
import type { Staff } from '../on-case.ts'
import type { CaseAgency, CasePackage, OpenTask } from '../ports.ts'
import type { OfficerDeps } from './deps.ts'
import type { SentDraft } from './draft-beside.tsx'

export interface AdmittedCase {
  row: DossierRow
  agency: CaseAgency
  version: CasePackage
}

export interface Case extends AdmittedCase {
  tasks: OpenTask[]
  papers: PaperRow[]
  answers: Answers
  /** Of the answers. */
  answersRevision: number
  /** Drafts that were sent to the citizen, oldest first. */
  sent: SentDraft[]
  /** Drafts of the result that were set, oldest first. */
  drafts: DraftMade[]
  /** What belongs to the dossier by its case and answers. */
  components: ReturnType<CasePackage['components']>
}

/** A case of the officer's agencies by its code; the look is written down before anything is shown. */
export async function admitToCase(deps: OfficerDeps, r: WebRequest, purpose: string): Promise<({ ok: true } & AdmittedCase) | { ok: false; answer: Answer }> {
  const code = normaliseCode(r.params.code ?? '')
  const row = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
  if (!row) return { ok: false, answer: problem({ code: 'case-not-found' }) }
  const agency = await deps.agencyOf(row.agency_id)
  const allowed = deps.may(r.actor as Staff, 'dossier.read', { agencyId: agency.id, agencyPath: agency.path })
  const subject = { kind: 'dossier', id: row.id }
  await deps.logAccess(deps.db, { actor: r.actor, purpose: allowed.ok ? purpose : 'refused.other-agency', subject, fields: ['form', 'papers', 'contact'], at: deps.clock.now(), ip: r.ip })
  if (!allowed.ok) return { ok: false, answer: problem({ code: 'case-not-found' }) }
  return { ok: true, row, agency, version: await deps.packageOf(row.package_version_id) }
}

/** The same with what an act needs: the open steps, and what belongs to the dossier. */
export async function openCase(deps: OfficerDeps, r: WebRequest, purpose: string): Promise<({ ok: true } & Case) | { ok: false; answer: Answer }> {
  const admitted = await admitToCase(deps, r, purpose)
  if (!admitted.ok) return admitted
  const { row, version } = admitted
  const { answers: latest, tasks, drafts, papers, sent } = await readTogether(deps.db, {
    answers: deps.record.answersPart(deps.db, row.id),
    tasks: deps.processes.openTasksPart(deps.db, row.id),
    papers: papersPart(deps.db, row.id),
    sent: deps.requests.draftsPart(deps.db, row.id),
    drafts: draftsMadePart(deps.db, deps.sealer, row.id),
  })
  const answers = latest.answers as Answers
  return { ...admitted, tasks, papers, answers, answersRevision: latest.revision, sent, drafts, components: version.components(row.case_key, answers, row.channel as 1 | 2 | 3) }
}
