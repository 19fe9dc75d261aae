import { randomDigits } from '../../platform/ids.ts'
import { isRecord } from '../json-exchange.ts'
import { type Loopback, serveJson } from '../loopback.ts'
import type { Newborn } from './population-database.ts'

export type PopulationMode = 'working' | 'slow' | 'down' | 'mismatch'

export interface PopulationSimulatorDeps {
  /**
   * Keeps the number of a request: the one it got before, else the proposed one.
   * @returns null when another request holds the proposed number.
   */
  giveNumber: (requestId: string, newborn: Newborn, proposed: string) => Promise<string | null>
  findNumber: (requestId: string) => Promise<string | null>
  mode: () => Promise<PopulationMode>
  /** How long `slow` takes: longer than a client waits. */
  slowMs?: number
  token?: string | null
  onFault: (error: unknown) => void
}

const SLOW_MS = 15_000

/** The national population database, simulated: same protocol, numbers made by rule and never the same twice. */
export async function startPopulationSimulator(deps: PopulationSimulatorDeps): Promise<Loopback> {
  const pending = new Set<() => void>()
  const served = await serveJson(async ({ path, token, body }) => {
    if (path !== '/v1/identity-numbers') return { status: 404, body: { error: 'not-found' } }
    if (deps.token && token !== deps.token) return { status: 401, body: { error: 'unknown-caller' } }
    const asked = read(body)
    if (!asked) return { status: 422, body: { error: 'bad-request' } }
    const mode = await deps.mode()
    if (mode === 'down') return { status: 503, body: { error: 'down' } }
    if (mode === 'mismatch') return { status: 409, body: MISMATCH }
    const number = await numberFor(deps, asked)
    if (mode === 'slow') await wait(deps.slowMs ?? SLOW_MS, pending)
    return { status: 200, body: { requestId: asked.requestId, number } }
  }, deps.onFault)
  return {
    url: served.url,
    async stop() {
      for (const wake of pending) wake()
      await served.stop()
    },
  }
}

const MISMATCH = { error: 'mismatch', detail: 'Thông tin cha, mẹ không khớp với Cơ sở dữ liệu quốc gia về dân cư.' }

/** Waits that a stopping simulator cuts short. */
const wait = (ms: number, pending: Set<() => void>) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      pending.delete(done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    pending.add(done)
  })

const MAX_TRIES = 20

async function numberFor(deps: PopulationSimulatorDeps, asked: Asked): Promise<string> {
  const known = await deps.findNumber(asked.requestId)
  if (known) return known
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const given = await deps.giveNumber(asked.requestId, asked.newborn, identityNumber(asked.newborn, randomDigits(6)))
    if (given) return given
  }
  throw new Error('No free number was found.')
}

/**
 * Three digits of the province of registration, one of century and sex, two of the year, six of chance.
 * @see NĐ 137/2015/NĐ-CP, NĐ 70/2024/NĐ-CP
 */
export function identityNumber(newborn: Newborn, chance: string): string {
  const year = Number(newborn.birthDate.slice(0, 4))
  const century = (Math.floor(year / 100) - 19) * 2 + (newborn.sex === 'female' ? 1 : 0)
  return `${newborn.provinceCode.padStart(3, '0')}${century}${newborn.birthDate.slice(2, 4)}${chance}`
}

interface Asked {
  requestId: string
  newborn: Newborn
}

const BIRTH_DATE = /^(19|2\d)\d{2}-\d{2}-\d{2}$/
const PROVINCE = /^\d{2,3}$/

function read(body: unknown): Asked | null {
  if (!isRecord(body) || !isRecord(body.newborn) || !isRecord(body.registration)) return null
  const { requestId } = body
  const { name, birthDate, sex } = body.newborn
  const { provinceCode } = body.registration
  const parents = isRecord(body.parents) ? body.parents : {}
  if (typeof requestId !== 'string' || requestId === '' || requestId.length > 200) return null
  if (typeof name !== 'string' || name === '') return null
  if (typeof birthDate !== 'string' || !BIRTH_DATE.test(birthDate)) return null
  if (sex !== 'male' && sex !== 'female') return null
  if (typeof provinceCode !== 'string' || !PROVINCE.test(provinceCode)) return null
  const numberOf = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    requestId,
    newborn: { name, birthDate, sex, provinceCode, motherNumber: numberOf(parents.motherNumber), fatherNumber: numberOf(parents.fatherNumber) },
  }
}
