import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import createLibheif, { type MainModule } from 'libheif-js/libheif-wasm/libheif.js'
import type { UploadLimits } from './rules/limits.ts'
import type { Pixels } from './rules/tiff.ts'

/** What libheif has against a picture. */
export class HeifError extends Error {
  override name = 'HeifError'
}

const RGB = { colorspace: 1, chroma: 10, withAlpha: 11 }
const INTERLEAVED = 10
/** In libheif's `heif_decoding_options`: refuse what is damaged instead of drawing what is left. */
const STRICT_DECODING = 21
const ERROR_BYTES = 12

/**
 * The main picture of a HEIC file, turned and cropped as the file says. Nothing is given back to libheif: whoever calls
 * this lets go of the whole module afterwards.
 * @throws HeifError when it is damaged or larger than the limits.
 */
export async function decodeHeic(file: Uint8Array, limits: Pick<UploadLimits, 'pixels' | 'side'>): Promise<Pixels> {
  const wasmBinary = await readFile(createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm'))
  const heif = createLibheif({ wasmBinary, print: () => undefined, printErr: () => undefined })
  const handle = openMain(heif, file, limits)
  const samples = heif._heif_image_handle_has_alpha_channel(handle) ? 4 : 3
  const options = heif._heif_decoding_options_alloc()
  heif.HEAPU8[options + STRICT_DECODING] = 1
  const chroma = samples === 4 ? RGB.withAlpha : RGB.chroma
  const image = made(heif, (error, out) => heif._heif_decode_image(error, handle, out, RGB.colorspace, chroma, options))
  const profile = profileOf(heif, handle)
  const stride = room(heif, 4)
  const plane = heif._heif_image_get_plane_readonly(image, INTERLEAVED, stride)
  const [width, height] = [heif._heif_image_get_width(image, INTERLEAVED), heif._heif_image_get_height(image, INTERLEAVED)]
  if (!plane || !isWithin({ width, height }, limits)) throw new HeifError('The picture is not what its header says.')
  const bytesPerRow = number(heif, stride)
  // A view: from here on nothing may make the memory grow.
  const rows = heif.HEAPU8.subarray(plane, plane + bytesPerRow * height)
  return { width, height, samples, stride: bytesPerRow, rows, profile }
}

function openMain(heif: MainModule, file: Uint8Array, limits: Pick<UploadLimits, 'pixels' | 'side'>): number {
  const context = heif._heif_context_alloc()
  heif._heif_context_set_maximum_image_size_limit(context, Math.floor(Math.sqrt(limits.pixels)))
  const copy = room(heif, file.length)
  heif.HEAPU8.set(file, copy)
  made(heif, (error) => heif._heif_context_read_from_memory_without_copy(error, context, copy, file.length, 0))
  const handle = made(heif, (error, out) => heif._heif_context_get_primary_image_handle(error, context, out))
  const size = { width: heif._heif_image_handle_get_width(handle), height: heif._heif_image_handle_get_height(handle) }
  if (!isWithin(size, limits)) throw new HeifError(`The picture measures ${size.width} × ${size.height}.`)
  return handle
}

const isWithin = ({ width, height }: { width: number; height: number }, { pixels, side }: Pick<UploadLimits, 'pixels' | 'side'>) =>
  width > 0 && height > 0 && width * height <= pixels && Math.max(width, height) <= side

/** Calls what answers with an error by value and, at times, with a thing of its own. @returns the address of that. */
function made(heif: MainModule, call: (error: number, out: number) => void): number {
  const error = room(heif, ERROR_BYTES + 4)
  const out = error + ERROR_BYTES
  call(error, out)
  if (number(heif, error) !== 0) throw new HeifError(text(heif, number(heif, error + 8)))
  return number(heif, out)
}

function room(heif: MainModule, bytes: number): number {
  const at = heif._malloc(bytes)
  if (at === 0) throw new HeifError('The decoder has no more memory.')
  return at
}

const number = (heif: MainModule, at: number): number => heif.HEAPU32[at / 4]

function text(heif: MainModule, at: number): string {
  const bytes: Uint8Array = heif.HEAPU8
  return Buffer.from(bytes.subarray(at, bytes.indexOf(0, at))).toString('utf8')
}

function profileOf(heif: MainModule, handle: number): Uint8Array | null {
  const length = heif._heif_image_handle_get_raw_color_profile_size(handle)
  if (length === 0) return null
  const at = room(heif, length)
  made(heif, (error) => heif._heif_image_handle_get_raw_color_profile(error, handle, at))
  return heif.HEAPU8.slice(at, at + length)
}
