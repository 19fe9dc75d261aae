import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { PROJECT } from '../../tests/support/demo.ts'
import { createTypesetter } from '../modules/documents/index.ts'
import { createAppendEvent, makePartitions } from '../modules/events/index.ts'
import { shippedPlaceOptions } from '../modules/forms/places.fixture.ts'
import { createSearch, importPackage, loadCatalogue, openCatalogue, openPackages, publishPackage, readPackageFolder, readTaxonomy, writePackageZip } from '../modules/procedures/index.ts'
import { createCheckProcess, createPublishDefinition } from '../modules/processes/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { searchable } from './searchable.ts'

const CODE = '1.001193'
const FOLDER = 'ho-tich/1.001193-dang-ky-khai-sinh'
const admin: Actor = { kind: 'staff', staffId: newId(), name: 'Lê Văn Quản', posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Quản trị', duties: ['administrator'] }] }

const typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
let t: TestDatabase
let cacheFolder: string
beforeAll(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 2)
  await loadCatalogue(t.db, { folder: join(PROJECT, 'data/catalogue'), clock: t.clock })
  cacheFolder = await mkdtemp(join(tmpdir(), 'searchable-'))
}, 60_000)
afterAll(async () => {
  await typesetter.close()
  await t.close()
  await rm(cacheFolder, { recursive: true, force: true })
})

describe('search', () => {
  it('shows a procedure as one that can be filed from the day on which its first publication comes into force, with no restart', async () => {
    const appendEvent = createAppendEvent(t.sealer)
    const publishProcess = createPublishDefinition({ appendEvent }) as (tx: Tx, process: { key: string; xml: string; names: readonly string[]; actor: Actor; at: Date }) => ReturnType<ReturnType<typeof createPublishDefinition>>
    const deps = { db: t.db, clock: t.clock, appendEvent, checkProcess: createCheckProcess({ acts: [] }), publishProcess, places: shippedPlaceOptions, typesetter }
    const read = await readPackageFolder(join(PROJECT, 'procedures'), FOLDER)
    if (!read.ok) throw new Error('The package is not there.')
    const taken = await importPackage(deps)(admin, await writePackageZip(CODE, read.package))
    if (!taken.ok) throw new Error(taken.refusal.code)
    const published = await publishPackage(deps)(admin, { code: CODE, number: taken.number, date: '2026-11-24', reason: 'Quyết định công bố', key: newId() })
    if (!published.ok) throw new Error(published.refusal.code)

    const catalogue = openCatalogue({ db: t.db, clock: t.clock, taxonomy: await readTaxonomy(join(PROJECT, 'data/taxonomy')) })
    const packages = openPackages({ db: t.db, clock: t.clock, cacheFolder })
    const search = createSearch({ knowledgeFolder: join(PROJECT, 'content/search'), ...searchable({ db: t.db, catalogue, packages }) })
    await search.start()
    const first = search.version()
    const isFileable = async () => (await search.search('đăng ký khai sinh')).items.find((hit) => hit.code === CODE)?.fileable
    expect(await isFileable()).toBe(false)
    expect(search.version()).toBe(first)
    t.clock.set(new Date('2026-11-24T08:00:00+07:00'))
    await expect.poll(isFileable, { timeout: 20_000, interval: 200 }).toBe(true)
  }, 60_000)
})
