import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, TEST_NOW, type TestDatabase } from '../../../../tests/support/database.ts'
import type { Actor } from '../../../platform/actor.ts'
import { newId } from '../../../platform/ids.ts'
import { createReadStream, makePartitions } from '../../events/index.ts'
import { type EndingInput, endPackage } from './end-package.ts'
import { loadPackages } from './load.ts'
import { actDeps, BIRTH_CODE as CODE, changeFile, copyBirth, staff } from './packages.fixture.ts'
import { openPackages } from './packages.ts'
import { publicationsOf, versionsOf } from './packages.store.ts'
import { publishPackage } from './publish-package.ts'
import { takeBackPublication } from './take-back-publication.ts'

const admin = staff('administrator')

let t: TestDatabase
let root: string
const end = (input: Partial<EndingInput> = {}, actor: Actor = admin) => endPackage(actDeps(t))(actor, { code: CODE, date: '2026-11-23', reason: 'QĐ 3/QĐ-UBND', key: newId(), ...input })
const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) => (answer.ok ? 'ok' : answer.refusal.code)
const inForce = async () => (await openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') }).current(CODE))?.number ?? null
const typesOf = async () => (await createReadStream(t.sealer)(t.db, { kind: 'procedure-package', id: (await versionsOf(t.db, CODE)).at(-1)?.id ?? '' })).map(({ type }) => type.replace('procedure-package.', ''))

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ending-'))
  await copyBirth(root)
})
beforeEach(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 4)
  await loadPackages(t.db, root, actDeps(t))
  t.clock.set(TEST_NOW)
  return () => t.close()
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe('ending a package', () => {
  it('leaves none in force from then on, also when the program starts again with new content', async () => {
    expect(codeOf(await end())).toBe('ok')
    expect(await inForce()).toBeNull()
    expect(await typesOf()).toEqual(['published', 'ended'])
    await changeFile(root, 'procedure.yaml', /minutes-to-fill: \d+/, 'minutes-to-fill: 33')
    expect((await loadPackages(t.db, root, actDeps(t))).waiting).toMatchObject([{ code: CODE, number: 2 }])
    expect(await inForce()).toBeNull()
  })

  it('may begin later, and is taken back until then', async () => {
    const done = await end({ date: '2026-12-01' })
    expect([codeOf(done), await inForce()]).toEqual(['ok', 1])
    t.clock.set(new Date('2026-12-01T00:00:00+07:00'))
    expect(await inForce()).toBeNull()
    t.clock.set(TEST_NOW)
    expect(codeOf(await takeBackPublication(actDeps(t))(admin, { publicationId: done.ok ? done.publicationId : 0, reason: 'Nhầm', key: newId() }))).toBe('ok')
    t.clock.set(new Date('2026-12-01T00:00:00+07:00'))
    expect(await inForce()).toBe(1)
    expect(await typesOf()).toEqual(['published', 'ended', 'publication-taken-back'])
  })

  it('is over when a version is published again', async () => {
    await end()
    const done = await publishPackage(actDeps(t))(admin, { code: CODE, number: 1, date: '2026-11-23', reason: 'Mở lại', key: newId() })
    expect([codeOf(done), await inForce()]).toEqual(['ok', 1])
  })

  it('is done once for one form', async () => {
    const key = newId()
    expect([codeOf(await end({ key })), codeOf(await end({ key }))]).toEqual(['ok', 'ok'])
    expect(await publicationsOf(t.db, CODE)).toHaveLength(2)
  })

  it.each([
    ['by an officer', {}, staff('reception'), 'package-not-yours'],
    ['without a reason', { reason: '' }, admin, 'package-reason-missing'],
    ['for yesterday', { date: '2026-11-22' }, admin, 'package-date-past'],
    ['of a procedure without a package', { code: '9.999999' }, admin, 'package-none-in-force'],
  ])('is refused %s', async (_name, input, actor, refusal) => {
    expect(codeOf(await end(input, actor))).toBe(refusal)
    expect(await inForce()).toBe(1)
  })

  it('is refused where it has ended already', async () => {
    await end()
    expect(codeOf(await end())).toBe('package-none-in-force')
  })
})
