import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { validate } from '../answers/validate.ts'
import { FormFields } from '../pages/form-fields.tsx'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { withFacts } from './field-list.ts'
import { buildFieldList } from './field-list.ts'
import { conform } from './schema-faults.ts'
import { fieldSchema } from './schema.ts'
import { type Fault, readYaml } from './yaml-source.ts'
import { z } from 'zod'

const asking = { today: '2026-11-27', lang: 'vi', places: await shippedPlaceOptions() } as const
const TEXT = `
list:
  - { id: amount, type: money, required: true, label: { vi: Mức, en: Amount }, shown-if: kind = "start" and born.year < 1960, shown-when: { vi: xin hưởng, en: asked } }
  - { id: note, type: text, required-if: amount > 1000, label: { vi: Ghi, en: Note } }
  - id: rows
    type: table
    label: { vi: Bảng, en: Table }
    row: { vi: Dòng, en: Row }
    min: 1
    fields:
      - { id: a, type: text, label: { vi: A, en: A } }
      - { id: b, type: text, required: true, label: { vi: B, en: B }, shown-if: a = "x" and kind = "start" and amount > 5, shown-when: { vi: x, en: x } }
  - { id: line, type: computed, label: { vi: Dòng, en: Line }, value: 'kind + " " + string(amount) + " " + string(today.year)' }
`
function list(text = TEXT) {
  const read = readYaml(text, 'p.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const shaped = conform(z.object({ list: z.array(fieldSchema) }), read.source)
  if (!shaped.ok) throw new Error(JSON.stringify(shaped.faults))
  const faults: Fault[] = []
  const form = buildFieldList({ id: 'e', title: { vi: 'E', en: 'E' }, fields: shaped.value.list, path: ['list'], beside: ['kind', 'born', 'born.year'] }, read.source, faults)
  return { form, faults }
}

describe('a list of fields in another file', () => {
  it('is a form; its faults stand on the lines of the list', () => {
    expect(list().faults).toEqual([])
    expect(list(TEXT.replace('amount > 1000', 'nothing > 1')).faults).toMatchObject([{ line: 4, message: expect.stringContaining('nothing') }])
    expect(list(TEXT.replace('id: b,', 'id: a,')).faults).toMatchObject([{ line: 12 }])
  })

  it('judges by what it reads beside itself, in rows and computed fields too', () => {
    const asked = withFacts(list().form, { kind: 'start', born: '1950-04-12', 'born.year': 1950 })
    const raw = { amount: '2000', 'rows-rows': '1', 'rows.0.a': 'x' }
    const judged = validate(asked, raw, asking)
    expect(judged.errors.map((one) => one.field)).toEqual(['note', 'rows.0.b'])
    expect(judged.answers.line).toBe('start 2000 2026')
    const not = validate(withFacts(list().form, { kind: 'stop', born: '1950-04-12', 'born.year': 1950 }), raw, asking)
    expect(not.errors).toEqual([])
    expect(not.answers.amount).toBeUndefined()
  })

  it('gives script conditions that need nothing but the page', () => {
    const html = renderToString(FormFields({ form: withFacts(list().form, { kind: 'start', born: '1950-04-12', 'born.year': 1950 }), raw: {}, asking }))
    expect(html).not.toContain('&quot;name&quot;,&quot;kind&quot;')
    expect(html).not.toContain('born')
    expect(html).toContain('rows.0.a')
  })
})
