import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { readAnswers } from '../answers/raw.ts'
import type { FormDefinition, RawAnswers } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { FormFields } from './form-fields.tsx'
import { posted } from './posted.fixture.ts'

const asking = { today: '2026-11-27', lang: 'vi', places: await shippedPlaceOptions() } as const
const LABEL = 'label: { vi: Ô, en: Box }'
const BODY: Record<string, string> = {
  text: `type: text, ${LABEL}`,
  date: `type: date, precision: partial, ${LABEL}`,
  'yes-no': `type: yes-no, ${LABEL}`,
  address: `type: address, ${LABEL}`,
  number: `type: number, ${LABEL}`,
  choice: `type: choice, ${LABEL}, options: [{ value: a, label: { vi: A, en: A } }, { value: b, label: { vi: B, en: B } }]`,
  table: `type: table, ${LABEL}, row: { vi: Dòng, en: Row }, max: 3, fields: [{ id: one, type: text, ${LABEL} }, { id: two, type: date, ${LABEL} }]`,
}
const IDS = ['a', 'b.c', 'd', 'e.f', 'g', 'h']

/** A version of a form: which fields it asks, of what kinds, in what order. */
const version = fc.shuffledSubarray(IDS, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom(...Object.keys(BODY)).map((kind) => [id, kind] as const))))

function formOf(fields: readonly (readonly [string, string])[]): FormDefinition {
  const lines = fields.map(([id, kind]) => `      - { id: ${id}, ${BODY[kind]} }`).join('\n')
  const parsed = parseForm(`form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: s\n    title: { vi: S, en: S }\n    fields:\n${lines}\n`, 'f.yaml')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.form
}
const throughPage = (form: FormDefinition, raw: RawAnswers): RawAnswers => readAnswers(form, posted(renderToString(<FormFields form={form} raw={raw} asking={asking} />)), { previous: raw })

const typed = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom(...IDS.flatMap((id) => [id, `${id}-day`, `${id}-month`, `${id}-year`, `${id}-detail`, `${id}.0.one`, `${id}.1.one`, `${id}.0.two-year`])),
      fc.constantFrom('1', '2', 'a', 'Nguyễn Văn An', 'yes', 'không phải số'),
    ),
    fc.dictionary(fc.constantFrom(...IDS.map((id) => `${id}-rows`)), fc.constantFrom('1', '2')),
  )
  .map(([fields, rows]) => ({ ...fields, ...rows }))

it('a draft goes through any versions of its form without losing an answer', () => {
  fc.assert(
    fc.property(typed, fc.array(version, { minLength: 2, maxLength: 4 }), (body, versions) => {
      const forms = versions.map(formOf)
      const [first] = forms
      if (!first) return
      const began = readAnswers(first, body)
      let raw = began
      for (const form of forms) raw = throughPage(form, raw)
      // Back in the first one, everything that was typed there stands as it was typed.
      expect(throughPage(first, raw)).toMatchObject(began)
    }),
    { numRuns: 60 },
  )
})
