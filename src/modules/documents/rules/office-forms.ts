import type { CivilDate } from '../../../platform/clock.ts'

/** A printed form of the office: which template an event prints, in which field, from which day on. */
export interface OfficeForm {
  /** What happened: accepted is mau-01, and so on, whatever form the field has for it. */
  kind: string
  /** Code of the field (lĩnh vực) that has a form of its own; null for all others. */
  field: string | null
  /** File of the template without its ending; the name of its number series too. */
  template: string
  from: CivilDate
  until: CivilDate | null
  title: string
  /** How its number is written; null where it has none. */
  number: string | null
  paper: 'slip' | 'book'
  source: string
}

/**
 * The form of an event: f(field, event), as in force on a day. A field without a form of its own has the general one.
 * @see TT 03/2025/TT-VPCP, Phụ lục I; TT 66/2023/TT-BCA (CT04 to CT06)
 */
export function formFor(forms: readonly OfficeForm[], wanted: { kind: string; field: string | null; on: CivilDate }): OfficeForm | null {
  const { kind, field, on } = wanted
  const inForce = forms.filter((form) => form.kind === kind && form.from <= on && (form.until === null || on <= form.until))
  const latest = (some: readonly OfficeForm[]) => some.toSorted((a, b) => a.from.localeCompare(b.from)).at(-1) ?? null
  return latest(inForce.filter((form) => form.field !== null && form.field === field)) ?? latest(inForce.filter((form) => form.field === null))
}

/** "17/GTN" */
export const slipNumber = (form: Pick<OfficeForm, 'number'>, n: number): string => (form.number ?? '{number}').replaceAll('{number}', String(n))
