import { hash, type Options, parseOptions, verify } from '@node-rs/argon2'
import { normalisePassword } from './rules/password.ts'

/** Too many passwords wait to be hashed: the caller answers 503 and the visitor tries again. */
export class HashingOverloaded extends Error {
  override name = 'HashingOverloaded'
  readonly retryAfterSeconds = 5
}

export interface HashingOptions {
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
  /** True when the hash was made with weaker settings than today's. */
  isOutdated(stored: string): boolean
}

/** argon2id behind a gate: so many at once, so many waiting, the rest refused at once. */
export function createPasswordHasher(given: HashingOptions = {}): PasswordHasher {
  const concurrency = given.concurrency ?? 2
  const queue = given.queue ?? 40
  // The library's default algorithm is argon2id.
  const options = { memoryCost: given.memoryKiB ?? 19_456, timeCost: given.passes ?? 2, parallelism: 1 } satisfies Options
  const waiting: (() => void)[] = []
  let running = 0
  let dummy: Promise<string> | null = null

  async function gated<R>(work: () => Promise<R>): Promise<R> {
    if (running >= concurrency) {
      if (waiting.length >= queue) throw new HashingOverloaded('Too many passwords are being checked.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      // The place passes to the next in line without becoming free in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  const hashNow = (password: string) => hash(normalisePassword(password), options)
  return {
    hash: (password) => gated(() => hashNow(password)),
    verify: (stored, password) =>
      gated(async () => {
        dummy ??= hashNow('nobody has this password')
        const matches = await verify(stored ?? (await dummy), normalisePassword(password))
        return stored !== null && matches
      }),
    isOutdated(stored) {
      const made = parseOptions(stored)
      return made.memoryCost < options.memoryCost || made.timeCost < options.timeCost
    },
  }
}
