import { actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { inTransaction } from '../../platform/db.ts'
import { requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { issueCode, readIdentityNumber, readPhone, tryCode } from '../accounts/index.ts'
import { askedAnew, type ConfirmationRow, lockConfirmation, markConfirmed, selectConfirmation } from './confirmations.store.ts'
import type { ReceptionDeps } from './deps.ts'
import type { Staff } from './ports.ts'
import { refuse } from './refusals.ts'
import { readDay } from './rules/typed-day.ts'
import type { Looked, OpenDraft, TakeIn } from './take-in.ts'

const phoneContext = (draftId: string) => `reception.confirmation:${draftId}:phone`

/** What the person is shown and confirms: another word, another paper, and it is another. */
const shownHash = ({ draft, version }: OpenDraft, { filing }: Looked): Buffer =>
  requestHashOf([version.versionId, filing, draft.content.who, draft.content.owner])

/**
 * An officer fills in and files online for somebody at the counter, who confirms it by a code sent to their own phone: the verified one
 * of their account, or the one they name where they have none. Without the code nothing is filed: the draft waits.
 */
export function createOnBehalf(deps: ReceptionDeps & { takeIn: TakeIn }) {
  const codes = { ...deps, appendEvent: deps.append }

  /** All that must hold before anything is asked or filed. */
  async function ready(actor: Staff, open: OpenDraft): Promise<Decided<{ looked: Looked; requestHash: Buffer }>> {
    if (open.draft.channel !== 2) return refuse('not-filed-so')
    if (!(await deps.desksOf(actor)).some((desk) => desk.agencyId === open.draft.agency_id)) return refuse('draft-gone')
    const looked = await deps.takeIn.look(open)
    if (!deps.takeIn.isComplete(looked)) return refuse('not-complete-yet', { count: looked.judged.missing.length + looked.who.length })
    return { ok: true, looked, requestHash: shownHash(open, looked) }
  }

  /** The phone of the one who confirms; a person met for the first time is made. */
  async function phoneOf({ draft: { content } }: OpenDraft): Promise<{ personId: string; phone: string } | null> {
    const { who, card } = content
    const identityNumber = readIdentityNumber(who.identityNumber)
    const typed = readPhone(who.phone)
    if (!identityNumber) return null
    const { personId } = await deps.people.record({ name: who.name, birthDate: readDay(who.birth), identityNumber, cardSeen: card !== null })
    const phone = (await deps.people.verifiedPhone(personId)) ?? typed
    return phone ? { personId, phone } : null
  }

  return {
    /** Where the code went and whether it still fits what stands; null before any was asked for. */
    async standing(open: OpenDraft, looked: Looked): Promise<{ phone: string; fits: boolean; askedAt: Date; isConfirmed: boolean } | null> {
      const row = await selectConfirmation(deps.db, open.draft.id)
      return row ? { phone: openPhone(row), fits: row.request_hash.equals(shownHash(open, looked)), askedAt: row.asked_at, isConfirmed: row.confirmed_at !== null } : null
    },

    /** Sends the code; how often is limited for each phone, and only the newest counts. */
    async ask(actor: Staff, open: OpenDraft): Promise<Decided<{ phone: string }>> {
      if (open.draft.dossier_id) return refuse('draft-gone')
      const checked = await ready(actor, open)
      if (!checked.ok) return checked
      const to = await phoneOf(open)
      if (!to) return refuse('who-incomplete', { count: 1 })
      const { id } = open.draft
      return allOrNothing(deps.db, async (tx, must): Promise<Decided<{ phone: string }>> => {
        await askedAnew(tx, {
          draft_id: id,
          request_hash: checked.requestHash,
          person_id: to.personId,
          phone: deps.sealer.sealText(phoneContext(id), to.phone),
          asked_at: deps.clock.now(),
          asked_by: actorKey(actor),
          asked_by_name: actor.name,
        })
        must(await issueCode(codes)(tx, { purpose: 'file-for-me', subjectId: id, streamId: id, channelKind: 'phone', destination: to.phone, lang: 'vi', actor, deliver: true }))
        return { ok: true, phone: to.phone }
      })
    },

    /** Tries the code, then files. A wrong try stays counted; what was confirmed and then cut short is filed without another code. */
    async file(actor: Staff, open: OpenDraft, code: string): Promise<Decided<{ dossierId: string }>> {
      if (open.draft.dossier_id) return { ok: true, dossierId: open.draft.dossier_id }
      const checked = await ready(actor, open)
      if (!checked.ok) return checked
      const { looked, requestHash } = checked
      const confirmed = await inTransaction(deps.db, async (tx): Promise<Decided<{ at: Date; phone: string }>> => {
        const row = await lockConfirmation(tx, open.draft.id)
        if (!row) return refuse('code-not-asked')
        if (!row.request_hash.equals(requestHash)) return refuse('changed-since-code')
        if (row.confirmed_at) return { ok: true, at: row.confirmed_at, phone: openPhone(row) }
        const tried = await tryCode(deps)(tx, { purpose: 'file-for-me', subjectId: row.draft_id, channelKind: 'phone', code })
        if (!tried.ok) return tried
        const at = deps.clock.now()
        await markConfirmed(tx, row.draft_id, at)
        return { ok: true, at, phone: openPhone(row) }
      })
      return confirmed.ok ? deps.takeIn.fileFor(actor, open, looked, { requestHash, at: confirmed.at, phone: confirmed.phone }) : confirmed
    },
  }

  function openPhone(row: Pick<ConfirmationRow, 'draft_id' | 'phone'>): string {
    return deps.sealer.openText(phoneContext(row.draft_id), row.phone)
  }
}
export type OnBehalf = ReturnType<typeof createOnBehalf>
