import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { readAnswers } from '../answers/raw.ts'
import { validate } from '../answers/validate.ts'
import type { FormDefinition, RawAnswers } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { AnswersSummary } from './answers-summary.tsx'
import { FormFields } from './form-fields.tsx'
import { attribute, posted } from './posted.fixture.ts'

const places = await shippedPlaceOptions()
const asking = { today: '2026-11-23', lang: 'vi', places } as const
const parsed = parseForm(readFileSync('procedures/ho-tich/1.001193-dang-ky-khai-sinh/form.yaml', 'utf8'), 'form.yaml')
if (!parsed.ok) throw new Error('The shipped form has faults.')
const form: FormDefinition = parsed.form

const render = (raw: RawAnswers, more: { section?: number; lang?: 'vi' | 'en' } = {}) => {
  const at = { ...asking, lang: more.lang ?? 'vi' } as const
  const { errors, warnings } = validate(form, raw, at)
  return renderToString(
    <FormFields
      form={form}
      section={more.section === undefined ? undefined : form.sections[more.section]}
      raw={raw}
      errors={errors}
      warnings={warnings}
      asking={at}
    />,
  )
}

describe('a form in which nothing is typed yet', () => {
  const blank = (at: { today?: '2026-11-23' | '2026-11-24'; lang?: 'vi' | 'en'; provinces?: typeof places.provinces }) => {
    const own = at.provinces ? { provinces: at.provinces, communesOf: places.communesOf.bind(places) } : places
    return renderToString(<FormFields form={form} raw={{}} asking={{ today: at.today ?? '2026-11-23', lang: at.lang ?? 'vi', places: own }} />)
  }

  it('is the same for everybody, and another one as soon as the day, the language or the places are others', () => {
    const first = blank({})
    expect(blank({})).toBe(first)
    expect(blank({ today: '2026-11-24' })).toContain('data-today="2026-11-24"')
    expect(blank({ lang: 'en' })).not.toContain('Họ, chữ đệm và tên')
    expect(first).toContain('Thành phố Cần Thơ</option>')
    expect(blank({ provinces: places.provinces.filter(({ code }) => code !== '92') })).not.toContain('Thành phố Cần Thơ</option>')
    expect(blank({})).toBe(first)
  })
})

const typed = fc.record(
  {
    'case.kind': fc.constantFrom('ordinary', 'abandoned', 'surrogacy'),
    'mother.known': fc.constantFrom('yes', 'no'),
    'requester.name': fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    'child.name': fc.constantFrom(`"><script>alert(1)</script>`, 'Nguyễn & An', "O'Neil", '  '),
    'child.birthDate-day': fc.constantFrom('31', '0', 'x', '05'),
    'child.birthDate-month': fc.constantFrom('02', '13'),
    'child.birthDate-year': fc.constantFrom('2026', '26', 'hai nghìn'),
    'mother.residence-province': fc.constantFrom('92', 'abroad'),
    'mother.residence-detail': fc.constantFrom('12/3 <Nguyễn Trãi>', 'Nagoya'),
    'mother.identityNumber': fc.constantFrom('123', '092196001234'),
    'child.nationality': fc.constantFrom('VN', 'JP'),
    'copies.count': fc.constantFrom('0', 'ba', '3'),
  },
  { requiredKeys: [] },
)

describe('help beside a field', () => {
  const helped = parseForm(
    `form: thu\ntitle: { vi: T, en: T }\nsections:\n  - id: a\n    title: { vi: A, en: A }\n    fields:\n      - { id: f, type: text, label: { vi: Số giấy, en: Number }, hint: { vi: Ở góc trên, en: In the corner }, sample: 'AB 123/2026', why: { vi: Để tìm trong sổ, en: To find it in the book } }\n      - { id: g, type: date, label: { vi: Ngày, en: Day }, sample: '02 09 1945' }\n      - { id: h, type: yes-no, label: { vi: Có, en: Yes }, why: { vi: Luật hỏi, en: The law asks } }\n`,
    'f.yaml',
  )
  if (!helped.ok) throw new Error(JSON.stringify(helped.faults))
  const shown = (lang: 'vi' | 'en') => renderToString(<FormFields form={helped.form} raw={{}} asking={{ ...asking, lang }} />)

  it('gives a sample and says why it is asked, in either language, tied to its control', () => {
    const html = shown('vi')
    expect(html).toMatch(/<div id="f-hint" class="govuk-hint">.*Ở góc trên.*Ví dụ: AB 123\/2026.*<\/div><input id="f" aria-describedby="f-hint"/)
    expect(html).toMatch(/<details[^>]*><summary[^>]*>(?:<[^>]*>)*Vì sao hỏi điều này\?(?:<[^>]*>)*<\/summary><div[^>]*>Để tìm trong sổ<\/div>/)
    expect(html).toContain('Ví dụ: 02 09 1945')
    expect(html).not.toContain('Ví dụ: 05 11 2026')
    expect(html).toContain('Luật hỏi')
    for (const words of ['In the corner', 'For example: AB 123/2026', 'Why do we ask this?', 'To find it in the book', 'The law asks']) expect(shown('en')).toContain(words)
  })
})

describe('the page of a form', () => {
  it('gives back everything that was typed, right or wrong, shown or folded', () => {
    fc.assert(
      fc.property(typed, (sent) => {
        const raw = readAnswers(form, sent)
        expect(readAnswers(form, posted(render(raw)))).toEqual(raw)
      }),
      { numRuns: 25 },
    )
  })

  it('never lets typed text become markup', () => {
    expect(render({ 'child.name': '"><script>alert(1)</script>' })).not.toContain('<script')
  })

  it('has a label for every control, one id each, and a target for every error', () => {
    const html = render({ 'case.kind': 'ordinary', 'mother.known': 'yes', 'father.known': 'yes' })
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.length).toBe(new Set(ids).size)
    const labelled = new Set([...html.matchAll(/<label[^>]*\sfor="([^"]+)"/g)].map(([, id]) => id))
    for (const [tag] of html.matchAll(/<(?:input|select|textarea)(?:[^>"]|"[^"]*")*>/g))
      // What nobody sees needs no name.
      if (!/\shidden[\s/>]/.test(tag)) expect(labelled.has(attribute(tag, 'id'))).toBe(true)
    for (const error of validate(form, { 'case.kind': 'ordinary' }, asking).errors)
      expect(ids).toContain(error.href.slice(1))
  })

  it('folds what does not apply and says when it does', () => {
    const before = render({}, { section: 0 })
    expect(before).toContain('Chỉ khai khi trẻ không bị bỏ rơi')
    expect(render({ 'case.kind': 'ordinary' }, { section: 0 })).not.toContain('Chỉ khai khi trẻ không bị bỏ rơi')
  })

  it('lists the communes of the chosen province after a round trip without script', () => {
    const before = render({}, { section: 2 })
    expect(before).toContain('name="_pick" value="child.birthPlace"')
    expect(before).not.toContain('Phường Ninh Kiều')
    expect(render({ 'child.birthPlace-province': '92' }, { section: 2 })).toContain('Phường Ninh Kiều')
  })

  it('says the lunar day beside a date that people know by it', () => {
    const born = { 'child.birthDate-day': '12', 'child.birthDate-month': '3', 'child.birthDate-year': '2026' }
    expect(render(born)).toContain('Tức ngày 24/1 năm Bính Ngọ âm lịch.')
    expect(render({ ...born, 'child.birthDate-day': '' })).not.toContain('âm lịch')
  })

  it('is whole in English', () => {
    const html = render({ 'case.kind': 'ordinary', 'mother.known': 'yes' }, { lang: 'en' })
    const words = html.replace(/<option.*?<\/option>/gs, '').replace(/<[^>]+>/g, ' ')
    expect(words).not.toMatch(/Xin |Chỉ khai|Họ, chữ đệm/)
  })
})

describe('the summary of answers', () => {
  it('shows each answer as people read it, with its way back', () => {
    const answers = {
      'child.name': 'Nguyễn <An>',
      'child.sex': 'male',
      'child.birthDate': '2026-11-05',
      'child.nationality': 'VN',
      'copies.wanted': false,
    }
    const html = renderToString(
      <AnswersSummary
        form={form}
        answers={answers}
        lang="vi"
        changeHref={(section, at) => `/nop-ho-so/1/to-khai?phan=${section.id}${at}`}
      />,
    )
    expect(html).toContain('Nguyễn &lt;An>')
    expect(html).toContain('05/11/2026')
    expect(html).toContain('Việt Nam')
    expect(html).toContain('/nop-ho-so/1/to-khai?phan=nguoi-duoc-khai-sinh#child-name')
    expect(html).not.toContain('Người mẹ')
  })
})
