/** A decoded picture: rows of 8-bit samples, red, green, blue and, where there are four, how opaque. */
export interface Pixels {
  width: number
  height: number
  samples: 3 | 4
  /** Bytes from one row to the next. */
  stride: number
  rows: Uint8Array
  /** ICC profile of its colours; without one they are sRGB. */
  profile: Uint8Array | null
}

const SHORT = 3
const LONG = 4
const UNDEFINED = 7
const WIDTH_OF: Record<number, number> = { [SHORT]: 2, [LONG]: 4, [UNDEFINED]: 1 }
const ROWS_PER_STRIP = 64
const RGB = 2
const UNASSOCIATED_ALPHA = 2

type Entry = [tag: number, type: number, values: ArrayLike<number>]

/** An uncompressed TIFF (6.0, one page) with the picture's colour profile and no other word about it. */
export function tiffOf(pixels: Pixels): Uint8Array<ArrayBuffer> {
  const { width, height, samples, stride, rows, profile } = pixels
  const row = width * samples
  const counts = Array.from({ length: Math.ceil(height / ROWS_PER_STRIP) }, (_, strip) => row * Math.min(ROWS_PER_STRIP, height - strip * ROWS_PER_STRIP))
  const entries: Entry[] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, Array(samples).fill(8)],
    [259, SHORT, [1]],
    [262, SHORT, [RGB]],
    [273, LONG, counts],
    [277, SHORT, [samples]],
    [278, LONG, [ROWS_PER_STRIP]],
    [279, LONG, counts],
    ...(samples === 4 ? [[338, SHORT, [UNASSOCIATED_ALPHA]] satisfies Entry] : []),
    ...(profile ? [[34675, UNDEFINED, profile] satisfies Entry] : []),
  ]
  const start = 8 + 2 + entries.length * 12 + 4 + entries.reduce((sum, entry) => sum + outside(entry), 0)
  let at = start
  const offsets = counts.map((count) => {
    at += count
    return at - count
  })
  const file = new Uint8Array(start + row * height)
  writeHead(new DataView(file.buffer), entries.map(([tag, type, values]) => [tag, type, tag === 273 ? offsets : values]))
  for (let y = 0; y < height; y++) file.set(rows.subarray(y * stride, y * stride + row), start + y * row)
  return file
}

/** Bytes of values that don't fit into their entry, which begin at an even place. */
function outside([, type, values]: Entry): number {
  const bytes = values.length * (WIDTH_OF[type] as number)
  return bytes <= 4 ? 0 : bytes + (bytes % 2)
}

function writeHead(view: DataView, entries: readonly Entry[]): void {
  view.setUint16(0, 0x4949)
  view.setUint16(2, 42, true)
  view.setUint32(4, 8, true)
  view.setUint16(8, entries.length, true)
  let free = 8 + 2 + entries.length * 12 + 4
  for (const [index, entry] of entries.entries()) {
    const [tag, type, values] = entry
    const at = 10 + index * 12
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, values.length, true)
    const place = outside(entry) > 0 ? free : at + 8
    if (place === free) view.setUint32(at + 8, free, true)
    free += outside(entry)
    writeValues(view, place, type, values)
  }
}

function writeValues(view: DataView, start: number, type: number, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    const at = start + index * (WIDTH_OF[type] as number)
    const value = values[index] as number
    if (type === SHORT) view.setUint16(at, value, true)
    else if (type === LONG) view.setUint32(at, value, true)
    else view.setUint8(at, value)
  }
}
