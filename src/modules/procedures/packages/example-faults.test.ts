import { beforeAll, describe, expect, it } from 'vitest'
import type { PlaceOptions } from '../../forms/index.ts'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { createCheckProcess } from '../../processes/index.ts'
import { faultsOfExamples } from './example-faults.ts'
import { BIRTH_FOLDER } from './packages.fixture.ts'
import { type CheckedPackage, checkPackageFolder } from './read-folder.ts'

const NAME = '1-thuong.yaml'
let places: PlaceOptions
let birth: CheckedPackage
let text: string
beforeAll(async () => {
  places = await shippedPlaceOptions()
  const checked = await checkPackageFolder('procedures', BIRTH_FOLDER, createCheckProcess({ acts: [] }))
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  birth = checked.package
  text = birth.examples.get(NAME) ?? ''
})

/** Faults of the plain example after a change, with what stands on their lines. */
function faultsAfter(from: string | RegExp, to: string): { on: string; message: string }[] {
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  return faultsOfExamples({ ...birth, examples: new Map([...birth.examples, [NAME, changed]]) }, places).map(({ line, message }) => ({ on: changed.split('\n')[line - 1]?.trim() ?? '', message }))
}

describe('an example that says other than what comes of it is told', () => {
  it('with the answer’s line and what the form says of it', () => {
    expect(faultsAfter('child.sex: male', 'child.sex: gái')).toEqual([
      { on: 'child.sex: gái', message: 'Trường «child.sex» báo lỗi: «Giá trị của «Giới tính của trẻ» không có trong danh sách. Xin chọn lại.» Xin sửa câu trả lời, hoặc ghi «child.sex» vào expect.errors' },
    ])
  })

  it('on the line where the error is expected that did not come', () => {
    const [fault, ...others] = faultsAfter(/errors: \[\]/, 'errors: [child.name]')
    expect(others).toEqual([])
    expect(fault).toEqual({ on: 'errors: [child.name]', message: 'expect.errors ghi «child.name», nhưng trường này không báo lỗi' })
  })

  it('with its papers and its subject', () => {
    const papers = faultsAfter(/components: \[.*\]/, 'components: [giay-la]')
    expect(papers.map((one) => one.message)).toContain('expect.components ghi «giay-la», nhưng ví dụ này không phải nộp giấy tờ ấy')
    expect(papers.every((one) => one.on === 'components: [giay-la]')).toBe(true)
    expect(faultsAfter(/subject: .*/, 'subject: Khai sinh')[0]).toMatchObject({ on: 'subject: Khai sinh', message: expect.stringContaining('ví dụ ghi «Khai sinh», thực tế «Khai sinh cho') })
  })

  it('one by one for a few fields, by their names for the others', () => {
    const faults = faultsAfter(/^answers:\n(?: {2}.*\n)+/m, 'answers: {}\n').filter((one) => one.message.startsWith('Trường') || one.message.startsWith('Cũng'))
    expect(faults).toHaveLength(6)
    expect(faults.at(-1)?.message).toMatch(/^Cũng như vậy với \d+ trường nữa: .*child\./)
  })

  it('when a kind of example is missing', () => {
    expect(faultsAfter('kind: plain', 'kind: edge').map((one) => one.message)).toEqual(['Thiếu ví dụ loại «plain»'])
  })
})
