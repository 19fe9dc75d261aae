import type { DayAsked } from './load-day.ts'

export const END_OF_DAY = '/can-bo/cuoi-ngay'

export const dayAddress = (asked: DayAsked, ending = '', more: Record<string, string> = {}): string =>
  `${END_OF_DAY}${ending}?${new URLSearchParams({ 'co-quan': asked.agency.id, ngay: asked.day, ...more })}`
