import { connect, createServer, type Socket } from 'node:net'
import { filingsOf, uploadPapers } from './filings.ts'
import { answeredWith, closedLoop, connectTo } from './load.ts'
import { enrolFilers } from './people.ts'
import { withServer } from './server.ts'

const READY_FOR_QUERY = 'Z'.charCodeAt(0)
const HEADER = 5
const FILINGS = 200

/** Counts in a stream of PostgreSQL's messages how often the server says that it is ready: once a round trip. */
function readyCounter(count: () => void) {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length >= HEADER) {
      const length = 1 + rest.readInt32BE(1)
      if (rest.length < length) return
      if (rest[0] === READY_FOR_QUERY) count()
      rest = rest.subarray(length)
    }
  }
}

/** A line to the database that counts the round trips of everything that goes through it. */
export async function countingLine(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const socketFolder = target.searchParams.get('host')
  const port = Number(target.port)
  let trips = 0
  const open = new Set<Socket>()
  const line = createServer((near) => {
    const far = socketFolder ? connect(`${socketFolder}/.s.PGSQL.${port}`) : connect(port, target.hostname)
    const counted = readyCounter(() => trips++)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    far.on('data', counted)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const address = line.address()
  target.searchParams.delete('host')
  target.hostname = '127.0.0.1'
  target.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: target.href,
    trips: () => trips,
    close: () => {
      line.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** Round trips of one filing over the API, counted on the line; what the program asks by itself meanwhile is taken off. */
export async function countRoundTrips(say: (line: string) => void): Promise<number> {
  let line: Awaited<ReturnType<typeof countingLine>> | undefined
  const through = async (url: string) => {
    line = await countingLine(url)
    return line.url
  }
  return withServer({ environment: { ROLE: 'web' }, through }, async (server) => {
    if (!line) throw new Error('The line was not laid.')
    const filers = await enrolFilers(server, 8)
    const next = filingsOf(filers, await uploadPapers(server, filers, 60), 'all')
    const web = connectTo(server.program.url, 1)
    const filed = answeredWith(201, say)
    const file = async () => filed(await web.ask(next()))
    await closedLoop({ clients: 1, operations: 100 }, file)
    const before = line.trips()
    const { failed, seconds } = await closedLoop({ clients: 1, operations: FILINGS }, file)
    const during = line.trips() - before
    const idleFrom = line.trips()
    await new Promise((resolve) => setTimeout(resolve, 4000))
    const idle = ((line.trips() - idleFrom) / 4) * seconds
    web.close()
    if (failed > 0) throw new Error(`${failed} filings were refused.`)
    say(`Round trips: ${during} for ${FILINGS} filings, ${idle.toFixed(0)} of them by the way`)
    return (during - idle) / FILINGS
  }).finally(() => line?.close())
}
