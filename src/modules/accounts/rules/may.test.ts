import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { type Act, ACTS, may, type Resource } from './may.ts'

const DUTIES = ['reception', 'specialist', 'leader', 'clerk', 'administrator'] as const
const here: Resource = { agencyId: 'b', agencyPath: 'a/b/', ownerPersonIds: ['me'] }
const at = (agencyPath: string, ...duties: string[]): Actor => ({
  kind: 'staff',
  staffId: 's',
  name: 'Cán bộ',
  posts: [{ postId: 'p', agencyId: 'x', agencyPath, title: 't', duties }],
})
const citizen = (personId: string, via: 'session' | 'token' = 'session', scopes?: string[]): Actor => ({
  kind: 'citizen',
  accountId: 'acc',
  personId,
  name: 'Dân',
  via,
  scopes,
})

/** r reception, s specialist, l leader, c clerk, a administrator; O owner, R/W owner's token scope, Y system. */
const TABLE: Record<Act, string> = {
  'dossier.read': 'rslc OR Y',
  'dossier.download': 'rslc OR',
  'dossier.create': 'r OW',
  'dossier.supply': 'r OW',
  'dossier.message': 'rslc OW',
  'dossier.withdraw': 'OW',
  'dossier.confirm-draft-result': 'OW Y',
  'dossier.rate': 'O',
  'dossier.accept': 'r',
  'dossier.request-supplement': 'rsl',
  'dossier.request-supplement-again': 'l',
  'dossier.refuse': 'r',
  'dossier.let-supplement-lapse': 'rs Y',
  'dossier.hand-over': 'r',
  'dossier.claim': 'rslc',
  'dossier.assign': 'l',
  'dossier.do-step': 'rslc Y',
  'dossier.request-obligation': 'sl',
  'dossier.record-payment': 'rc',
  'dossier.send-back': 'slc',
  'dossier.approve': 'l',
  'dossier.extend': 'l',
  'dossier.stop': 'l',
  'dossier.correct-result': 'l',
  'dossier.return-papers': 'rc',
  'dossier.decide-withdrawal': 'rsl',
  'dossier.reprint': 'rslc',
  'dossier.note': 'rslc',
  'papers.keep': 'rslc',
  'papers.hand-over': 'rslc',
  'papers.receive': 'rslc',
  'papers.receive-for-other': 'l',
  'ticket.call': 'rslc',
  'booking.make': 'O',
  'rating.answer': 'l',
  'dossier.ask-opinion': 'sl Y',
  'dossier.watch': 'rslc',
  'opinion.answer': 'sl',
  'draft.create': 'r OW',
  'draft.read': 'OR',
  'draft.write': 'OW',
  'draft.submit': 'OW',
  'draft.discard': 'OW',
  'draft.invite': 'OW',
  'draft.fill-part': 'OW',
  'account.manage': 'O',
  'agency.manage': 'a Y',
  'staff.manage': 'a Y',
  'absence.manage': 'a Y',
  'calendar.manage': 'a Y',
  'catalogue.manage': 'a Y',
  'process.manage': 'a Y',
  'statistics.read': 'la',
  'audit.read': 'a',
}
const acts = Object.entries(TABLE) as [Act, string][]

describe('the table of acts', () => {
  it('is wholly covered here', () => expect(Object.keys(TABLE).sort()).toEqual(Object.keys(ACTS).sort()))

  it.each(acts)('%s is allowed to exactly: %s', (act, who) => {
    for (const duty of DUTIES) {
      const allowed = who.split(' ')[0]?.match(/^[rslca]+$/) ? who.split(' ')[0]?.includes(duty[0] as string) : false
      expect([duty, may(at('a/b/', duty), act, here).ok]).toEqual([duty, allowed])
      expect([duty, may(at('a/', duty), act, here).ok]).toEqual([duty, allowed])
      for (const elsewhere of ['a/c/', 'a/b/c/', 'b/', 'a/bb/']) expect(may(at(elsewhere, duty), act, here).ok).toBe(false)
    }
    expect(may(at('a/b/'), act, here).ok).toBe(false)
    expect(may(citizen('me'), act, here).ok).toBe(who.includes('O'))
    expect(may(citizen('other'), act, here).ok).toBe(false)
    expect(may(citizen('me', 'token', ['dossiers:read']), act, here).ok).toBe(who.includes('OR'))
    expect(may(citizen('me', 'token', ['dossiers:write']), act, here).ok).toBe(who.includes('OW'))
    expect(may(citizen('me', 'token'), act, here).ok).toBe(false)
    expect(may({ kind: 'system', name: 'job' }, act, here).ok).toBe(who.includes('Y'))
    expect(may({ kind: 'anonymous' }, act, here)).toMatchObject({ refusal: { code: 'login-required' } })
  })
})

describe('the reasons', () => {
  const code = (actor: Actor, act: Act, resource = here) => {
    const decided = may(actor, act, resource)
    return decided.ok ? 'ok' : decided.refusal.code
  }
  it.each([
    ['another citizen learns nothing', citizen('other'), 'dossier.read', 'not-found'],
    ['a citizen is told who does it', citizen('me'), 'dossier.accept', 'act-not-for-citizens'],
    ['a token is told its missing scope', citizen('me', 'token', ['dossiers:read']), 'dossier.withdraw', 'token-lacks-scope'],
    ['a token cannot replace a session', citizen('me', 'token', ['dossiers:write']), 'dossier.rate', 'act-needs-session'],
    ['staff lacks the duty', at('a/b/', 'clerk'), 'dossier.accept', 'duty-missing'],
    ['staff of another agency', at('a/c/', 'reception'), 'dossier.accept', 'outside-agency'],
  ] as const)('%s', (_title, actor, act, expected) => expect(code(actor, act)).toBe(expected))

  it('what belongs to no agency is nobody’s among the staff', () => {
    expect(code(at('a/', 'reception'), 'draft.create', { agencyId: null, agencyPath: null })).toBe('outside-agency')
    expect(code(citizen('me'), 'draft.read', { agencyId: null, agencyPath: null, ownerPersonIds: ['me'] })).toBe('ok')
  })
  it('duties of different posts are not mixed', () => {
    const actor: Actor = {
      kind: 'staff',
      staffId: 's',
      name: 'x',
      posts: [
        { postId: '1', agencyId: 'b', agencyPath: 'a/b/', title: '', duties: ['reception'] },
        { postId: '2', agencyId: 'c', agencyPath: 'a/c/', title: '', duties: ['leader'] },
      ],
    }
    expect(code(actor, 'dossier.accept')).toBe('ok')
    expect(code(actor, 'dossier.approve')).toBe('outside-agency')
  })
})
