import pg from 'pg'
import { expect } from 'vitest'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { patience } from '../startup/patience.ts'
import { childrenOf, freePort, postmasterOf, type Program, startProgram } from '../support/program.ts'
import { type Chance, chanceOf } from './chance.ts'
import { withData } from './data.ts'

export interface Recovery {
  /** From the start of what was killed, or from the kill where something else starts it again, until it is ready. */
  ms: number
  /** Of that, how long the machine was busy with others while the program could have run. */
  waitedMs: number
}

/** The program in the processes of one way to run it, and what of them can be killed. */
export interface Site {
  kinds: readonly string[]
  /** Where the next request goes. */
  address(): string
  programs(): Program[]
  /** kill -9, and what an operating system does after it; comes back when everything is ready again. */
  kill(kind: string): Promise<Recovery>
  close(): Promise<void>
}

const environment = { TRUST_PROXY: '1' }

/** One process that owns its PostgreSQL. */
export async function openAlone(dataDir: string, chance: Chance): Promise<Site> {
  const port = await freePort()
  const start = () => startProgram({ dataDir, port, environment })
  let program = await start()
  return {
    kinds: ['server', 'database', 'server and database', 'connection'],
    address: () => program.url,
    programs: () => [program],
    async kill(kind) {
      const began = performance.now()
      const ended = kind.includes('server') ? program.kill() : null
      if (kind !== 'server') await killPostgres(dataDir, kind, chance)
      await ended
      if (ended) program = await start()
      else await untilReady([program])
      return ended ? recoveryOf([program]) : { ms: performance.now() - began, waitedMs: 0 }
    },
    async close() {
      await program.stop()
    },
  }
}

/** Of those started together, the slowest. */
function recoveryOf(programs: readonly Program[]): Recovery {
  const [slowest] = programs.toSorted((a, b) => b.readyMs - a.readyMs)
  return { ms: slowest?.readyMs ?? 0, waitedMs: slowest?.waitedMs ?? 0 }
}

export type Roles = Readonly<Record<string, 'web' | 'worker' | 'both'>>

/** Several processes on one PostgreSQL that is nobody's child of them; each request goes to any of those that serve. */
export async function openSeveral(dataDir: string, chance: Chance, roles: Roles): Promise<Site & { programOf(name: string): Program; databaseUrl: string }> {
  const postgres = await startEmbeddedPostgres(dataDir)
  const ports = new Map<string, number>()
  const running = new Map<string, Program>()
  for (const name of Object.keys(roles)) ports.set(name, await freePort())
  async function start(name: string): Promise<void> {
    const role = roles[name] ?? 'both'
    const port = ports.get(name) ?? 0
    running.set(name, await startProgram({ dataDir, port, environment: { ...environment, ROLE: role, DATABASE_URL: postgres.url } }))
  }
  const programOf = (name: string): Program => {
    const program = running.get(name)
    if (!program) throw new Error(`No process is called ${name}.`)
    return program
  }
  await Promise.all(Object.keys(roles).map(start))
  const serving = [...ports].filter(([name]) => roles[name] !== 'worker').map(([, port]) => `http://localhost:${port}`)
  // Not in strict turns: a step of two requests would meet the dead process with the same one each time.
  const turns = chanceOf(serving.length)
  return {
    kinds: [...Object.keys(roles), 'database', 'all', 'connection'],
    address: () => turns.one(serving),
    programs: () => [...running.values()],
    programOf,
    databaseUrl: postgres.url,
    async kill(kind) {
      const began = performance.now()
      const killed = Object.keys(roles).filter((name) => kind === 'all' || kind === name)
      const ended = killed.map((name) => programOf(name).kill())
      if (!roles[kind]) await killPostgres(dataDir, kind, chance)
      await Promise.all(ended)
      if (kind === 'all') await expect.poll(() => answers(postgres.url), { timeout: patience(10_000), interval: 20 }).toBe(true)
      await Promise.all(killed.map(start))
      await untilReady([...running.values()])
      return killed.length > 0 ? recoveryOf(killed.map(programOf)) : { ms: performance.now() - began, waitedMs: 0 }
    },
    async close() {
      await Promise.all([...running.values()].map((program) => program.stop()))
      await postgres.stop()
    },
  }
}

/** Kills the server, or one of its processes, which ends all its connections; comes back when they have ended. */
async function killPostgres(dataDir: string, kind: string, chance: Chance): Promise<void> {
  const postmaster = postmasterOf(dataDir)
  if (!postmaster) throw new Error('PostgreSQL does not run.')
  await withData(dataDir, async ({ db }) => {
    const witness = await db.pool.connect()
    const ended = new Promise<void>((resolve) => witness.once('end', resolve))
    process.kill(kind === 'connection' ? chance.one(childrenOf(postmaster)) : postmaster, 'SIGKILL')
    await ended
    witness.release(true)
  })
}

async function untilReady(programs: readonly Program[]): Promise<void> {
  const states = () => Promise.all(programs.map(async ({ url }) => (await fetch(`${url}/readyz`).catch(() => null))?.status))
  await expect.poll(states, { timeout: patience(10_000), interval: 20 }).toEqual(programs.map(() => 200))
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  return client.connect().then(
    async () => client.end().then(() => true),
    () => false,
  )
}
