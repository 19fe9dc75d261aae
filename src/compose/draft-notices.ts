import type { Reader } from '../platform/db.ts'
import type { StoredEvent } from '../modules/events/index.ts'
import type { InvitationNotice } from '../modules/filing/index.ts'
import type { InvitationFacts, NoticeInput, Recipient } from '../modules/notifications/index.ts'
import type { Acts } from './acts.ts'

type Told = Pick<NoticeInput, 'template' | 'params' | 'secretUntil'> & { to: Recipient }

/** What an event of a draft tells whom: the one who was invited, or the one who invites. */
export function noticesOfDraft(acts: Pick<Acts, 'people' | 'filing'>) {
  const contactOf = async (reader: Reader, personId: string): Promise<Recipient> => {
    const { phone, email } = await acts.people.getContact(reader, personId)
    return { phone: phone?.value ?? null, email: email?.value ?? null }
  }

  async function toldBy(reader: Reader, type: string, notice: InvitationNotice): Promise<Told | null> {
    const draft = `/nop-ho-so/ban-nhap/${notice.draftId}`
    const facts: InvitationFacts = { inviter: notice.inviter.name, procedure: notice.procedure[notice.lang], url: `${draft}/2` }
    const person = notice.person?.name ?? notice.invited.name
    const inviter = () => contactOf(reader, notice.inviter.personId)
    switch (type) {
      case 'draft.party-invited':
      case 'draft.invitation-sent-again':
        // Answered or revoked meanwhile, the address leads nowhere.
        return notice.path === null ? null : { template: 'party-invited', params: { ...facts, url: notice.path, until: notice.expiresAt }, to: notice.invited, secretUntil: notice.expiresAt }
      case 'draft.invitation-declined':
        return { template: 'invitation-declined', params: { ...facts, person }, to: await inviter() }
      case 'draft.invitation-revoked':
        return notice.person && { template: 'invitation-revoked', params: { ...facts, url: '/ho-so' }, to: await contactOf(reader, notice.person.personId) }
      case 'draft.part-confirmed':
        return { template: 'part-confirmed', params: { ...facts, person, url: `${draft}/4` }, to: await inviter() }
      case 'draft.part-reopened':
        return { template: 'part-reopened', params: { ...facts, person }, to: await inviter() }
      default:
        return null
    }
  }

  return async (reader: Reader, event: StoredEvent): Promise<NoticeInput[]> => {
    const { invitationId } = (event.payload ?? {}) as { invitationId?: unknown }
    const notice = typeof invitationId === 'string' ? await acts.filing.invitationNotice(reader, invitationId) : null
    const told = notice && (await toldBy(reader, event.type, notice))
    return told && notice ? [{ ...told, stream: event.stream, eventId: event.eventId, lang: notice.lang } as NoticeInput] : []
  }
}
