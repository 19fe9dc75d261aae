import type { Lang } from '../../../platform/words.ts'
import type { Channel, Method, PublishedFee, PublishedTime, Receiving } from '../catalogue/content.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import { papersFor, shortName } from '../catalogue/rules/papers.ts'
import { feeRange, timeRange } from '../catalogue/rules/summary.ts'
import { feeLine, formatAmount, formatFee, formatNumber, timeLine } from '../catalogue/summary-words.ts'
import type { ChannelNumber, Fee, Package } from '../packages/index.ts'
import type { Choice } from './choice.ts'
import { caseKeyOf, papersOfPackage } from './package-papers.ts'
import type { ProcedureWords } from './words.ts'

/** One thing to bring, in a few words. */
export interface Paper {
  name: string
  show: boolean
}

/** What the first screen answers, for the case and channel chosen. A null says that no source knows. */
export interface Guide {
  who: readonly string[]
  where: string | null
  howLong: string | null
  /** The source's notes say more of the time. */
  howLongNoted: boolean
  howMuch: string | null
  bring: readonly Paper[]
  sometimes: readonly Paper[]
  online: string | null
}

export const CHANNEL_NUMBERS: Record<Channel, ChannelNumber> = { in_person: 1, online: 2, post: 3 }
const PACKAGE_CHANNELS = { in_person: 'counter', online: 'online', post: 'post' } as const

export interface GuideAsk {
  procedure: Procedure
  pack: Package | null
  choice: Choice
  /** The procedure can be filed on this site now. */
  fileable: boolean
  lang: Lang
  words: ProcedureWords
}

export function guideOf(ask: GuideAsk): Guide {
  const { procedure, choice, words } = ask
  return {
    who: procedure.audience,
    where: whereOf(ask),
    howLong: howLongOf(ask),
    howLongNoted:
      !ask.pack &&
      methodsOf(procedure, choice.channel).some((method) => method.note !== null && SPEAKS_OF_TIME.test(method.note)),
    howMuch: howMuchOf(ask),
    ...papersOf(ask),
    online: onlineOf(procedure, choice, words),
  }
}

function whereOf({ procedure, choice, fileable, words }: GuideAsk): string | null {
  const [first, second] = nearestFirst(procedure.agencies)
  const more = procedure.agencies.length - 1
  const both = first && second && first.length + second.length < SHORT_LINE ? `${first}; ${second}` : null
  const place = first ? (more === 0 ? first : more === 1 && both ? both : `${first} ${words.andMore(more)}`) : null
  if (choice.channel === 'online') return fileable ? words.here : words.national
  if (choice.channel === 'post') return words.byPost(place ?? words.atAgency)
  return place
}

const SHORT_LINE = 60
const SPEAKS_OF_TIME = /\d+ *(ngày|giờ|tháng)/i
const NO_CASE = 0

/** The commune's own offices stand before the others: they are the nearest. */
const nearestFirst = (agencies: readonly string[]): string[] => {
  const isNear = (agency: string) => /cấp xã|xã, phường/i.test(agency)
  return [...agencies.filter(isNear), ...agencies.filter((agency) => !isNear(agency))]
}

const methodsOf = (procedure: Procedure, channel: Channel | null): Method[] =>
  (procedure.content?.methods ?? []).filter((method) => channel === null || method.channel === channel)

function howLongOf({ procedure, pack, choice, lang, words }: GuideAsk): string | null {
  if (pack && choice.channel) {
    const { amount, unit, cutOff } = pack.period(CHANNEL_NUMBERS[choice.channel], caseKeyOf(pack, choice.case?.key ?? null))
    return unit === 'same_day' ? words.sameDay(cutOff ?? '') : formatAmount(amount, unit, lang)
  }
  const times = methodsOf(procedure, choice.channel).flatMap((method) => method.time ?? [])
  const known = timeRange(times)
  const line = timeLine({ time: known, fee: null }, lang)
  if (line) return known && known.from !== known.to ? `${line}, ${words.dependsOnCase}` : line
  const [service] = procedure.services
  const ofServices = timeRange(procedure.services.map((each) => each.time))
  if (service && ofServices && times.every((time) => time.unit === null)) {
    return words.byService(timeLine({ time: ofServices, fee: null }, lang) ?? '', service.code)
  }
  const several = [...new Set(times.map((time) => publishedTime(time, lang, words)))]
  return several.length > 0 && several.length <= 3
    ? several.join('; ')
    : several.length > 3
      ? words.dependsOnCase
      : null
}

/** A time in the source's own terms; what it leaves out is said, never filled in. */
export function publishedTime(time: PublishedTime, lang: Lang, words: ProcedureWords): string {
  if (time.amount === null) return time.text ?? words.unknown
  return time.unit ? formatAmount(time.amount, time.unit, lang) : words.noUnit(formatNumber(time.amount, lang))
}

function howMuchOf({ procedure, pack, choice, lang, words }: GuideAsk): string | null {
  if (pack && choice.channel) return packageFees(pack, choice.channel, lang, words)
  const methods = methodsOf(procedure, choice.channel)
  const fees = methods.flatMap((method) => method.fees ?? [])
  if (fees.length === 0) return null
  const line = feeLine({ fee: feeRange(methods), time: null }, lang)
  if (line) return line
  const suspect = fees.find((fee) => fee.suspect)
  if (!suspect) {
    const said = [...new Set(fees.map((fee) => feeInWords(fee, lang)))].join('; ')
    return said.length <= SHORT_LINE ? said : words.feeAsNoted
  }
  return words.feeSuspect(formatFee(suspect.amount ?? 0, suspect.currency, lang))
}

/** Zero beside a note says what the note says; an amount keeps its note ("/trang"). */
function feeInWords(fee: PublishedFee, lang: Lang): string {
  if (!fee.amount && fee.note) return fee.note.replace(/\.$/, '')
  return [formatFee(fee.amount ?? 0, fee.currency, lang), fee.note].filter(Boolean).join(' ')
}

function packageFees({ definition }: Package, channel: Channel, lang: Lang, words: ProcedureWords): string {
  const lines = definition.fees.map((fee) => {
    const line = patternLine(fee, PACKAGE_CHANNELS[channel], lang, words)
    return definition.fees.length > 1 ? `${fee.label[lang]}: ${line}` : line
  })
  return lines.join('; ')
}

function patternLine(fee: Fee, channel: 'counter' | 'online' | 'post', lang: Lang, words: ProcedureWords): string {
  switch (fee.pattern) {
    case 'free':
      return words.free
    case 'local':
      return words.feeLocal
    case 'told':
      return words.feeTold
    case 'per-case':
      return formatFee(fee['by-channel']?.[channel] ?? fee.amount, 'VND', lang)
    case 'per-unit':
      return words.feePerUnit(formatFee(fee['by-channel']?.[channel] ?? fee.amount, 'VND', lang))
    case 'tiered':
      return words.feeFrom(formatFee(Math.min(...fee.tiers.map((tier) => tier.amount)), 'VND', lang))
  }
}

function papersOf({ procedure, pack, choice, lang }: GuideAsk): Pick<Guide, 'bring' | 'sometimes'> {
  if (pack && choice.channel) {
    const papers = papersOfPackage(pack, CHANNEL_NUMBERS[choice.channel], choice.case?.key ?? null)
    const named = (list: typeof papers.bring) =>
      list.map((one) => ({ name: shortName(one.name[lang]), show: one.presentedOnly }))
    return { bring: named(papers.bring), sometimes: named(papers.sometimes) }
  }
  if (!procedure.content) return { bring: [], sometimes: [] }
  // Until a case is chosen only what all cases need can be told at a glance.
  const chosen = choice.case ? Number(choice.case.key) : choice.cases.length > 0 ? NO_CASE : null
  const papers = papersFor(procedure.content, chosen)
  const named = (list: typeof papers.bring) =>
    list.map((one) => ({ name: shortName(one.component.name), show: one.show }))
  return { bring: named(papers.bring), sometimes: named(papers.sometimes) }
}

function onlineOf(procedure: Procedure, { channels }: Choice, words: ProcedureWords): string | null {
  if (procedure.onlineLevel) return words.onlineLevels[procedure.onlineLevel]
  return channels.includes('online') ? words.onlineUnknown : null
}

/** How often one must come; said to be unknown where the source does not let it be known. */
export function visitsOf(procedure: Procedure, pack: Package | null, channel: Channel, words: ProcedureWords): string {
  const away = receivedAway(procedure, pack, channel)
  if (away === null) return words.visitsUnknown
  if (!pack && channel === 'online' && procedure.onlineLevel !== 'full') return words.visitsPartial
  const count = (channel === 'in_person' ? 1 : 0) + (away ? 0 : 1)
  const visits = words.visitCount[count] ?? words.visitsUnknown
  return away ? words.visitsIfAway(visits) : visits
}

/** True when the result can come by post or online; null where nobody says how it is received. */
function receivedAway(procedure: Procedure, pack: Package | null, channel: Channel): boolean | null {
  if (pack) return pack.resultWays.some((way) => way !== 'counter')
  const receiving = procedure.content?.receiving
  const ways: readonly Receiving[] = (channel === 'online' ? receiving?.online : receiving?.offline) ?? []
  return ways.length === 0 ? null : ways.includes('AT_HOME') || ways.includes('ONLINE')
}

/** One fee in the source's own terms. */
export function publishedFee(fee: PublishedFee, lang: Lang, words: ProcedureWords): string {
  const kind = fee.kind ? words.kinds[fee.kind] : ''
  const amount =
    fee.amount === null
      ? ''
      : fee.suspect
        ? words.feeSuspect(formatFee(fee.amount, fee.currency, lang))
        : formatFee(fee.amount, fee.currency, lang)
  return [kind, amount].filter(Boolean).join(': ')
}
