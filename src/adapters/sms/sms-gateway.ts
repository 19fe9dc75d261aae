import { type Unanswered, unanswered } from '../counterparty.ts'
import { declined, isRecord, postJson } from '../json-exchange.ts'

export interface SmsGatewayOptions {
  url: string
  token: string | null
  timeoutMs?: number
}

export interface Sms {
  /** Stays the same however often the message is sent: the gateway delivers a reference once. */
  reference: string
  /** Ten digits: 0912345678. */
  to: string
  text: string
}

export type SmsAnswer = { ok: true; receipt: string } | Unanswered

const TIMEOUT_MS = 10_000

/** Client of the gateway's protocol (README.md of this folder). */
export function smsGateway(options: SmsGatewayOptions) {
  const party = { url: options.url, token: options.token, timeoutMs: options.timeoutMs ?? TIMEOUT_MS }
  return {
    async send(sms: Sms): Promise<SmsAnswer> {
      const answer = await postJson(party, '/v1/messages', { reference: sms.reference, to: sms.to, text: sms.text })
      if (!answer.ok) return answer
      if (answer.status < 200 || answer.status >= 300) return declined(answer.status)
      const { body } = answer
      if (!isRecord(body) || body.reference !== sms.reference || typeof body.id !== 'string') {
        return unanswered('bad-answer', String(answer.status))
      }
      return { ok: true, receipt: body.id.slice(0, 100) }
    },
  }
}
export type SmsGateway = ReturnType<typeof smsGateway>
