/** Beyond this a page only grows heavier. */
const MOST_DPI = 600
/** A scanner names its dots an inch; a camera writes 72 or nothing, which says nothing of the paper. */
const TOLD_FROM = 150

const POINTS = 72
const A4 = { short: 595.28, long: 841.89 }
/** Sides of a sheet that a density may be believed for: a bank card to an A2 drawing. */
const BELIEVED = { least: 1.5 * POINTS, most: 24 * POINTS }

export interface ScanPage {
  /** Of the page, in points. */
  width: number
  height: number
  /** Where the picture stands on it, in points. */
  picture: { x: number; y: number; width: number; height: number }
  /** Most pixels that are kept. */
  pixels: { width: number; height: number }
  /** As it stands on the page. */
  dpi: number
}

/** The page that a picture makes: as large as its scanner says, else an A4 sheet that it fills as far as it goes. */
export function pageOfScan(size: { width: number; height: number }, density: number | null): ScanPage {
  const told = density !== null && density >= TOLD_FROM ? { width: (size.width / density) * POINTS, height: (size.height / density) * POINTS } : null
  const believed = told && Math.min(told.width, told.height) >= BELIEVED.least && Math.max(told.width, told.height) <= BELIEVED.most
  return believed && density ? ofDensity(size, told, density) : onA4(size)
}

function ofDensity(size: { width: number; height: number }, { width, height }: { width: number; height: number }, density: number): ScanPage {
  const dpi = Math.min(density, MOST_DPI)
  const pixels = { width: Math.round((size.width * dpi) / density), height: Math.round((size.height * dpi) / density) }
  return { width, height, picture: { x: 0, y: 0, width, height }, pixels, dpi: Math.round(dpi) }
}

function onA4(size: { width: number; height: number }): ScanPage {
  const [width, height] = size.width > size.height ? [A4.long, A4.short] : [A4.short, A4.long]
  const scale = Math.min(width / size.width, height / size.height)
  const picture = { width: size.width * scale, height: size.height * scale }
  const full = POINTS / scale
  const dpi = Math.min(full, MOST_DPI)
  return {
    width,
    height,
    picture: { ...picture, x: (width - picture.width) / 2, y: (height - picture.height) / 2 },
    pixels: { width: Math.round((size.width * dpi) / full), height: Math.round((size.height * dpi) / full) },
    dpi: Math.round(dpi),
  }
}
