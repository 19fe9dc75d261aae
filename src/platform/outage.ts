import { isDiskFull } from './startup-problem.ts'

/** Something the program stands on that is not there now, and may be later. */
export type Outage =
  /** No room on a disk: of the files or of the database. */
  | 'full'
  /** The database is away, has no connection left or gave up waiting; the machine has no memory or handle left. */
  | 'away'

/** SQLSTATEs and system errors of things that pass without anybody changing the program or its data. */
const AWAY = new Set([
  ...['08000', '08001', '08003', '08004', '08006', '08007', '57P01', '57P02', '57P03', '57P05', '57014', '55P03', '40001', '40P01'],
  ...['53000', '53200', '53300', '53400', '58000', '58030', '25006', 'XX002'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EMFILE', 'ENFILE', 'ENOMEM', 'EIO'],
])
/** The driver gives these no code. */
const DRIVER = /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Connection ended/

const MOST_CAUSES = 5

/** What is out, by the error that it made; null for every other fault. */
export function outageOf(error: unknown): Outage | null {
  let one = error
  for (let depth = 0; depth < MOST_CAUSES && one instanceof Error; depth++) {
    const { code = '', syscall } = one as Error & { code?: string; syscall?: string }
    if (isDiskFull(one) || code === 'EFBIG') return 'full'
    // The socket of a server that is down is not there.
    if (AWAY.has(code) || (syscall === 'connect' && code === 'ENOENT') || DRIVER.test(one.message)) return 'away'
    one = one instanceof AggregateError ? one.errors[0] : one.cause
  }
  return null
}
