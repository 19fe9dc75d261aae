import type { ProcedureContent, PublishedTime, TimeUnit } from '../../catalogue/content.ts'
import type { Channel } from '../schema.ts'
import { CHANNEL_OF } from './channels.ts'
import type { RecordCase } from './papers.ts'

export interface Time {
  amount: number
  unit: TimeUnit
}

export type RecordTime =
  | { kind: 'known'; time: Time; byChannel: Partial<Record<Channel, Time>>; byCase: Readonly<Record<string, Time>> }
  /** unsaid: no time at all; no-unit: days or hours isn't said; several: they differ; absurd: none that anybody can mean. */
  | { kind: 'unsaid' | 'no-unit' | 'several' | 'absurd' }

/** More than this is a typing error or no limit of settlement. */
const MOST: Record<TimeUnit, number> = { hour: 2000, working_day: 500, day: 730, month: 36 }

/** Whether a time can be meant and reckoned with: days and months are whole, working days and hours in halves. */
export function isPossible({ amount, unit }: Time): boolean {
  const step = unit === 'day' || unit === 'month' ? 1 : 0.5
  return Number.isFinite(amount) && amount > 0 && amount <= MOST[unit] && Number.isInteger(amount / step)
}


const whole = ({ amount, unit }: PublishedTime): Time | null => (amount !== null && unit !== null ? { amount, unit } : null)
const same = (a: Time, b: Time) => a.amount === b.amount && a.unit === b.unit
const distinct = (times: readonly Time[]): Time[] => times.filter((time, i) => times.findIndex((other) => same(other, time)) === i)

/** The time limit as the record's ways and online services say it together; `cases` of services have a time each. */
export function readTime(content: ProcedureContent, cases: readonly RecordCase[]): RecordTime {
  const ofServices = content.services.map((service) => ({ key: service.code, time: whole(service.time) }))
  const published = content.methods.flatMap(({ channel, time }) => (time ? [{ channel: CHANNEL_OF[channel], time }] : []))
  if (published.length + ofServices.length === 0) return { kind: 'unsaid' }
  const known = published.flatMap(({ time }) => whole(time) ?? []).concat(ofServices.flatMap(({ time }) => time ?? []))
  if (known.length === 0) return { kind: published.some(({ time }) => time.amount !== null) || content.services.some(({ time }) => time.amount !== null) ? 'no-unit' : 'unsaid' }
  // An amount without a unit may be another one.
  if (published.some(({ time }) => time.amount !== null && time.unit === null && !known.some((one) => one.amount === time.amount))) return { kind: 'no-unit' }
  if (!known.every(isPossible)) return { kind: 'absurd' }
  const byCase = timesOfCases(cases, ofServices)
  const byChannel = Object.entries(Object.groupBy(published, ({ channel }) => channel)).map(([channel, list]) => ({ channel: channel as Channel, times: distinct(list.flatMap(({ time }) => whole(time) ?? [])) }))
  if (byCase) return { kind: 'known', time: longest(Object.values(byCase)), byChannel: {}, byCase }
  if (byChannel.some(({ times }) => times.length > 1)) return { kind: 'several' }
  const base = byChannel.find(({ channel, times }) => channel === 'online' && times.length > 0)?.times[0] ?? byChannel.flatMap(({ times }) => times)[0] ?? ofServices.flatMap(({ time }) => time ?? [])[0]
  if (!base || ofServices.some(({ time }) => time && !same(time, base))) return { kind: 'several' }
  return { kind: 'known', time: base, byChannel: Object.fromEntries(byChannel.flatMap(({ channel, times: [time] }) => (time && !same(time, base) ? [[channel, time]] : []))), byCase: {} }
}

/** A time for each case, where the cases are services and each says its own. */
function timesOfCases(cases: readonly RecordCase[], services: readonly { key: string; time: Time | null }[]): Record<string, Time> | null {
  if (cases.length < 2) return null
  const times = cases.map(({ key }) => [key, services.find((service) => service.key === key)?.time ?? null] as const)
  return times.every(([, time]) => time !== null) ? (Object.fromEntries(times) as Record<string, Time>) : null
}

const HOURS: Record<TimeUnit, number> = { hour: 1, working_day: 8, day: 8, month: 176 }
const longest = (times: readonly Time[]): Time => times.reduce((most, time) => (time.amount * HOURS[time.unit] > most.amount * HOURS[most.unit] ? time : most))
