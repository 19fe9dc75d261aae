import type { PictureReader, PictureSize } from './picture-size.ts'

/** Longest `meta` box that is gathered. A photo of 48 megapixels in tiles has some 20 KB, its colour profile included. */
const MOST_META = 512 * 1024
/** Size, type and, where the size does not fit into 32 bits, the long size. */
const LONGEST_HEADER = 16

interface Box {
  type: string
  /** Of its contents. */
  start: number
  end: number
}

/** The box that begins at `at`; null when its size is none that fits before `end`. Size 0 means: to the end. */
function boxAt(bytes: Buffer, at: number, end: number): Box | null {
  if (end - at < 8 || bytes.length - at < 8) return null
  const short = bytes.readUInt32BE(at)
  const header = short === 1 ? LONGEST_HEADER : 8
  if (end - at < header || bytes.length - at < header) return null
  const size = short === 0 ? end - at : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short
  if (size < header || at + size > end) return null
  return { type: bytes.toString('latin1', at + 4, at + 8), start: at + header, end: at + size }
}

/** Every box between two places, one behind the other to the last byte; null when they do not fit. */
function boxesIn(bytes: Buffer, { start, end }: Pick<Box, 'start' | 'end'>): Box[] | null {
  const boxes: Box[] = []
  for (let at = start; at < end; ) {
    const box = boxAt(bytes, at, end)
    if (!box) return null
    boxes.push(box)
    at = box.end
  }
  return boxes
}

const inside = (bytes: Buffer, boxes: readonly Box[] | null, type: string): Box[] | null => {
  const found = boxes?.find((box) => box.type === type)
  return found ? boxesIn(bytes, found) : null
}

/** Version and flags stand before the contents of a full box. */
const FULL = 4

/**
 * The largest size among the properties of the items: that of the whole picture where it is divided into tiles. 'broken'
 * where no item is coded in HEVC.
 */
function largestIn(bytes: Buffer, meta: Box): PictureSize | 'broken' {
  const properties = inside(bytes, inside(bytes, boxesIn(bytes, { start: meta.start + FULL, end: meta.end }), 'iprp'), 'ipco')
  if (!properties?.some((box) => box.type === 'hvcC')) return 'broken'
  let largest: PictureSize = { width: 0, height: 0 }
  for (const box of properties.filter((one) => one.type === 'ispe')) {
    if (box.end - box.start < FULL + 8) return 'broken'
    const size = { width: bytes.readUInt32BE(box.start + FULL), height: bytes.readUInt32BE(box.start + FULL + 4) }
    if (size.width === 0 || size.height === 0) return 'broken'
    if (size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest.width > 0 ? largest : 'broken'
}

/** Walks the outermost boxes of a HEIC photo, skipping their contents however long, to `meta`, which says how large it is. */
export function heicReader(): PictureReader {
  let held: Buffer[] = []
  let length = 0
  let skip = 0
  /** Bytes that must be there before it is worth looking again. */
  let wanted = LONGEST_HEADER
  function hold(bytes: Buffer) {
    const passed = Math.min(skip, bytes.length)
    skip -= passed
    length += bytes.length - passed
    held.push(bytes.subarray(passed))
  }
  return {
    take(chunk) {
      hold(chunk)
      while (length >= wanted) {
        const bytes = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
        const box = boxAt(bytes, 0, Number.POSITIVE_INFINITY)
        if (!box) return 'broken'
        if (box.type === 'meta' && length >= box.end) return largestIn(bytes, box)
        if (box.type === 'meta' && box.end > MOST_META) return 'broken'
        ;[held, length] = [[], 0]
        wanted = box.type === 'meta' ? box.end : LONGEST_HEADER
        skip = box.type === 'meta' ? 0 : box.end
        hold(bytes)
      }
      return 'more'
    },
  }
}
