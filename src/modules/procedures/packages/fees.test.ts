import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { type Answers, validateJson } from '../../forms/index.ts'
import { createCheckProcess } from '../../processes/index.ts'
import { readExample } from './examples.ts'
import { feesFor } from './fees.ts'
import { checkPackageFolder, findPackageFolders } from './read-folder.ts'

const TODAY = '2026-11-23'
const places = await shippedPlaceOptions()

async function packageOf(code: string) {
  const folder = (await findPackageFolders('procedures')).find((one) => one.includes(code)) ?? ''
  const checked = await checkPackageFolder('procedures', folder, createCheckProcess({ acts: [] }))
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  return checked.package
}

/** The fees of an example whose answers are changed a little. */
async function due(code: string, example: string, change: Record<string, unknown> = {}) {
  const { form, definition, examples } = await packageOf(code)
  const [, text = ''] = [...examples].find(([name]) => name.startsWith(example)) ?? []
  const read = readExample(text, example)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const { answers } = validateJson(form, { ...read.example.answers, ...change }, { today: TODAY, lang: 'vi', places })
  return feesFor(definition, form, { caseKey: read.example.case, channel: 'online', answers: answers as Answers, today: TODAY }).map(({ id, amount, exempt }) => [id, exempt ? 'exempt' : amount])
}

describe('what a dossier costs', () => {
  it('is charged where nothing exempts it: of two heads that exclude each other one', async () => {
    expect(await due('3.000333', '1-')).toEqual([['phi-cung-cap-thong-tin', 200_000], ['phi-cung-cap-thong-tin-muc-giam', 'exempt']])
    expect(await due('3.000333', '1-', { 'fee.class': 'student' })).toEqual([['phi-cung-cap-thong-tin', 'exempt'], ['phi-cung-cap-thong-tin-muc-giam', 100_000]])
  })

  it('is not charged to whom the law exempts, by class or by age', async () => {
    expect(await due('3.000333', '1-', { 'fee.class': 'poor' })).toEqual([['phi-cung-cap-thong-tin', 'exempt'], ['phi-cung-cap-thong-tin-muc-giam', 'exempt']])
    expect(await due('3.000333', '4-')).toEqual([['phi-cung-cap-thong-tin', 'exempt'], ['phi-cung-cap-thong-tin-muc-giam', 'exempt']])
  })

  it('depends on the day where the law says within how many days', async () => {
    expect(await due('1.000656', '1-', { 'death.date': '2026-11-20' })).toContainEqual(['dang-ky-khai-tu', 'exempt'])
    expect(await due('1.000656', '1-', { 'death.date': '2026-01-20', 'fee.exemption': null })).toContainEqual(['dang-ky-khai-tu', null])
  })

  it('is never more online than at the counter: a package that says so is refused with its line', async () => {
    const [folder = ''] = (await findPackageFolders('procedures')).filter((one) => one.includes('1.004222'))
    const root = await mkdtemp(join(tmpdir(), 'fees-'))
    await cp(join('procedures', folder), join(root, folder), { recursive: true })
    const file = join(root, folder, 'procedure.yaml')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('by-channel: { counter: 20000, online: 10000 }', 'by-channel: { counter: 20000, online: 20001 }'))
    const checked = await checkPackageFolder(root, folder, createCheckProcess({ acts: [] }))
    const line = text.split('\n').findIndex((one) => one.includes('by-channel:')) + 1
    expect(checked.ok ? [] : checked.faults.map((one) => [one.line, one.message])).toEqual([[line, 'Mức thu trực tuyến cao hơn mức thu trực tiếp']])
  })

  it('counts what is wanted', async () => {
    expect(await due('1.000656', '1-', { 'copies.count': 3 })).toContainEqual(['ban-sao-trich-luc', 24_000])
    expect(await due('1.014027', '1-')).toEqual([['khong-thu', 0]])
  })
})
