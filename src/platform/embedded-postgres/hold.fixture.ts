import { startEmbeddedPostgres } from './index.ts'

/** Stands for the program in tests that kill it: starts the server, tells its pid, stays. */
const server = await startEmbeddedPostgres(process.argv[2] ?? '')
process.stdout.write(`${server.pid()}\n`)
setInterval(() => undefined, 60_000)
