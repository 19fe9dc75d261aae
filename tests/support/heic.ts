import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * 96 × 64: red and green above, blue and yellow below. Written by libheif 1.15.1 with x265 (Debian 12) from a PNG of the same:
 * `heif-enc -q 60 --no-alpha corners.png -o corners.heic`.
 */
export const corners = (): Buffer => readFileSync(join(import.meta.dirname, 'corners.heic'))

/** One colour, 64 × 64, in HEVC: what the same command wrote into `mdat`. */
const TILES = {
  red: 'AAAAGigBrwngIzaiP//70X3//tzHof61s5BT/xY+',
  green: 'AAAAGigBrwngITl1X1/5lX//+mbX//ycx50HMPX4',
  blue: 'AAAAGigBrwngITl1X//+rHfvf8YDP/+0Fp0HMPX4',
  yellow: 'AAAAGigBrwngITl1X1/+pjf//8YDPIe0Fp0HMPX4',
}
/** … and what the decoder has to know of all four. */
const HVCC =
  'AQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQA=='
const SIDE = 64

export type Colour = keyof typeof TILES

export interface HeicPlan {
  /** Row by row. More than one makes a grid, as telephones write their photos. */
  tiles: readonly (readonly Colour[])[]
  /** What of the tiles is the picture. */
  size?: { width: number; height: number }
  /** Quarter turns against the clock (`irot`). */
  turns?: number
  /** Left and right exchanged (`imir`), after the turn. */
  mirrored?: boolean
  exif?: Buffer
  /** ICC. */
  profile?: Buffer
  brand?: string
  /** The size that the properties name, should it be another. */
  named?: { width: number; height: number }
  /** The media before what describes them, after `gap` bytes of nothing. */
  mediaFirst?: boolean
  gap?: number
}

const u8 = (...values: number[]) => Buffer.from(values)
const u16 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])))
function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}
export function box(type: string, ...parts: Buffer[]): Buffer {
  const contents = Buffer.concat(parts)
  return Buffer.concat([u32(contents.length + 8), Buffer.from(type, 'latin1'), contents])
}
const full = (type: string, version: number, flags: number, ...parts: Buffer[]) => box(type, u32(version * 2 ** 24 + flags), ...parts)
const named = (size: { width: number; height: number }) => full('ispe', 0, 0, u32(size.width, size.height))

interface Item {
  type: string
  data: Buffer
  hidden: boolean
  /** Places in the list of properties, from 1. */
  properties: number[]
}

/** A HEIC photo as a telephone makes it: tiles, the picture made of them, where it is up, what the camera wrote of it. */
export function heic(plan: HeicPlan): Buffer {
  const properties = [box('hvcC', Buffer.from(HVCC, 'base64')), named({ width: SIDE, height: SIDE })]
  const add = (property: Buffer) => properties.push(property)
  const tiles: Item[] = plan.tiles.flat().map((colour) => ({ type: 'hvc1', data: Buffer.from(TILES[colour], 'base64'), hidden: true, properties: [1, 2] }))
  const [rows, columns] = [plan.tiles.length, plan.tiles[0]?.length ?? 0]
  const whole = plan.size ?? { width: columns * SIDE, height: rows * SIDE }
  const main: Item = {
    type: 'grid',
    data: Buffer.concat([u8(0, 1, rows - 1, columns - 1), u32(whole.width, whole.height)]),
    hidden: false,
    properties: [add(named(plan.named ?? whole))],
  }
  if (plan.profile) main.properties.push(add(box('colr', Buffer.from('prof'), plan.profile)))
  if (plan.turns) main.properties.push(add(box('irot', u8(plan.turns))))
  if (plan.mirrored) main.properties.push(add(box('imir', u8(1))))
  const exif: Item[] = plan.exif ? [{ type: 'Exif', data: Buffer.concat([u32(0), plan.exif]), hidden: true, properties: [] }] : []
  const items = [...tiles, main, ...exif]
  const head = box('ftyp', Buffer.from(plan.brand ?? 'heic'), u32(0), Buffer.from('mif1heic'))
  const media = box('mdat', ...items.map((item) => item.data))
  const gap = plan.gap === undefined ? Buffer.alloc(0) : box('free', Buffer.alloc(plan.gap))
  const metaAt = (start: number) => metaOf(items, tiles.length, box('ipco', ...properties), start)
  const start = head.length + gap.length + 8 + (plan.mediaFirst ? 0 : metaAt(0).length)
  return Buffer.concat(plan.mediaFirst ? [head, gap, media, metaAt(start)] : [head, gap, metaAt(start), media])
}

function metaOf(items: readonly Item[], tiles: number, ipco: Buffer, start: number): Buffer {
  const id = (index: number) => index + 1
  const main = id(tiles)
  let at = start
  const places = items.map((item, index) => {
    at += item.data.length
    return Buffer.concat([u16(id(index), 0, 1), u32(at - item.data.length, item.data.length)])
  })
  const entries = items.map((item, index) => full('infe', 2, item.hidden ? 1 : 0, u16(id(index), 0), Buffer.from(item.type), u8(0)))
  const ofTiles = box('dimg', u16(main, tiles, ...items.slice(0, tiles).map((_, index) => id(index))))
  const ofCamera = items.slice(tiles + 1).map((_, index) => box('cdsc', u16(main + 1 + index, 1, main)))
  const bound = items.map((item, index) => Buffer.concat([u16(id(index)), u8(item.properties.length, ...item.properties)]))
  return full(
    'meta',
    0,
    0,
    full('hdlr', 0, 0, u32(0), Buffer.from('pict'), u32(0, 0, 0), u8(0)),
    full('pitm', 0, 0, u16(main)),
    full('iloc', 0, 0, u8(0x44, 0), u16(items.length), ...places),
    full('iinf', 0, 0, u16(items.length), ...entries),
    full('iref', 0, 0, ofTiles, ...ofCamera),
    box('iprp', ipco, full('ipma', 0, 0, u32(items.length), ...bound)),
  )
}
