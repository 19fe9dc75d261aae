import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localFileStore } from '../../src/modules/files/index.ts'
import { closeDatabase, type Db, openDatabase } from '../../src/platform/db.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { readOrMakeSecrets } from '../../src/platform/key-file.ts'
import { openSealer } from '../../src/platform/keys.store.ts'
import type { Sealer } from '../../src/platform/seal.ts'
import { type Program, startProgram } from '../../tests/support/program.ts'
import { INSPECTED } from './profile.ts'

/** A program of the bench's own over a database of its own, both thrown away afterwards. */
export interface BenchServer {
  program: Program
  dataDir: string
  databaseUrl: string
  /** The server's superuser, database `postgres`. */
  ownerUrl: string
  /** Pids for `measured`. */
  watched: { server: number; database: number }
  db: Db
  sealer: Sealer
  files: { sealer: Sealer; store: ReturnType<typeof localFileStore> }
}

export interface BenchServerOptions {
  environment?: Readonly<Record<string, string>>
  /** A folder that stays, with what was loaded into it. */
  dataDir?: string
  /** Where the program finds the database instead, e.g. through a counting line. */
  through?: (databaseUrl: string) => Promise<string>
}

/** Starts durable PostgreSQL and the built program with its demo data, does the work, and removes both, whatever happens. */
export async function withServer<R>(options: BenchServerOptions, work: (server: BenchServer) => Promise<R>): Promise<R> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'mot-cua-bench-'))
  const undo: (() => Promise<unknown>)[] = options.dataDir ? [] : [async () => rmSync(dataDir, { recursive: true, force: true })]
  try {
    const postgres = await startEmbeddedPostgres(dataDir, { log: () => undefined })
    undo.push(() => postgres.stop())
    const program = await startProgram({
      dataDir,
      environment: {
        DATABASE_URL: options.through ? await options.through(postgres.url) : postgres.url,
        TRUST_PROXY: '1',
        LOG_LEVEL: 'warn',
        ...(process.env.BENCH_PROFILE ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${process.env.BENCH_PROFILE}` } : {}),
        ...INSPECTED,
        ...options.environment,
      },
    })
    undo.push(() => program.stop())
    const db = await openDatabase(postgres.url, { maxConnections: 4 })
    undo.push(() => closeDatabase(db))
    const sealer = await openSealer(db, readOrMakeSecrets(dataDir))
    const server: BenchServer = {
      program,
      dataDir,
      databaseUrl: postgres.url,
      ownerUrl: postgres.ownerUrl,
      watched: { server: program.pid, database: postgres.pid() },
      db,
      sealer,
      files: { sealer, store: localFileStore(join(dataDir, 'files')) },
    }
    return await work(server).catch((error: unknown) => {
      process.stderr.write(program.said())
      throw error
    })
  } finally {
    for (const one of undo.reverse()) await one()
  }
}
