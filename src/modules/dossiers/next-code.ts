import { civilDateOf } from '../../platform/clock.ts'
import type { Db } from '../../platform/db.ts'
import { DEFAULT_CODE_PATTERN, formatCode, seriesOf } from './rules/code.ts'
import { takeBlock } from './store.ts'

/** Serials taken at a time: few at first, more while a process uses them up; what a stopped process held is a gap. */
const BLOCK = 10
const GREATEST_BLOCK = 160

interface Block {
  next: number
  end: number
  size: number
}

/**
 * Gives dossier codes. Serials come in blocks held by this process, so submissions don't queue behind one row;
 * what a stopped process held is never given out again (gaps are allowed, doubles are not).
 */
export function createNextCode(db: Db, pattern = DEFAULT_CODE_PATTERN) {
  const blocks = new Map<string, Promise<Block>>()

  async function take(series: string, size: number): Promise<Block> {
    const first = await takeBlock(db, series, size)
    return { next: first, end: first + size, size }
  }
  return async (agencyCode: string, at: Date): Promise<string> => {
    const date = civilDateOf(at)
    const series = seriesOf(pattern, agencyCode, date)
    for (;;) {
      const promised = blocks.get(series) ?? take(series, BLOCK)
      blocks.set(series, promised)
      let size = BLOCK
      try {
        const block = await promised
        size = Math.min(GREATEST_BLOCK, block.size * 2)
        if (block.next < block.end) return formatCode(pattern, agencyCode, date, block.next++)
      } catch (error) {
        if (blocks.get(series) === promised) blocks.delete(series)
        throw error
      }
      // Used up: whoever comes first asks for the next one; series of past days are let go.
      if (blocks.get(series) === promised) {
        if (blocks.size > 2000) blocks.clear()
        blocks.set(series, take(series, size))
      }
    }
  }
}
export type NextCode = ReturnType<typeof createNextCode>
