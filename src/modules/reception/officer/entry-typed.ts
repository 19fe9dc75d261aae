import { field, type FormFields, type WebRequest } from '../../../platform/http/index.ts'
import { type Asking, type Facts, fillFromCard, type FindPlace, type FormDefinition, findField, prefill, pressed, type RawAnswers, readAnswers } from '../../forms/index.ts'
import type { DraftContent } from '../draft.ts'
import type { ReceptionPackage } from '../ports.ts'
import { type PaperCounts, readCount } from '../rules/counts.ts'
import { readDay } from '../rules/typed-day.ts'
import { control } from './deps.ts'
import { whoTyped } from './who-fields.tsx'

const AT_COUNTER = 'người nộp tại quầy'

export const countControl = (component: string, kind: keyof PaperCounts): string => control(`${kind}:${component}`)

/** What the page of entry sent, over what stood; `changed` when a button of the form itself was pressed (a row added, communes shown). */
export function typedEntry(r: WebRequest, content: DraftContent, version: ReceptionPackage, asking: Asking): { content: DraftContent; changed: boolean } {
  const { form } = r
  const typed = readAnswers(version.form, form, { previous: content.raw })
  const raw = pressed(version.form, typed, form, asking)
  const who = whoTyped(form, content)
  // Typed once, it is the form's too where nothing stands there.
  const phone: Facts = who.who.phone && who.who.phone !== content.who.phone ? { 'account.phone': { value: who.who.phone, source: AT_COUNTER, verified: false } } : {}
  const text = (name: string, before: string) => (Object.hasOwn(form, control(name)) ? field(form, control(name)).slice(0, 400) : before)
  const caseKey = text('case', content.caseKey ?? '')
  const way = text('resultWay', content.resultWay ?? '')
  return {
    changed: raw !== null,
    content: {
      ...content,
      ...who,
      raw: prefill(version.form, raw ?? typed, phone).raw,
      communeCode: text('commune', content.communeCode ?? '') || null,
      caseKey: version.cases.some((one) => one.key === caseKey) ? caseKey : null,
      resultWay: version.resultWays.find((one) => one === way) ?? null,
      counts: { ...content.counts, ...countsTyped(form, version) },
      post: { postmark: text('postmark', content.post.postmark), carrier: text('carrier', content.post.carrier), parcel: text('parcel', content.post.parcel) },
    },
  }
}

/** A count that is none is left as it was counted before. */
function countsTyped(form: FormFields, version: ReceptionPackage): Record<string, PaperCounts> {
  const counts: Record<string, PaperCounts> = {}
  const ids = new Set(version.cases.flatMap((one) => version.components(one.key, {}).map(({ id }) => id)))
  for (const id of ids) {
    if (!Object.hasOwn(form, countControl(id, 'originals'))) continue
    const [originals, certified, copies] = (['originals', 'certified', 'copies'] as const).map((kind) => readCount(field(form, countControl(id, kind))))
    if (originals !== null && certified !== null && copies !== null && originals !== undefined && certified !== undefined && copies !== undefined) counts[id] = { originals, certified, copies }
  }
  return counts
}

/** The form as it begins: with what is known of the person, and what their card says. */
export async function begunWith(form: FormDefinition, content: DraftContent, findPlace: FindPlace): Promise<{ raw: RawAnswers; sources: Readonly<Record<string, string>> }> {
  const { who, card, owner } = content
  const known: Record<string, string | null> = {
    'account.name': who.name,
    'account.birthDate': readDay(who.birth),
    'account.identityNumber': who.identityNumber,
    'account.documentKind': who.identityNumber ? 'identity-card' : null,
    'account.phone': who.phone,
    'account.email': who.email,
  }
  const facts: Facts = Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, { value, source: AT_COUNTER, verified: false }]] : [])))
  const filled = prefill(form, content.raw, facts)
  // The section that is about the one who hands in; of another's dossier nothing of the card is theirs to fill.
  const section = form.sections.find((one) => one.card?.name && findField(form, one.card.name)?.prefill.includes('account.name'))
  if (!card || !section || owner.isOther) return filled
  const place = await findPlace(card.address)
  const ofCard = fillFromCard(form, section, filled.raw, card, place)
  return { raw: ofCard.raw, sources: { ...filled.sources, ...Object.fromEntries(ofCard.filled.map((id) => [id, 'thẻ căn cước'])) } }
}
