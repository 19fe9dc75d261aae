import { parentPort, workerData } from 'node:worker_threads'
import type { HeicAnswer, HeicQuestion } from './heic.ts'
import { decodeHeic, HeifError } from './libheif.ts'
import { tiffOf } from './rules/tiff.ts'

/* The thread that decodes one HEIC photo and ends. */

const { picture, limits, memoryBytes } = workerData as HeicQuestion

const PAGE = 64 * 1024
const { grow } = WebAssembly.Memory.prototype
WebAssembly.Memory.prototype.grow = function within(pages) {
  if (this.buffer.byteLength + pages * PAGE > memoryBytes) throw new RangeError('The picture takes more memory than it may.')
  return grow.call(this, pages)
}

async function answer(): Promise<HeicAnswer> {
  try {
    return { tiff: tiffOf(await decodeHeic(picture, limits)) }
  } catch (error) {
    // What brings the decoder down is the picture's doing, not ours.
    if (error instanceof HeifError || error instanceof WebAssembly.RuntimeError) return { unreadable: error.message }
    throw error
  }
}

const answered = await answer()
parentPort?.postMessage(answered, 'tiff' in answered ? [answered.tiff.buffer] : [])
