/** Which characters a font draws: from the `cmap` table of a TrueType font (formats 4 and 12, as OpenType 1.9 describes them). */
export function coverageOf(font: Buffer): ReadonlySet<number> {
  const covered = new Set<number>()
  const cmap = tableOf(font, 'cmap')
  if (cmap === null) return covered
  for (let at = 0; at < font.readUInt16BE(cmap + 2); at++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4)
    const format = font.readUInt16BE(table)
    if (format === 4) readSegments(font, table, covered)
    if (format === 12) readGroups(font, table, covered)
  }
  return covered
}

function tableOf(font: Buffer, tag: string): number | null {
  for (let at = 0; at < font.readUInt16BE(4); at++) {
    const record = 12 + at * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  return null
}

function readSegments(font: Buffer, table: number, covered: Set<number>): void {
  const size = font.readUInt16BE(table + 6)
  const [ends, starts] = [table + 14, table + 16 + size]
  const [deltas, offsets] = [starts + size, starts + 2 * size]
  for (let at = 0; at < size; at += 2) {
    const start = font.readUInt16BE(starts + at)
    const offset = font.readUInt16BE(offsets + at)
    for (let code = start; code <= font.readUInt16BE(ends + at) && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : font.readUInt16BE(offsets + at + offset + (code - start) * 2)
      // Glyph 0 is the sign for what the font lacks.
      if (offset === 0 ? (code + font.readUInt16BE(deltas + at)) % 65_536 !== 0 : glyph !== 0) covered.add(code)
    }
  }
}

function readGroups(font: Buffer, table: number, covered: Set<number>): void {
  for (let at = 0; at < font.readUInt32BE(table + 12); at++) {
    const group = table + 16 + at * 12
    for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code++) covered.add(code)
  }
}

const LAYOUT = new Set(['\n', '\r', '\t'])
/** Joiners and selectors of a form: nothing is drawn for them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu
const UNDRAWN = '?'
const PLAIN = /^[\n\r\t\x20-\x7e]*$/

/** The text with a question mark for each character that can't be drawn: a paper of the State has every glyph embedded (PDF/A-2b). */
export function drawable(text: string, covered: ReadonlySet<number>): string {
  if (PLAIN.test(text)) return text
  let drawn = ''
  for (const character of text.replace(UNSEEN, '')) drawn += covered.has(character.codePointAt(0) ?? 0) || LAYOUT.has(character) ? character : UNDRAWN
  return drawn
}
