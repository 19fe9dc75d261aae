import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCheckProcess } from '../../processes/index.ts'
import { isHeldPaper } from './once-only.ts'
import { BIRTH_FOLDER } from './packages.fixture.ts'
import { checkPackage, readPackageFolder } from './read-folder.ts'

const read = await readPackageFolder('procedures', BIRTH_FOLDER)
if (!read.ok) throw new Error(JSON.stringify(read.faults))
const shipped = read.package
const check = createCheckProcess({ acts: [] })
const text = (name: string) => readFile(join('procedures', BIRTH_FOLDER, name), 'utf8')

/** Faults of the birth package with a file changed. */
async function faultsAfter(name: 'form.yaml' | 'procedure.yaml', change: (text: string) => string): Promise<string[]> {
  const before = await text(name)
  const after = change(before)
  expect(after).not.toBe(before)
  const checked = await checkPackage({ ...shipped, files: new Map([...shipped.files, [name, Buffer.from(after)]]) }, check)
  return checked.ok ? [] : checked.faults.map(({ file, line, message }) => `${file.split('/').at(-1)}:${line} ${message}`)
}

/** A field's own block of lines, changed. */
const inField = (id: string, change: (block: string) => string) => (whole: string) => {
  const from = whole.indexOf(`      - id: ${id}\n`)
  const next = whole.indexOf('\n      - id: ', from + 1)
  const to = next < 0 ? whole.length : next
  return whole.slice(0, from) + change(whole.slice(from, to)) + whole.slice(to)
}
const withoutPrefill = (block: string) => block.replace(/\n *prefill: .*/, '')

describe('a field about the requester that the account can fill', () => {
  it.each([
    ['requester.name', 'account.name'],
    ['requester.birthDate', 'account.birthDate'],
    ['requester.identityNumber', 'account.identityNumber'],
    ['requester.phone', 'account.phone'],
    ['requester.email', 'account.email'],
  ])('%s without its prefill is a fault at its line', async (id, fact) => {
    const line = (await text('form.yaml')).split('\n').indexOf(`      - id: ${id}`) + 1
    const found = await faultsAfter('form.yaml', inField(id, withoutPrefill))
    expect(found).toEqual([expect.stringMatching(new RegExp(`^form\\.yaml:${line} Trường «${id}» .*${fact}.*asks-anyway`))])
  })

  it('filled from something else first is none, filled from another fact is', async () => {
    expect(await faultsAfter('form.yaml', inField('requester.phone', (block) => block.replace('[account.phone]', '[dossier.phone, account.phone]')))).toEqual([])
    expect(await faultsAfter('form.yaml', inField('requester.phone', (block) => block.replace('[account.phone]', '[account.email]')))).toHaveLength(1)
  })

  it('with a reason is none', async () => {
    const reasoned = (block: string) => `${withoutPrefill(block)}\n        asks-anyway: { vi: 'Phải gọi được số của nơi đang ở.', en: 'The number of the present place is needed.' }`
    expect(await faultsAfter('form.yaml', inField('requester.phone', reasoned))).toEqual([])
  })

  it('is told by its place beside the requester’s name and its kind, where procedure.yaml does not name it', async () => {
    const renamed = (to: string) => (whole: string) => inField('requester.birthDate', withoutPrefill)(whole).replaceAll('requester.birthDate', to)
    expect(await faultsAfter('form.yaml', renamed('requester.birthday'))).toContainEqual(expect.stringContaining('requester.birthday'))
    // By its label: «Ngày, tháng, năm sinh …».
    expect(await faultsAfter('form.yaml', renamed('requester.since'))).toContainEqual(expect.stringContaining('requester.since'))
    // Another person's, though of the same kind and label.
    expect(await faultsAfter('form.yaml', renamed('guardian.birthDate'))).not.toContainEqual(expect.stringContaining('asks-anyway'))
  })

  it('is not another person’s', async () => {
    const more = (whole: string) =>
      inField('requester.phone', (block) => `${block}\n      - id: requester.secondPhone\n        type: phone\n        label: { vi: Điện thoại khác, en: Another phone }\n      - id: requester.spouse.name\n        type: person-name\n        label: { vi: 'Họ, chữ đệm, tên vợ hoặc chồng', en: Name of the spouse }\n      - id: requester.otherName\n        type: person-name\n        label: { vi: 'Họ, chữ đệm, tên khác', en: Other name }`)(whole)
    expect(await faultsAfter('form.yaml', more)).toEqual([])
  })
})

describe('a component that is a paper which the population database holds', () => {
  const paper = (more: string) => (whole: string) =>
    whole.replace('\nresult-ways:', `\n  - id: them\n    name: { vi: 'Bản sao căn cước công dân', en: Copy of the identity card }\n    originals: 0\n    copies: 1\n${more}\nresult-ways:`)

  it('is a fault at its line unless it is only shown, comes from data, or has a reason', async () => {
    const [fault, ...rest] = await faultsAfter('procedure.yaml', paper(''))
    expect(rest).toEqual([])
    expect(fault).toMatch(/^procedure\.yaml:\d+ Giấy tờ «them» .*asks-anyway/)
    for (const way of ['presented-only: true', 'from-data: { vi: a, en: b }', 'asks-anyway: { vi: a, en: b }', 'reason: { vi: a, en: b }']) {
      expect(await faultsAfter('procedure.yaml', paper(`    ${way}\n`)), way).toEqual([])
    }
  })

  it.each([
    ['Giấy tờ tùy thân của người yêu cầu', true],
    ['Thẻ căn cước', true],
    ['Thẻ Căn cước công dân hoặc Chứng minh nhân dân', true],
    ['Bản sao CCCD của chủ hộ', true],
    ['01 bản chụp căn cước công dân (còn hạn)', true],
    ['Bản sao có chứng thực chứng minh nhân dân', true],
    ['Sổ hộ khẩu', true],
    ['Bản sao sổ hộ khẩu, sổ tạm trú', true],
    ['Giấy tờ chứng minh nơi cư trú', true],
    ['Giấy xác nhận thông tin về cư trú', true],
    ['Xác nhận thông tin về cư trú (Mẫu CT07)', true],
    ['Xuất trình giấy tờ tùy thân', true],
    ['Hộ chiếu của người nước ngoài', false],
    ['Giấy tờ tùy thân của người nước ngoài', false],
    ['Tờ khai cấp căn cước', false],
    ['Giấy chứng sinh', false],
    ['Văn bản ủy quyền', false],
    ['Giấy tờ chứng minh quan hệ nhân thân', false],
    ['Giấy chứng tử hoặc giấy tờ thay giấy chứng tử', false],
    ['Giấy xác nhận tình trạng hôn nhân', false],
    ['Bản sao giấy chứng nhận quyền sử dụng đất', false],
    ['Căn cứ tính thuế', false],
    ['Giấy tờ chứng minh nội dung thay đổi', false],
  ])('«%s»: %s', (vi, held) => {
    expect(isHeldPaper({ name: { vi, en: 'x' }, isForm: false })).toBe(held)
  })

  it('is known by its code in the national list too, whatever it is called', () => {
    expect(isHeldPaper({ name: { vi: 'Giấy tờ của người nộp', en: 'x' }, code: '000.00.00.G15-KQ004946', isForm: false })).toBe(true)
    expect(isHeldPaper({ name: { vi: 'Giấy tờ tùy thân', en: 'x' }, isForm: true })).toBe(false)
  })
})
