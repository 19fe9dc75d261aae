import type { Actor } from '../../../platform/actor.ts'
import type { Decided } from '../../../platform/result.ts'
import { type Duty, holdsDuty } from '../../agencies/index.ts'
import { refuse } from '../refusals.ts'
import type { Scope } from '../types.ts'

/** Who may do an act. What is not named is not allowed. */
export interface ActRule {
  /** The person concerned may, by session; by token only with this scope ('session' = never by token). */
  owner?: Scope | 'session'
  /** Staff with one of these duties in the agency of the resource or above it. */
  duties?: readonly Duty[]
  /** Jobs and set-up may. */
  system?: true
}

const FRONT = ['reception'] as const
const CASE_STAFF = ['reception', 'specialist', 'leader', 'clerk'] as const
const WORKERS = ['specialist', 'leader'] as const
const ADMIN = ['administrator'] as const

/** Every act of the program that needs permission, and who has it. */
export const ACTS = {
  'dossier.read': { owner: 'dossiers:read', duties: CASE_STAFF, system: true },
  'dossier.download': { owner: 'dossiers:read', duties: CASE_STAFF },
  'dossier.create': { owner: 'dossiers:write', duties: FRONT },
  'dossier.supply': { owner: 'dossiers:write', duties: FRONT },
  'dossier.message': { owner: 'dossiers:write', duties: CASE_STAFF },
  'dossier.withdraw': { owner: 'dossiers:write' },
  'dossier.confirm-draft-result': { owner: 'dossiers:write', system: true },
  'dossier.rate': { owner: 'session' },
  'dossier.accept': { duties: FRONT },
  'dossier.request-supplement': { duties: ['reception', 'specialist', 'leader'] },
  'dossier.request-supplement-again': { duties: ['leader'] },
  'dossier.refuse': { duties: FRONT },
  'dossier.let-supplement-lapse': { duties: ['reception', 'specialist'], system: true },
  'dossier.hand-over': { duties: FRONT },
  'dossier.claim': { duties: CASE_STAFF },
  'dossier.assign': { duties: ['leader'] },
  // A step is done by the duty that its process gives it; this is only who may do steps at all.
  'dossier.do-step': { duties: CASE_STAFF, system: true },
  'dossier.request-obligation': { duties: WORKERS },
  'dossier.record-payment': { duties: ['reception', 'clerk'] },
  // A clerk who finds a paper wrong when it is to be numbered sends it back too.
  'dossier.send-back': { duties: ['specialist', 'leader', 'clerk'] },
  'dossier.approve': { duties: ['leader'] },
  'dossier.extend': { duties: ['leader'] },
  'dossier.stop': { duties: ['leader'] },
  // Whoever corrects a result signs the one that replaces it.
  'dossier.correct-result': { duties: ['leader'] },
  'dossier.return-papers': { duties: ['reception', 'clerk'] },
  'dossier.decide-withdrawal': { duties: ['reception', 'specialist', 'leader'] },
  'dossier.reprint': { duties: CASE_STAFF },
  'dossier.note': { duties: CASE_STAFF },
  'papers.keep': { duties: CASE_STAFF },
  'papers.hand-over': { duties: CASE_STAFF },
  'papers.receive': { duties: CASE_STAFF },
  'papers.receive-for-other': { duties: ['leader'] },
  'ticket.call': { duties: CASE_STAFF },
  'booking.make': { owner: 'session' },
  'rating.answer': { duties: ['leader'] },
  'dossier.ask-opinion': { duties: WORKERS, system: true },
  'dossier.watch': { duties: CASE_STAFF },
  'opinion.answer': { duties: WORKERS },
  'draft.create': { owner: 'dossiers:write', duties: FRONT },
  'draft.read': { owner: 'dossiers:read' },
  'draft.write': { owner: 'dossiers:write' },
  'draft.submit': { owner: 'dossiers:write' },
  'draft.discard': { owner: 'dossiers:write' },
  'draft.invite': { owner: 'dossiers:write' },
  'draft.fill-part': { owner: 'dossiers:write' },
  'account.manage': { owner: 'session' },
  'agency.manage': { duties: ADMIN, system: true },
  'staff.manage': { duties: ADMIN, system: true },
  'absence.manage': { duties: ADMIN, system: true },
  'calendar.manage': { duties: ADMIN, system: true },
  'catalogue.manage': { duties: ADMIN, system: true },
  'process.manage': { duties: ADMIN, system: true },
  'statistics.read': { duties: ['leader', 'administrator'] },
  'audit.read': { duties: ADMIN },
} as const satisfies Record<string, ActRule>

export type Act = keyof typeof ACTS

export interface Resource {
  /** Agency whose subtree counts; null for what belongs to no agency (a draft that names none yet). */
  agencyId: string | null
  agencyPath: string | null
  /** People whose matter it is: who files and whose dossier it is. */
  ownerPersonIds?: readonly string[]
}

function mayCitizen(actor: Extract<Actor, { kind: 'citizen' }>, rule: ActRule, resource: Resource): Decided {
  if (!rule.owner) return refuse('act-not-for-citizens')
  if (!resource.ownerPersonIds?.includes(actor.personId)) return refuse('not-found')
  if (actor.via === 'session') return { ok: true }
  if (rule.owner === 'session') return refuse('act-needs-session')
  return actor.scopes?.includes(rule.owner) ? { ok: true } : refuse('token-lacks-scope', { scope: rule.owner })
}

function mayStaff(actor: Extract<Actor, { kind: 'staff' }>, rule: ActRule, resource: Resource): Decided {
  const { duties = [] } = rule
  if (!actor.posts.some((post) => duties.some((duty) => post.duties.includes(duty)))) return refuse('duty-missing')
  const { agencyPath } = resource
  return agencyPath && duties.some((duty) => holdsDuty(actor, duty, agencyPath)) ? { ok: true } : refuse('outside-agency')
}

/**
 * Whether the actor may do the act to the resource: the person concerned, or duty × agency subtree. Posts in which one
 * stands in for an absent colleague are among the actor's posts already.
 * Another citizen's matter is answered as if it did not exist.
 */
export function may(actor: Actor, act: Act, resource: Resource): Decided {
  const rule: ActRule = ACTS[act]
  switch (actor.kind) {
    case 'anonymous':
      return refuse('login-required')
    case 'citizen':
      return mayCitizen(actor, rule, resource)
    case 'staff':
      return mayStaff(actor, rule, resource)
    case 'system':
      return rule.system ? { ok: true } : refuse('not-allowed')
  }
}
