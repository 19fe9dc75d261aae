import { describe, expect, it } from 'vitest'
import { expiryFrom, INVITATION, type InvitationState, maySendAgain, mayTake, stands, stateOf, type Turns } from './invitation.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 2, minutes))
const SENT: Turns = { sent_at: at(0), times_sent: 1, expires_at: expiryFrom(at(0)), opened_at: null, agreed_at: null, confirmed_at: null, ended_as: null }
const late = new Date(SENT.expires_at.getTime())

describe('how far an invitation is', () => {
  it.each<[string, Partial<Turns>, Date, InvitationState, boolean]>([
    ['sent', {}, at(1), 'sent', true],
    ['opened', { opened_at: at(1) }, at(2), 'opened', true],
    ['not answered in time', { opened_at: at(1) }, late, 'expired', false],
    ['agreed, however long ago', { agreed_at: at(2) }, late, 'agreed', true],
    ['confirmed', { agreed_at: at(2), confirmed_at: at(3) }, late, 'confirmed', true],
    ['declined', { ended_as: 'declined' }, at(3), 'declined', false],
    ['left after agreeing', { agreed_at: at(2), ended_as: 'left' }, at(3), 'left', false],
    ['revoked', { agreed_at: at(2), ended_as: 'revoked' }, at(3), 'revoked', false],
  ])('%s', (_title, turns, now, state, standing) => {
    const found = stateOf({ ...SENT, ...turns }, now)
    expect([found, stands(found)]).toEqual([state, standing])
  })
})

describe('sending it again', () => {
  const code = (turns: Partial<Turns>, now: Date) => {
    const may = maySendAgain({ ...SENT, ...turns }, now)
    return may.ok ? 'ok' : may.refusal.code
  }
  it.each([
    ['a minute later', {}, at(1), 'ok'],
    ['before that', {}, at(0), 'invitations-slowed'],
    ['too often', { times_sent: INVITATION.mostSends }, at(9), 'invitation-sent-enough'],
    ['when it is agreed to', { agreed_at: at(2) }, at(9), 'invitation-ended'],
    ['when it expired', {}, late, 'invitation-ended'],
    ['when it was revoked', { ended_as: 'revoked' as const }, at(9), 'invitation-ended'],
  ])('%s', (_title, turns, now, expected) => {
    expect(code(turns, now)).toBe(expected)
  })
})

describe('taking it', () => {
  const code = (more: object, accountId: string, now = at(5)) => {
    const may = mayTake({ ...SENT, inviter_account_id: 'groom', account_id: null, ...more }, accountId, now)
    return may.ok ? 'ok' : may.refusal.code
  }
  it('is for anybody but the one who sent it, until one has', () => {
    expect(code({}, 'bride')).toBe('ok')
    expect(code({}, 'groom')).toBe('invitation-own')
    const taken = { account_id: 'bride', agreed_at: at(2) }
    expect([code(taken, 'bride'), code(taken, 'stranger'), code(taken, 'groom')]).toEqual(['ok', 'invitation-taken', 'invitation-own'])
    expect(code(taken, 'bride', late)).toBe('ok')
  })
  it('is over when it ended', () => {
    expect(code({}, 'bride', late)).toBe('invitation-expired')
    expect(code({ ended_as: 'expired' }, 'bride')).toBe('invitation-expired')
    expect(code({ ended_as: 'revoked' }, 'bride')).toBe('invitation-ended')
    // Whoever it was taken from learns no more than anybody else.
    expect(code({ ended_as: 'left', account_id: 'bride', agreed_at: at(2) }, 'stranger')).toBe('invitation-ended')
  })
})
