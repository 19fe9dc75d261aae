import { randomFillSync } from 'node:crypto'

const block = Buffer.alloc(4096)
let used = block.length

/** A few random bytes out of a block from the system, which is asked once for hundreds of ids and nonces. None is given twice. */
export function fewRandomBytes(count: number): Buffer {
  if (used + count > block.length) {
    randomFillSync(block)
    used = 0
  }
  const taken = Buffer.from(block.subarray(used, used + count))
  block.fill(0, used, used + count)
  used += count
  return taken
}
