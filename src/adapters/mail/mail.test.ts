import { afterEach, describe, expect, it } from 'vitest'
import { mailClient, type MailSimulator, type ReceivedMail, startMailSimulator } from './index.ts'

let server: MailSimulator | null = null
afterEach(async () => {
  await server?.stop()
  server = null
})

const FROM = 'Một Cửa <mot-cua@example.vn>'
const mail = {
  reference: '<0199-abc@example.vn>',
  to: 'lan@example.vn',
  subject: 'Đã tiếp nhận hồ sơ – “Ổn định”',
  text: 'Kính gửi Ông/Bà,\n\nHồ sơ đã được tiếp nhận: đặc biệt, ưỡn ẹo.\n.\nHết.',
  html: '<p>Kính gửi Ông/Bà,</p>',
}

async function start(mode: () => 'working' | 'down' = () => 'working') {
  const received: ReceivedMail[] = []
  const faults: unknown[] = []
  server = await startMailSimulator({
    keep: async (one) => void received.push(one),
    mode: async () => mode(),
    onFault: (error) => faults.push(error),
  })
  const client = mailClient({ url: `smtp://${server.host}:${server.port}`, from: FROM, timeoutMs: 1000 })
  return { received, faults, client }
}

describe('mail', () => {
  it('arrives word for word, with the reference as its Message-ID, over SMTP', async () => {
    const { client, received } = await start()
    expect(await client.send(mail)).toEqual({ ok: true, receipt: '250' })
    expect(received).toHaveLength(1)
    const [came] = received as [ReceivedMail]
    expect(came).toMatchObject({ reference: mail.reference, to: mail.to, from: 'Một Cửa', subject: mail.subject })
    expect(came.text.trim().replace(/\r/g, '')).toBe(mail.text)
    expect(came.html?.trim()).toBe(mail.html)
  })

  it('an address can’t bring a second recipient or a header with it', async () => {
    const { client, received } = await start()
    await client.send({ ...mail, to: 'lan@example.vn, other@example.vn' })
    await client.send({ ...mail, to: 'lan@example.vn\r\nBcc: other@example.vn' })
    await client.send({ ...mail, subject: 'a\r\nBcc: other@example.vn' })
    expect(received.map(({ to }) => to).filter((to) => to === 'other@example.vn')).toEqual([])
  })

  it('a switched-off server is a refusal to be tried again', async () => {
    const { client, received } = await start(() => 'down')
    expect(await client.send(mail)).toEqual({ ok: false, problem: 'refused', permanent: false, code: '451' })
    expect(received).toEqual([])
  })

  it('a store that fails is no acceptance', async () => {
    const faults: unknown[] = []
    server = await startMailSimulator({
      keep: () => Promise.reject(new Error('full')),
      mode: async () => 'working',
      onFault: (error) => faults.push(error),
    })
    const client = mailClient({ url: `smtp://${server.host}:${server.port}`, from: FROM, timeoutMs: 1000 })
    expect(await client.send(mail)).toMatchObject({ ok: false, permanent: false, code: '451' })
    expect(faults).toHaveLength(1)
  })

  it('no server is unreachable, a silent one is a timeout', async () => {
    const nobody = mailClient({ url: 'smtp://127.0.0.1:1', from: FROM, timeoutMs: 300 })
    expect(await nobody.send(mail)).toMatchObject({ ok: false, problem: 'unreachable', permanent: false })
    const { createServer } = await import('node:net')
    const mute = createServer((socket) => void socket.on('error', () => undefined))
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as { port: number }
    const waiting = mailClient({ url: `smtp://127.0.0.1:${port}`, from: FROM, timeoutMs: 300 })
    expect(await waiting.send(mail)).toMatchObject({ ok: false, problem: 'timeout', permanent: false })
    mute.close()
  })
})
