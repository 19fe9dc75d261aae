import type { Lang } from '../../../platform/words.ts'
import ethnicGroups from './ethnic-groups.json' with { type: 'json' }
import nationalities from './nationalities.json' with { type: 'json' }
import religions from './religions.json' with { type: 'json' }

export interface ListItem {
  value: string
  text: Record<Lang, string>
}

const same = (name: string): ListItem => ({ value: name, text: { vi: name, en: name } })

/**
 * The lists that fields of these types choose from. A nationality is kept by its ISO code; ethnic groups and
 * religions by their official names, since the numbers of ethnic groups differ between systems.
 */
export const LISTS: Readonly<Record<'nationality' | 'ethnic-group' | 'religion', readonly ListItem[]>> = {
  nationality: nationalities.map(([code = '', vi = '', en = '']) => ({ value: code, text: { vi, en } })),
  'ethnic-group': ethnicGroups.map(same),
  religion: religions.map(same),
}

/** Of whom most forms here tell: neighbours, and where most who live or marry here come from. Our own choice; all others are a press away. */
const COMMON = new Set(['VN', 'LA', 'KH', 'CN', 'TW', 'KR', 'JP', 'TH', 'SG', 'MY', 'PH', 'ID', 'IN', 'US', 'CA', 'AU', 'FR', 'DE', 'GB', 'RU', 'CZ', 'PL'])
export const COMMON_NATIONALITIES: readonly ListItem[] = LISTS.nationality.filter(({ value }) => COMMON.has(value))

/** Stands in a control of a nationality of which the whole list was asked for; no answer by itself. */
export const ALL_NATIONALITIES = 'all'

export const findInList = (list: keyof typeof LISTS, value: string): ListItem | null =>
  LISTS[list].find((item) => item.value === value) ?? null
