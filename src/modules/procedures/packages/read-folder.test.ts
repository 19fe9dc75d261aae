import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCheckProcess } from '../../processes/index.ts'
import { checkPackageFolder, findPackageFolders, hashOf } from './read-folder.ts'

const SHIPPED = 'ho-tich/1.001193-dang-ky-khai-sinh'
const check = createCheckProcess({ acts: [] })

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'package-'))
  await cp(join('procedures', SHIPPED), join(root, SHIPPED), { recursive: true })
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function faultsAfter(file: string, from: string, to: string): Promise<string[]> {
  const path = join(root, SHIPPED, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(
    path,
    text.replace(from, () => to),
  )
  return faults()
}
async function faults(folder = SHIPPED): Promise<string[]> {
  const checked = await checkPackageFolder(root, folder, check)
  return checked.ok ? [] : checked.faults.map((fault) => `${fault.file}:${fault.line} ${fault.message}`)
}
const lineWith = async (file: string, words: string) =>
  (await readFile(join('procedures', SHIPPED, file), 'utf8')).split('\n').findIndex((line) => line.includes(words)) + 1

describe('a package folder', () => {
  it('is found by its code', async () => {
    expect(await findPackageFolders(root)).toEqual([SHIPPED])
    expect(await faults()).toEqual([])
  })

  it.each([
    ['procedure.yaml', 'minutes-to-fill: 15', 'minutes-to-file: 15', 'minutes-to-fill', 'minutes-to-file'],
    [
      'procedure.yaml',
      'applies-if: case.kind = "surrogacy"',
      'applies-if: kase.kind = "surrogacy"',
      'applies-if: case.kind = "surrogacy"',
      'kase.kind',
    ],
    ['procedure.yaml', 'owner: { name: child.name }', 'owner: { name: child.nom }', 'owner:', 'child.nom'],
    ['procedure.yaml', "vi: 'Khai sinh cho {child.name}'", "vi: 'Khai sinh cho {child}'", 'subject:', '«child»'],
    ['procedure.yaml', '- id: mau-dien-tu', '- id: to-khai', '- id: mau-dien-tu', 'trùng'],
    ['procedure.yaml', "cut-off: '15:00' }", "cut-off: '25:00' }", 'cut-off', 'giờ'],
    ['procedure.yaml', ", cut-off: '15:00' }", ' }', 'deadline:', 'cut-off'],
    [
      'procedure.yaml',
      'channels: [counter, online, post]',
      'channels: [counter, fax]',
      'channels: [counter, online, post]',
      '',
    ],
    ['procedure.yaml', 'template: ket-qua.typ', 'template: ../../secrets.typ', 'template: ket-qua.typ', '.typ'],
    ['process.bpmn', 'motcua:duty="leader"', 'motcua:duty="king"', 'motcua:duty="leader"', 'king'],
    [
      'process.bpmn',
      'channel in (&quot;counter&quot;',
      'chanel in (&quot;counter&quot;',
      'id="Flow_skip" name',
      'chanel',
    ],
    ['form.yaml', 'type: sex', 'type: gender', 'type: sex', ''],
  ])('with a fault in %s (%s → %s) is refused with the line', async (file, from, to, near, says) => {
    const found = await faultsAfter(file, from, to)
    const line = await lineWith(file, near)
    const places = [line - 1, line, line + 1].map((n) => `${SHIPPED}/${file}:${n} `)
    expect(
      found.some((fault) => places.some((place) => fault.startsWith(place)) && fault.includes(says)) ? 'found' : found,
    ).toBe('found')
  })

  it('may not be named for another procedure', async () => {
    const other = 'ho-tich/1.000656-dang-ky-khai-tu'
    await rename(join(root, SHIPPED), join(root, other))
    expect((await faults(other)).join()).toContain('1.000656')
  })

  it('may not lead outside itself or carry what is no part of a package', async () => {
    await symlink('/etc/hostname', join(root, SHIPPED, 'secret.typ'))
    expect((await faults()).join()).toContain('liên kết')
    await rm(join(root, SHIPPED, 'secret.typ'))
    await writeFile(join(root, SHIPPED, 'run.js'), 'x')
    expect((await faults()).join()).toContain('run.js')
  })

  it('must have its parts', async () => {
    await rm(join(root, SHIPPED, 'form.yaml'))
    await rm(join(root, SHIPPED, 'ket-qua.typ'))
    expect(await faults()).toEqual([`${SHIPPED}/form.yaml:1 Thiếu tệp này`])
  })

  it('must have the templates that it names', async () => {
    await rm(join(root, SHIPPED, 'ket-qua.typ'))
    expect((await faults()).join()).toContain('ket-qua.typ:1')
  })

  it('must have a step in which what its result asks for is entered', async () => {
    const entries = `  entries:\n    - { id: finding, type: text, label: { vi: Kết luận, en: Finding } }\n`
    expect(await faultsAfter('procedure.yaml', '  template: ket-qua.typ\n', `  template: ket-qua.typ\n${entries}`)).toEqual([])
    expect((await faultsAfter('process.bpmn', 'motcua:work="draft"', 'motcua:work="appraise"')).join()).toContain('bước lập dự thảo')
  })

  it.each([
    ['a step that drafts', 'motcua:work="draft"', 'motcua:work="drafting"', 'bước lập dự thảo'],
    ['a step that numbers', 'motcua:work="number"', 'motcua:work="so"', 'bước vào sổ, cấp số, phát hành'],
    ['a step that waits for the citizen', 'motcua:work="confirm-draft"', 'motcua:work="confirm"', 'được ký trước khi người dân xem'],
  ])('must have %s, where its result needs one', async (_what, from, to, says) => {
    expect((await faultsAfter('process.bpmn', from, to)).join()).toContain(says)
  })

  it('may not wait for a citizen to whom nothing is sent', async () => {
    const [block = ''] = /^ {2}draft-confirmation:.*(\n {4}.*)*\n/m.exec(await readFile(join(root, SHIPPED, 'procedure.yaml'), 'utf8')) ?? []
    expect((await faultsAfter('procedure.yaml', block, '')).join()).toContain('dự thảo không được gửi cho ai')
  })

  it('may not print a field that its form has not', async () => {
    const line = await lineWith('to-khai.typ', 'get("requester.birthDate")')
    expect(await faultsAfter('to-khai.typ', 'get("requester.birthDate")', 'get("requester.brithDate")')).toEqual([
      `${SHIPPED}/to-khai.typ:${line} Tờ khai không có trường «requester.brithDate»: chỗ này luôn in ra trống`,
    ])
  })

  it('has a hash that any change of any file changes, and only that', () => {
    const files = (pairs: [string, string][]) =>
      new Map(pairs.map(([name, text]) => [name, Buffer.from(text)] as const))
    const hash = hashOf(
      files([
        ['a', 'xy'],
        ['b', 'z'],
      ]),
    )
    expect(
      hashOf(
        files([
          ['b', 'z'],
          ['a', 'xy'],
        ]),
      ),
    ).toBe(hash)
    for (const other of [
      [
        ['a', 'x'],
        ['b', 'yz'],
      ],
      [
        ['a', 'xyz'],
        ['b', ''],
      ],
      [['a', 'xy']],
      [
        ['a', 'xy'],
        ['c', 'z'],
      ],
    ] as [string, string][][]) {
      expect(hashOf(files(other))).not.toBe(hash)
    }
  })
})
