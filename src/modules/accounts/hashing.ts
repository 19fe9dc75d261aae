import { hash, type Options, parseOptions, verify } from '@node-rs/argon2'
import { createSideProcess } from '../../platform/side-process.ts'
import type { HashingQuestion } from './hashing-process.ts'
import { normalisePassword } from './rules/password.ts'

/** Too many passwords wait to be hashed: the caller answers 503 and the visitor tries again. */
export class HashingOverloaded extends Error {
  override name = 'HashingOverloaded'
  readonly retryAfterSeconds = 5
}

/** Where the hashing itself is done. */
export interface HashingWork {
  hash(password: string, options: Options): Promise<string>
  verify(stored: string, password: string): Promise<boolean>
}

/** In this process: for commands that hash a few passwords and end. */
const HERE: HashingWork = { hash, verify }

/**
 * In a process of low priority: a flood of log-ins takes what processor time nobody else wants. The program serves with this.
 */
export function createHashingProcess(): HashingWork & { close(): Promise<void> } {
  const beside = createSideProcess<HashingQuestion, string | boolean>({ folder: import.meta.dirname, file: 'hashing-process' })
  return {
    hash: async (password, options) => String(await beside.ask({ kind: 'hash', password, options })),
    verify: async (stored, password) => (await beside.ask({ kind: 'verify', stored, password })) === true,
    close: () => beside.close(),
  }
}

export interface HashingOptions {
  work?: HashingWork

  /** Hashes at the same time; each takes `memoryKiB`. */
  concurrency?: number
  /** Hashes that may wait; one more is refused. */
  queue?: number
  memoryKiB?: number
  passes?: number
}

export interface PasswordHasher {
  /** @throws HashingOverloaded */
  hash(password: string): Promise<string>
  /**
   * With `null` (nobody of that name) as much work is done as with a hash, and the answer is no.
   * @throws HashingOverloaded
   */
  verify(stored: string | null, password: string): Promise<boolean>
  /** True while one more would be refused. */
  isFull(): boolean
  /** True when the hash was made with weaker settings than today's. */
  isOutdated(stored: string): boolean
}

/** argon2id behind a gate: so many at once, so many waiting, the rest refused at once. */
export function createPasswordHasher(given: HashingOptions = {}): PasswordHasher {
  const concurrency = given.concurrency ?? 2
  const queue = given.queue ?? 40
  const work = given.work ?? HERE
  // The library's default algorithm is argon2id.
  const options = { memoryCost: given.memoryKiB ?? 19_456, timeCost: given.passes ?? 2, parallelism: 1 } satisfies Options
  const waiting: (() => void)[] = []
  let running = 0
  let dummy: Promise<string> | null = null

  async function gated<R>(job: () => Promise<R>): Promise<R> {
    if (running >= concurrency) {
      if (waiting.length >= queue) throw new HashingOverloaded('Too many passwords are being checked.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await job()
    } finally {
      // The place passes to the next in line without becoming free in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  const hashNow = (password: string) => work.hash(normalisePassword(password), options)
  return {
    hash: (password) => gated(() => hashNow(password)),
    verify: (stored, password) =>
      gated(async () => {
        if (!dummy) {
          dummy = hashNow('nobody has this password')
          // One that failed is made anew at the next need.
          dummy.catch(() => {
            dummy = null
          })
        }
        const matches = await work.verify(stored ?? (await dummy), normalisePassword(password))
        return stored !== null && matches
      }),
    isFull: () => running >= concurrency && waiting.length >= queue,
    isOutdated(stored) {
      const made = parseOptions(stored)
      return made.memoryCost < options.memoryCost || made.timeCost < options.timeCost
    },
  }
}
