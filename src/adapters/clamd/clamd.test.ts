import { type AddressInfo, createServer, type Server } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { clamdScanner } from './clamd.ts'

let server: Server | undefined
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** Speaks INSTREAM as clamd does; `verdict` sees the bytes that were sent. */
async function fakeClamd(verdict: (bytes: Buffer) => string | null) {
  server = createServer((socket) => {
    let came = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      came = Buffer.concat([came, part])
      if (came.length < 14 || !came.subarray(-4).equals(Buffer.alloc(4))) return
      const pieces: Buffer[] = []
      for (let at = 10; at < came.length; ) {
        const length = came.readUInt32BE(at)
        pieces.push(came.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
      const answer = verdict(Buffer.concat(pieces))
      if (answer) socket.end(answer)
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return clamdScanner({ host: '127.0.0.1', port, timeoutMs: 300 })
}
const body = (text: string) => Readable.from([Buffer.from(text)])

describe('clamd', () => {
  it('gets the bytes whole and its verdict is believed', async () => {
    const scanner = await fakeClamd((bytes) => (bytes.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'))
    expect(await scanner.scan(body('sạch'))).toEqual({ clean: true })
    expect(await scanner.scan(body(`${'x'.repeat(300_000)}EICAR`))).toEqual({ clean: false })
  })

  it('no verdict is no permission: errors, silence and a scanner that is away are thrown', async () => {
    const confused = await fakeClamd(() => 'INSTREAM size limit exceeded. ERROR\0')
    await expect(confused.scan(body('x'))).rejects.toThrow('size limit')
    const silent = await fakeClamd(() => null)
    await expect(silent.scan(body('x'))).rejects.toThrow('does not answer')
    await expect(clamdScanner({ host: '127.0.0.1', port: 1 }).scan(body('x'))).rejects.toThrow()
  })
})
