import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An HTTP server of a simulator, on this machine only, at a port that the system chooses. */
export interface Loopback {
  url: string
  stop(): Promise<void>
}

/** Answers a posted JSON body; null hangs up without an answer. */
export type JsonService = (request: { path: string; token: string | null; body: unknown }) => Promise<{ status: number; body: unknown } | null>

const MAX_BODY = 256 * 1024

export async function serveJson(service: JsonService, onFault: (error: unknown) => void): Promise<Loopback> {
  const server = createServer((request, response) => {
    respond(service, request, response).catch((error: unknown) => {
      onFault(error)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) }
}

async function respond(service: JsonService, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  const known = request.method === 'POST' && body !== undefined
  const answer = known
    ? await service({ path: (request.url ?? '/').split('?')[0] ?? '/', token: bearer, body })
    : { status: 400, body: { error: 'bad-request' } }
  if (!answer) {
    response.destroy()
    return
  }
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(answer.body))
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += (part as Buffer).length
    if (length > MAX_BODY) return undefined
    parts.push(part as Buffer)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
