/*
 * A TrueType font without its hints: programs that shift outlines to the dots of a coarse screen. Paper needs none, and they are a
 * third of what is embedded in each document. Outlines, widths and characters stay (tables and glyphs as OpenType 1.9 describes them).
 */

const HINTS = new Set(['fpgm', 'prep', 'cvt ', 'hdmx', 'VDMX', 'LTSH', 'gasp', 'DSIG'])
const NO_OUTLINE = Buffer.alloc(0)

/** Flags of a part of a composite glyph. */
const [WORDS, SCALE, MORE, TWO_SCALES, MATRIX, INSTRUCTIONS] = [0x1, 0x8, 0x20, 0x40, 0x80, 0x100]

/** The font, for whom it is read in memory: sums over its tables are not made anew. */
export function unhinted(font: Buffer): Buffer {
  const tables = tablesOf(font)
  const [head, loca, glyf, maxp] = ['head', 'loca', 'glyf', 'maxp'].map((tag) => tables.get(tag))
  if (!head || !loca || !glyf || !maxp) return font
  const long = head.readInt16BE(50) === 1
  const startOf = (glyph: number) => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2)
  const glyphs = Array.from({ length: maxp.readUInt16BE(4) }, (_, glyph) => bare(glyf.subarray(startOf(glyph), startOf(glyph + 1))))
  const starts = Buffer.alloc((glyphs.length + 1) * 4)
  glyphs.reduce((start, glyph, at) => starts.writeUInt32BE(start + glyph.length, (at + 1) * 4) && start + glyph.length, 0)
  const longHead = Buffer.from(head)
  longHead.writeInt16BE(1, 50)
  for (const tag of HINTS) tables.delete(tag)
  return fontOf(font.subarray(0, 4), tables.set('head', longHead).set('loca', starts).set('glyf', Buffer.concat(glyphs)))
}

function tablesOf(font: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>()
  for (let at = 0; at < font.readUInt16BE(4); at++) {
    const record = 12 + at * 16
    const start = font.readUInt32BE(record + 8)
    tables.set(font.toString('latin1', record, record + 4), font.subarray(start, start + font.readUInt32BE(record + 12)))
  }
  return tables
}

/** A glyph without instructions, to four bytes. */
function bare(glyph: Buffer): Buffer {
  if (glyph.length === 0) return NO_OUTLINE
  const contours = glyph.readInt16BE(0)
  return padded(contours < 0 ? bareComposite(glyph) : bareOutline(glyph, 10 + contours * 2))
}

function bareOutline(glyph: Buffer, length: number): Buffer[] {
  const instructions = glyph.readUInt16BE(length)
  return [glyph.subarray(0, length), Buffer.alloc(2), glyph.subarray(length + 2 + instructions)]
}

function bareComposite(glyph: Buffer): Buffer[] {
  const bare = Buffer.from(glyph)
  for (let at = 10; ; ) {
    const flags = bare.readUInt16BE(at)
    bare.writeUInt16BE(flags & ~INSTRUCTIONS, at)
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0)
    if (!(flags & MORE)) return [bare.subarray(0, at)]
  }
}

function padded(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat(parts, Math.ceil(length / 4) * 4)
}

function fontOf(version: Buffer, tables: ReadonlyMap<string, Buffer>): Buffer {
  const directory = Buffer.alloc(12 + tables.size * 16)
  version.copy(directory)
  directory.writeUInt16BE(tables.size, 4)
  const power = Math.floor(Math.log2(tables.size))
  directory.writeUInt16BE(16 * 2 ** power, 6)
  directory.writeUInt16BE(power, 8)
  directory.writeUInt16BE(16 * (tables.size - 2 ** power), 10)
  const bodies: Buffer[] = []
  let [record, start] = [12, directory.length]
  for (const [tag, table] of [...tables].sort(([one], [other]) => (one < other ? -1 : 1))) {
    directory.write(tag, record, 'latin1')
    directory.writeUInt32BE(start, record + 8)
    directory.writeUInt32BE(table.length, record + 12)
    bodies.push(padded([table]))
    record += 16
    start += Math.ceil(table.length / 4) * 4
  }
  return Buffer.concat([directory, ...bodies])
}
