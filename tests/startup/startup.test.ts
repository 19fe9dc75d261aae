import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withData } from '../faults/data.ts'
import { freePort, launch, memoryOf, postmasterOf, type Program, runToEnd, startProgram } from '../support/program.ts'
import { canMount } from '../support/mount.ts'
import { testFolders } from './folders.ts'
import { patience } from './patience.ts'

const folders = testFolders()
afterAll(() => folders.remove(), 60_000)
const tell = (line: string): void => void process.stdout.write(`${line}\n`)

/** The one clear sentence, both languages, and no trace of the program's inside. */
function expectSentence(said: string, vi: RegExp, en: RegExp): void {
  expect(said).toMatch(vi)
  expect(said).toMatch(en)
  expect(said).not.toMatch(/\n\s+at |Error:/)
}

describe('the program over its data folder', () => {
  let dataDir: string
  let program: Program
  beforeAll(async () => {
    dataDir = folders.make()
    program = await startProgram({ dataDir })
  })

  it('is ready within a minute the first time, tells who there is, and its memory is told', async () => {
    expect(program.readyMs).toBeLessThan(patience(60_000))
    expect(program.said()).toContain(program.url)
    expect(program.said()).toContain('MotCua@2026')
    const pages = ['/', '/thu-tuc/1.001193', '/tim-kiem?q=khai+sinh', '/tra-cuu', '/api/v1/procedures?q=gplx', '/dang-nhap']
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let times = 0; times < 10; times++) for (const url of pages) await (await fetch(program.url + url)).arrayBuffer()
    }))
    tell(`first start: ready after ${(program.readyMs / 1000).toFixed(1)} s; ${memoryOf(program.pid)} MiB after ${8 * 10 * pages.length} requests`)
  })

  it('keeps its folder: a second process says so and leaves the first alone', async () => {
    const second = await runToEnd({ dataDir })
    expect(second.code).toBe(1)
    expectSentence(second.said, /Một tiến trình Một Cửa khác đang dùng thư mục dữ liệu/, /Another Một Cửa process is using the data folder/)
    expect((await fetch(`${program.url}/thu-tuc/1.001193`)).status).toBe(200)
  })

  it('killed alone, leaves its PostgreSQL to the next start, which takes it over within 5 s', async () => {
    const before = postmasterOf(dataDir)
    await program.kill()
    expect(postmasterOf(dataDir)).toBe(before)
    program = await startProgram({ dataDir })
    expect(program.said()).toContain('Đã tiếp nhận máy chủ PostgreSQL đang chạy')
    expect(postmasterOf(dataDir)).toBe(before)
    expect(program.readyMs).toBeLessThan(patience(5000))
  })

  it('told to stop, answers the request under way, and ends with its PostgreSQL within 10 s', async () => {
    const slow = await halfRequest(program.port)
    const stopping = program.stop()
    await sleep(1000)
    slow.socket.write(slow.rest)
    expect(await slow.answer).toMatch(/^HTTP\/1\.1 \d{3}/)
    const { code, ms } = await stopping
    expect(code).toBe(0)
    // Once it is answered nothing is waited for.
    expect(ms).toBeLessThan(patience(4000))
    expect(postmasterOf(dataDir)).toBeNull()
  })

  it('is ready within 5 s the second time, and does not wait for ever for a request that never ends', async () => {
    program = await startProgram({ dataDir })
    expect(program.readyMs).toBeLessThan(patience(5000))
    const never = await halfRequest(program.port)
    const { code, ms } = await program.stop()
    expect(code).toBe(0)
    expect(ms).toBeLessThan(patience(10_000))
    expect(postmasterOf(dataDir)).toBeNull()
    never.socket.destroy()
    tell(`second start: ready after ${(program.readyMs / 1000).toFixed(1)} s; stopped with a request hanging after ${(ms / 1000).toFixed(1)} s`)
  })

  it('over data of a newer version: one sentence, nothing changed', async () => {
    await withData(dataDir, ({ rows }) => rows(`insert into platform.migration (name, timestamp) values ('9999-from-tomorrow', now()::text)`))
    const refused = await runToEnd({ dataDir })
    expect(refused.code).toBe(1)
    expectSentence(refused.said, /phiên bản mới hơn của chương trình/, /newer version of the program/)
    expect(postmasterOf(dataDir)).toBeNull()
    await withData(dataDir, ({ rows }) => rows(`delete from platform.migration where name = '9999-from-tomorrow'`))
  })

  it('with a wrong password: one sentence', async () => {
    await withData(dataDir, async ({ db }) => {
      const url = new URL(db.url)
      url.password = 'wrong'
      const refused = await runToEnd({ dataDir: folders.make(), environment: { DATABASE_URL: url.href } })
      expect(refused.code).toBe(1)
      expectSentence(refused.said, /Cơ sở dữ liệu từ chối kết nối/, /database refused the connection/)
      expect(refused.said).not.toContain('wrong')
    })
  })

  describe('on a disk that is full', { skip: !canMount() }, () => {
    let disk: string
    beforeAll(() => {
      disk = mkdtempSync(join(tmpdir(), 'mot-cua-full-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=700m', 'tmpfs', disk])
    })
    afterAll(() => {
      execFileSync('umount', ['-l', disk])
      rmSync(disk, { recursive: true })
    })

    it('says so, changes nothing, and starts when there is room again', async () => {
      const copy = join(disk, 'data')
      execFileSync('cp', ['-a', dataDir, copy])
      const filler = join(disk, 'filler')
      const free = Number(execFileSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' }).split('\n')[1])
      writeFileSync(filler, Buffer.alloc(free - 4 * 1024 * 1024))
      const refused = await runToEnd({ dataDir: copy })
      expect(refused.code).toBe(1)
      expectSentence(refused.said, /đã hết chỗ/, /is full/)
      rmSync(filler)
      const again = await startProgram({ dataDir: copy })
      expect((await fetch(`${again.url}/thu-tuc/1.001193`)).status).toBe(200)
      expect((await again.stop()).code).toBe(0)
    })

    it('without room for a new folder says so too', async () => {
      const filler = join(disk, 'filler')
      const free = Number(execFileSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' }).split('\n')[1])
      writeFileSync(filler, Buffer.alloc(free))
      const refused = await runToEnd({ dataDir: join(disk, 'new') })
      rmSync(filler)
      expect(refused.code).toBe(1)
      expectSentence(refused.said, /đã hết chỗ/, /is full/)
    })
  })
})

describe('what keeps the program from starting', () => {
  it('a port in use: one sentence, and no database is made', async () => {
    const port = await freePort()
    const server = await listening(port)
    const dataDir = folders.make()
    const refused = await runToEnd({ dataDir, port })
    server.close()
    expect(refused.code).toBe(1)
    expectSentence(refused.said, new RegExp(`Cổng ${port} đang được chương trình khác dùng`), new RegExp(`Port ${port} is in use`))
    expect(readdirSync(dataDir)).not.toContain('postgres')
  })

  it.each(['postgresql://a:b@127.0.0.1:1/x', 'postgresql://a:b@nowhere.invalid/x'])('a database that cannot be reached (%s): one sentence', async (url) => {
    const refused = await runToEnd({ dataDir: folders.make(), environment: { DATABASE_URL: url } })
    expect(refused.code).toBe(1)
    expectSentence(refused.said, /Không kết nối được cơ sở dữ liệu/, /database can’t be reached/)
  })

  it('a data folder below a file: one sentence, the file untouched', async () => {
    const file = join(folders.make(), 'file')
    writeFileSync(file, 'kept')
    const refused = await runToEnd({ dataDir: join(file, 'data') })
    expect(refused.code).toBe(1)
    expectSentence(refused.said, /Không đọc hoặc ghi được/, /Can’t read or write/)
    expect(readFileSync(file, 'utf8')).toBe('kept')
  })

  it.runIf(canMount())('a data folder that may not be written: one sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-readonly-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', folder])
    const refused = await runToEnd({ dataDir: join(folder, 'data') })
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
    expect(refused.code).toBe(1)
    expectSentence(refused.said, /Không đọc hoặc ghi được/, /Can’t read or write/)
  })

  it('being told to stop meanwhile: it ends with its PostgreSQL, whatever it was at', async () => {
    const dataDir = folders.make()
    for (const moment of [() => existsSync(join(dataDir, 'postgres')), () => postmasterOf(dataDir) !== null]) {
      const running = launch({ dataDir, port: await freePort() })
      await expect.poll(moment, { timeout: 60_000, interval: 5 }).toBe(true)
      const asked = performance.now()
      running.send('SIGTERM')
      expect(await running.ended).toBe(0)
      expect(performance.now() - asked).toBeLessThan(patience(10_000))
      expect(postmasterOf(dataDir)).toBeNull()
      expect(running.said()).not.toMatch(/\n\s+at |Error:/)
    }
  })
})

const DEBIAN = '/usr/lib/postgresql/15/bin'

describe.runIf(existsSync(DEBIAN))('on an external PostgreSQL 15', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-external-'))
  const data = join(folder, 'data')
  let port: number
  beforeAll(async () => {
    port = await freePort()
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    if (process.getuid?.() === 0) execFileSync('chown', ['65534:65534', folder])
    execFileSync(join(DEBIAN, 'initdb'), ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-sync'], { stdio: 'ignore', ...nobody })
    execFileSync(join(DEBIAN, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`, 'start'], { stdio: 'ignore', ...nobody })
    execFileSync(join(DEBIAN, 'createdb'), ['-h', folder, '-p', String(port), '-U', 'owner', 'mot_cua'], { stdio: 'ignore' })
  })
  afterAll(() => {
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    execFileSync(join(DEBIAN, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], { stdio: 'ignore', ...nobody })
    rmSync(folder, { recursive: true, force: true })
  })

  it('the same program runs and leaves the server running', async () => {
    const environment = { DATABASE_URL: `postgresql://owner@127.0.0.1:${port}/mot_cua` }
    const dataDir = folders.make()
    const program = await startProgram({ dataDir, environment })
    expect((await fetch(`${program.url}/thu-tuc/1.001193`)).status).toBe(200)
    expect((await program.stop()).code).toBe(0)
    expect(readdirSync(dataDir)).not.toContain('postgres')
    expect(execFileSync(join(DEBIAN, 'pg_isready'), ['-h', folder, '-p', String(port)], { encoding: 'utf8' })).toContain('accepting')
    tell(`first start on PostgreSQL 15: ready after ${(program.readyMs / 1000).toFixed(1)} s`)
  })
})

/** A login whose body has only begun. */
async function halfRequest(port: number): Promise<{ socket: Socket; rest: string; answer: Promise<string> }> {
  const body = 'loginName=ai-do&password=khong-biet'
  const socket = connect(port, 'localhost')
  const answer = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (part) => (text += part.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', () => resolve(text))
  })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(`POST /dang-nhap HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`)
  await sleep(200)
  return { socket, rest: body.slice(10), answer }
}

const listening = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen({ port, host: 'localhost' }, () => resolve(server))
  })
