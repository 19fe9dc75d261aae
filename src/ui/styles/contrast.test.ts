import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const text = readFileSync(join(import.meta.dirname, '_tokens.scss'), 'utf8')

function table(name: string): Record<string, string> {
  const [, body = ''] = new RegExp(`^\\$${name}: \\(([\\s\\S]*?)^\\);`, 'm').exec(text) ?? []
  return Object.fromEntries([...body.matchAll(/([\w-]+): (#[0-9a-f]{6}),/g)].map(([, key, colour]) => [key, colour]))
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** @see WCAG 2.2, relative luminance and contrast ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const light = table('light')
const dark = { ...light, ...table('dark') }
const themes = {
  light,
  dark,
  'more contrast': { ...light, ...table('more-light') },
  'dark, more contrast': { ...dark, ...table('more-dark') },
}

const PLACES = ['govuk-body-background-colour', 'govuk-template-background-colour', 'govuk-surface-background-colour']
const on = (inks: string[], places: string[]) => inks.flatMap((ink) => places.map((place) => [ink, place] as const))

/** Text that matters. */
const SEVEN = [
  ...on(
    [
      'govuk-text-colour',
      'govuk-secondary-text-colour',
      'govuk-link-colour',
      'govuk-error-colour',
      'govuk-success-colour',
    ],
    PLACES,
  ),
  ['mc-on-band', 'mc-band'],
  ['mc-on-primary', 'mc-primary'],
  ['govuk-focus-text-colour', 'govuk-focus-colour'],
] as const

const FOUR_AND_A_HALF = [
  ...on(['govuk-link-visited-colour', 'govuk-link-hover-colour', 'govuk-brand-colour'], PLACES),
  ['mc-on-primary', 'mc-primary-hover'],
  ['mc-on-soft', 'mc-soft'],
  ['mc-on-soft', 'mc-soft-hover'],
  ['govuk-text-colour', 'mc-soft'],
  ['govuk-inverse-text-colour', 'govuk-error-colour'],
  ['govuk-inverse-text-colour', 'govuk-success-colour'],
  ['govuk-inverse-text-colour', 'govuk-brand-colour'],
  ...['green', 'yellow', 'red', 'blue', 'grey'].map((colour) => [`mc-on-${colour}`, `mc-${colour}`] as const),
] as const

describe.each(Object.entries(themes))('colours of the %s face', (_name, theme) => {
  const measure = ([ink, place]: readonly [string, string]) => contrast(theme[ink] ?? '', theme[place] ?? '')

  it.each(SEVEN)('%s on %s is at least 7 : 1', (...pair) => expect(measure(pair)).toBeGreaterThanOrEqual(7))
  it.each(FOUR_AND_A_HALF)('%s on %s is at least 4.5 : 1', (...pair) =>
    expect(measure(pair)).toBeGreaterThanOrEqual(4.5),
  )
  it('borders of fields are at least 3 : 1', () => {
    expect(measure(['govuk-input-border-colour', 'govuk-body-background-colour'])).toBeGreaterThanOrEqual(3)
  })
})
