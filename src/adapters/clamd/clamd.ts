import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

export interface ClamdOptions {
  host: string
  port: number
  timeoutMs?: number
}

const TIMEOUT_MS = 60_000
const PIECE = 64 * 1024

/** A scanner that answered with something else than a verdict, or not in time. */
export class ClamdError extends Error {
  override name = 'ClamdError'
}

/**
 * Client of clamd's INSTREAM command: nothing is written to a disk that the scanner shares.
 * @throws ClamdError when no verdict comes; what was to be scanned then waits.
 */
export function clamdScanner(options: ClamdOptions) {
  return {
    async scan(bytes: Readable): Promise<{ clean: boolean }> {
      const socket = connect({ host: options.host, port: options.port })
      socket.setTimeout(options.timeoutMs ?? TIMEOUT_MS, () => socket.destroy(new ClamdError('The scanner does not answer.')))
      const answer = answerOf(socket)
      // A scanner that breaks off in the middle is told by its answer, not by the failed write.
      send(socket, bytes).catch((error: Error) => socket.destroy(error))
      return verdictOf(await answer)
    },
  }
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  socket.write('zINSTREAM\0')
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = (chunk as Buffer).subarray(at, at + PIECE)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      socket.write(length)
      if (!socket.write(piece)) await drained(socket)
    }
  }
  socket.write(Buffer.alloc(4))
}

const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    socket.once('drain', resolve)
    socket.once('close', () => resolve())
  })

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('data', (part) => {
      text += part.toString('utf8')
    })
    socket.on('end', () => resolve(text))
    socket.on('error', (error) => (text ? resolve(text) : reject(error)))
    socket.on('close', () => reject(new ClamdError('The scanner closed the connection without an answer.')))
  })
}

function verdictOf(answer: string): { clean: boolean } {
  const line = answer.replace(/\0/g, '').trim()
  if (line === 'stream: OK') return { clean: true }
  if (line.endsWith(' FOUND')) return { clean: false }
  throw new ClamdError(`The scanner answered: ${line.slice(0, 200)}`)
}
