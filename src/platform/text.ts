const MARKS = /\p{Diacritic}/gu

/** Lower case, no diacritics, đ as d, single spaces: for searching, never for showing. */
export function foldVietnamese(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** For the attribute `lang` of a text that is shown as it was written: `vi` where its marks say so and the page isn't Vietnamese. */
export const langWritten = (text: string, page: 'vi' | 'en'): 'vi' | undefined => (page === 'en' && /đ|Đ|[\u0300-\u0323]/.test(text.normalize('NFD')) ? 'vi' : undefined)

/** Words that no Vietnamese sentence has: what stands beside a name that was quoted is English. */
const ENGLISH = /\b(?:the|of|is|are|has|have|for|and|you|your|not|with|by|from|was|will)\b/i

/**
 * A text of an English page cut where its language changes: what is quoted between “ ” or stands after a colon is Vietnamese where
 * its marks say so. A name within an English sentence is left as it is.
 */
export function inLanguages(text: string, page: 'vi' | 'en'): readonly { text: string; lang: 'vi' | undefined }[] {
  if (!langWritten(text, page)) return [{ text, lang: undefined }]
  return text.split(/(“[^”]*”)/).flatMap((part) => {
    const colon = part.indexOf(': ') + 2
    const [lead, rest] = [part.slice(0, colon), part.slice(colon)]
    if (colon > 2 && !langWritten(lead, page)) return [{ text: lead, lang: undefined }, ...(rest ? [{ text: rest, lang: langWritten(rest, page) }] : [])]
    return part ? [{ text: part, lang: part.startsWith('“') || !ENGLISH.test(part) ? langWritten(part, page) : undefined }] : []
  })
}

// Letters of other alphabets that look like Latin ones.
const LOOK_ALIKE = /[\p{Script=Cyrillic}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ]/u

/** A word in which letters of another alphabet stand among Latin ones: it looks like another word and is found by nobody. */
export const mixedWord = (text: string): string | null => (LOOK_ALIKE.test(text) ? text.match(/[\p{L}\p{M}]+/gu)?.find((word) => LOOK_ALIKE.test(word) && /\p{Script=Latin}/u.test(word)) : null) ?? null

// Control characters, bidirectional overrides and isolates, zero-width characters, byte order mark, lone surrogates.
const HOSTILE = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Cs}/u
const HOSTILE_MULTILINE = /(?![\n\t])[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Cs}/u

export type Cleaned = { ok: true; text: string } | { ok: false; reason: 'too-long' | 'hostile' }

/** NFC, trimmed text; refuses control, bidirectional and invisible characters and more than `max` code points. */
export function cleanText(raw: string, options: { max: number; multiline?: boolean }): Cleaned {
  const text = (options.multiline ? raw.replace(/\r\n?/g, '\n') : raw).normalize('NFC').trim()
  if ((options.multiline ? HOSTILE_MULTILINE : HOSTILE).test(text)) return { ok: false, reason: 'hostile' }
  // No text has more code points than units.
  if (text.length > options.max && [...text].length > options.max) return { ok: false, reason: 'too-long' }
  return { ok: true, text: options.multiline ? text : text.replace(/ {2,}/g, ' ') }
}
