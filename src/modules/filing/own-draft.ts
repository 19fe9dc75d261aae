import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Reader, type Tx } from '../../platform/db.ts'
import { requestHashOf } from '../../platform/idempotency.ts'
import { isId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { readTogether, UnmetError, writeTogether } from '../../platform/together.ts'
import type { AppendEvent } from '../events/index.ts'
import type { RawAnswers } from '../forms/index.ts'
import { ownAnswers, type PartOfDraft, partOfDraft, standingParts } from './draft-parts.ts'
import { type InvitationRow, newestInvitations } from './invitations.store.ts'
import type { FilingAgencies, FilingPackages } from './ports.ts'
import { refuse } from './refusals.ts'
import { changedWrite, type DraftContent, type DraftPaperRow, type DraftRow, draftParts, lockDraft, type ReadDraft } from './store.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

export interface Draft extends Omit<DraftRow, 'answers'> {
  answers: RawAnswers
  sealedAnswers: Buffer
  /** Own papers, and those of parts that were confirmed. */
  papers: DraftPaperRow[]
  /** What others were asked for, the newest invitation to each part. */
  parts: PartOfDraft[]
}

/** A draft by its id, or as the same request has read it: then it isn't read again. */
export type DraftRef = string | Draft

/** Tells whether two sets of answers are the same, without telling what they are. */
export const markOf = (raw: RawAnswers): string => requestHashOf(raw).toString('base64url').slice(0, 22)

const answersContext = (id: string) => `filing.draft:${id}:answers`

export const openDraftAnswers = (sealer: Sealer, row: Pick<DraftRow, 'id' | 'answers'>): RawAnswers => JSON.parse(sealer.openText(answersContext(row.id), row.answers)) as RawAnswers
export const sealDraftAnswers = (sealer: Sealer, draftId: string, raw: RawAnswers): Buffer => sealer.sealText(answersContext(draftId), JSON.stringify(raw))

export interface DraftDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  packages: FilingPackages
  agencies: FilingAgencies
}

/** How an own draft is read and changed: another's is not there, one that was submitted stays as it is. */
export function createOwnDrafts(deps: DraftDeps) {
  const { db, clock, sealer } = deps

  /** Another's draft is as if it were not there. */
  const openOwn = (actor: Citizen, { row, papers, invitations }: ReadDraft): Draft | null => (row?.account_id === actor.accountId ? opened(row, papers, invitations) : null)

  function opened({ answers, ...row }: DraftRow, papers: DraftPaperRow[], invitations: InvitationRow[]): Draft {
    const parts = invitations.map((invitation) => partOfDraft(sealer, invitation, clock.now()))
    const shown = new Set(parts.flatMap(({ invitationId, confirmed }) => (confirmed ? [invitationId] : [])))
    return {
      ...row,
      sealedAnswers: answers,
      answers: openDraftAnswers(sealer, { id: row.id, answers }),
      papers: papers.filter((paper) => paper.invitation_id === null || shown.has(paper.invitation_id)),
      parts,
    }
  }

  async function find(reader: Reader, actor: Citizen, draftId: string): Promise<Draft | null> {
    return isId(draftId) ? openOwn(actor, await readTogether(reader, draftParts(draftId))) : null
  }

  /**
   * Decides on the draft and writes in one statement, which finds the draft as it was decided on: when another request wrote
   * meanwhile, it is read and decided on again.
   */
  async function change<T extends object>(actor: Citizen, draft: DraftRef, decide: (draft: Draft) => Promise<Decided<T & { to: Partial<DraftContent> }>>): Promise<Decided<T>> {
    let seen = typeof draft === 'string' ? await find(db, actor, draft) : draft
    for (;;) {
      if (!seen || seen.dossier_id || seen.account_id !== actor.accountId) return refuse('draft-not-found')
      const decided = await decide(seen)
      if (!decided.ok) return decided
      const { to, ...value } = decided
      const { sealedAnswers, papers: _papers, parts: _parts, ...row } = seen
      try {
        await writeTogether(db, [changedWrite(row, { ...row, answers: sealedAnswers, updated_at: clock.now(), ...to })])
        return value as Decided<T>
      } catch (error) {
        // One of those who write at once has written, so this ends.
        if (!(error instanceof UnmetError)) throw error
        seen = await find(db, actor, seen.id)
      }
    }
  }

  /** What others were asked for is not typed here. */
  async function allowed(draft: Draft, raw: RawAnswers): Promise<RawAnswers> {
    if (standingParts(draft).length === 0) return raw
    return ownAnswers((await deps.packages.version(draft.package_version_id)).form, draft, raw)
  }

  /** Locks the draft, refuses one that was submitted, does the change. */
  async function changeLocked<T extends object>(actor: Citizen, draftId: string, work: (tx: Tx, row: DraftRow, draft: Draft) => Promise<Decided<T>>): Promise<Decided<T>> {
    if (!isId(draftId)) return refuse('draft-not-found')
    return inTransaction(db, async (tx) => {
      const row = await lockDraft(tx, draftId, actor.accountId)
      if (!row || row.dossier_id) return refuse('draft-not-found')
      return work(tx, row, opened(row, [], await newestInvitations(tx, draftId)))
    })
  }

  return { find, openOwn, change, changeLocked, allowed }
}
export type OwnDrafts = ReturnType<typeof createOwnDrafts>
