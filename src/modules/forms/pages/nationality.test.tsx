import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { findField, type RawAnswers } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { formWords } from '../words.ts'
import { COMMON_NATIONALITIES, LISTS } from '../lists/lists.ts'
import { controlOf } from './control.tsx'
import { pressed } from './pressed.ts'

const L = 'label: { vi: Quốc tịch, en: Nationality }'
const parsed = parseForm(`form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n      - { id: f, type: nationality, ${L} }\n      - { id: t, type: table, row: { vi: D, en: R }, max: 3, ${L}, fields: [{ id: of, type: nationality, ${L} }] }\n`, 'f.yaml')
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const { form } = parsed
const asking = { today: '2026-11-23', lang: 'vi', places: { provinces: [], communesOf: () => [] } } as never

function shown(raw: RawAnswers) {
  const field = findField(form, 'f')
  if (field?.type !== 'nationality') throw new Error('No field.')
  const html = renderToString(<div>{controlOf(field, { raw, asking: { ...(asking as object), lang: 'vi' } as never, words: formWords('vi'), label: 'Quốc tịch' })}</div>)
  return { options: html.match(/<option/g)?.length ?? 0, chosen: /<option value="(\w*)" selected/.exec(html)?.[1] ?? '', button: html.includes('name="_pick"') }
}

describe('the control of a nationality', () => {
  it('offers the few that most choose, and a button for all', () => {
    for (const raw of [{}, { f: 'VN' }, { f: 'FR' }]) expect(shown(raw as RawAnswers)).toEqual({ options: COMMON_NATIONALITIES.length + 1, chosen: (raw as RawAnswers).f ?? '', button: true })
  })
  it('offers all where the button was pressed, or one of the others stands', () => {
    expect(pressed(form, { f: 'VN', x: '1' }, { _pick: 'f' }, { agencies: [] })).toEqual({ f: 'all', x: '1' })
    expect(shown({ f: 'all' })).toEqual({ options: LISTS.nationality.length + 1, chosen: '', button: false })
    expect(shown({ f: 'BW' })).toEqual({ options: LISTS.nationality.length + 1, chosen: 'BW', button: false })
  })
  it('keeps what was sent by hand until another is chosen', () => {
    expect(shown({ f: 'XX' })).toEqual({ options: LISTS.nationality.length + 2, chosen: 'XX', button: false })
  })
  it('in a row of a table too', () => {
    expect(pressed(form, { 't-rows': '2' }, { _pick: 't.1.of' }, { agencies: [] })).toEqual({ 't-rows': '2', 't.1.of': 'all' })
  })
})
