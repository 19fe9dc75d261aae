import { cleanText } from '../../../platform/text.ts'
import { AGENCY_KINDS, type AgencyKind, LEVELS, type Level } from '../types.ts'

/** What an administrator types of an agency; everything as text. */
export interface AgencyForm {
  code: string
  nameVi: string
  nameEn: string
  kind: string
  level: string
  receives: boolean
  provinceCode: string
  communeCode: string
  address: string
  phone: string
  email: string
  hoursVi: string
  hoursEn: string
  mapUrl: string
  hotline: string
}

export interface AgencyDetails {
  code: string | null
  nameVi: string
  nameEn: string | null
  kind: AgencyKind
  level: Level
  receives: boolean
  provinceCode: string | null
  communeCode: string | null
  address: string | null
  phone: string | null
  email: string | null
  hoursVi: string | null
  hoursEn: string | null
  mapUrl: string | null
  hotline: string | null
}

export type FaultCode = 'missing' | 'too-long' | 'hostile' | 'malformed' | 'unknown' | 'elsewhere'
export interface Fault {
  field: string
  code: FaultCode
}

/** What is known of places: null for a code that no unit in force has. */
export interface PlaceNames {
  provinceName(code: string): string | null
  communeOf(code: string): { name: string; provinceCode: string } | null
  /** Provinces of today, by name. */
  provinces: readonly { code: string; name: string }[]
  /** Code of the commune of that name in a province, if it is the only one. */
  communeNamed(provinceCode: string, typed: string): string | null
}

export type CheckedAgency = { ok: true; details: AgencyDetails } | { ok: false; faults: Fault[] }

const CODE = /^[A-Z0-9]+(\.[A-Z0-9]+){0,4}$/
const PHONE = /^[+()\d][\d\s().\-–/]{3,39}$/
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

const LIMITS = {
  code: 35,
  nameVi: 200,
  nameEn: 200,
  provinceCode: 2,
  communeCode: 5,
  address: 300,
  phone: 40,
  email: 254,
  hoursVi: 300,
  hoursEn: 300,
  mapUrl: 500,
  hotline: 40,
} as const
type TextField = keyof typeof LIMITS

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

const SHAPES: Partial<Record<TextField, (text: string) => boolean>> = {
  code: (text) => CODE.test(text),
  provinceCode: (text) => /^\d{2}$/.test(text),
  communeCode: (text) => /^\d{5}$/.test(text),
  phone: (text) => PHONE.test(text),
  hotline: (text) => PHONE.test(text),
  email: (text) => EMAIL.test(text),
  mapUrl: isHttps,
}

function readTexts(form: AgencyForm, faults: Fault[]): Record<TextField, string | null> {
  const read = {} as Record<TextField, string | null>
  for (const field of Object.keys(LIMITS) as TextField[]) {
    const multiline = field === 'hoursVi' || field === 'hoursEn'
    const cleaned = cleanText(field === 'code' ? form[field].toUpperCase() : form[field], { max: LIMITS[field], multiline })
    read[field] = null
    if (!cleaned.ok) faults.push({ field, code: cleaned.reason })
    else if (cleaned.text !== '' && SHAPES[field] && !SHAPES[field](cleaned.text)) faults.push({ field, code: 'malformed' })
    else read[field] = cleaned.text || null
  }
  return read
}

function checkPlace(level: Level, read: Record<TextField, string | null>, places: PlaceNames, faults: Fault[]): void {
  const spoiled = (field: string) => faults.some((fault) => fault.field === field)
  const { provinceCode, communeCode } = read
  if (level !== 'ministry' && !provinceCode && !spoiled('provinceCode')) faults.push({ field: 'provinceCode', code: 'missing' })
  if (level === 'commune' && !communeCode && !spoiled('communeCode')) faults.push({ field: 'communeCode', code: 'missing' })
  const provinceIsKnown = provinceCode !== null && places.provinceName(provinceCode) !== null
  if (provinceCode && !provinceIsKnown) faults.push({ field: 'provinceCode', code: 'unknown' })
  if (!communeCode) return
  const commune = places.communeOf(communeCode)
  if (!commune) faults.push({ field: 'communeCode', code: 'unknown' })
  else if (provinceIsKnown && commune.provinceCode !== provinceCode) faults.push({ field: 'communeCode', code: 'elsewhere' })
}

/** Reads what was typed of an agency: every fault at once, each with its field. */
export function checkAgency(form: AgencyForm, places: PlaceNames): CheckedAgency {
  const faults: Fault[] = []
  const read = readTexts(form, faults)
  if (!read.nameVi && !faults.some((fault) => fault.field === 'nameVi')) faults.push({ field: 'nameVi', code: 'missing' })
  const kind = AGENCY_KINDS.find((known) => known === form.kind)
  const level = LEVELS.find((known) => known === form.level)
  if (!kind) faults.push({ field: 'kind', code: 'missing' })
  if (!level) faults.push({ field: 'level', code: 'missing' })
  else checkPlace(level, read, places, faults)
  if (faults.length > 0 || !kind || !level || !read.nameVi) return { ok: false, faults }
  return { ok: true, details: { ...read, nameVi: read.nameVi, kind, level, receives: form.receives } }
}
