import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { readAnswers } from '../answers/raw.ts'
import { parseForm } from '../definition/parse.ts'
import type { RawAnswers } from '../definition/model.ts'
import type { AgencyUnit } from '../kinds/reading.ts'
import { FormFields } from './form-fields.tsx'
import { posted } from './posted.fixture.ts'
import { pressed } from './pressed.ts'

const unit = (i: number): AgencyUnit => ({ id: `id-${i}`, name: `Ủy ban nhân dân xã Số ${i}`, label: `Ủy ban nhân dân xã Số ${i}` })
const few = Array.from({ length: 9 }, (_, i) => unit(i))
const many = Array.from({ length: 3000 }, (_, i) => unit(i))
const parsed = parseForm(
  `form: thu
title: { vi: T, en: T }
sections:
  - id: a
    title: { vi: A, en: A }
    fields:
      - { id: f, type: agency, label: { vi: Nơi cấp, en: Issued by } }
      - { id: g, type: agency, label: { vi: Nơi cấp thứ hai, en: Issued by }, hint: { vi: Ghi đủ, en: In full } }
      - { id: rows, type: table, min: 1, row: { vi: Giấy tờ, en: Paper }, label: { vi: Giấy tờ, en: Papers }, fields: [{ id: by, type: agency, label: { vi: Nơi cấp, en: By } }] }
`,
  'f.yaml',
)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const { form } = parsed
const at = (agencies: readonly AgencyUnit[] | undefined) => ({ today: '2026-11-23', lang: 'vi' as const, places: { provinces: [], communesOf: () => [] }, agencies })
const shown = (raw: RawAnswers, agencies: readonly AgencyUnit[] | undefined) => renderToString(<FormFields form={form} raw={raw} asking={at(agencies)} />)
const offered = (html: string) => [...html.matchAll(/name="_pick" value="([^"]*)"/g)].map(([, value]) => value)

describe('the control of an agency', () => {
  it('suggests the names of a small directory once, in rows of a table too', () => {
    const html = shown({}, few)
    expect(html.match(/<datalist/g)).toHaveLength(1)
    expect(html.match(/ list="ten-co-quan"/g)).toHaveLength(3)
    expect(offered(html)).toEqual([])
  })
  it('sends no name of a large directory before it is searched', () => {
    const html = shown({}, many)
    expect(html).not.toContain('Số 1')
    expect(offered(html)).toEqual(['f', 'g', 'rows.0.by'])
  })
  it('is a plain line where there is no directory', () => {
    expect(offered(shown({ 'f-name': 'Bộ' }, undefined))).toEqual([])
    expect(shown({}, undefined)).not.toContain('datalist')
  })

  it('offers what is like the typed name, by buttons that work without script', () => {
    const raw = readAnswers(form, { 'f-name': 'xa so 299', 'g-name': 'uy ban' })
    const html = shown(raw, many)
    expect(offered(html).filter((value) => value?.startsWith('f:'))).toHaveLength(8)
    expect(html).toContain('gõ thêm chữ')
    const taken = pressed(form, raw, { _pick: 'f:id-2999' }, at(many))
    expect(taken).toMatchObject({ 'f-name': 'Ủy ban nhân dân xã Số 2999', 'f-id': 'id-2999', 'g-name': 'uy ban' })
    const after = shown(taken ?? {}, many)
    expect(offered(after).filter((value) => value?.startsWith('f'))).toEqual([])
    expect(readAnswers(form, posted(after))).toMatchObject({ 'f-id': 'id-2999' })
  })
  it('in a row of a table is taken into that row', () => {
    expect(pressed(form, { 'rows-rows': '1' }, { _pick: 'rows.0.by:id-3' }, at(few))).toMatchObject({ 'rows.0.by-id': 'id-3' })
  })
  it.each(['f', 'f:id-x', 'nobody:id-3', 'rows:id-3', 'rows.0.by.x:id-3', '__proto__:id-3', ':', '::'])('a button sent by hand (%s) changes nothing', (value) => {
    const raw = { 'f-name': 'x' }
    expect(pressed(form, raw, { _pick: value }, at(few))).toEqual(raw)
  })
  it.each([{}, { _pick: '' }, { _pick: ['f'] }, { _pick: 5 }, Object.create({ _pick: 'f' })])('no button pressed is nothing asked: %j', (body) => {
    expect(pressed(form, {}, body as Record<string, unknown>, at(few))).toBeNull()
  })
})
