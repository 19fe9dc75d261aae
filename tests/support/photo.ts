import sharp from 'sharp'

/** A photo as a phone makes it: a sheet with some writing on a table, with noise so that it has a photo's size. */
export async function photo(title: string, size: { width: number; height: number } = { width: 900, height: 1200 }): Promise<Buffer> {
  const { width, height } = size
  const sheet = `<svg width="${width}" height="${height}"><rect width="100%" height="100%" fill="#8a7f70"/><rect x="8%" y="6%" width="84%" height="88%" fill="#f7f5ee"/><text x="50%" y="20%" font-size="40" text-anchor="middle">${title}</text></svg>`
  return sharp(Buffer.from(sheet)).jpeg({ quality: 80 }).toBuffer()
}
