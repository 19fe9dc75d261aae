import { afterEach, describe, expect, it } from 'vitest'
import { type Loopback, serveJson } from '../loopback.ts'
import { type Sms, smsGateway, startSmsSimulator } from './index.ts'

const open: Loopback[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()))
})
const sms: Sms = { reference: '0199-abc', to: '0912345678', text: 'Hồ sơ H92-1 đã được tiếp nhận.' }

async function start(options: { token?: string; mode?: 'working' | 'down' } = {}) {
  const kept = new Map<string, Sms>()
  const gateway = await startSmsSimulator({
    keep: async (one) => {
      if (!kept.has(one.reference)) kept.set(one.reference, one)
      return `m-${one.reference}`
    },
    mode: async () => options.mode ?? 'working',
    token: options.token ?? null,
    onFault: () => undefined,
  })
  open.push(gateway)
  return { kept, url: gateway.url }
}

async function answering(status: number, body: unknown, delayMs = 0) {
  const server = await serveJson(async () => {
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    return { status, body }
  }, () => undefined)
  open.push(server)
  return smsGateway({ url: server.url, token: null, timeoutMs: 200 })
}

describe('sms', () => {
  it('is taken word for word, and once for a reference', async () => {
    const { kept, url } = await start({ token: 'secret' })
    const gateway = smsGateway({ url: `${url}/`, token: 'secret' })
    expect(await gateway.send(sms)).toEqual({ ok: true, receipt: 'm-0199-abc' })
    expect(await gateway.send(sms)).toEqual({ ok: true, receipt: 'm-0199-abc' })
    expect([...kept.values()]).toEqual([sms])
  })

  it.each([
    ['a caller that is not known', { token: 'secret' }, sms, { problem: 'refused', permanent: false, code: '401' }],
    ['a gateway that is down', { mode: 'down' as const }, sms, { problem: 'refused', permanent: false, code: '503' }],
    ['a number that is none', {}, { ...sms, to: '12' }, { problem: 'refused', permanent: true, code: '422' }],
  ])('%s: refused', async (_title, options, message, wanted) => {
    const { url } = await start(options)
    expect(await smsGateway({ url, token: null }).send(message)).toEqual({ ok: false, ...wanted })
  })

  it('answers outside the protocol are never taken for success', async () => {
    expect(await (await answering(200, { id: 'x', reference: 'another' })).send(sms)).toMatchObject({ problem: 'bad-answer' })
    expect(await (await answering(200, 'ok')).send(sms)).toMatchObject({ problem: 'bad-answer' })
    expect(await (await answering(429, {})).send(sms)).toMatchObject({ problem: 'refused', permanent: false })
    expect(await (await answering(200, { id: 'x', reference: sms.reference }, 500)).send(sms)).toMatchObject({ problem: 'timeout' })
    expect(await smsGateway({ url: 'http://127.0.0.1:1', token: null }).send(sms)).toMatchObject({ problem: 'unreachable' })
  })
})
