import type { Session } from './sessions.ts'

/** A stretch of time in which every minute is known to be worked or not. Minutes count from midnight of its first day in Việt Nam. */
export interface Minutes {
  open: Uint8Array
  days: number
}

const A_DAY = 1440

/** Written down minute by minute; `sessionsOf` says the hours of a day, `dayOff` whether nobody works on it. */
export function writeMinutes(days: number, dayOff: (day: number) => boolean, sessionsOf: (day: number) => readonly Session[]): Minutes {
  const open = new Uint8Array(days * A_DAY)
  for (let minute = 0; minute < open.length; minute += 1) {
    const day = Math.floor(minute / A_DAY)
    const time = minute % A_DAY
    if (!dayOff(day) && sessionsOf(day).some(({ start, end }) => start <= time && time < end)) open[minute] = 1
  }
  return { open, days }
}

export type OracleUnit = 'same_day' | 'working_day' | 'day' | 'hour' | 'month'
export interface OracleHistory {
  received: number
  unit: OracleUnit
  amount: number
  /** Minutes after midnight, or null for none. */
  cutOff: number | null
  policy: 'resume' | 'recompute'
  pauses: readonly { stopped: number; resumed: number | null }[]
  /** `to`: number of the day. */
  extension: { at: number; to: number } | null
}

/** Knows nothing of how the calendar reckons: it walks from minute to minute. `monthLater` gives the day of the same number months later. */
export class MinuteOracle {
  readonly #open: Uint8Array
  readonly #monthLater: (day: number, months: number) => number

  constructor({ open }: Minutes, monthLater: (day: number, months: number) => number) {
    this.#open = open
    this.#monthLater = monthLater
  }

  /** The first worked minute not before this one. */
  #start(minute: number): number {
    let at = minute
    while (this.#open[at] !== 1) {
      at += 1
      if (at >= this.#open.length) throw new Error('The stretch is too short.')
    }
    return at
  }

  /** The end of work on the day of this minute, which is a working day. */
  #closing(day: number): number {
    let last = -1
    for (let minute = day * A_DAY; minute < (day + 1) * A_DAY; minute += 1) if (this.#open[minute] === 1) last = minute
    if (last < 0) throw new Error('Nobody works on that day.')
    return last + 1
  }

  /** Closing of the nth working day after a day; with 0 of the first one not before it. */
  #workingDays(day: number, n: number): number {
    let left = n
    let at = n === 0 ? day * A_DAY : (day + 1) * A_DAY
    for (;;) {
      at = this.#start(at)
      if (left <= 1) return this.#closing(Math.floor(at / A_DAY))
      left -= 1
      while (at % A_DAY !== A_DAY - 1) at += 1
      at += 1
    }
  }

  #workedMinutes(from: number, count: number): number {
    let at = this.#start(from)
    let left = count
    while (left > 0) {
      if (this.#open[at] === 1) left -= 1
      at += 1
      if (at >= this.#open.length) throw new Error('The stretch is too short.')
    }
    return at
  }

  #period({ unit, amount, cutOff }: OracleHistory, received: number): number {
    let from = this.#start(received)
    const limit = unit === 'same_day' ? (cutOff ?? 900) : cutOff
    const late = limit !== null && from % A_DAY >= limit
    const day = Math.floor(from / A_DAY)
    if (unit === 'same_day') return this.#workingDays(day, late ? 1 : 0)
    if (late) from = this.#start((day + 1) * A_DAY)
    const first = Math.floor(from / A_DAY)
    if (unit === 'day') return this.#workingDays(first + amount, 0)
    if (unit === 'month') return this.#workingDays(this.#monthLater(first, amount), 0)
    if (unit === 'hour') return this.#workedMinutes(from, amount * 60)
    return Number.isInteger(amount) ? this.#workingDays(first, amount) : this.#workedMinutes(from, amount * 480)
  }

  /** What a stop adds: counted in worked minutes, in days of the calendar or in days with a worked minute. */
  #stopped(history: OracleHistory, due: number, stopped: number, resumed: number): number {
    const { unit, amount } = history
    if (unit === 'hour' || (unit === 'working_day' && !Number.isInteger(amount))) {
      let worked = 0
      for (let minute = stopped; minute < resumed; minute += 1) worked += this.#open[minute] ?? 0
      return worked === 0 ? due : this.#workedMinutes(due, worked)
    }
    const [from, to] = [Math.floor(this.#start(stopped) / A_DAY), Math.floor(this.#start(resumed) / A_DAY)]
    // The due minute is a closing: the day it closes is that of the minute before.
    const dueDay = Math.floor((due - 1) / A_DAY)
    if (unit === 'day' || unit === 'month') return this.#workingDays(dueDay + (to - from), 0)
    let days = 0
    for (let minute = this.#start(from * A_DAY); minute < to * A_DAY; ) {
      days += 1
      while (minute % A_DAY !== A_DAY - 1) minute += 1
      minute = this.#start(minute + 1)
    }
    return this.#workingDays(dueDay, days)
  }

  due(history: OracleHistory): number {
    const { pauses, extension } = history
    let due = this.#period(history, history.received)
    const what = [...pauses.map((pause) => ({ at: pause.stopped, pause })), ...(extension ? [{ at: extension.at, pause: null }] : [])]
    // An extension of the very minute in which a stop begins comes before it.
    what.sort((one, other) => one.at - other.at || Number(one.pause !== null) - Number(other.pause !== null))
    for (const { pause } of what) {
      if (!pause) due = this.#workingDays(extension?.to ?? 0, 0)
      else if (pause.resumed === null) continue
      else if (history.policy === 'resume') due = this.#stopped(history, due, pause.stopped, pause.resumed)
      else due = Math.max(due, this.#period(history, pause.resumed))
    }
    return due
  }
}
