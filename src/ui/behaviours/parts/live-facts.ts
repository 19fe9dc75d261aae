// What is typed in the controls of a form, as conditions and computed fields read it: the same value that the server would make of it.
import { formatAddress } from '../../../platform/address-text.ts'
import { parseCivilDate } from '../../../platform/day-number.ts'
import { evaluateFeel } from '../../../platform/feel/evaluate.ts'
import type { FeelTree } from '../../../platform/feel/tree.ts'
import { inWords } from '../../../platform/in-words.ts'
import { numberOf } from '../../../platform/typed-number.ts'

/** How the value of a field is taken, as the page says it. */
export type LiveFact =
  | ['text' | 'name' | 'truth' | 'identity' | 'agency']
  | ['number', whole: boolean, min: number | null, max: number | null]
  | ['date', partial: boolean, from: string, to: string | null]
  | ['address', needsCommune: boolean, detail: 'required' | 'optional' | 'none']
  | ['rows', least: number, fields: Record<string, LiveFact>]
  | ['value', FeelTree]
  | ['words', id: string]
  /** Doesn't stand on this page. */
  | ['given', unknown]

export const PART = '[data-only-when]'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

function typedIn(control: Control): string {
  if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && !control.checked) return ''
  return control.value.normalize('NFC').trim()
}

function controlsOf(root: Element, name: string, sign = '='): Control[] {
  return [...root.querySelectorAll<Control>(`[name${sign}"${CSS.escape(name)}"]`)]
}

/** What is typed or chosen; nothing when the control is not asked. */
function textOf(root: Element, name: string): string {
  const asked = controlsOf(root, name).filter((control) => !control.closest(`${PART}[hidden]`))
  return asked.map(typedIn).find(Boolean) ?? ''
}

type Scope = Record<string, unknown>

/** The values of all facts, each after those that it reads. */
export function scopeOf(root: Element, facts: [string, LiveFact][], today: string | null): Scope {
  const scope: Scope = { today }
  for (const [id, fact] of facts) {
    const value = valueTyped(root, id, fact, scope)
    scope[id] = value
    if (fact[0] === 'name' && value) {
      const words = String(value).toLocaleUpperCase('vi').split(' ')
      scope[`${id}.family`] = words[0]
      scope[`${id}.last`] = words[words.length - 1]
    }
    if (fact[0] === 'date' && value) scope[`${id}.year`] = Number(String(value).slice(0, 4))
  }
  return scope
}

/** The place of a computed field's value. */
export const placeOf = (root: Element, id: string): HTMLElement | null => root.querySelector<HTMLElement>(`#${CSS.escape(id.replaceAll('.', '-'))}`)

function valueTyped(root: Element, id: string, fact: LiveFact, scope: Scope): unknown {
  const text = (part = '') => textOf(root, id + part)
  switch (fact[0]) {
    case 'given':
      return fact[1]
    case 'value':
    case 'words': {
      if (placeOf(root, id)?.closest(`${PART}[hidden]`)) return null
      const value = fact[0] === 'value' ? evaluateFeel(fact[1], scope) : inWords(scope[fact[1]])
      return typeof value === 'object' ? null : value
    }
    case 'rows':
      return rowsOf(root, id, fact, scope)
    case 'date':
      return dateOf([text('-year'), text('-month'), text('-day')], fact)
    case 'address':
      return addressOf(root, id, fact)
    case 'agency':
      return text('-name') ? { name: text('-name') } : null
    case 'number': {
      const [, whole, min, max] = fact
      const value = numberOf(text())
      return value === null || (whole && !Number.isSafeInteger(value)) || value < (min ?? value) || value > (max ?? value) ? null : value
    }
    case 'identity':
      return /^\d{12}$/.exec(text().replace(/[\s.-]/g, ''))?.[0] ?? null
    case 'truth':
      return text() ? text() === 'yes' : null
    default:
      return text().replace(/ {2,}/g, ' ') || null
  }
}

function dateOf([year = '', month = '', day = '']: string[], [, partial, from, to]: Extract<LiveFact, ['date', ...unknown[]]>): string | null {
  if (!year || (partial ? !month && day : !month || !day)) return null
  const parts = [year, month, day].filter(Boolean).map((part) => part.padStart(2, '0'))
  const date = parts.join('-')
  const { length } = date
  const exists = parseCivilDate([...parts, '01', '01'].slice(0, 3).join('-')) !== null
  return exists && date >= from.slice(0, length) && date <= (to ?? date).slice(0, length) ? date : null
}

function addressOf(root: Element, id: string, [, needsCommune, need]: Extract<LiveFact, ['address', ...unknown[]]>): object | null {
  const [province = '', commune = '', typed = ''] = ['province', 'commune', 'detail'].map((part) => textOf(root, `${id}-${part}`))
  const detail = need === 'none' && province !== 'abroad' ? '' : typed
  if (province === 'abroad') return detail ? { abroad: true, detail, text: detail } : null
  if (!province || (needsCommune && !commune) || (need === 'required' && !detail)) return null
  const nameOf = (part: string) => {
    const fullName = controlsOf(root, `${id}-${part}`).map((control) => (control as HTMLSelectElement).selectedOptions[0]?.text)[0] ?? ''
    return { fullName, fullNameEn: fullName }
  }
  const text = commune ? formatAddress(detail, nameOf('commune'), nameOf('province')) : [detail, nameOf('province').fullName].filter(Boolean).join(', ')
  return { province, ...(commune ? { commune } : {}), ...(detail ? { detail } : {}), text }
}

/** A row beyond the least number in which nothing is typed doesn't count. */
function rowsOf(root: Element, id: string, [, least, fields]: Extract<LiveFact, ['rows', ...unknown[]]>, scope: Scope): Scope[] | null {
  const rows: Scope[] = []
  for (let row = 0; row < Number(textOf(root, `${id}-rows`)); row++) {
    const start = `${id}.${row}.`
    if (row >= least && !controlsOf(root, start, '^=').some(typedIn)) continue
    const values = Object.entries(fields).map(([name, fact]) => [name, fact[0] === 'value' || fact[0] === 'words' ? scope[start + name] : valueTyped(root, start + name, fact, scope)])
    rows.push(Object.fromEntries(values.filter(([, value]) => value !== null)))
  }
  return rows.length > 0 ? rows : null
}
