import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { inTransaction, type Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import { createAppendEvent, createReadStream, makePartitions } from '../../events/index.ts'
import { loadChangedPackages } from './load-changed.ts'
import { type LoadDeps, loadPackages } from './load.ts'
import { hashOf } from './read-folder.ts'
import { copyBirth } from './packages.fixture.ts'
import { openPackages } from './packages.ts'
import { filesOf } from './packages.store.ts'

const SHIPPED = 'ho-tich/1.001193-dang-ky-khai-sinh'
const CODE = '1.001193'

let t: TestDatabase
let root: string
const seen: string[] = []
let bumped = 0

beforeAll(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 2)
  root = await mkdtemp(join(tmpdir(), 'packages-'))
  await copyBirth(root)
})
afterAll(async () => {
  await rm(root, { recursive: true, force: true })
  await t.close()
})

const deps = (): LoadDeps => ({
  clock: t.clock,
  checkProcess: async () => [],
  publishProcess: async (_tx: Tx, process) => {
    seen.push(process.key)
    return { ok: true, definitionId: newId() }
  },
  appendEvent: createAppendEvent(t.sealer),
  onPublished: async () => {
    bumped += 1
  },
})
const load = () => loadPackages(t.db, root, deps())
const change = async (file: string, from: string | RegExp, to: string) => {
  const path = join(root, SHIPPED, file)
  const text = await readFile(path, 'utf8')
  expect(text).toMatch(from)
  await writeFile(path, text.replace(from, to))
}

describe('loading packages', () => {
  it('publishes what is new, once, with its event', async () => {
    const report = await load()
    expect(report.faults).toEqual([])
    expect(report.published.find((one) => one.code === CODE)).toMatchObject({ number: 1, folder: SHIPPED })
    expect(seen).toContain(CODE)
    expect(bumped).toBe(1)
    const [one] = report.published
    const events = await createReadStream(t.sealer)(t.db, { kind: 'procedure-package', id: one?.versionId ?? '' })
    expect(events.map((event) => event.type)).toEqual(['procedure-package.published'])
    const again = await load()
    expect(again).toMatchObject({ published: [], unchanged: expect.arrayContaining([CODE]) })
    expect(bumped).toBe(1)
  })

  it('two starts at once make one version', async () => {
    await change('procedure.yaml', 'minutes-to-fill: 15', 'minutes-to-fill: 16')
    const reports = await Promise.all([load(), load(), load()])
    expect(reports.flatMap((report) => report.published).map((one) => one.number)).toEqual([2])
  })

  it('a changed step makes a version that new dossiers take; the old one stays as it was', async () => {
    const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
    const before = await packages.current(CODE)
    if (!before) throw new Error('There is no package.')
    await change('process.bpmn', 'motcua:hours="3"', 'motcua:hours="4"')
    await load()
    packages.refresh()
    const after = await packages.current(CODE)
    expect(after?.number).toBe(before.number + 1)
    expect(after?.processXml).toContain('motcua:hours="4"')
    expect(after?.processDefinitionId).not.toBe(before.processDefinitionId)
    expect(after?.formVersionId).toBe(before.formVersionId)
    expect((await packages.version(before.versionId)).processXml).toContain('motcua:hours="3"')
    await change('process.bpmn', 'motcua:hours="4"', 'motcua:hours="3"')
    const back = await load()
    expect(back.published.map((one) => one.versionId)).toContain(before.versionId)
    packages.refresh()
    expect((await packages.current(CODE))?.versionId).toBe(before.versionId)
  })

  it('a package with faults is reported with file and line and leaves the version in force', async () => {
    const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
    const before = await packages.current(CODE)
    await change('form.yaml', 'shown-if: child.bornIn = "facility"', 'shown-if: child.bornAt = "facility"')
    const report = await load()
    expect(report.published).toEqual([])
    expect(report.faults).toEqual([
      { file: `${SHIPPED}/form.yaml`, line: expect.any(Number), message: expect.stringContaining('child.bornAt') },
    ])
    expect((await packages.current(CODE))?.versionId).toBe(before?.versionId)
    await change('form.yaml', 'child.bornAt', 'child.bornIn')
  })

  it('published rows are never changed', async () => {
    for (const table of ['form_version', 'package_version', 'package_file']) {
      const touch = inTransaction(t.db, async (tx) => {
        await sql`delete from ${sql.table(`procedures.${table}`)}`.execute(tx.kysely())
      })
      await expect(touch).rejects.toThrow(/never changed/)
    }
  })
})

describe('a published package', () => {
  it('answers what filing asks', async () => {
    const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
    const one = await packages.current(CODE)
    if (!one) throw new Error('There is no package.')
    expect(one.period(2, '1.001193.01')).toEqual({
      amount: 1,
      unit: 'same_day',
      pausePolicy: 'resume',
      cutOff: '15:00',
    })
    expect(one).toMatchObject({
      level: 'commune',
      acknowledgementHours: 8,
      retentionClass: 'permanent',
      resultWays: ['counter', 'online', 'post'],
    })
    const open = one.components('1.001193.01', {})
    expect(open.map((c) => c.id)).toEqual(
      expect.arrayContaining(['giay-chung-sinh', 'van-ban-uy-quyen', 'xac-nhan-mang-thai-ho']),
    )
    expect(open.filter((c) => c.required)).toEqual([])
    const settled = one.components('1.001193.01', {
      'case.kind': 'surrogacy',
      'birthProof.kind': 'certificate',
      'requester.relation': 'authorised',
    })
    expect(settled.filter((c) => c.required).map((c) => c.id)).toEqual([
      'giay-chung-sinh',
      'xac-nhan-mang-thai-ho',
      'van-ban-uy-quyen',
    ])
    expect(one.components('1.001193.01', {}, 1).map((c) => c.id)).toContain('to-khai')
    expect(one.subjectOf({ 'child.name': 'Nguyễn Minh An' })).toEqual({
      subject: 'Khai sinh cho Nguyễn Minh An',
      ownerName: 'Nguyễn Minh An',
      ownerNumber: null,
    })
    expect(await packages.current('9.999999')).toBeNull()
    await expect(packages.version(newId())).rejects.toThrow()
  })

  it('lays out its own files for printing, whatever the folder holds by then', async () => {
    const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
    const one = await packages.current(CODE)
    if (!one) throw new Error('There is no package.')
    const [folder, same] = await Promise.all([
      packages.templateFolder(one.versionId),
      packages.templateFolder(one.versionId),
    ])
    expect(same).toBe(folder)
    expect(await readFile(join(folder, 'process.bpmn'), 'utf8')).toBe(one.processXml)
  })

  it('keeps its examples, which neither its hash nor its files for printing know of', async () => {
    const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
    const one = await packages.current(CODE)
    if (!one) throw new Error('There is no package.')
    const kept = await filesOf(t.db, one.versionId)
    expect([...kept.keys()].filter((name) => name.startsWith('examples/'))).toHaveLength(4)
    expect(one.files).toEqual(['form.yaml', 'ket-qua.typ', 'procedure.yaml', 'process.bpmn', 'to-khai.typ'])
    expect((await readdir(await packages.templateFolder(one.versionId))).sort()).toEqual(one.files)
    expect(one.hash).toBe(hashOf(new Map([...kept].filter(([name]) => !name.startsWith('examples/')))))
  })
})

describe('a start that finds all as it was left', () => {
  beforeAll(async () => {
    await rm(root, { recursive: true })
    root = await mkdtemp(join(tmpdir(), 'packages-'))
    await copyBirth(root)
  })
  const start = (program = 'build 1') => loadChangedPackages(t.db, root, deps(), program)

  it('looks at no package', async () => {
    expect(await start()).toMatchObject({ faults: [] })
    expect(await start()).toBe(null)
    expect(await start()).toBe(null)
  })

  it('looks again when a file, an example, the program, or what stands in force is another', async () => {
    expect(await start('build 2')).toMatchObject({ published: [], unchanged: [CODE] })
    expect(await start('build 2')).toBe(null)
    await change('procedure.yaml', /minutes-to-fill: \d+/, 'minutes-to-fill: 41')
    expect((await start('build 2'))?.published).toHaveLength(1)
    expect(await start('build 2')).toBe(null)
    await change('examples/1-thuong.yaml', /$/, '\n')
    expect(await start('build 2')).not.toBe(null)
    expect(await start('build 2')).toBe(null)
    await sql`update procedures.catalogue_version set version = version + 1`.execute(t.db.kysely())
    expect(await start('build 2')).not.toBe(null)
  })

  it('looks each time at what is wrong, and says so each time', async () => {
    await change('form.yaml', /^form: .*$/m, 'form: 7 wrong')
    expect((await start('build 2'))?.faults).not.toEqual([])
    expect((await start('build 2'))?.faults).not.toEqual([])
  })
})
