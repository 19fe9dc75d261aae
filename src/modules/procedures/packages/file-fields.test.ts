import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseForm } from '../../forms/index.ts'
import { refuseStrayFileFields } from './file-fields.ts'
import { parseProcedure } from './parse-procedure.ts'

const FOLDER = 'procedures/xay-dung/1.013225-cap-giay-phep-xay-dung-nha-o-rieng-le'
const yaml = readFileSync(`${FOLDER}/form.yaml`, 'utf8')
const procedureYaml = readFileSync(`${FOLDER}/procedure.yaml`, 'utf8')
const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1

function faultsOf(text: string) {
  const form = parseForm(text, 'form.yaml')
  if (!form.ok) return form.faults
  const procedure = parseProcedure(procedureYaml, 'procedure.yaml', form.form)
  if (!procedure.ok) throw new Error(JSON.stringify(procedure.faults))
  return refuseStrayFileFields(procedure.procedure, form.form, { text, file: 'form.yaml' })
}
const withComponent = (id: string) => yaml.replace('component: hop-dong-thue-dat', `component: ${id}`)

it('the places for papers of a shipped form lead to its components', () => {
  expect(yaml).toContain('type: file')
  expect(faultsOf(yaml)).toEqual([])
})

it.each([
  ['a component that does not exist', 'so-do', 'không có thành phần «so-do»'],
  ['the form itself', 'don-dien-tu', 'chính là tờ khai'],
  ['a component of the counter', 'don-de-nghi', 'không nộp trực tuyến'],
  ['a component that has a place already', 'giay-to-dat-dai', 'đã có chỗ đính kèm'],
])('a place that leads to %s is refused with its line', (_what, id, says) => {
  const text = withComponent(id)
  expect(faultsOf(text)).toEqual([{ file: 'form.yaml', line: text.split('\n').findLastIndex((line) => line.includes(`component: ${id}`)) + 1, message: expect.stringContaining(says) }])
})

it.each(['required: true', 'required-if: land.rented = true', 'prefill: [earlier]', "sample: 'x'", 'autocomplete: name'])('what only answers have is refused: %s', (key) => {
  const text = yaml.replace('component: hop-dong-thue-dat', `component: hop-dong-thue-dat\n        ${key}`)
  const faults = faultsOf(text)
  expect(faults.map(({ line }) => line)).toEqual([lineOf(text, 'component: hop-dong-thue-dat') + 1])
  expect(faults[0]?.message).toContain('procedure.yaml')
})

it('it stands in no table and not among what officers enter', () => {
  const inTable = yaml.replace('    fields:\n', "    fields:\n      - { id: t, type: table, row: { vi: D, en: R }, label: { vi: B, en: T }, fields: [{ id: a, type: file, component: hop-dong-thue-dat, label: { vi: A, en: A } }] }\n")
  expect(faultsOf(inTable).length).toBeGreaterThan(0)
  const form = parseForm(yaml, 'form.yaml')
  if (!form.ok) throw new Error('faults')
  const entries = procedureYaml.replace('  entries:\n', '  entries:\n    - { id: paper, type: file, component: hop-dong-thue-dat, label: { vi: A, en: A } }\n')
  const read = parseProcedure(entries, 'procedure.yaml', form.form)
  expect(read.ok ? [] : read.faults.map(({ message }) => message).join()).toContain('không có chỗ đính kèm')
})

it('nothing can hang on a place for papers: it holds no answer', () => {
  const text = yaml.replace('- id: neighbours.adjoining\n', "- id: hanging\n        type: text\n        label: { vi: A, en: A }\n        shown-if: land.leaseFile != null\n        shown-when: { vi: K, en: W }\n      - id: neighbours.adjoining\n")
  expect(faultsOf(text).map(({ message }) => message).join()).toContain('không bao giờ đúng')
})
