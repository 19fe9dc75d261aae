import type { Lang } from './words.ts'

export interface NamedUnit {
  fullName: string
  fullNameEn: string
}

/** "Phường Ninh Kiều" inside a sentence: "phường Ninh Kiều". */
export const inSentence = (fullName: string): string => fullName.charAt(0).toLowerCase() + fullName.slice(1)

/**
 * A civil address in two tiers, smallest first: "12 Nguyễn Trãi, phường Ninh Kiều, thành phố Cần Thơ".
 * The first letter is a capital when no detail stands before it.
 */
export function formatAddress(
  detail: string | null | undefined,
  commune: NamedUnit,
  province: NamedUnit,
  lang: Lang = 'vi',
): string {
  const before = detail?.trim().replace(/[,;.\s]+$/, '')
  if (lang === 'en') return [before, commune.fullNameEn, province.fullNameEn].filter(Boolean).join(', ')
  const units = `${inSentence(commune.fullName)}, ${inSentence(province.fullName)}`
  return before ? `${before}, ${units}` : units.charAt(0).toUpperCase() + units.slice(1)
}
