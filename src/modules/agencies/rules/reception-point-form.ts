import { cleanText } from '../../../platform/text.ts'
import type { Fault } from './agency-form.ts'

export interface ReceptionPointForm {
  nameVi: string
  nameEn: string
  address: string
  phone: string
  hoursVi: string
  hoursEn: string
  mapUrl: string
}

export interface ReceptionPointDetails {
  nameVi: string
  nameEn: string | null
  address: string
  phone: string | null
  hoursVi: string | null
  hoursEn: string | null
  mapUrl: string | null
}

const MAX = { nameVi: 200, nameEn: 200, address: 300, phone: 40, hoursVi: 300, hoursEn: 300, mapUrl: 500 } as const

/** Reads what was typed of a reception point. */
export function checkReceptionPoint(
  form: ReceptionPointForm,
): { ok: true; details: ReceptionPointDetails } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = []
  const read = {} as Record<keyof ReceptionPointForm, string | null>
  for (const field of Object.keys(MAX) as (keyof ReceptionPointForm)[]) {
    const cleaned = cleanText(form[field], { max: MAX[field], multiline: field.startsWith('hours') })
    if (!cleaned.ok) faults.push({ field, code: cleaned.reason })
    read[field] = cleaned.ok ? cleaned.text || null : null
  }
  const { nameVi, address, mapUrl } = read
  if (mapUrl && !(URL.canParse(mapUrl) && new URL(mapUrl).protocol === 'https:')) faults.push({ field: 'mapUrl', code: 'malformed' })
  if (!nameVi) faults.push({ field: 'nameVi', code: 'missing' })
  if (!address) faults.push({ field: 'address', code: 'missing' })
  if (faults.length > 0 || !nameVi || !address) return { ok: false, faults }
  return { ok: true, details: { ...read, nameVi, address } }
}
