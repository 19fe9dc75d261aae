import { CompiledQuery } from 'kysely'
import { type JobInsert, type JobResult, PgBoss } from 'pg-boss'
import { type Tx, writing } from './db.ts'

/** What a job is told. Handlers are idempotent: a job runs at least once. */
export interface JobData {
  job: string
  eventId?: string
  type?: string
  /** When the event happened. */
  at?: string
  stream?: { kind: string; id: string }
  [key: string]: unknown
}

export type JobHandler = (data: JobData) => Promise<void>
export type JobHandlers = Record<string, JobHandler>

export interface NewJob {
  data: JobData
  id?: string
  startAfter?: Date
}

type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

/** Jobs that are not done, whatever version of pg-boss keeps them: what `write` needs to write them again. */
export const UNDONE_JOBS = {
  table: 'pgboss.job',
  select: `select id, data, start_after from pgboss.job where name in ('quick', 'heavy') and state in ('created', 'retry', 'active', 'failed') order by created_on, id`,
}

export interface JobsOptions {
  url: string
  /** Names of jobs that are heavy (conversion, printing): they get a queue of their own. */
  heavy: ReadonlySet<string>
  onError: (error: unknown, job: string | null) => void
}

const QUICK = 'quick'
const HEAVY = 'heavy'

const QUEUE = {
  retryLimit: 20,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 600,
  // A killed worker's job runs again within seconds.
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  // Jobs that are done are of no use to anybody; the queue's own counts go over all that are kept.
  deleteAfterSeconds: 86_400,
}

/** Several at a time, each judged by itself; as long as there is more, the next are taken without a pause. */
const TAKING = { pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, perJobResults: true } as const

/** How often hearts are listened to; once a minute when nothing is said. */
const WATCH = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 }

/** Jobs on pg-boss in the same database: written in the relay's transaction, done by whichever process is free. */
export async function createJobs(options: JobsOptions) {
  const boss = new PgBoss({ connectionString: options.url, schema: 'pgboss', max: 4, schedule: false, application_name: 'mot-cua-jobs', ...WATCH })
  boss.on('error', (error) => options.onError(error, null))
  await boss.start()
  for (const queue of [QUICK, HEAVY]) {
    await boss.createQueue(queue, QUEUE)
  }
  let working = false

  async function insert(jobs: readonly NewJob[], executeSql: ExecuteSql): Promise<void> {
    for (const queue of [QUICK, HEAVY]) {
      const mine = jobs.filter((job) => (queue === HEAVY) === options.heavy.has(job.data.job))
      if (mine.length === 0) continue
      const inserts: JobInsert<JobData>[] = mine.map((job) => ({
        data: job.data,
        ...(job.id ? { id: job.id } : {}),
        ...(job.startAfter ? { startAfter: job.startAfter } : {}),
      }))
      await boss.insert(queue, inserts, { db: { executeSql } })
    }
  }

  return {
    get working() {
      return working
    },
    /** Writes jobs inside a transaction. A job with an id that is already there is left alone. */
    write: (tx: Tx, jobs: readonly NewJob[]): Promise<void> => insert(jobs, (text, values) => executeIn(tx, text, values ?? [])),
    /** The same on a connection that holds a transaction. */
    writeOn: (executeSql: ExecuteSql, jobs: readonly NewJob[]): Promise<void> => insert(jobs, executeSql),
    /** Starts doing jobs with these handlers. */
    async work(handlers: JobHandlers): Promise<void> {
      const run = async (jobs: { id: string; data: JobData }[]): Promise<JobResult[]> => {
        const results: JobResult[] = []
        for (const { id, data } of jobs) {
          try {
            await doJob(handlers, data)
            results.push({ id, status: 'completed' })
          } catch (error) {
            options.onError(error, data.job)
            results.push({ id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } })
          }
        }
        return results
      }
      await boss.work<JobData>(QUICK, { ...TAKING, batchSize: 5, localConcurrency: 3 }, run)
      await boss.work<JobData>(HEAVY, { ...TAKING, batchSize: 2, localConcurrency: 1 }, run)
      working = true
    },
    /** Stops taking jobs and waits for those under way, at most `timeoutMs`. */
    async stop(timeoutMs: number): Promise<void> {
      working = false
      await boss.stop({ graceful: true, timeout: timeoutMs, close: true })
    },
  }
}
export type Jobs = Awaited<ReturnType<typeof createJobs>>

async function doJob(handlers: JobHandlers, data: JobData): Promise<void> {
  const handler = handlers[data.job]
  if (!handler) throw new Error(`No handler does the job '${data.job}'.`)
  await handler(data)
}

async function executeIn(tx: Tx, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const result = await writing<Record<string, never>>(tx).executeQuery(CompiledQuery.raw(text, values))
  return { rows: result.rows }
}
