import type { Sealer } from '../../platform/seal.ts'
import { type FormDefinition, type RawAnswers, withoutParts } from '../forms/index.ts'
import { invitationPath, tokenOf } from './invitation-token.ts'
import type { InvitationRow } from './invitations.store.ts'
import { type InvitationState, stands, stateOf } from './rules/invitation.ts'
import type { Declared } from './tables.ts'

/** Whom the one who began wants to invite, as they gave it. */
export interface Invited {
  name: string
  email: string | null
  phone: string | null
}

/** A part of a draft that another person was asked for, as the one who began sees it: nothing of its answers before it is confirmed. */
export interface PartOfDraft {
  invitationId: string
  party: string
  state: InvitationState
  invited: Invited
  sentAt: Date
  timesSent: number
  expiresAt: Date
  /** When what the state says came about. */
  since: Date
  /** Page of the invitation, while nobody has agreed to it. */
  path: string | null
  /** Name of the account that agreed. */
  person: string | null
  confirmed: ConfirmedPart | null
}

export interface ConfirmedPart {
  answers: RawAnswers
  accountId: string
  personId: string
  name: string
  at: Date
  declaration: Declared
}

const invitedContext = (id: string) => `filing.invitation:${id}:invited`
const answersContext = (id: string) => `filing.invitation:${id}:answers`

export const sealInvited = (sealer: Sealer, id: string, invited: Invited): Buffer => sealer.sealText(invitedContext(id), JSON.stringify(invited))
export const openInvited = (sealer: Sealer, row: Pick<InvitationRow, 'id' | 'invited'>): Invited => JSON.parse(sealer.openText(invitedContext(row.id), row.invited)) as Invited
export const sealPart = (sealer: Sealer, id: string, raw: RawAnswers): Buffer => sealer.sealText(answersContext(id), JSON.stringify(raw))
export const openPart = (sealer: Sealer, row: Pick<InvitationRow, 'id' | 'answers'>): RawAnswers => JSON.parse(sealer.openText(answersContext(row.id), row.answers)) as RawAnswers

export function partOfDraft(sealer: Sealer, row: InvitationRow, now: Date): PartOfDraft {
  const state = stateOf(row, now)
  const since = state === 'expired' ? row.expires_at : (row.ended_at ?? row.confirmed_at ?? row.agreed_at ?? row.opened_at ?? row.sent_at)
  return {
    invitationId: row.id,
    party: row.party,
    state,
    invited: openInvited(sealer, row),
    sentAt: row.sent_at,
    timesSent: row.times_sent,
    expiresAt: row.expires_at,
    since,
    path: state === 'sent' || state === 'opened' ? invitationPath(tokenOf(sealer, row)) : null,
    person: row.person_name,
    confirmed: state === 'confirmed' ? confirmedPart(sealer, row) : null,
  }
}

function confirmedPart(sealer: Sealer, row: InvitationRow): ConfirmedPart | null {
  const { account_id: accountId, person_id: personId, person_name: name, confirmed_at: at, declaration } = row
  if (!accountId || !personId || name === null || !at || !declaration) return null
  return { answers: openPart(sealer, row), accountId, personId, name, at, declaration }
}

type WithParts = { parts: readonly PartOfDraft[] }

/** Parts that are somebody else's now. */
export const standingParts = ({ parts }: WithParts): PartOfDraft[] => parts.filter(({ state }) => stands(state))
export const givenParties = (draft: WithParts): string[] => standingParts(draft).map(({ party }) => party)

/** What others confirmed, to be read beside what the one who began typed. */
export const confirmedAnswers = ({ parts }: WithParts): RawAnswers => Object.assign({}, ...parts.map(({ confirmed }) => confirmed?.answers ?? {})) as RawAnswers

/** What the one who began may type: nothing in a part that stands with somebody else. */
export const ownAnswers = (form: FormDefinition, draft: WithParts, raw: RawAnswers): RawAnswers => withoutParts(form, raw, givenParties(draft))
