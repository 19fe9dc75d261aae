import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formFor, type OfficeForm, slipNumber } from './office-forms.ts'

const templates = join(import.meta.dirname, '../../../../templates')
const FORMS = JSON.parse(readFileSync(join(templates, 'office-forms.json'), 'utf8')) as OfficeForm[]
const RESIDENCE = 'G01-CA05'

describe('which form an event prints', () => {
  it.each([
    ['mau-01', null, 'mau-01'],
    ['mau-01', 'G15-TP07', 'mau-01'],
    ['mau-01', RESIDENCE, 'ct04'],
    ['mau-02', RESIDENCE, 'ct05'],
    ['mau-03', RESIDENCE, 'ct06'],
    ['mau-04', RESIDENCE, 'mau-04'],
    ['mau-05', RESIDENCE, 'mau-05'],
    ['mau-06', RESIDENCE, 'mau-06'],
  ])('%s in the field %s is %s', (kind, field, template) => {
    expect(formFor(FORMS, { kind, field, on: '2026-11-23' })?.template).toBe(template)
  })

  it('is the one in force on the day: a form that came later is not printed before, one that ended not after', () => {
    const [first] = FORMS
    if (!first) return expect.unreachable()
    const forms = [{ ...first, until: '2027-12-31' }, { ...first, template: 'mau-01-moi', from: '2028-01-01' }, { ...first, template: 'mau-01-sua', from: '2027-06-01', until: '2027-12-31' }]
    const on = (day: string) => formFor(forms, { kind: 'mau-01', field: null, on: day })?.template
    expect([on('2025-01-01'), on('2027-01-01'), on('2027-07-01'), on('2027-12-31'), on('2028-01-01')]).toEqual([undefined, 'mau-01', 'mau-01-sua', 'mau-01-sua', 'mau-01-moi'])
  })

  it('names its law, and every kind has a general form', () => {
    expect(FORMS.filter((form) => form.source.length < 10)).toEqual([])
    expect(FORMS.filter((form) => !FORMS.some((other) => other.kind === form.kind && other.field === null))).toEqual([])
    expect(slipNumber({ number: '{number}/HDHS' }, 17)).toBe('17/HDHS')
  })
})
