import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Reader } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { mapped, readPart } from '../../platform/together.ts'
import type { AppendEvent } from '../events/index.ts'
import type { AskPopulation, BirthFacts } from './ports.ts'
import { answerIdentityRequest, identityRequestRow, openIdentityRequest } from './store.ts'

export interface IdentityNumber {
  state: 'given' | 'mismatch' | 'later' | 'none'
  number: string | null
  detail: string | null
}

const numberContext = (dossierId: string) => `processing.identity_request:${dossierId}:number`

export interface IdentityDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  ask: AskPopulation
}

/**
 * Asks the population database for a newborn's number, once per dossier under one request id, so that a repeated question
 * gets the same number. When the database can't answer, the paper says "cấp sau" and the question can be asked again.
 * @see NĐ 123/2015/NĐ-CP; Luật Hộ tịch 2014 art. 16
 */
export function createIdentityNumbers(deps: IdentityDeps) {
  const { db, sealer } = deps

  const findPart = (reader: Reader, dossierId: string) =>
    mapped(identityRequestRow(reader, dossierId), (row): IdentityNumber => {
      if (!row) return { state: 'none', number: null, detail: null }
      const number = row.number ? sealer.openText(numberContext(dossierId), row.number) : null
      return { state: row.state === 'asking' ? 'later' : (row.state as 'given' | 'mismatch' | 'later'), number, detail: row.detail }
    })
  const find = (reader: Reader, dossierId: string): Promise<IdentityNumber> => readPart(reader, findPart(reader, dossierId))

  return {
    find,
    findPart,
    async obtain(dossierId: string, facts: BirthFacts): Promise<IdentityNumber> {
      const asked = await inTransaction(db, (tx) =>
        openIdentityRequest(tx, { dossier_id: dossierId, request_id: newId(), state: 'asking', asked_at: deps.clock.now() }),
      )
      if (asked.state === 'given') return find(db, dossierId)
      const answer = await deps.ask(asked.request_id, facts)
      const at = deps.clock.now()
      await inTransaction(db, async (tx) => {
        await answerIdentityRequest(tx, dossierId, {
          state: answer.ok ? 'given' : answer.reason === 'mismatch' ? 'mismatch' : 'later',
          number: answer.ok ? sealer.sealText(numberContext(dossierId), answer.number) : null,
          detail: answer.ok ? null : answer.detail.slice(0, 300),
          answered_at: at,
        })
        await deps.append(tx, {
          stream: { kind: 'dossier', id: dossierId },
          type: 'dossier.identity-number-asked',
          version: 1,
          actor: { kind: 'system', name: 'population-database' },
          payload: { requestId: asked.request_id, answer: answer.ok ? 'given' : answer.reason },
          at,
        })
      })
      return find(db, dossierId)
    },
  }
}
export type IdentityNumbers = ReturnType<typeof createIdentityNumbers>
