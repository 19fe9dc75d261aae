import { type Unanswered, unanswered } from './counterparty.ts'

export interface JsonParty {
  /** Without a slash at the end. */
  url: string
  token: string | null
  timeoutMs: number
}

export type JsonAnswer = { ok: true; status: number; body: unknown } | Unanswered

const MAX_ANSWER = 64 * 1024

/** Posts JSON to a counterparty within a time limit. Every answer that is JSON is given back, whatever its status. */
export async function postJson(party: JsonParty, path: string, body: unknown): Promise<JsonAnswer> {
  try {
    const response = await fetch(`${party.url.replace(/\/+$/, '')}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        ...(party.token ? { authorization: `Bearer ${party.token}` } : {}),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(party.timeoutMs),
    })
    const text = await textOf(response)
    if (text === null) return unanswered('bad-answer', 'too-long')
    return { ok: true, status: response.status, body: parsed(text) }
  } catch (error) {
    return failureOf(error)
  }
}

/** null for an answer that doesn't end where an answer should: the rest is not read. */
async function textOf(response: Response): Promise<string | null> {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length
    if (length > MAX_ANSWER) {
      await reader?.cancel()
      return null
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** undefined when the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failureOf(error: unknown): Unanswered {
  if (!(error instanceof Error)) throw error
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return unanswered('timeout', 'timeout')
  const cause = error.cause as { code?: string } | undefined
  return unanswered('unreachable', cause?.code ?? 'connection-failed')
}

/** Statuses that speak of the request itself; others speak of the party's state, or of who we are to it. */
const ABOUT_THE_REQUEST = new Set([400, 413, 422])

/** What an answer that is not a success means for asking again. */
export const declined = (status: number): Unanswered => unanswered('refused', String(status), ABOUT_THE_REQUEST.has(status))

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
