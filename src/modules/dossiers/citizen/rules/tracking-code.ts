/** One-time code for a look-up by identity number. */
export const TRACKING_CODE = { digits: 6, lifeMinutes: 10, maxTries: 5, phones: 3 } as const

/** Digits of a personal identification number (12) or an old identity card (9) as typed; null for anything else. */
export function readNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.\-–]/g, '')
  return /^(\d{12}|\d{9})$/.test(digits) ? digits : null
}

/** Digits of a code or PIN as typed. */
export const readDigits = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s.\-–]/g, '')
    .slice(0, 20)

/** Up to so many different phones, those of the newest dossiers first. */
export function phonesToAsk<T extends { phone_index: Buffer | null }>(rows: readonly T[]): T[] {
  const met = new Set<string>()
  return rows
    .filter((row) => {
      const key = row.phone_index?.toString('hex')
      if (!key || met.has(key)) return false
      met.add(key)
      return true
    })
    .slice(0, TRACKING_CODE.phones)
}
