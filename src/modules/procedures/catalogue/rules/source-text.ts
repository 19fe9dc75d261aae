// Left-to-right marks, zero-width characters and control characters that the portal's editors left in the texts.
const INVISIBLE = /(?![\n\r\t])[\p{Cc}\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFC\uFFFD]/gu
const OTHER_SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\t]/g

export const hasInvisible = (text: string): boolean => text.search(INVISIBLE) >= 0

/** A source's text for showing: NFC, line breaks as \n, plain spaces, nothing invisible; the words stay as they are. */
export function cleanSource(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(OTHER_SPACES, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A name: the same on one line. */
export const cleanName = (text: string): string => cleanSource(text).replace(/\n+/g, ' ')

/** Null for a text with nothing in it. */
export const textOrNull = (text: string | null | undefined): string | null => (text ? cleanSource(text) || null : null)
export const nameOrNull = (text: string | null | undefined): string | null => (text ? cleanName(text) || null : null)

/** Different, not empty names in their order. */
export const distinctNames = (names: readonly (string | null | undefined)[]): string[] => [
  ...new Set(names.flatMap((name) => nameOrNull(name) ?? [])),
]
