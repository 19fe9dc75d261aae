import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { validateJson } from '../answers/json.ts'
import { jsonSchema } from '../answers/json-schema.ts'
import { controlsOf, readAnswers } from '../answers/raw.ts'
import { validate } from '../answers/validate.ts'
import { fieldsOf } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { FormFields } from './form-fields.tsx'

const parsed = parseForm(
  `form: thu
title: { vi: T, en: T }
sections:
  - id: a
    title: { vi: A, en: A }
    fields:
      - { id: rented, type: yes-no, label: { vi: Thuê, en: Rented } }
      - { id: lease, type: file, component: hop-dong, label: { vi: Hợp đồng, en: Lease }, why: { vi: Luật hỏi, en: The law asks }, shown-if: rented = true, shown-when: { vi: đất thuê, en: rented } }
`,
  'f.yaml',
)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const { form } = parsed
const asking = { today: '2026-11-23', lang: 'vi', places: { provinces: [], communesOf: () => [] } } as const
const render = (papers: boolean, raw = {}) => renderToString(<FormFields form={form} raw={raw} asking={asking} papers={papers ? ({ component }) => <p>chỗ của {component}</p> : undefined} />)

it('a place for papers stands where it is asked, and folds with its condition', () => {
  expect(render(true, { rented: 'yes' })).toMatch(/<div data-only-when="[^"]*"><p>chỗ của hop-dong<\/p>/)
  expect(render(true)).toContain('Chỉ khai khi đất thuê')
  expect(render(true)).toContain('Luật hỏi')
})
it('where papers can’t be attached it is not there', () => {
  expect(render(false)).not.toContain('chỗ của')
  expect(render(false)).not.toContain('Luật hỏi')
})
it('holds no answer, on pages and over the API', () => {
  expect(fieldsOf(form).flatMap((field) => controlsOf(field, {}))).toEqual(['rented'])
  expect(readAnswers(form, { rented: 'yes', lease: 'x', 'file-hop-dong': 'C:\\fakepath\\a.pdf' })).toEqual({ rented: 'yes' })
  expect(validate(form, { rented: 'yes' }, asking)).toMatchObject({ answers: { rented: true }, errors: [] })
  expect(Object.keys(jsonSchema(form).properties as object)).toEqual(['rented'])
  for (const lease of ['x', 1, true, {}, [], { fileId: 'x' }]) expect(validateJson(form, { rented: true, lease }, asking).errors.map(({ field }) => field)).toEqual(['lease'])
})
