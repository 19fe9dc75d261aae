import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

export interface ReceivedMail {
  reference: string
  from: string
  to: string
  subject: string
  text: string
  html: string | null
}

export interface MailSimulatorDeps {
  /** Keeps an e-mail for one recipient; a Message-ID that came before stays one e-mail. */
  keep: (mail: ReceivedMail) => Promise<void>
  mode: () => Promise<'working' | 'slow' | 'down' | 'mismatch'>
  onFault: (error: unknown) => void
}

export interface MailSimulator {
  host: string
  port: number
  stop(): Promise<void>
}

const MAX_BYTES = 5 * 1024 * 1024

/** A mail server of this machine only: takes every e-mail, passes none on, and shows them on a page of the sandbox. */
export async function startMailSimulator(deps: MailSimulatorDeps): Promise<MailSimulator> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: MAX_BYTES,
    logger: false,
    banner: 'Mot Cua sandbox',
    onMailFrom: (_address, _session, done) => {
      deps.mode().then(
        (mode) => done(mode === 'working' ? null : replyWith(451, 'The simulated mail server is switched off.')),
        (error: unknown) => done(fault(deps, error)),
      )
    },
    onData: (stream, session, done) => {
      receive(deps, stream, session).then(
        () => done(),
        (error: unknown) => done(fault(deps, error)),
      )
    },
  })
  // A client that breaks off is its own concern.
  server.on('error', deps.onFault)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return { host: '127.0.0.1', port, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

const replyWith = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

function fault(deps: MailSimulatorDeps, error: unknown): Error {
  deps.onFault(error)
  return replyWith(451, 'The message could not be kept.')
}

async function receive(deps: MailSimulatorDeps, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  if (stream.sizeExceeded) throw replyWith(552, 'The message is too large.')
  const email: Email = await PostalMime.parse(Buffer.concat(parts))
  const reference = email.messageId ?? ''
  for (const { address } of session.envelope.rcptTo) {
    await deps.keep({
      reference: reference === '' ? `<${session.id}@sandbox>` : reference,
      from: email.from?.name || email.from?.address || '',
      to: address,
      subject: email.subject ?? '',
      text: email.text ?? '',
      html: email.html ?? null,
    })
  }
}
