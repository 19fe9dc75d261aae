const MB = 1024 * 1024

/** Amounts that a deployment may change. */
export interface UploadLimits {
  /** Of one file. */
  bytes: number
  /** Of all files of one owner (a dossier). */
  ownerBytes: number
  /** Width × height of a picture. */
  pixels: number
  /** Longest side of a picture. */
  side: number
}

export const DEFAULT_LIMITS: UploadLimits = { bytes: 20 * MB, ownerBytes: 100 * MB, pixels: 100_000_000, side: 20_000 }

export const inMegabytes = (bytes: number): number => Math.round(bytes / MB)
