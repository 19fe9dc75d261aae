import { afterEach, describe, expect, it } from 'vitest'
import { type Loopback, serveJson } from '../loopback.ts'
import { type Newborn, type PopulationMode, populationDatabase, startPopulationSimulator } from './index.ts'

const open: Loopback[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()))
})

const girl: Newborn = { name: 'Nguyễn Thị Bưởi', birthDate: '2026-11-20', sex: 'female', provinceCode: '92', motherNumber: '092190000001', fatherNumber: null }

async function start(first: PopulationMode = 'working') {
  const given = new Map<string, string>()
  const state = { mode: first }
  const simulator = await startPopulationSimulator({
    findNumber: async (id) => given.get(id) ?? null,
    giveNumber: async (id, _newborn, proposed) => {
      if ([...given.values()].includes(proposed)) return null
      given.set(id, given.get(id) ?? proposed)
      return given.get(id) ?? null
    },
    mode: async () => state.mode,
    slowMs: 5000,
    onFault: () => undefined,
  })
  open.push(simulator)
  return { given, state, simulator, database: populationDatabase({ url: simulator.url, token: null, timeoutMs: 300 }) }
}

describe('population database', () => {
  it('gives a number made by rule, the same for the same request', async () => {
    const { database } = await start()
    const first = await database.askNumber('r1', girl)
    expect(first).toMatchObject({ ok: true, number: expect.stringMatching(/^092326\d{6}$/) })
    expect(await database.askNumber('r1', girl)).toEqual(first)
    const boy = await database.askNumber('r2', { ...girl, sex: 'male' })
    expect(boy).toMatchObject({ ok: true, number: expect.stringMatching(/^092226\d{6}$/) })
  })

  it('slow: the caller does not wait, and asking again later gets the number that was given meanwhile', async () => {
    const { database, state, given } = await start('slow')
    expect(await database.askNumber('r1', girl)).toMatchObject({ ok: false, reason: 'unreachable' })
    state.mode = 'working'
    expect(await database.askNumber('r1', girl)).toEqual({ ok: true, number: given.get('r1') })
  })

  it('down and mismatch are told apart', async () => {
    const { database, state } = await start('down')
    expect(await database.askNumber('r1', girl)).toMatchObject({ ok: false, reason: 'unreachable' })
    state.mode = 'mismatch'
    expect(await database.askNumber('r1', girl)).toMatchObject({ ok: false, reason: 'mismatch', detail: expect.stringContaining('không khớp') })
    const gone = populationDatabase({ url: 'http://127.0.0.1:1', token: null })
    expect(await gone.askNumber('r1', girl)).toMatchObject({ ok: false, reason: 'unreachable' })
  })

  it.each([
    ['another request’s number', 200, { requestId: 'other', number: '092326000001' }, 'unreachable'],
    ['a number of eleven digits', 200, { requestId: 'r1', number: '09232600000' }, 'unreachable'],
    ['no JSON object', 200, 'ok', 'unreachable'],
    ['an unknown caller', 401, {}, 'unreachable'],
    ['a mismatch that names a number', 409, { error: 'mismatch', detail: 'Số 092190000001 không có.' }, 'mismatch'],
  ])('%s is never printed', async (_title, status, body, reason) => {
    const server = await serveJson(async () => ({ status, body }), () => undefined)
    open.push(server)
    const answer = await populationDatabase({ url: server.url, token: null }).askNumber('r1', girl)
    expect(answer).toMatchObject({ ok: false, reason })
    expect(JSON.stringify(answer)).not.toContain('092190000001')
  })

  it('a stopping simulator does not wait for its slow answers', async () => {
    const { database, simulator } = await start('slow')
    const asked = database.askNumber('r1', girl)
    await simulator.stop()
    expect(await asked).toMatchObject({ ok: false })
  })
})
