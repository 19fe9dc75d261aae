import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, TEST_NOW, type TestDatabase } from '../../../../tests/support/database.ts'
import type { Actor } from '../../../platform/actor.ts'
import { inTransaction } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import { createReadStream, makePartitions } from '../../events/index.ts'
import { importPackage } from './import-package.ts'
import { loadPackages } from './load.ts'
import { actDeps, BIRTH_CODE as CODE, BIRTH_FOLDER, changeFile, copyBirth, staff, zipOfFolder } from './packages.fixture.ts'
import { openPackages } from './packages.ts'
import { filesOf, publicationsOf, standingPublications, versionsOf } from './packages.store.ts'
import { publishPackage } from './publish-package.ts'
import { contentsOf, storedPackage } from './read-folder.ts'
import { takeBackPublication } from './take-back-publication.ts'
import { readPackageZip, writePackageZip } from './zip.ts'

const admin = staff('administrator')
const REASON = 'QĐ 12/QĐ-UBND'

let t: TestDatabase
let root: string
let bumped = 0
const deps = () =>
  actDeps(t, {
    onPublished: async () => {
      bumped += 1
    },
  })
const load = () => loadPackages(t.db, root, deps())
const take = (zip: Buffer, actor: Actor = admin) => importPackage(deps())(actor, zip)
const publish = (input: Partial<Parameters<ReturnType<typeof publishPackage>>[1]> = {}, actor: Actor = admin) =>
  publishPackage(deps())(actor, { code: CODE, number: 2, date: '2026-11-23', reason: REASON, key: newId(), ...input })
const takeBack = (publicationId: number, input: { reason?: string; key?: string } = {}, actor: Actor = admin) =>
  takeBackPublication(deps())(actor, { publicationId, reason: 'Ghi nhầm ngày', key: newId(), ...input })
const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) => (answer.ok ? 'ok' : answer.refusal.code)
const packages = () => openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })
const numberInForce = async () => (await packages().current(CODE))?.number
const eventsOf = async (versionId: string) =>
  (await createReadStream(t.sealer)(t.db, { kind: 'procedure-package', id: versionId })).map(({ type, actor }) => `${type} ${actor.split(':')[0]}`)
const versionId = async (number: number) => (await versionsOf(t.db, CODE)).find((row) => row.number === number)?.id ?? ''
const minutes = (n: number) => changeFile(root, 'procedure.yaml', /minutes-to-fill: \d+/, `minutes-to-fill: ${n}`)

beforeAll(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 4)
})
afterAll(() => t.close())
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'publishing-'))
  await copyBirth(root)
  t.clock.set(TEST_NOW)
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('importing and publishing', () => {
  it('a zip is kept as a version that is not yet in force, once', async () => {
    await load()
    expect(await numberInForce()).toBe(1)
    await minutes(20)
    const zip = await zipOfFolder(root)
    const taken = await take(zip)
    expect(taken).toMatchObject({ ok: true, code: CODE, number: 2, isNew: true })
    expect(await numberInForce()).toBe(1)
    const again = await Promise.all([take(zip), take(zip)])
    expect(again).toEqual([expect.objectContaining({ number: 2, isNew: false }), expect.objectContaining({ number: 2, isNew: false })])
    expect(await eventsOf(await versionId(2))).toEqual(['procedure-package.imported staff'])
    expect(await versionsOf(t.db, CODE)).toHaveLength(2)
  })

  it('goes out again as it came in, examples and all', async () => {
    const stored = (await versionsOf(t.db, CODE))[0]
    if (!stored) throw new Error('There is no version.')
    const back = await readPackageZip(await writePackageZip(CODE, storedPackage(stored.folder, await filesOf(t.db, stored.id))))
    await minutes(20)
    const sent = await readPackageZip(await zipOfFolder(root))
    if (!back.ok || !sent.ok) throw new Error('A zip of ours was refused.')
    expect(contentsOf(back.package)).toEqual(contentsOf(sent.package))
    expect(back.manifest).toEqual(sent.manifest)
  })

  it('a package whose papers can’t be set is refused like the command refuses it', async () => {
    await changeFile(root, 'to-khai.typ', /$/, '\n#khong-co-ten-nay\n')
    const refused = await take(await zipOfFolder(root))
    expect(codeOf(refused)).toBe('package-has-faults')
    expect(refused.faults?.[0]).toMatchObject({ file: expect.stringContaining('to-khai.typ'), message: expect.stringContaining('Bản in không dựng được') })
  })

  it('a package that says the program made it is refused: what somebody brings is their own', async () => {
    await changeFile(root, 'procedure.yaml', /^procedure:/m, "made-from: { version: 1, as-of: '2026-11-01' }\nprocedure:")
    const refused = await take(await zipOfFolder(root))
    expect(refused.faults?.map(({ message }) => message.includes('made-from'))).toEqual([true])
  })

  it('a package with faults is refused with file and line; two at once make one version', async () => {
    await changeFile(root, 'form.yaml', 'shown-if: child.bornIn = "facility"', 'shown-if: child.bornAt = "facility"')
    const taken = await take(await zipOfFolder(root))
    expect(taken).toMatchObject({ ok: false, refusal: { code: 'package-has-faults' } })
    expect(taken.faults?.[0]).toMatchObject({ file: `${BIRTH_FOLDER}/form.yaml`, line: expect.any(Number), message: expect.stringContaining('child.bornAt') })
    await changeFile(root, 'form.yaml', 'child.bornAt', 'child.bornIn')
    await changeFile(root, 'examples/1-thuong.yaml', 'subject: Khai sinh cho', 'subject: Khai tử cho')
    expect((await take(await zipOfFolder(root))).faults?.[0]?.file).toContain('examples/1-thuong.yaml')
    await changeFile(root, 'examples/1-thuong.yaml', 'subject: Khai tử cho', 'subject: Khai sinh cho')
    await minutes(21)
    const zip = await zipOfFolder(root)
    const both = await Promise.all([take(zip), take(zip), take(zip)])
    expect(both.map((one) => one.ok && one.number)).toEqual([3, 3, 3])
    expect(both.filter((one) => one.ok && one.isNew)).toHaveLength(1)
  })

  it.each([
    ['a citizen', { kind: 'citizen', accountId: 'a', personId: 'p', name: 'N', via: 'session' } as const],
    ['an officer', staff('reception')],
    ['nobody', { kind: 'anonymous' } as const],
  ])('%s may not', async (_who, actor) => {
    expect(codeOf(await take(Buffer.from('x'), actor))).toBe('package-not-yours')
    expect(codeOf(await publish({}, actor))).toBe('package-not-yours')
    expect(codeOf(await takeBack(1, {}, actor))).toBe('package-not-yours')
  })

  it.each([
    ['no reason', { reason: ' ' }, 'package-reason-missing'],
    ['too long a reason', { reason: 'x'.repeat(501) }, 'package-reason-missing'],
    ['a date that is none', { date: '2026-02-30' }, 'package-date-malformed'],
    ['a date in words', { date: '--0a' }, 'package-date-malformed'],
    ['yesterday', { date: '2026-11-22' }, 'package-date-past'],
    ['a date too far ahead', { date: '2029-01-01' }, 'package-date-far'],
    ['no such version', { number: 99 }, 'package-version-not-found'],
    ['no such procedure', { code: '9.999999' }, 'package-version-not-found'],
    ['what is in force', { number: 1 }, 'package-in-force-already'],
  ])('is refused with %s, and nothing is written', async (_what, input, code) => {
    const before = await publicationsOf(t.db, CODE)
    expect(codeOf(await publish(input))).toBe(code)
    expect(await publicationsOf(t.db, CODE)).toEqual(before)
  })

  it('puts a version in force at once, once for a key, with its event', async () => {
    const key = newId()
    const from = bumped
    const answers = await Promise.all([publish({ key }), publish({ key }), publish({ key })])
    expect(new Set(answers.map((one) => one.ok && one.publicationId)).size).toBe(1)
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok'])
    expect(bumped).toBe(from + 1)
    expect(await numberInForce()).toBe(2)
    expect(await eventsOf(await versionId(2))).toEqual(['procedure-package.imported staff', 'procedure-package.published staff'])
    expect(codeOf(await publish({ key, number: 1 }))).toBe('key-reused')
    expect(codeOf(await publish())).toBe('package-in-force-already')
    expect((await publicationsOf(t.db, CODE))[0]).toMatchObject({ reason: REASON, published_by: `staff:${admin.staffId}` })
  })

  it('of two at once with keys of their own one publishes, the other is told', async () => {
    const answers = (await Promise.all([publish({ number: 3 }), publish({ number: 3 })])).map(codeOf)
    expect(answers.sort()).toEqual(['ok', 'package-in-force-already'])
    expect(await numberInForce()).toBe(3)
  })

  it('puts a version in force from a later day on, which can be taken back until then', async () => {
    const later = await publish({ number: 1, date: '2026-12-01' })
    if (!later.ok) throw new Error(later.refusal.code)
    expect(await numberInForce()).toBe(3)
    expect(codeOf(await takeBack(later.publicationId, { reason: '' }))).toBe('package-reason-missing')
    const key = newId()
    expect(await takeBack(later.publicationId, { key })).toEqual({ ok: true, publicationId: later.publicationId })
    expect(await takeBack(later.publicationId, { key })).toEqual({ ok: true, publicationId: later.publicationId })
    expect(codeOf(await takeBack(later.publicationId))).toBe('package-publication-not-found')
    expect((await eventsOf(await versionId(1))).at(-1)).toBe('procedure-package.publication-taken-back staff')
    t.clock.set(new Date('2026-12-01T00:00:00+07:00'))
    expect(await numberInForce()).toBe(3)
    t.clock.set(TEST_NOW)

    const kept = await publish({ number: 1, date: '2026-12-01' })
    if (!kept.ok) throw new Error(kept.refusal.code)
    t.clock.set(new Date('2026-11-30T23:59:59+07:00'))
    expect(await numberInForce()).toBe(3)
    t.clock.set(new Date('2026-12-01T00:00:00+07:00'))
    expect(await numberInForce()).toBe(1)
    expect(codeOf(await takeBack(kept.publicationId))).toBe('package-publication-begun')
    expect(codeOf(await takeBack(987654))).toBe('package-publication-not-found')
  })

  it('a publication is never changed otherwise, nor taken out', async () => {
    const [row] = await publicationsOf(t.db, CODE)
    for (const touch of [
      sql`update procedures.package_publication set valid_from = now() where id = ${row?.id}`,
      sql`update procedures.package_publication set taken_back_at = null where taken_back_at is not null`,
      sql`update procedures.package_publication set taken_back_at = valid_from - interval '1 day', taken_back_by = 'x', reason = 'y' where id = ${row?.id}`,
      sql`delete from procedures.package_publication where id = ${row?.id}`,
    ]) {
      await expect(inTransaction(t.db, (tx) => touch.execute(tx.kysely()))).rejects.toThrow(/never changed/)
    }
  })
})

describe('the program’s own folder at a start', () => {
  it('does not replace what an administrator published; it is stored and waits', async () => {
    t.clock.set(new Date('2026-12-02T09:00:00+07:00'))
    await minutes(30)
    const first = await load()
    expect(first).toMatchObject({ published: [], unchanged: [], waiting: [{ code: CODE, number: 4 }], faults: [] })
    const again = await load()
    expect(again.waiting).toEqual(first.waiting)
    expect(await numberInForce()).toBe(1)
    expect(await eventsOf(first.waiting[0]?.versionId ?? '')).toEqual(['procedure-package.imported system'])
    const published = await publish({ number: 4, date: '2026-12-02' })
    expect(codeOf(published)).toBe('ok')
    expect(await load()).toMatchObject({ published: [], waiting: [], unchanged: [CODE] })
    expect(await numberInForce()).toBe(4)
  })

  it('leads as long as nobody else published, and again when a coming publication was taken back', async () => {
    const own = await openTestDatabase()
    try {
      await makePartitions(own.db, '2026-11-01', 2)
      const start = () => loadPackages(own.db, root, actDeps(own))
      await start()
      await minutes(31)
      expect((await start()).published).toMatchObject([{ number: 2 }])
      const later = await publishPackage(actDeps(own))(admin, { code: CODE, number: 1, date: '2026-12-24', reason: REASON, key: newId() })
      if (!later.ok) throw new Error(later.refusal.code)
      await minutes(32)
      expect(await start()).toMatchObject({ published: [], waiting: [{ number: 3 }] })
      const back = await takeBackPublication(actDeps(own))(admin, { publicationId: later.publicationId, reason: 'Chưa cần', key: newId() })
      expect(codeOf(back)).toBe('ok')
      expect((await start()).published).toMatchObject([{ number: 3 }])
      expect((await standingPublications(own.db, CODE)).map((row) => row.published_by)).toEqual(Array(3).fill('system:packages'))
    } finally {
      await own.close()
    }
  })
})

describe('a version of before examples were kept', () => {
  it('still opens and goes out', async () => {
    const old = await openTestDatabase()
    try {
      await makePartitions(old.db, '2026-11-01', 2)
      await rm(join(root, BIRTH_FOLDER, 'examples'), { recursive: true })
      await loadPackages(old.db, root, actDeps(old))
      const open = openPackages({ db: old.db, clock: old.clock, cacheFolder: join(root, '.cache') })
      const one = await open.current(CODE)
      if (!one) throw new Error('There is no package.')
      expect(await readFile(join(await open.templateFolder(one.versionId), 'form.yaml'), 'utf8')).toContain('to-khai-dang-ky-khai-sinh')
      const zip = await readPackageZip(await writePackageZip(CODE, storedPackage(BIRTH_FOLDER, await filesOf(old.db, one.versionId))))
      expect(zip.ok && zip.package.examples.size).toBe(0)
      expect(zip.ok && zip.manifest.hash).toBe(one.hash)
    } finally {
      await old.close()
    }
  })

  it('that the program has outgrown is not published', async () => {
    const old = await openTestDatabase()
    try {
      await makePartitions(old.db, '2026-11-01', 2)
      await loadPackages(old.db, root, actDeps(old))
      const [row] = await versionsOf(old.db, CODE)
      const id = newId()
      await inTransaction(old.db, async (tx) => {
        await sql`insert into procedures.package_version select ${id}, procedure_code, 2, ${'f'.repeat(64)}, folder, form_version_id, process_definition_id, published_at from procedures.package_version where id = ${row?.id}`.execute(tx.kysely())
        await sql`insert into procedures.package_file values (${id}, 'form.yaml', ${Buffer.from('old: 1')})`.execute(tx.kysely())
      })
      const done = await publishPackage(actDeps(old))(admin, { code: CODE, number: 2, date: '2026-11-23', reason: REASON, key: newId() })
      expect(codeOf(done)).toBe('package-version-outgrown')
    } finally {
      await old.close()
    }
  })
})
