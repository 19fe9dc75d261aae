import { href, type Lang } from '../../../platform/words.ts'

/** Where the one who began a draft invites another to a part of it, and sees how it stands. */
export const inviteUrl = (lang: Lang, draftId: string, party: string): string => href(lang, `/nop-ho-so/ban-nhap/${draftId}/moi/${encodeURIComponent(party)}`)
