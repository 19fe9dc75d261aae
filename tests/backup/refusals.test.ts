import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogAccess } from '../../src/modules/events/index.ts'
import { holdBytes, localFileStore, receiveBytes, recordPrinted, sweepFiles } from '../../src/modules/files/index.ts'
import { closeDatabase, inTransaction, openDatabase } from '../../src/platform/db.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { createJobs } from '../../src/platform/jobs.ts'
import { openSealer } from '../../src/platform/keys.store.ts'
import { migrate, migrationNames } from '../../src/platform/migrate.ts'
import { testFolders } from '../startup/folders.ts'
import { makeEmptyDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { PROJECT } from '../support/demo.ts'
import { canMount } from '../support/mount.ts'
import { endPrograms, postmasterOf } from '../support/program.ts'
import { TEST_MASTER_KEYS } from '../support/server.ts'
import { backUpHere, begin, namesIn, onlyBackupIn, type Place, restoreHere, run, TEST_SECRETS, withKeysIn } from './commands.ts'

const folders = testFolders()
const drops: (() => Promise<void>)[] = []
let source: TestDatabase
let place: Place
/** A whole backup of one database with three files and two jobs. */
let backup: string

const empty = async (): Promise<Place> => {
  const made = await makeEmptyDatabase()
  drops.push(made.drop)
  return { dataDir: withKeysIn(folders.make()), url: made.url }
}
const nobody = { kind: 'system', name: 'test' } as const

beforeAll(async () => {
  source = await openTestDatabase()
  drops.push(() => source.close())
  place = { dataDir: withKeysIn(folders.make()), url: source.url }
  await addFiles(source, place, 3)
  const jobs = await createJobs({ url: source.url, heavy: new Set(['b']), onError: () => undefined })
  await inTransaction(source.db, (tx) => jobs.write(tx, [{ data: { job: 'a', eventId: newId() } }, { data: { job: 'b' }, startAfter: new Date('2031-01-01T00:00:00Z') }]))
  await jobs.stop(1000)
  await createLogAccess(source.sealer)(source.db, { actor: nobody, purpose: 'case.read', subject: { kind: 'dossier', id: newId() }, fields: ['a\tb\\n', '{"c"}'], at: new Date('2024-02-29T01:02:03.456Z') })
  const into = folders.make()
  await backUpHere(place, into)
  backup = onlyBackupIn(into)
})
afterAll(async () => {
  for (const drop of drops) await drop()
  await folders.remove()
})

async function addFiles({ db, sealer, clock }: TestDatabase, { dataDir }: Place, count: number): Promise<string[]> {
  const deps = { sealer, store: localFileStore(join(dataDir, 'files')) }
  const keys: string[] = []
  for (let made = 0; made < count; made++) {
    const received = await receiveBytes(deps)(await onePage(), 'giấy.pdf')
    await inTransaction(db, (tx) => recordPrinted(tx, sealer, received, { ownerKind: 'test', ownerId: newId(), at: clock.now() }))
    keys.push(received.blobKey)
  }
  return keys
}

async function onePage(): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage()
  return Buffer.from(await document.save())
}

/** A copy of the backup with something done to it. */
function spoiled(spoil: (folder: string) => void): string {
  const copy = join(folders.make(), 'copy')
  cpSync(backup, copy, { recursive: true })
  spoil(copy)
  return copy
}
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
/** As a program would have written it. */
function rewrite(folder: string, change: (manifest: ReturnType<typeof manifestOf>) => void): void {
  const { sha256: _old, ...manifest } = manifestOf(folder)
  change(manifest)
  const sha256 = createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, sha256 }))
}
const blobIn = (folder: string): string => {
  const [shelf = ''] = readdirSync(join(folder, 'files'))
  return join(folder, 'files', shelf, readdirSync(join(folder, 'files', shelf))[0] ?? '')
}

async function rowsAt<R extends object>(url: string, text: string): Promise<R[]> {
  const db = await openDatabase(url, { maxConnections: 1 })
  try {
    return (await db.pool.query(text)).rows as R[]
  } finally {
    await closeDatabase(db)
  }
}

describe('what is restored', () => {
  it('is the same to the letter, jobs that were not done among it', async () => {
    const to = await empty()
    const { chains, files } = await restoreHere(backup, to)
    expect([chains.faults, files]).toEqual([[], { files: 3, faults: [] }])
    const url = to.url ?? ''
    for (const question of [
      'select id, data, start_after, state::text from pgboss.job order by id',
      'select a::text as row from events.access a',
      'select f::text as row from files.file f order by 1',
      'select last_value from notifications.message_position',
      "select relname from pg_class where relispartition and relkind = 'r' and relnamespace::regnamespace::text in ('events', 'notifications') order by 1",
      'select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as text from pg_constraint order by 1, 2',
    ]) {
      const there = await rowsAt(url, question)
      expect([question, there]).toEqual([question, await rowsAt(source.url, question)])
    }
    expect(await rowsAt(url, 'select 1 from pgboss.job')).toHaveLength(2)
  })

  it('may be older than the program: it is taken on to this version', async () => {
    const old = await makeEmptyDatabase()
    drops.push(old.drop)
    const names = await migrationNames(join(PROJECT, 'migrations'))
    const db = await openDatabase(old.url, { maxConnections: 2 })
    await migrate(db, join(PROJECT, 'migrations'), names.at(-2))
    await openSealer(db, TEST_MASTER_KEYS)
    await closeDatabase(db)
    const into = folders.make()
    await backUpHere({ dataDir: withKeysIn(folders.make()), url: old.url }, into)
    expect(manifestOf(onlyBackupIn(into)).database.migrations.at(-1)).toBe(names.at(-2))
    const to = await empty()
    await restoreHere(onlyBackupIn(into), to)
    expect((await rowsAt<{ name: string }>(to.url ?? '', 'select name from platform.migration order by name')).map((row) => row.name)).toEqual(names)
  })

  it('has the bytes of every row: nothing is swept while a backup takes them', async () => {
    const store = localFileStore(join(place.dataDir, 'files'))
    await receiveBytes({ sealer: source.sealer, store })(await onePage(), 'nobody recorded it.pdf')
    const sweep = sweepFiles({ db: source.db, store })
    const letGo = await holdBytes(source.db)
    expect(await sweep(0)).toEqual({ removed: 0 })
    await letGo()
    expect(await sweep(0)).toEqual({ removed: 1 })
  })

  it('tells which bytes were missing already, and is a backup all the same', async () => {
    const own = await openTestDatabase()
    drops.push(() => own.close())
    const damaged: Place = { dataDir: withKeysIn(folders.make()), url: own.url }
    const [lost = ''] = await addFiles(own, damaged, 2)
    rmSync(join(damaged.dataDir, 'files', lost.slice(0, 2), lost))
    const into = folders.make()
    const { manifest } = await backUpHere(damaged, into)
    expect(manifest.files).toMatchObject({ count: 1, missing: [lost] })
    const { files } = await restoreHere(onlyBackupIn(into), await empty())
    expect(files).toMatchObject({ files: 2, faults: [{ fault: 'missing' }] })
  })
})

describe('a backup that is not whole is refused, and nothing is there afterwards', () => {
  let unused: string
  beforeAll(async () => {
    unused = (await empty()).url ?? ''
  })
  const there = (): Place => ({ dataDir: withKeysIn(folders.make()), url: unused })
  const table = (folder: string, name = 'platform.data_key') => join(folder, 'database', `${name}.copy.gz`)
  it.each<[string, string, (folder: string) => void]>([
    ['without its manifest, as a killed one is', 'no-backup', (folder) => rmSync(join(folder, 'manifest.json'))],
    ['with a cut manifest', 'altered', (folder) => truncateSync(join(folder, 'manifest.json'), 300)],
    ['with a changed manifest', 'altered', (folder) => writeFileSync(join(folder, 'manifest.json'), readFileSync(join(folder, 'manifest.json'), 'utf8').replace('"rows": 3', '"rows": 2'))],
    ['with a cut table', 'altered', (folder) => truncateSync(table(folder), 20)],
    ['with a table that grew', 'altered', (folder) => appendFileSync(table(folder), 'x')],
    ['without a table', 'altered', (folder) => rmSync(table(folder))],
    ['without its jobs', 'altered', (folder) => rmSync(table(folder, 'jobs'))],
    ['without a file', 'altered', (folder) => rmSync(blobIn(folder))],
    ['with a changed file', 'altered', (folder) => writeFileSync(blobIn(folder), Buffer.concat([readFileSync(blobIn(folder)).subarray(0, -1), Buffer.from([1])]))],
    ['of a newer program', 'newer', (folder) => rewrite(folder, (manifest) => manifest.database.migrations.push('9999-later'))],
    ['of a newer form', 'newer', (folder) => rewrite(folder, (manifest) => (manifest.format = 99))],
    ['that says of its tables what is not so', 'altered', (folder) => rewrite(folder, (manifest) => (manifest.database.tables[0].rows += 1))],
  ])('%s', async (_title, code, spoil) => {
    const to = there()
    await expect(restoreHere(spoiled(spoil), to)).rejects.toMatchObject({ name: 'BackupRefused', code })
    expect(namesIn(to.dataDir).filter((name) => name !== 'files')).toEqual(['keys.json'])
    const made = await rowsAt<{ there: boolean }>(unused, "select to_regclass('platform.data_key') is not null as there")
    if (made[0]?.there) expect(await rowsAt(unused, 'select 1 from platform.data_key union all select 1 from files.file')).toEqual([])
  })

  it('that has no room on the disk', async () => {
    const large = spoiled((folder) => rewrite(folder, (manifest) => (manifest.files.bytes = 1e17)))
    const to = there()
    await expect(restoreHere(large, to)).rejects.toMatchObject({ code: 'no-room' })
    expect(namesIn(to.dataDir)).toEqual(['keys.json'])
  })

  it('with other keys at hand', async () => {
    const to = await makeEmptyDatabase()
    drops.push(to.drop)
    const secrets = { ...TEST_SECRETS, sealKeys: [{ id: 'test', key: randomBytes(32) }] }
    await expect(restoreHere(backup, { dataDir: folders.make(), url: to.url }, { secrets })).rejects.toMatchObject({ code: 'keys-differ' })
    await expect(restoreHere(backup, { dataDir: folders.make(), url: to.url }, { secrets: { ...TEST_SECRETS, indexKey: randomBytes(32) } })).rejects.toMatchObject({ code: 'keys-differ' })
    expect(await rowsAt(to.url, "select 1 from pg_namespace where nspname = 'platform'")).toEqual([])
  })
})

describe('a place that is taken is refused', () => {
  it('an outside database with data, even to be replaced', async () => {
    const to = await empty()
    await restoreHere(backup, to)
    const before = await rowsAt(to.url ?? '', 'select f::text from files.file f order by 1')
    await expect(restoreHere(backup, { dataDir: withKeysIn(folders.make()), url: to.url ?? '' }, { replace: true })).rejects.toMatchObject({ code: 'not-empty' })
    expect(await rowsAt(to.url ?? '', 'select f::text from files.file f order by 1')).toEqual(before)
  })

  it('an outside database that a program has open', async () => {
    const to = await empty()
    const program = await openDatabase(to.url ?? '')
    const held = await program.pool.connect()
    await expect(restoreHere(backup, to)).rejects.toMatchObject({ code: 'in-use' })
    held.release()
    await closeDatabase(program)
  })

  it('a folder of files that are not of this backup', async () => {
    const to = await empty()
    mkdirSync(join(to.dataDir, 'files', 'ab'), { recursive: true })
    writeFileSync(join(to.dataDir, 'files', 'ab', `ab${'0'.repeat(62)}`), 'x')
    await expect(restoreHere(backup, to)).rejects.toMatchObject({ code: 'files-in-the-way' })
    const { aside } = await restoreHere(backup, to, { replace: true })
    expect(await readdir(aside[0] ?? '')).toEqual(['ab'])
  })
})

it.runIf(canMount())('a backup onto a disk that gets full says so, and what it wrote is gone', async () => {
  const disk = folders.make()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'tmpfs', disk])
  try {
    const full = await run('backup', place, disk)
    expect([full.code, full.said]).toEqual([1, expect.stringMatching(/đã hết chỗ.*\n.*is full/)])
    expect(readdirSync(disk)).toEqual([])
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})

describe('a command that is killed', () => {
  it('the backup leaves nothing that looks finished; told to stop, it leaves nothing', async () => {
    // Makes the bundle of the command.
    expect((await run('backup', place, folders.make())).code).toBe(0)
    const into = folders.make()
    const killed = await begin('backup', place, into)
    await expect.poll(() => readdirSync(into), { timeout: 30_000, interval: 1 }).not.toEqual([])
    killed.send('SIGKILL')
    await killed.ended
    const [left = ''] = readdirSync(into)
    expect(left).toContain('.unfinished-')
    expect(existsSync(join(into, left, 'manifest.json'))).toBe(false)
    await expect(restoreHere(join(into, left), await empty())).rejects.toMatchObject({ code: 'no-backup' })
    const stopped = await begin('backup', place, into)
    await expect.poll(() => readdirSync(into).length, { timeout: 30_000, interval: 1 }).toBe(2)
    stopped.send('SIGTERM')
    expect(await stopped.ended).toBe(1)
    expect(readdirSync(into)).toEqual([left])
    const whole = await run('backup', place, into)
    expect([whole.code, whole.said]).toEqual([0, expect.stringContaining(left)])
  })

  const to: Place = { dataDir: withKeysIn(folders.make()) }

  it('the restoration into a data folder leaves it empty, and runs again', async () => {
    const checked = await run('restore', place, backup, '--check')
    expect([checked.code, checked.said]).toEqual([0, expect.stringContaining('còn nguyên')])
    drops.push(() => endPrograms([join(to.dataDir, 'restoring')]))
    const killed = await begin('restore', to, backup)
    await expect.poll(() => postmasterOf(join(to.dataDir, 'restoring')), { timeout: 60_000, interval: 5 }).not.toBeNull()
    await sleep(200)
    killed.send('SIGKILL')
    await killed.ended
    expect(existsSync(join(to.dataDir, 'postgres'))).toBe(false)
    const again = await run('restore', to, backup)
    expect([again.code, again.said]).toEqual([0, expect.stringContaining('3 tệp đã mở, 0 tệp hỏng')])
    expect(namesIn(to.dataDir).filter((name) => !name.includes('/'))).toEqual(['files', 'keys.json', 'postgres'])
  })

  it('what stands there then is not written over, nor put aside under a program at work', async () => {
    const refused = await run('restore', to, backup)
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/đã có cơ sở dữ liệu.*\n.*holds a database already/)
    const owner = await startEmbeddedPostgres(to.dataDir)
    try {
      await expect(restoreHere(backup, to, { replace: true })).rejects.toMatchObject({ code: 'data-folder-in-use' })
      expect(existsSync(join(to.dataDir, 'postgres', 'data'))).toBe(true)
    } finally {
      await owner.stop()
    }
    const { aside } = await restoreHere(backup, to, { replace: true })
    expect(aside).toHaveLength(2)
    for (const old of aside) expect(existsSync(old)).toBe(true)
  })
})
