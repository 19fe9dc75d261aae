import type { CivilDate } from '../../../platform/clock.ts'
import type { Parameter, ValueOf } from '../define.ts'

export interface RecordedValue {
  agencyId: string | null
  validFrom: CivilDate
  value: string
  recordedAt: Date
}

/** What was typed or stored as the parameter's value; null where it is none. */
export function readValue<P extends Parameter>(parameter: P, text: string): ValueOf<P> | null {
  if (parameter.kind === 'choice') return (Object.hasOwn(parameter.choices, text) ? text : null) as ValueOf<P> | null
  if (!/^-?\d{1,9}$/.test(text)) return null
  const number = Number(text)
  return (number >= parameter.min && number <= parameter.max ? number : null) as ValueOf<P> | null
}

/**
 * The record that holds on a day: the agency's own before the common one, of these the one that began last, of one day the one
 * recorded last. null where the default holds.
 */
export function inForce<R extends RecordedValue>(records: readonly R[], agencyId: string | null, on: CivilDate): R | null {
  const begun = records.filter((one) => one.validFrom <= on)
  const last = (of: string | null) =>
    begun.filter((one) => one.agencyId === of).sort((a, b) => a.validFrom.localeCompare(b.validFrom) || a.recordedAt.getTime() - b.recordedAt.getTime()).at(-1)
  return (agencyId === null ? undefined : last(agencyId)) ?? last(null) ?? null
}

/** As people read it: «5 ngày làm việc», or the words of the choice. */
export function valueText(parameter: Parameter, value: string | number): string {
  if (parameter.kind === 'choice') return parameter.choices[String(value)] ?? String(value)
  return parameter.unit ? `${value} ${parameter.unit}` : String(value)
}
