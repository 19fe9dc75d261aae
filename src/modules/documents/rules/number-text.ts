/** A number as its package writes it: «15/2026», «15/GPXD», «15/QĐ-UBND». */
export const numberText = (pattern: string, { number, year }: { number: number; year: number }): string => pattern.replaceAll('{number}', String(number)).replaceAll('{year}', String(year))
