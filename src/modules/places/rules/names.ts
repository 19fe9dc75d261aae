import { foldVietnamese } from '../../../platform/text.ts'

const KIND =
  /^(thanh pho truc thuoc trung uong|thanh pho|tinh|tp|quan|huyen|thi xa|tx|thi tran|tt|phuong|xa|dac khu|dk|q|h|p|x)(?=[.\s\d]|$)[.\s]*/

/** A unit's name as it is compared: folded, without spaces, points and dashes; "Phường 01" and "phường 1" are one. */
export function nameKey(text: string): string {
  return foldVietnamese(text)
    .replace(/\b0+(?=\d)/g, '')
    .replace(/[^a-z0-9]/g, '')
}

/** The same without the word that says what kind of unit it is. */
export function bareNameKey(text: string): string {
  const folded = foldVietnamese(text)
  const bare = folded.replace(KIND, '')
  return nameKey(bare === '' ? folded : bare)
}

const PROVINCE_NICKNAMES: Record<string, string> = {
  hcm: 'hochiminh',
  tphcm: 'hochiminh',
  saigon: 'hochiminh',
  hue: 'thuathienhue',
  vungtau: 'bariavungtau',
  brvt: 'bariavungtau',
}

/** Key of an old province's name; everyday short names are understood. */
export function oldProvinceKey(text: string): string {
  const key = bareNameKey(text)
  return PROVINCE_NICKNAMES[key] ?? key
}
