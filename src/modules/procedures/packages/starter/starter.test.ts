import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createTypesetter, presentPackage, type Typesetter } from '../../../documents/index.ts'
import { shippedPlaceOptions } from '../../../forms/places.fixture.ts'
import { createCheckProcess } from '../../../processes/index.ts'
import { openShipped } from '../../catalogue/index.ts'
import { readPackedLines } from '../../../../platform/packed-data.ts'
import { faultsOfExamples } from '../example-faults.ts'
import { jsonSchemaFiles } from '../json-schemas.ts'
import { layPackage } from '../lay-package.ts'
import { checkPackage, checkPackageFolder, hashOf } from '../read-folder.ts'
import { type Brief, folderOf, knownOf, readFee, readTime, starterPackage } from './index.ts'

const check = createCheckProcess({ acts: [] })
const places = await shippedPlaceOptions()
const find = await openShipped('data/catalogue')

/** What a person would say where the catalogue says nothing. */
function briefOf(code: string, given: Partial<Brief> = {}): { brief: Brief; shipped: NonNullable<ReturnType<typeof find>> } {
  const shipped = find(code)
  if (!shipped) throw new Error(`There is no ${code}.`)
  const known = knownOf(shipped)
  const brief = {
    code,
    name: known.name ?? '',
    fieldFolder: known.fieldFolder ?? 'khac',
    field: known.field ?? { code: '', name: 'Khác' },
    level: known.level ?? 'commune',
    about: 'requester',
    time: known.time ?? { amount: 3, unit: 'working_day' },
    fee: known.fee ?? 'free',
    ...given,
  } satisfies Brief
  return { brief, shipped }
}

async function faultsOf(code: string, given: Partial<Brief> = {}): Promise<string[]> {
  const { brief, shipped } = briefOf(code, given)
  const checked = await checkPackage(starterPackage(brief, shipped), check)
  const faults = checked.ok ? faultsOfExamples(checked.package, places) : checked.faults
  return faults.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

describe('a new package', () => {
  it.each([
    ['1.004873', {}],
    ['1.004873', { about: 'other' }],
    ['1.013225', { about: 'other', time: { amount: 8, unit: 'hour' }, fee: 150_000 }],
    ['1.001612', { level: 'province', time: { amount: 2, unit: 'month' }, fee: 'local' }],
    // Only its name is known.
    ['1.014027', { time: { amount: 1, unit: 'day' } }],
    ['2.000815', {}],
  ] as [string, Partial<Brief>][])('of %s with %j passes the check at once', async (code, given) => {
    expect(await faultsOf(code, given)).toEqual([])
  })

  it('passes for whatever stands in the catalogue', async () => {
    const list = (await readPackedLines('data/catalogue', 'portal-list.jsonl.br')) as { code: string }[]
    const details = (await readPackedLines('data/catalogue', 'portal-details.jsonl.br')) as { code: string }[]
    const codes = [...list.filter((_, i) => i % 150 === 0), ...details.filter((_, i) => i % 25 === 0)].map((one) => one.code).filter((code) => /^\d\.\d{6}$/.test(code))
    expect(codes.length).toBeGreaterThan(40)
    const failed: string[] = []
    for (const [i, code] of codes.entries()) failed.push(...(await faultsOf(code, { about: i % 2 === 0 ? 'requester' : 'other' })))
    expect(failed).toEqual([])
  }, 120_000)

  it('says what the catalogue says and nothing of its own', () => {
    const { brief, shipped } = briefOf('1.004873')
    expect(brief).toMatchObject({ name: 'Cấp Giấy xác nhận tình trạng hôn nhân', fieldFolder: 'ho-tich', level: 'commune', time: { amount: 3, unit: 'working_day' }, fee: 'local' })
    const procedure = parse(starterPackage(brief, shipped).files.get('procedure.yaml')?.toString('utf8') ?? '') as { components: { id: string; code?: string; 'presented-only'?: boolean }[]; cases: { key: string }[] }
    expect(procedure.cases.map((one) => one.key)).toEqual(['1.004873.01'])
    expect(procedure.components.map((one) => one.code)).toEqual(expect.arrayContaining(['000.00.00.G15-KQ003453', '000.00.00.G15-KQ003454']))
    expect(procedure.components.find((one) => one.code === '000.00.00.G15-KQ004946')?.['presented-only']).toBe(true)
    const bare = find('1.014027')
    expect(bare && knownOf(bare)).toMatchObject({ level: null, time: null, fee: null })
    expect(find('9.999999')).toBeNull()
  })

  it('fits the schemas that it names to editors', () => {
    const { brief, shipped } = briefOf('1.004873', { about: 'other' })
    const made = starterPackage(brief, shipped)
    for (const { name, text } of jsonSchemaFiles()) {
      const yaml = made.files.get(name.replace('.schema.json', '.yaml'))?.toString('utf8') ?? ''
      expect(yaml.split('\n')[0]).toBe(`# yaml-language-server: $schema=../../${name}`)
      expect(z.fromJSONSchema(JSON.parse(text)).safeParse(parse(yaml)).error?.issues ?? []).toEqual([])
    }
  })
})

describe('what is typed', () => {
  it.each([
    ['3 working_day', { amount: 3, unit: 'working_day' }],
    ['10-day', { amount: 10, unit: 'day' }],
    ['8 hours', { amount: 8, unit: 'hour' }],
    ['0 day', null],
    ['-1 day', null],
    ['3', null],
    ['3 weeks', null],
  ])('time «%s»', (text, time) => expect(readTime(text)).toEqual(time))
  it.each([
    ['free', 'free'],
    ['local', 'local'],
    ['200.000', 200_000],
    ['200000', 200_000],
    ['0', null],
    ['-5', null],
    ['rất rẻ', null],
  ])('fee «%s»', (text, fee) => expect(readFee(text)).toEqual(fee))
})

describe('laying a package into a folder', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lay-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))
  const { brief, shipped } = briefOf('1.004873')
  const made = starterPackage(brief, shipped)
  const folder = folderOf(brief)

  it('writes it whole, once, and never over another', async () => {
    expect(await layPackage(root, made)).toEqual({ ok: true, outcome: 'new', folder })
    const there = await checkPackageFolder(root, folder, check)
    expect(there.ok && there.package.hash).toBe(hashOf(made.files))
    expect(await layPackage(root, made)).toEqual({ ok: true, outcome: 'same', folder })
    await writeFile(join(root, folder, 'to-khai.typ'), '// mine\n')
    expect(await layPackage(root, made)).toMatchObject({ ok: false, refusal: { code: 'package-folder-differs' } })
    expect(await readFile(join(root, folder, 'to-khai.typ'), 'utf8')).toBe('// mine\n')
    expect(await layPackage(root, made, { replace: true })).toEqual({ ok: true, outcome: 'replaced', folder })
    expect(await readdir(join(root, brief.fieldFolder))).toEqual([folder.split('/')[1]])
  })

  it('not beside another folder of the same procedure', async () => {
    const other = { ...made, folder: 'khac/1.004873-ten-khac' }
    expect(await layPackage(root, other, { replace: true })).toMatchObject({ ok: false, refusal: { code: 'package-folder-elsewhere' } })
  })

  it('nor where a file lies', async () => {
    const { brief: another, shipped: of } = briefOf('2.000815')
    const next = starterPackage(another, of)
    await layPackage(root, next)
    await rm(join(root, next.folder), { recursive: true })
    await writeFile(join(root, next.folder), 'x')
    expect(await layPackage(root, next)).toMatchObject({ ok: false, refusal: { code: 'package-folder-differs' } })
  })
})

describe('its printed papers', () => {
  let typesetter: Typesetter
  beforeAll(() => {
    typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
  })
  afterAll(() => typesetter.close())

  it.each(['requester', 'other'] as const)('are set, blank and filled (%s)', async (about) => {
    const { brief, shipped } = briefOf('1.004873', { about, name: 'Cấp «giấy» #1 & \\ "xác nhận" $x$ [y]' })
    const made = starterPackage(brief, shipped)
    const root = await mkdtemp(join(tmpdir(), 'typst-'))
    await layPackage(root, made)
    const at = new Date('2026-11-23T09:00:00+07:00')
    const answers = { 'requester.name': 'Trần Thị Mai', 'request.content': 'Để #kết hôn', 'owner.name': 'H’Bia Niê' }
    const result = { number: '12/2026', book: '', registeredOn: '2026-11-23', registry: 'UBND phường Ninh Kiều', signer: { title: 'Chủ tịch', name: 'Lê Văn Nam' } }
    const agency = { name: 'UBND phường Ninh Kiều', place: 'Ninh Kiều' }
    for (const [file, data] of [
      ['to-khai.typ', { agency: null, dossier: null, answers: {}, result: null, lookup: null }],
      ['to-khai.typ', { agency, dossier: { code: 'H1' }, answers, result: null, lookup: null }],
      ['ket-qua.typ', { agency, dossier: { code: 'H1' }, answers, result, lookup: null }],
    ] as const) {
      const { pdf: printed } = await typesetter.render({ folder: join(root, made.folder), file }, await presentPackage(data, { title: 'Giấy', marks: ['BẢN CHƯA KÝ SỐ'], at }), at)
      expect([file, printed.subarray(0, 5).toString()]).toEqual([file, '%PDF-'])
    }
    await rm(root, { recursive: true, force: true })
  })
})
