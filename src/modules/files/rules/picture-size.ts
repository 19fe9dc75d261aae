/** Width and height in pixels, read from the header alone: nothing is decoded, so a bomb can't go off. */
export interface PictureSize {
  width: number
  height: number
}

export interface PictureReader {
  /** Takes the next bytes. 'more' while the size isn't known yet; 'broken' when there is no picture of this kind. */
  take(chunk: Buffer): PictureSize | 'more' | 'broken'
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_HEADER = 24

/** IHDR is by the standard the first chunk. */
export function pngReader(): PictureReader {
  let head = Buffer.alloc(0)
  return {
    take(chunk) {
      head = Buffer.concat([head, chunk.subarray(0, PNG_HEADER)])
      if (head.length < PNG_HEADER) return 'more'
      if (!head.subarray(0, 8).equals(PNG_SIGNATURE) || head.toString('latin1', 12, 16) !== 'IHDR') return 'broken'
      return positive(head.readUInt32BE(16), head.readUInt32BE(20))
    },
  }
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
/** Start of frame: C0–CF without C4 (tables), C8 (reserved) and CC (arithmetic tables). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
const hasNoLength = (marker: number) => marker === SOI || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** Walks the segments, skipping their contents (thumbnails, profiles, depth maps) however long, to the frame header. */
export function jpegReader(): PictureReader {
  let rest = Buffer.alloc(0)
  let skip = 0
  return {
    take(chunk) {
      const passed = Math.min(skip, chunk.length)
      skip -= passed
      rest = Buffer.concat([rest, chunk.subarray(passed)])
      let at = 0
      const more = () => {
        rest = rest.subarray(at)
        return 'more' as const
      }
      for (;;) {
        if (rest.length - at < 2) return more()
        if (rest[at] !== 0xff) return 'broken'
        const marker = rest[at + 1] as number
        if (marker === 0xff) at += 1
        else if (hasNoLength(marker)) at += 2
        else if (marker === SOS || marker === EOI || marker === 0x00) return 'broken'
        else {
          if (rest.length - at < 9) return more()
          const length = rest.readUInt16BE(at + 2)
          if (length < 2) return 'broken'
          if (isFrame(marker)) return positive(rest.readUInt16BE(at + 7), rest.readUInt16BE(at + 5))
          at += 2 + length
          if (at > rest.length) {
            skip = at - rest.length
            rest = Buffer.alloc(0)
            return 'more'
          }
        }
      }
    },
  }
}

const positive = (width: number, height: number): PictureSize | 'broken' =>
  width > 0 && height > 0 ? { width, height } : 'broken'
