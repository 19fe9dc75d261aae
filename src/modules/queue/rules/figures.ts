/** What was measured of a group in an hour of a day. */
export interface Hour {
  day: string
  group_id: string
  hour: number
  taken: number
  called: number
  wait_seconds: number
  longest_wait_seconds: number
  served: number
  serve_seconds: number
  absent: number
}

export interface Sum {
  taken: number
  called: number
  meanWaitMinutes: number | null
  longestWaitMinutes: number
  served: number
  meanServeMinutes: number | null
  absent: number
}

const minutes = (seconds: number): number => Math.round(seconds / 6) / 10
const total = (rows: readonly Hour[], of: keyof Omit<Hour, 'day' | 'group_id'>): number => rows.reduce((sum, row) => sum + Number(row[of]), 0)

/** Means are of those who were called or served, not of hours. */
export function sumOf(rows: readonly Hour[]): Sum {
  const [called, served] = [total(rows, 'called'), total(rows, 'served')]
  return {
    taken: total(rows, 'taken'),
    called,
    meanWaitMinutes: called > 0 ? minutes(total(rows, 'wait_seconds') / called) : null,
    longestWaitMinutes: minutes(Math.max(0, ...rows.map((row) => row.longest_wait_seconds))),
    served,
    meanServeMinutes: served > 0 ? minutes(total(rows, 'serve_seconds') / served) : null,
    absent: total(rows, 'absent'),
  }
}

export const byKey = <K extends 'group_id' | 'hour' | 'day'>(rows: readonly Hour[], key: K): [Hour[K], Sum][] =>
  [...Map.groupBy(rows, (row) => row[key])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, own]) => [value, sumOf(own)])

/** Fewer say little; an hour with fewer is left out. */
const ENOUGH = 5

/** How long one usually waits at each hour of the day, in whole minutes. */
export const usualWaits = (rows: readonly Hour[]): { hour: number; meanMinutes: number; called: number }[] =>
  byKey(rows, 'hour').flatMap(([hour, sum]) => (sum.called >= ENOUGH && sum.meanWaitMinutes !== null ? [{ hour, meanMinutes: Math.ceil(sum.meanWaitMinutes), called: sum.called }] : []))
