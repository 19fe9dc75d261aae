/** One setting that is missing or can't be used, told in both languages. */
export interface SettingProblem {
  name: string
  vi: string
  en: string
}

type Values = Readonly<Record<string, string | undefined>>

const KEY_BYTES = 32
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/

/** Reads typed settings from a flat table of texts and collects every problem instead of stopping at the first. */
export class SettingsReader {
  readonly problems: SettingProblem[] = []
  readonly #values: Values

  constructor(values: Values) {
    this.#values = values
  }

  /** The trimmed value; an empty one counts as not set. */
  raw(name: string): string | null {
    return this.#values[name]?.trim() || null
  }

  reject(name: string, vi: string, en: string): void {
    this.problems.push({ name, vi, en })
  }

  text<F extends string | null>(name: string, fallback: F): string | F {
    return this.raw(name) ?? fallback
  }

  required(name: string, needed: boolean, fallback: string): string {
    const value = this.raw(name)
    if (value === null && needed) this.reject(name, 'chưa đặt', 'is not set')
    return value ?? fallback
  }

  choice<const T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.raw(name)
    if (value === null) return fallback
    const found = allowed.find((one) => one === value)
    if (!found) this.reject(name, `phải là một trong: ${allowed.join(', ')}`, `must be one of: ${allowed.join(', ')}`)
    return found ?? fallback
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.choice(name, ['1', '0', 'true', 'false', 'yes', 'no'], fallback ? '1' : '0')
    return value === '1' || value === 'true' || value === 'yes'
  }

  integer(name: string, range: { min: number; max: number; fallback: number }): number {
    const value = this.raw(name)
    if (value === null) return range.fallback
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= range.min && number <= range.max) return number
    this.reject(name, `phải là số nguyên từ ${range.min} đến ${range.max}`, `must be a whole number from ${range.min} to ${range.max}`)
    return range.fallback
  }

  /** An address with one of the schemes, or null when it is not set and not needed. */
  address(name: string, schemes: readonly string[], needed = false): string | null {
    const value = this.raw(name)
    if (value === null) {
      if (needed) this.reject(name, 'chưa đặt', 'is not set')
      return null
    }
    if (URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1))) return value
    this.reject(name, `phải là địa chỉ ${schemes.join(' hoặc ')}`, `must be an address with the scheme ${schemes.join(' or ')}`)
    return null
  }

  /** 32 bytes in base64; null when it is not set or not usable. */
  key(name: string, needed: boolean): Buffer | null {
    const value = this.raw(name)
    if (value === null) {
      if (needed) this.reject(name, 'chưa đặt (32 byte, base64)', 'is not set (32 bytes, base64)')
      return null
    }
    const key = keyOf(value)
    if (!key) this.reject(name, 'phải là 32 byte dạng base64', 'must be 32 bytes in base64')
    return key
  }

  /** `id:base64;id:base64`, the current one first. */
  keyRing(name: string, needed: boolean): { id: string; key: Buffer }[] | null {
    const value = this.raw(name)
    if (value === null) {
      if (needed) this.reject(name, 'chưa đặt (dạng «mã:base64;mã:base64», 32 byte mỗi khóa)', 'is not set (“id:base64;id:base64”, 32 bytes each)')
      return null
    }
    const ring = value.split(';').filter(Boolean).map(keyRingEntry)
    const whole = ring.filter((entry) => entry !== null)
    const distinct = new Set(whole.map((entry) => entry.id)).size === whole.length
    if (whole.length === ring.length && whole.length > 0 && distinct) return whole
    this.reject(name, 'phải có dạng «mã:base64;mã:base64», 32 byte mỗi khóa, mã không trùng', 'must be “id:base64;id:base64” with 32 bytes each and distinct ids')
    return null
  }
}

function keyRingEntry(text: string): { id: string; key: Buffer } | null {
  const colon = text.indexOf(':')
  const id = text.slice(0, colon).trim()
  const key = keyOf(text.slice(colon + 1).trim())
  return colon > 0 && KEY_ID.test(id) && key ? { id, key } : null
}

function keyOf(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === KEY_BYTES ? bytes : null
}
