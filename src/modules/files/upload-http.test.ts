import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../../platform/http/server.ts'
import { sentenceOf } from '../../platform/problems.ts'
import { createSealer } from '../../platform/seal.ts'
import { localFileStore } from './local-file-store.ts'
import { receiveUpload } from './receive.ts'

const MB = 1024 * 1024
const sealer = createSealer({ dataKeys: [{ id: 1, key: randomBytes(32) }], currentId: 1, indexKey: randomBytes(32) })
let server: FastifyInstance
let port: number
let folder: string
const outcomes: string[] = []

beforeAll(async () => {
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  server.post('/upload', async (request) => {
    const answers: string[] = []
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue
      const answer = await receiveUpload({ sealer, store: localFileStore(folder) })({ stream: part.file, filename: part.filename })
      const said = answer.ok ? 'taken' : answer.refusal.code
      outcomes.push(said)
      answers.push(answer.ok ? said : `${said}: ${sentenceOf(answer.refusal, 'vi')}`)
    }
    return answers
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  port = (server.server.address() as AddressInfo).port
})
afterAll(() => server.close())
beforeEach(async () => {
  outcomes.length = 0
  folder = await mkdtemp(join(tmpdir(), 'upload-'))
  return () => rm(folder, { recursive: true })
})

const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 'x'), Buffer.from('\nstartxref\n0\n%%EOF')])
async function everyFile(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}
async function post(...bodies: Buffer[]): Promise<string[]> {
  const form = new FormData()
  for (const [at, body] of bodies.entries()) {
    form.append('paper', new Blob([new Uint8Array(body)], { type: 'application/pdf' }), `giấy ${at}.pdf`)
  }
  const response = await globalThis.fetch(`http://127.0.0.1:${port}/upload`, { method: 'POST', body: form })
  return (await response.json()) as string[]
}

describe('uploads over HTTP', () => {
  it('are taken together; one that is refused does not keep the next from coming', async () => {
    const answers = await post(pdf(3 * MB), Buffer.from('<html>'), Buffer.alloc(3 * MB, 'z'), pdf(100))
    expect(answers.map((answer) => answer.split(':')[0])).toEqual(['taken', 'file-type-not-accepted', 'file-type-not-accepted', 'taken'])
    expect(await everyFile()).toHaveLength(2)
  })

  it('of 50 MB are refused in plain words', async () => {
    const [answer] = await post(pdf(50 * MB))
    expect(answer).toContain('“giấy 0.pdf” lớn hơn 20 MB')
    expect(await everyFile()).toEqual([])
  })

  it('sent by two people at once both come whole', async () => {
    expect(await Promise.all([post(pdf(5 * MB)), post(pdf(6 * MB))])).toEqual([['taken'], ['taken']])
    expect(await everyFile()).toHaveLength(2)
  })

  it('whose connection is cut leave nothing behind', async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="paper"; filename="x.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${10 * MB}\r\n\r\n${head}`)
    socket.write(pdf(2 * MB).subarray(0, MB))
    await expect.poll(everyFile).toHaveLength(1)
    socket.destroy()
    await expect.poll(() => outcomes, { timeout: 3000 }).toEqual(['upload-cut'])
    expect(await everyFile()).toEqual([])
  })
})
