import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'

/** How an invitation may be sent, and how long its address holds; our own choice, no law says. */
export const INVITATION = { daysToAgree: 7, mostSends: 5, secondsBetween: 60, mostOfPart: 10 } as const

export type InvitationState = 'sent' | 'opened' | 'agreed' | 'confirmed' | 'declined' | 'left' | 'revoked' | 'expired'

/** What has happened to an invitation so far. */
export interface Turns {
  sent_at: Date
  times_sent: number
  expires_at: Date
  opened_at: Date | null
  agreed_at: Date | null
  confirmed_at: Date | null
  ended_as: 'declined' | 'left' | 'revoked' | 'expired' | null
}

export function stateOf(turns: Turns, now: Date): InvitationState {
  if (turns.ended_as) return turns.ended_as
  if (turns.confirmed_at) return 'confirmed'
  if (turns.agreed_at) return 'agreed'
  if (turns.expires_at <= now) return 'expired'
  return turns.opened_at ? 'opened' : 'sent'
}

/** While it stands, the part is the invited person's and nobody else's. */
export const stands = (state: InvitationState): boolean => state === 'sent' || state === 'opened' || state === 'agreed' || state === 'confirmed'

export const expiryFrom = (now: Date): Date => new Date(now.getTime() + INVITATION.daysToAgree * 86_400_000)

/** Sent again while nobody has agreed to it, not too soon and not too often. */
export function maySendAgain(turns: Turns, now: Date): Decided {
  const state = stateOf(turns, now)
  if (state !== 'sent' && state !== 'opened') return refuse('invitation-ended')
  if (turns.times_sent >= INVITATION.mostSends) return refuse('invitation-sent-enough', { count: INVITATION.mostSends })
  const wait = Math.ceil((turns.sent_at.getTime() - now.getTime()) / 1000) + INVITATION.secondsBetween
  return wait > 0 ? refuse('invitations-slowed', { seconds: wait }) : { ok: true }
}

/** Whether the holder of the address may still take the invitation: it is for one person, and never for the one who sent it. */
export function mayTake(turns: Turns & { inviter_account_id: string; account_id: string | null }, accountId: string, now: Date): Decided {
  if (turns.inviter_account_id === accountId) return refuse('invitation-own')
  const state = stateOf(turns, now)
  if (state === 'expired') return refuse('invitation-expired')
  if (!stands(state)) return refuse('invitation-ended')
  return turns.account_id !== null && turns.account_id !== accountId ? refuse('invitation-taken') : { ok: true }
}
