import type { OnlineLevel, ProcedureContent } from '../content.ts'

/**
 * Level of the online service as published: whole, part, or information only where no online channel is named.
 * Null where the source has no word on it.
 * @see NĐ 224/2026 art. 14
 */
export function onlineLevelOf(isFullProcess: boolean | undefined, hasOnlineChannel: boolean): OnlineLevel | null {
  if (isFullProcess === undefined) return null
  if (isFullProcess) return 'full'
  return hasOnlineChannel ? 'partial' : 'info'
}

export type OldLevel = 1 | 2 | 3 | 4

/**
 * The old four levels, only as an equivalent for readers who know them: online channel and payment 4, online channel 3,
 * a form to download 2, else 1. A service published as whole includes payment online.
 * @see NĐ 43/2011 (no longer in force)
 */
export function oldLevelEquivalent(content: ProcedureContent, onlineLevel: OnlineLevel | null): OldLevel {
  if (content.methods.some((method) => method.channel === 'online')) return onlineLevel === 'full' ? 4 : 3
  const components = content.groups.flatMap((group) => group.components)
  return components.some((component) => component.forms.length > 0 || component.electronicForm) ? 2 : 1
}
