import sharp, { type Metadata } from 'sharp'
import { heicToTiff, isHeic } from './heic.ts'
import { DEFAULT_LIMITS } from './rules/limits.ts'
import { UnreadablePictureError } from './unreadable.ts'

export interface UprightJpeg {
  jpeg: Buffer
  width: number
  height: number
  profile: Buffer
  /** What the picture said of itself. */
  source: Metadata
}

/**
 * A picture upright, without metadata (place, device, thumbnail), sRGB with its profile, no larger than `within` says of what it is.
 * @throws UnreadablePictureError when it is damaged.
 */
export async function uprightJpeg(picture: Buffer, within: (metadata: Metadata) => { width: number; height: number }): Promise<UprightJpeg> {
  try {
    const source = sharp(isHeic(picture) ? await heicToTiff(picture) : picture, { failOn: 'error', limitInputPixels: DEFAULT_LIMITS.pixels, sequentialRead: true, pages: 1 })
    const metadata = await source.metadata()
    const { data, info } = await source
      .autoOrient()
      .resize({ ...within(metadata), fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .withIccProfile('srgb')
      .jpeg({ quality: 82, chromaSubsampling: '4:2:0' })
      .toBuffer({ resolveWithObject: true })
    return { jpeg: data, width: info.width, height: info.height, profile: await profileOf(data), source: metadata }
  } catch (error) {
    throw new UnreadablePictureError('The picture can not be decoded.', { cause: error })
  }
}

/** The colour profile of a picture that has nothing on it. */
export const blankProfile = async (): Promise<Buffer> => profileOf(await sharp({ create: { width: 1, height: 1, channels: 3, background: '#ffffff' } }).withIccProfile('srgb').jpeg().toBuffer())

async function profileOf(jpeg: Buffer): Promise<Buffer> {
  const { icc } = await sharp(jpeg).metadata()
  if (!icc) throw new Error('The colour profile is missing.')
  return icc
}
