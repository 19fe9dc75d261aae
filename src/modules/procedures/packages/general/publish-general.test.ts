import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, TEST_NOW, type TestDatabase } from '../../../../../tests/support/database.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction } from '../../../../platform/db.ts'
import { newId } from '../../../../platform/ids.ts'
import { createReadStream, makePartitions } from '../../../events/index.ts'
import { loadPackages } from '../load.ts'
import { actDeps, BIRTH_CODE, copyBirth, staff } from '../packages.fixture.ts'
import { openPackages } from '../packages.ts'
import { publicationsOf, versionsOf } from '../packages.store.ts'
import { takeBackPublication } from '../take-back-publication.ts'
import { recordWith } from './general.fixture.ts'
import { NOTHING_CHOSEN } from './plan.ts'
import { type GeneralDeps, type GeneralInput, publishGeneral } from './publish-general.ts'
import type { PublishedRecord } from './record.ts'

const admin = staff('administrator')

let t: TestDatabase
let root: string
let records: Map<string, PublishedRecord>
let takers: string[]
let serial = 1000
/** A procedure of its own for each test. */
let code: string

const deps = (): GeneralDeps => ({ ...actDeps(t), findRecord: async (one) => records.get(one) ?? null, takersOf: async () => takers })
const publish = (input: Partial<GeneralInput> = {}, actor: Actor = admin) =>
  publishGeneral(deps())(actor, { code, recordVersion: 1, choice: { ...NOTHING_CHOSEN, fee: 'free' }, date: '2026-11-23', reason: 'QĐ 5/QĐ-UBND', key: newId(), ...input })
const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) => (answer.ok ? 'ok' : answer.refusal.code)
const packages = () => openPackages({ db: t.db, clock: t.clock, cacheFolder: join(root, '.cache') })

beforeAll(async () => {
  t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 4)
  root = await mkdtemp(join(tmpdir(), 'general-'))
  await copyBirth(root)
  await loadPackages(t.db, root, actDeps(t))
})
afterAll(async () => {
  await t.close()
  await rm(root, { recursive: true, force: true })
})
beforeEach(() => {
  t.clock.set(TEST_NOW)
  code = `1.00${serial++}`
  takers = ['UBND phường Ninh Kiều']
  records = new Map([[code, recordWith({}, { code })], [BIRTH_CODE, recordWith({}, { code: BIRTH_CODE })]])
})

describe('opening a procedure by the general form', () => {
  it('makes a version and puts it in force at once', async () => {
    expect(codeOf(await publish())).toBe('ok')
    const one = await packages().current(code)
    expect(one).toMatchObject({ number: 1, name: { vi: 'Cấp giấy phép thử' }, definition: { madeFrom: { version: 1, asOf: '2026-07-18' } } })
    expect((await packages().listed()).find((listed) => listed.code === code)).toMatchObject({ name: { vi: 'Cấp giấy phép thử' }, channels: ['counter', 'online'], madeFrom: { version: 1, asOf: '2026-07-18' } })
    const events = await createReadStream(t.sealer)(t.db, { kind: 'procedure-package', id: one?.versionId ?? '' })
    expect(events.map(({ type }) => type)).toEqual(['procedure-package.imported', 'procedure-package.published'])
  })

  it('is done once for one form, however often it is sent, and by the first of two who do it at once', async () => {
    const key = newId()
    const [first, again] = [await publish({ key }), await publish({ key })]
    expect([codeOf(first), again]).toEqual(['ok', first])
    records.set('1.009999', recordWith({}, { code: '1.009999' }))
    const both = await Promise.all([publish({ code: '1.009999' }), publish({ code: '1.009999' })])
    expect(both.map(codeOf).sort()).toEqual(['ok', 'package-in-force-already'])
    expect(await versionsOf(t.db, '1.009999')).toHaveLength(1)
  })

  it('may begin later, and is taken back until then', async () => {
    const done = await publish({ date: '2026-12-01' })
    expect(codeOf(done)).toBe('ok')
    expect(await packages().current(code)).toBeNull()
    t.clock.set(new Date('2026-12-01T00:00:00+07:00'))
    expect(await packages().current(code)).toMatchObject({ number: 1 })
    t.clock.set(TEST_NOW)
    const taken = await takeBackPublication(deps())(admin, { publicationId: done.ok ? done.publicationId : 0, reason: 'Chưa đủ người', key: newId() })
    expect(codeOf(taken)).toBe('ok')
    t.clock.set(new Date('2026-12-01T00:00:00+07:00'))
    expect(await packages().current(code)).toBeNull()
  })

  it('is made anew when the record has new content', async () => {
    await publish()
    records.set(code, { ...recordWith({ results: [{ name: 'Quyết định', code: null }] }, { code }), version: { number: 2, asOf: '2026-10-01', source: 'portal' } })
    expect(codeOf(await publish())).toBe('general-record-changed')
    expect(codeOf(await publish({ recordVersion: 2 }))).toBe('ok')
    expect((await packages().current(code))?.definition).toMatchObject({ madeFrom: { version: 2 }, result: { kind: 'decision' } })
    expect(await publicationsOf(t.db, code)).toHaveLength(2)
  })

  it('stands when the program starts again', async () => {
    await publish()
    await loadPackages(t.db, root, actDeps(t))
    expect(await packages().current(code)).toMatchObject({ number: 1 })
  })
})

describe('lists', () => {
  it('name a version that was stored before there were summaries', async () => {
    const [birth] = await versionsOf(t.db, BIRTH_CODE)
    const id = newId()
    await inTransaction(t.db, async (tx) => {
      await sql`insert into procedures.package_version select ${id}, procedure_code, 2, ${'e'.repeat(64)}, folder, form_version_id, process_definition_id, published_at from procedures.package_version where id = ${birth?.id}`.execute(tx.kysely())
      await sql`insert into procedures.package_file select ${id}, name, content from procedures.package_file where version_id = ${birth?.id}`.execute(tx.kysely())
      await sql`insert into procedures.package_publication (procedure_code, version_id, valid_from, recorded_at, published_by) values (${BIRTH_CODE}, ${id}, ${TEST_NOW}, ${TEST_NOW}, 'system:packages')`.execute(tx.kysely())
    })
    const listed = await packages().listed()
    expect(listed.find((one) => one.code === BIRTH_CODE)).toMatchObject({ versionId: id, name: { vi: 'Đăng ký khai sinh' }, madeFrom: null })
    expect(codeOf(await publish({ code: BIRTH_CODE }))).toBe('general-has-package')
  })
})

describe('opening is refused', () => {
  it.each([
    ['to an officer', {}, staff('reception'), 'package-not-yours'],
    ['to a citizen', {}, { kind: 'citizen', accountId: 'a', personId: 'p', name: 'N', via: 'session' } as const, 'package-not-yours'],
    ['without a reason', { reason: ' ' }, admin, 'package-reason-missing'],
    ['for yesterday', { date: '2026-11-22' }, admin, 'package-date-past'],
    ['for no day', { date: '2026-02-31' }, admin, 'package-date-malformed'],
    ['for a code that nobody has', { code: '9.999999' }, admin, 'procedure-not-found'],
    ['where people wrote a package', { code: BIRTH_CODE }, admin, 'general-has-package'],
    ['while something is open', { choice: NOTHING_CHOSEN }, admin, 'general-undecided'],
    ['for a record that was not looked at', { recordVersion: 7 }, admin, 'general-record-changed'],
  ])('%s', async (_name, input, actor, refusal) => {
    expect(codeOf(await publish(input, actor))).toBe(refusal)
    expect(await versionsOf(t.db, code)).toEqual([])
  })

  it('with what is open', async () => {
    records.set(code, recordWith({ methods: [] }, { code, levels: ['province', 'ministry'] }))
    expect(await publish({ choice: NOTHING_CHOSEN })).toMatchObject({ ok: false, undecided: ['level', 'time', 'fee'] })
  })

  it('where nobody takes its dossiers', async () => {
    takers = []
    expect(codeOf(await publish())).toBe('general-nobody-competent')
    expect(await versionsOf(t.db, code)).toEqual([])
  })

  it.each([
    ['no longer published', { status: 'no_longer_published' }, 'general-not-current'],
    ['known by name only', { content: null, version: null }, 'general-name-only'],
  ] as const)('where the procedure is %s', async (_name, more, refusal) => {
    records.set(code, recordWith({}, { code, ...more }))
    expect(codeOf(await publish())).toBe(refusal)
  })
})
