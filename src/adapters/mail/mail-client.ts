import { createTransport } from 'nodemailer'
import { type Unanswered, unanswered } from '../counterparty.ts'

export interface MailOptions {
  /** smtp://user:password@host:port or smtps://… */
  url: string
  /** "Một Cửa <mot-cua@example.vn>" */
  from: string
  /** Of a silence. */
  timeoutMs?: number
  /** Of the whole: a server that answers in drops would hold an attempt for ever. */
  deadlineMs?: number
}

export interface Mail {
  /** Message-ID with its angle brackets; the same in every repetition. */
  reference: string
  to: string
  subject: string
  text: string
  html: string
}

export type MailAnswer = { ok: true; receipt: string } | Unanswered

const TIMEOUT_MS = 15_000
const DEADLINE_MS = 45_000

/** Hands e-mails to an SMTP server. */
export function mailClient(options: MailOptions) {
  const timeout = options.timeoutMs ?? TIMEOUT_MS
  const address = new URL(options.url)
  const secure = address.protocol === 'smtps:'
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port || (secure ? 465 : 587)),
    secure,
    ...(address.username ? { auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) } } : {}),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    // A message is text of our own: nothing is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail: Mail): Promise<MailAnswer> {
      try {
        const sent = await transport.sendMail({
          from: options.from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: mail.reference,
          signal: AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { ok: true, receipt: String(sent.response).slice(0, 3) }
      } catch (error) {
        return failureOf(error)
      }
    },
    close(): void {
      transport.close()
    },
  }
}
export type MailClient = ReturnType<typeof mailClient>

const SOCKET = new Set(['ESOCKET', 'ECONNECTION', 'EDNS', 'ETLS', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH'])

/** Replies that ask for a log-in, or for a better one: an administrator mends them for all messages at once. */
const LOGIN = new Set([530, 534, 535, 538])

/** Whether a reply speaks of this message or its recipient, and not of the server's state or of who we are. */
const isAboutMessage = (command: string | undefined, reply: number): boolean => (command === 'RCPT TO' || command === 'DATA') && !LOGIN.has(reply)

/** The server's words may hold the address; only codes are kept. */
function failureOf(error: unknown): Unanswered {
  if (!(error instanceof Error)) throw error
  const { code = '', responseCode, response, command } = error as { code?: string; responseCode?: number; response?: string; command?: string }
  if (responseCode) return unanswered('refused', String(responseCode), responseCode >= 500 && responseCode < 600 && isAboutMessage(command, responseCode))
  if (error.name === 'AbortError' || code === 'ETIMEDOUT') return unanswered('timeout', 'ETIMEDOUT')
  if (SOCKET.has(code)) return unanswered('unreachable', code)
  // Without a word of the server: the message itself can't be sent.
  if ((code === 'EENVELOPE' || code === 'EMESSAGE') && !response) return unanswered('refused', code, true)
  return unanswered('bad-answer', code || 'unknown')
}
