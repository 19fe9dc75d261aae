import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { openDatabase } from './db.ts'
import { migrate } from './migrate.ts'
import { type StartupProblem, startupProblemOf } from './startup-problem.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function problemOf(work: Promise<unknown>): Promise<StartupProblem | null> {
  return work.then(() => null, startupProblemOf)
}

const changed = (change: (url: URL) => unknown) => {
  const url = new URL(database.url)
  change(url)
  return url.href
}

function listen(port: number): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => done(server))
  })
}

describe('startupProblemOf', () => {
  it('knows a port in use and names it', async () => {
    const first = await listen(0)
    const { port } = first.address() as { port: number }
    const problem = await problemOf(listen(port))
    first.close()
    expect(problem?.code).toBe('port-in-use')
    expect(problem?.vi).toContain(String(port))
  })

  it('knows a database that is not there', async () => {
    const closed = await listen(0)
    const { port } = closed.address() as { port: number }
    closed.close()
    expect((await problemOf(openDatabase(`postgresql://u:p@127.0.0.1:${port}/x`)))?.code).toBe('database-unreachable')
    expect((await problemOf(openDatabase('postgresql://u:p@nowhere.invalid/x')))?.code).toBe('database-unreachable')
    expect((await problemOf(openDatabase('postgresql://u:p@x/x?host=/nowhere')))?.code).toBe('database-unreachable')
  })

  it.each([
    ['a wrong password', (url: URL) => Object.assign(url, { password: 'wrong' })],
    ['a database of another name', (url: URL) => Object.assign(url, { pathname: '/gone' })],
  ])('knows %s and keeps the password out of its sentence', async (_title, change) => {
    const problem = await problemOf(openDatabase(changed(change)))
    expect(problem?.code).toBe('database-refused')
    expect(problem?.message).not.toContain(new URL(database.url).password)
  })

  it('knows a database of a newer version, which stays as it is', async () => {
    const older = mkdtempSync(join(tmpdir(), 'mot-cua-older-'))
    writeFileSync(join(older, '0001-platform.sql'), 'drop table gone')
    expect((await problemOf(migrate(database.db, older)))?.code).toBe('data-newer')
    rmSync(older, { recursive: true })
  })

  it('knows a full disk', () => {
    expect(startupProblemOf(Object.assign(new Error('write'), { code: 'ENOSPC' }))?.code).toBe('disk-full')
    expect(startupProblemOf(Object.assign(new Error('could not extend file'), { code: '53100' }))?.code).toBe('disk-full')
  })

  it('leaves a fault of the program to be told as one', () => {
    expect(startupProblemOf(new TypeError('x is not a function'))).toBeNull()
    expect(startupProblemOf('text')).toBeNull()
  })
})
