import { isRecord } from '../json-exchange.ts'
import { type Loopback, serveJson } from '../loopback.ts'
import type { Sms } from './sms-gateway.ts'

export interface SmsSimulatorDeps {
  /** Keeps a message; a reference that came before stays one message. @returns the message's id. */
  keep: (sms: Sms) => Promise<string>
  mode: () => Promise<'working' | 'slow' | 'down' | 'mismatch'>
  /** Token that callers must show; null lets everybody in. */
  token?: string | null
  onFault: (error: unknown) => void
}

const PHONE = /^0\d{9}$/
const MAX_TEXT = 1000

/** The mobile operator's gateway, simulated: same protocol, and the phones stand on a page of the sandbox. */
export function startSmsSimulator(deps: SmsSimulatorDeps): Promise<Loopback> {
  return serveJson(async ({ path, token, body }) => {
    if (path !== '/v1/messages') return { status: 404, body: { error: 'not-found' } }
    if (deps.token && token !== deps.token) return { status: 401, body: { error: 'unknown-caller' } }
    if ((await deps.mode()) !== 'working') return { status: 503, body: { error: 'down' } }
    const sms = read(body)
    if (!sms) return { status: 422, body: { error: 'bad-message' } }
    const id = await deps.keep(sms)
    return { status: 202, body: { id, reference: sms.reference, status: 'accepted' } }
  }, deps.onFault)
}

function read(body: unknown): Sms | null {
  if (!isRecord(body)) return null
  const { reference, to, text } = body
  if (typeof reference !== 'string' || reference === '' || reference.length > 200) return null
  if (typeof to !== 'string' || !PHONE.test(to)) return null
  if (typeof text !== 'string' || text === '' || text.length > MAX_TEXT) return null
  return { reference, to, text }
}
