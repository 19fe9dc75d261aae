import { href, type Lang } from '../../../platform/words.ts'
import type { Channel } from '../catalogue/content.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import { casesOf } from '../catalogue/rules/papers.ts'
import type { Package } from '../packages/index.ts'
import { casesOfPackage } from './package-papers.ts'

export const CHANNEL_NAMES: Record<Channel, string> = {
  in_person: 'truc-tiep',
  online: 'truc-tuyen',
  post: 'buu-chinh',
}
const ORDER: readonly Channel[] = ['in_person', 'online', 'post']
const OF_PACKAGE = { counter: 'in_person', online: 'online', post: 'post' } as const

export interface CaseOption {
  /** Stands in the address. */
  key: string
  name: string
}

/** What the reader chose, or what is taken for granted until they do. */
export interface Choice {
  channels: readonly Channel[]
  channel: Channel | null
  cases: readonly CaseOption[]
  case: CaseOption | null
}

export function channelsOf(procedure: Procedure, pack: Package | null): Channel[] {
  const published = new Set(procedure.content?.methods.map((method) => method.channel))
  for (const channel of pack?.definition.channels ?? []) published.add(OF_PACKAGE[channel])
  return ORDER.filter((channel) => published.has(channel))
}

/** Reads `cach` and `truong-hop`; anything else than what is offered counts as not chosen. */
export function choose(procedure: Procedure, pack: Package | null, query: Record<string, string>, lang: Lang): Choice {
  const channels = channelsOf(procedure, pack)
  const asked = channels.find((channel) => CHANNEL_NAMES[channel] === query.cach)
  const cases = pack
    ? casesOfPackage(pack).map(({ key, label }) => ({ key, name: label[lang] }))
    : procedure.content
      ? casesOf(procedure.content).map((one) => ({ key: String(one.number), name: one.name }))
      : []
  return {
    channels,
    channel: asked ?? (pack && channels.includes('online') ? 'online' : (channels[0] ?? null)),
    cases,
    case: cases.find((one) => one.key === query['truong-hop']) ?? null,
  }
}

/** Address of a procedure's page with a choice; what is not given stays as it is. */
export function choiceHref(
  lang: Lang,
  code: string,
  choice: Choice,
  change: { channel?: Channel; page?: string } = {},
): string {
  const query = new URLSearchParams()
  const channel = change.channel ?? choice.channel
  if (channel && choice.channels.length > 1) query.set('cach', CHANNEL_NAMES[channel])
  if (choice.case) query.set('truong-hop', choice.case.key)
  const text = query.toString()
  return `${procedureHref(lang, code)}${change.page ?? ''}${text ? `?${text}` : ''}`
}

export const procedureHref = (lang: Lang, code: string): string => href(lang, `/thu-tuc/${encodeURIComponent(code)}`)
