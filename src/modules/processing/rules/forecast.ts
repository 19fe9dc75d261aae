/** What is known of an open step when one asks whether it will be done in time. */
export interface StepNow {
  /** Working minutes until it is due; negative when it is late; null for a step outside the time limit. */
  minutesLeft: number | null
  /** Working minutes since it was opened. */
  minutesOpen: number
  /** Within so many working minutes three of four such steps were done, waiting included; null where too few were. */
  typicalMinutes: number | null
  /** Open steps of whoever has it. */
  queue: number
  /** Open steps that one of those who do such work has on average. */
  usualQueue: number
  isPaused: boolean
}

export type Forecast = 'late' | 'likely-late' | 'tight' | 'in-time' | 'paused' | 'unknown'

export const FORECAST_WORDS: Readonly<Record<Forecast, string>> = {
  late: 'Đã quá hạn',
  'likely-late': 'Dễ trễ hạn',
  tight: 'Sát hạn',
  'in-time': 'Kịp hạn',
  paused: 'Tạm dừng',
  unknown: 'Chưa đủ số liệu',
}

/** A queue twice as long as usual is expected to take twice as long, within these bounds: more would guess too much. */
const QUEUE_BOUNDS = { least: 0.5, most: 3 }
/** However long it has been open, so much of the usual time is expected to be still needed. */
const LEAST_SHARE = 0.25
/** Less than so much over what is expected is told as tight. */
const MARGIN = 1.25

/** Working minutes that a step is expected to need from now on. */
export function expectedMinutes({ typicalMinutes, minutesOpen, queue, usualQueue }: Pick<StepNow, 'minutesOpen' | 'queue' | 'usualQueue'> & { typicalMinutes: number }): number {
  const crowd = usualQueue > 0 ? Math.min(QUEUE_BOUNDS.most, Math.max(QUEUE_BOUNDS.least, queue / usualQueue)) : 1
  const whole = typicalMinutes * crowd
  return Math.max(whole - minutesOpen, whole * LEAST_SHARE)
}

/** A simple forecast from past times and the queue: an estimate to look at first what needs it, no finding about anybody's work. */
export function forecastOf(step: StepNow): Forecast {
  const { minutesLeft, typicalMinutes } = step
  if (step.isPaused) return 'paused'
  if (minutesLeft !== null && minutesLeft < 0) return 'late'
  if (minutesLeft === null || typicalMinutes === null) return 'unknown'
  const expected = expectedMinutes({ ...step, typicalMinutes })
  if (expected > minutesLeft) return 'likely-late'
  return expected * MARGIN > minutesLeft ? 'tight' : 'in-time'
}
