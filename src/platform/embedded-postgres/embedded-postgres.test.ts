import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { canMount } from '../../../tests/support/mount.ts'
import { StartupProblem } from '../startup-problem.ts'
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './index.ts'

/** A data folder is a whole cluster, so the tests share one and leave it stopped. */
let dataDir: string
const running = new Set<EmbeddedPostgres>()

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-pg-'))
})
afterEach(async () => {
  for (const server of running) await server.stop()
  running.clear()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function start(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(dataDir, options)
  running.add(server)
  return server
}

async function ask<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

async function problemOf(work: Promise<unknown>): Promise<StartupProblem> {
  const error = await work.then(() => null, (thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StartupProblem)
  return error as StartupProblem
}

async function waitFor<R>(look: () => Promise<R>): Promise<R> {
  const until = performance.now() + 15_000
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (performance.now() > until) throw error
      await sleep(50)
    }
  }
}

function startInAnotherProcess(folder: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hold.fixture.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = new Promise<{ pid: number }>((done, fail) => {
    child.stdout.once('data', (line) => done({ pid: Number(line) }))
    child.once('exit', () => fail(new Error('The program ended before it was ready.')))
  })
  return { ready, kill: () => child.kill('SIGKILL') }
}

const alive = (pid: number) => existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
const pidFile = () => join(dataDir, 'postgres', 'data', 'postmaster.pid')

describe('embedded PostgreSQL', () => {
  it('makes a durable cluster on the first start and stops it', async () => {
    const server = await start()
    const rows = await ask<{ name: string; setting: string }>(
      server.url,
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'server_encoding') order by 1",
    )
    expect(rows.map((row) => row.setting)).toEqual(['on', 'on', 'on', 'UTF8', 'on'])
    expect(server.adopted).toBe(false)
    await ask(server.url, 'create table kept (n int); insert into kept values (1)')
    await server.stop()
    expect(alive(server.pid())).toBe(false)
    expect(existsSync(pidFile())).toBe(false)
  })

  it('keeps its password and its data to itself', async () => {
    const server = await start()
    expect(statSync(join(dataDir, 'postgres', 'credentials.json')).mode & 0o777).toBe(0o600)
    const wrong = new URL(server.url)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    const [row] = await ask<{ s: string }>(server.url, "select current_setting('is_superuser') as s")
    expect(row?.s).toBe('off')
  })

  it('folds case of Vietnamese letters', async () => {
    const server = await start()
    expect(await ask(server.url, "select lower('ĐẶNG THỊ ƯỚC') as name")).toEqual([{ name: 'đặng thị ước' }])
  })

  it('restarts a server that is killed, at the same place', async () => {
    const server = await start()
    const before = server.pid()
    await ask(server.url, 'insert into kept values (2)')
    process.kill(before, 'SIGKILL')
    const rows = await waitFor(() => ask(server.url, 'select n from kept order by n'))
    expect(rows).toEqual([{ n: 1 }, { n: 2 }])
    await waitFor(async () => expect(server.pid()).not.toBe(before))
    await server.stop()
    expect(alive(server.pid())).toBe(false)
  })

  it('adopts a server whose program was killed', async () => {
    const program = startInAnotherProcess(dataDir)
    const { pid } = await program.ready
    program.kill()
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(server.pid()).toBe(pid)
    expect(await ask(server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }])
    await server.stop()
    expect(alive(pid)).toBe(false)
  })

  it('replaces a stale pid file, also when another process has that pid now', async () => {
    for (const pid of [999_999, process.pid]) {
      writeFileSync(pidFile(), `${pid}\n${join(dataDir, 'postgres', 'data')}\n1\n5432\n/tmp\n\n\nready\n`)
      const server = await start()
      expect(server.adopted).toBe(false)
      await server.stop()
    }
  })

  it('starts after the server and the program were both killed', async () => {
    const program = startInAnotherProcess(dataDir)
    const { pid } = await program.ready
    program.kill()
    process.kill(pid, 'SIGKILL')
    const server = await start()
    expect(await ask(server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }])
  })

  it('refuses a second owner of the folder and lets a command share it', async () => {
    const server = await start()
    const problem = await problemOf(startEmbeddedPostgres(dataDir))
    expect(problem.code).toBe('data-folder-in-use')
    const shared = await startEmbeddedPostgres(dataDir, { share: true })
    await shared.stop()
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it.each([['99', 'data-newer'], ['15', 'data-older']])('refuses data of PostgreSQL %s and leaves it as it is', async (version, code) => {
    const file = join(dataDir, 'postgres', 'data', 'PG_VERSION')
    const own = readFileSync(file, 'utf8')
    writeFileSync(file, `${version}\n`)
    try {
      expect((await problemOf(start())).code).toBe(code)
      expect(readFileSync(file, 'utf8')).toBe(`${version}\n`)
    } finally {
      writeFileSync(file, own)
    }
  })

  it('refuses a folder whose credentials are gone', async () => {
    const file = join(dataDir, 'postgres', 'credentials.json')
    renameSync(file, `${file}.away`)
    try {
      expect((await problemOf(start())).code).toBe('data-folder-unusable')
    } finally {
      renameSync(`${file}.away`, file)
    }
  })

  it('says what is wrong with its configuration and does not hang', async () => {
    const file = join(dataDir, 'postgres', 'data', 'local.conf')
    writeFileSync(file, 'shared_buffers = nonsense\n')
    try {
      const problem = await problemOf(start())
      expect(problem.code).toBe('database-broken')
      expect(problem.message).toContain('shared_buffers')
    } finally {
      rmSync(file)
    }
  })

  it('refuses a data folder that is a file', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    expect((await problemOf(startEmbeddedPostgres(file))).code).toBe('data-folder-unusable')
  })
})

describe.runIf(canMount())('embedded PostgreSQL on a full disk', () => {
  let disk: string
  beforeAll(() => {
    disk = mkdtempSync(join(tmpdir(), 'mot-cua-full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk])
  })
  afterAll(() => {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  })

  it('says so and leaves nothing behind that looks finished', async () => {
    expect((await problemOf(startEmbeddedPostgres(disk))).code).toBe('disk-full')
    expect(existsSync(join(disk, 'postgres', 'data'))).toBe(false)
  })
})
