import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseForm } from '../../forms/index.ts'
import { parseProcedure } from './parse-procedure.ts'
import { reread } from './packages.ts'

const FOLDER = 'procedures/ho-tich/1.001193-dang-ky-khai-sinh'
const formYaml = readFileSync(`${FOLDER}/form.yaml`, 'utf8')
const yaml = readFileSync(`${FOLDER}/procedure.yaml`, 'utf8')
const form = parseForm(formYaml, 'form.yaml')
if (!form.ok) throw new Error(JSON.stringify(form.faults))

const APPLIES = 'applies-if: case.kind = "surrogacy"'
const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1
const faultsOf = (text: string) => {
  const read = parseProcedure(text, 'procedure.yaml', form.form)
  return read.ok ? [] : read.faults
}
const withCondition = (condition: string) => yaml.replace(new RegExp(`${APPLIES}\n {4}required: true`), condition)

describe('a component that can never belong to a dossier', () => {
  it.each([
    ['a value that the choice has not', 'applies-if: case.kind = "surogacy"', '«case.kind» không có giá trị "surogacy"'],
    ['a case that there is not', 'applies-if: caseKey = "no-such-case"', '«caseKey» không có giá trị "no-such-case"'],
    ['a channel that there is not', 'applies-if: channel = "fax"', '«channel» không có giá trị "fax"'],
    ['fields that exclude each other', 'applies-if: case.kind = "surrogacy" and case.kind = "abandoned"', 'không bao giờ đúng'],
    ['a field that is asked only otherwise', 'applies-if: case.kind = "abandoned" and mother.known = true', 'không bao giờ đúng'],
    ['types', 'applies-if: case.kind > 5', '«case.kind» (chữ) với 5 (số)'],
    ['required only where it does not belong', `${APPLIES}\n    required-if: case.kind = "ordinary"`, 'không bao giờ bắt buộc'],
  ])('is refused with its line: %s', (_what, condition, says) => {
    const text = withCondition(condition)
    const faults = faultsOf(text)
    expect(faults.map(({ message }) => message).join('\n')).toContain(says)
    expect(Math.abs((faults[0]?.line ?? 0) - lineOf(text, condition.split('\n')[0] ?? ''))).toBeLessThanOrEqual(1)
  })
  it('is looked for in the channels in which it is handed in', () => {
    expect(faultsOf(withCondition('channels: [counter]\n    applies-if: channel = "online"')).map(({ message }) => message).join()).toContain('không bao giờ cần')
    expect(faultsOf(withCondition('channels: [counter]\n    applies-if: channel = "counter"'))).toEqual([])
  })
})

describe('an exemption that nobody has', () => {
  it.each([
    ['copies.wanted = true and copies.wanted = false', 'không ai được miễn'],
    ['case.kind = "poor"', '«case.kind» không có giá trị "poor"'],
  ])('is refused: %s', (condition, says) => {
    const text = yaml.replace(/(fees:\n {2}- id: [^\n]+\n)/, `$1    exempt-if: '${condition}'\n`)
    expect(text).not.toBe(yaml)
    expect(faultsOf(text).map(({ message }) => message).join()).toContain(says)
  })
})

it('a version that was stored before is read all the same', () => {
  const files = (more: string, procedure = yaml) => new Map([['form.yaml', formYaml.replace(/( {6}- id: requester\.name\n)/, `$1${more}`)], ['procedure.yaml', procedure], ['process.bpmn', '']].map(([name = '', text = '']) => [name, Buffer.from(text)] as const))
  const never = files("        shown-if: 'case.kind = \"nobody\"'\n        shown-when: { vi: K, en: W }\n", withCondition('applies-if: case.kind = "nobody"'))
  expect(parseForm(never.get('form.yaml')?.toString() ?? '', 'form.yaml')).toMatchObject({ ok: false })
  expect(reread({ folder: 'f' } as Parameters<typeof reread>[0], never)).toMatchObject({ ok: true })
})
