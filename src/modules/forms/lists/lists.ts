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

export const findInList = (list: keyof typeof LISTS, value: string): ListItem | null =>
  LISTS[list].find((item) => item.value === value) ?? null
