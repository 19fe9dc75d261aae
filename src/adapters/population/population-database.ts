import { isRecord, postJson } from '../json-exchange.ts'

export interface PopulationOptions {
  url: string
  token: string | null
  timeoutMs?: number
}

/** What the registrar says of a newborn. */
export interface Newborn {
  name: string
  /** YYYY-MM-DD */
  birthDate: string
  /** male or female */
  sex: string
  /** Code of the province where the birth is registered. */
  provinceCode: string
  motherNumber: string | null
  fatherNumber: string | null
}

export type NumberAnswer = { ok: true; number: string } | { ok: false; reason: 'unreachable' | 'mismatch'; detail: string }

/** An officer waits for the answer: a slow database is one that can't be reached, and is asked again later. */
const TIMEOUT_MS = 5_000
const NUMBER = /^\d{12}$/

const LATER = 'Cơ sở dữ liệu quốc gia về dân cư chưa trả lời; có thể hỏi lại sau.'
const UNREADABLE = 'Câu trả lời của Cơ sở dữ liệu quốc gia về dân cư không đọc được; có thể hỏi lại sau.'
const DECLINED = 'Cơ sở dữ liệu quốc gia về dân cư từ chối yêu cầu; cần kiểm tra kết nối và quyền truy cập.'
const MISMATCH = 'Thông tin không khớp với Cơ sở dữ liệu quốc gia về dân cư.'

/** Client of the national population database (README.md of this folder). */
export function populationDatabase(options: PopulationOptions) {
  const party = { url: options.url, token: options.token, timeoutMs: options.timeoutMs ?? TIMEOUT_MS }
  return {
    /** Asks a newborn's personal identification number; the same request id gets the same number, however often it is asked. */
    async askNumber(requestId: string, newborn: Newborn): Promise<NumberAnswer> {
      const answer = await postJson(party, '/v1/identity-numbers', {
        requestId,
        newborn: { name: newborn.name, birthDate: newborn.birthDate, sex: newborn.sex },
        registration: { provinceCode: newborn.provinceCode },
        parents: { motherNumber: newborn.motherNumber, fatherNumber: newborn.fatherNumber },
      })
      if (!answer.ok) return { ok: false, reason: 'unreachable', detail: LATER }
      const body = isRecord(answer.body) ? answer.body : {}
      if (answer.status === 409) return { ok: false, reason: 'mismatch', detail: sentenceOf(body.detail) }
      if (answer.status !== 200) {
        return { ok: false, reason: 'unreachable', detail: isDeclined(answer.status) ? DECLINED : LATER }
      }
      const { number } = body
      const whole = body.requestId === requestId && typeof number === 'string' && NUMBER.test(number)
      return whole ? { ok: true, number } : { ok: false, reason: 'unreachable', detail: UNREADABLE }
    },
  }
}
export type PopulationDatabase = ReturnType<typeof populationDatabase>

/** Who we are to the database, or what we ask it, is not in order. */
const isDeclined = (status: number): boolean => status >= 400 && status < 500 && !LATER_STATUSES.has(status)
const LATER_STATUSES = new Set([408, 425, 429])

const MAX_DETAIL = 300

/** The database's own words, without numbers of people. */
const sentenceOf = (detail: unknown): string =>
  typeof detail === 'string' && detail.trim() !== '' ? detail.replace(/\d{9,12}/g, '•••').slice(0, MAX_DETAIL) : MISMATCH
