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
    const text = await response.text()
    if (text.length > MAX_ANSWER) return unanswered('bad-answer', 'too-long')
    return { ok: true, status: response.status, body: parsed(text) }
  } catch (error) {
    return failureOf(error)
  }
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

/** What an answer that is not a success means for asking again. */
export function declined(status: number): Unanswered {
  const again = status === 408 || status === 425 || status === 429 || status >= 500
  return unanswered('refused', String(status), !again)
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
