import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseForm } from '../../forms/index.ts'
import { parseProcedure } from './parse-procedure.ts'

const FOLDER = 'procedures/xay-dung/1.013225-cap-giay-phep-xay-dung-nha-o-rieng-le'
const form = parseForm(readFileSync(`${FOLDER}/form.yaml`, 'utf8'), 'form.yaml')
if (!form.ok) throw new Error(JSON.stringify(form.faults))
const yaml = readFileSync(`${FOLDER}/procedure.yaml`, 'utf8')
const [before = '', rest = ''] = yaml.split('  entries:\n')
const after = rest.slice(rest.indexOf('\npeople:'))
/** Line of the first entry. */
const FIRST = before.split('\n').length + 1

const parsed = (entries: string, change: (text: string) => string = (text) => text) => parseProcedure(change(`${before}  entries:\n${entries}${after}`), 'procedure.yaml', form.form)
const faults = (...args: Parameters<typeof parsed>) => {
  const read = parsed(...args)
  return read.ok ? [] : read.faults.map(({ line, message }) => [line, message])
}
const entry = (more: string) => `    - { id: redLine, type: text, label: { vi: Chỉ giới, en: Red line }${more} }\n`

describe('what the officer enters, as procedure.yaml lists it', () => {
  it('has the syntax of form.yaml, tables too, and reads the form’s answers, the case and the channel', () => {
    const read = parsed(
      `${entry(', shown-if: house.storeys > 1 and channel = "online", shown-when: { vi: nhiều tầng, en: several storeys }')}    - { id: rows, type: table, label: { vi: Bảng, en: Table }, row: { vi: Dòng, en: Row }, fields: [{ id: said, type: text, required-if: redLine != null and house.height > 9, label: { vi: A, en: A } }] }\n`,
    )
    expect(read.ok ? read.procedure.result.entries?.order : read.faults).toEqual(['redLine', 'rows'])
  })

  it.each([
    ['an unknown condition', entry(', shown-if: house.nothing = 1, shown-when: { vi: x, en: x }'), /house\.nothing/],
    ['an id of the form', `    - { id: house.height, type: text, label: { vi: A, en: A } }\n`, /house\.height.*tờ khai/],
    ['an id above one of the form', `    - { id: house, type: text, label: { vi: A, en: A } }\n`, /tờ khai/],
    ['an id twice', entry('') + entry(''), /trùng/],
    ['filling in from the citizen’s account', entry(', prefill: [account.name]'), /điền sẵn/],
    ['a condition without its words', entry(', shown-if: house.height > 3'), /shown-when/],
    ['an unknown key', entry(', colour: red'), /colour/],
  ])('is refused with its line: %s', (_title, entries, message) => {
    const [[line, text] = []] = faults(entries)
    expect(text).toMatch(message)
    expect(line).toBeGreaterThanOrEqual(FIRST)
    expect(line).toBeLessThan(FIRST + 3)
  })
})

describe('the number of the result', () => {
  it('needs no book', () => {
    const read = parsed(entry(''), (text) => text.replace(/, book: \{[^}]*\}/, ''))
    expect(read.ok ? read.procedure.result.number : read.faults).toEqual({ series: 'giay-phep-xay-dung', pattern: '{number}/GPXD' })
  })

  it.each(['GPXD', '{nubmer}/GPXD', '{number}/{month}', '{number'])('is refused written as %s', (pattern) => {
    expect(faults(entry(''), (text) => text.replace('{number}/GPXD', pattern))[0]?.[1]).toMatch(/\{number\}/)
  })
})
