import type { CivilDate } from '../../../platform/clock.ts'

/**
 * Code of a dossier by a configurable pattern; `{agency}`, `{yy}`, `{yyyy}`, `{mm}`, `{dd}` and `{serial:n}` (at least n digits).
 * The default is the form of TT 01/2018/TT-VPCP art. 19, until the unified rule (NĐ 309/2026 art. 12) is issued.
 */
export const DEFAULT_CODE_PATTERN = '{agency}-{yy}{mm}{dd}-{serial:4}'

/** Name of the series that a code's serial comes from: everything of the pattern but the serial. */
export function seriesOf(pattern: string, agencyCode: string, date: CivilDate): string {
  return fill(pattern, agencyCode, date).replace(/\{serial(:\d+)?\}/, '#')
}

/** @throws Error when the pattern has no serial. */
export function formatCode(pattern: string, agencyCode: string, date: CivilDate, serial: number): string {
  const filled = fill(pattern, agencyCode, date)
  if (!/\{serial(:\d+)?\}/.test(filled)) throw new Error(`The code pattern '${pattern}' has no {serial}.`)
  return filled.replace(/\{serial(?::(\d+))?\}/, (_whole, width: string | undefined) => String(serial).padStart(Number(width ?? 1), '0'))
}

function fill(pattern: string, agencyCode: string, date: CivilDate): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return pattern
    .replaceAll('{agency}', agencyCode)
    .replaceAll('{yyyy}', year)
    .replaceAll('{yy}', year.slice(2))
    .replaceAll('{mm}', month)
    .replaceAll('{dd}', day)
}

/** Characters that a code may hold; anything else is malformed before the database is asked. */
export const isCode = (text: string): boolean => /^[0-9A-Z][0-9A-Z.-]{6,62}[0-9A-Z]$/.test(text)

/** What people type: spaces and lower case are forgiven. */
export const normaliseCode = (text: string): string => text.replace(/\s+/g, '').replace(/[–—]/g, '-').toUpperCase()
