import { createHash } from 'node:crypto'
import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { AppendEvent } from '../events/index.ts'
import { type CompileOptions, compileProcess } from './definition/compile.ts'
import type { ProcessFault } from './definition/model.ts'
import { PROCESS_EVENTS } from './deps.ts'
import { refuse } from './refusals.ts'
import { findDefinitionByHash, insertDefinition } from './store.ts'

export interface Publication extends CompileOptions {
  /** What the versions belong to: the procedure's code. */
  key: string
  xml: string
  actor: Actor
  at: Date
}

export type Published = Decided<{ definitionId: string; number: number; isNew: boolean }> & { faults?: ProcessFault[] }

/** Publishes a process as a new version of its key; the same file again is the version that it already is. */
export function createPublishDefinition({ appendEvent }: { appendEvent: AppendEvent }) {
  return async (tx: Tx, { key, xml, actor, at, ...options }: Publication): Promise<Published> => {
    const hash = createHash('sha256').update(xml).digest('hex')
    const known = await findDefinitionByHash(tx, key, hash)
    if (known) return { ok: true, definitionId: known.id, number: known.number, isNew: false }
    const compiled = await compileProcess(xml, options)
    if (!compiled.ok) {
      return {
        ...refuse('process-has-faults', { count: compiled.faults.length, first: compiled.faults[0]?.message ?? '' }),
        faults: compiled.faults,
      }
    }
    const { model } = compiled
    const id = newId()
    const number = await insertDefinition(tx, {
      id,
      key,
      hash,
      xml,
      name: model.name,
      model: JSON.stringify(model),
      published_at: at,
      published_by: actorKey(actor),
    })
    if (number === null) {
      const other = await findDefinitionByHash(tx, key, hash)
      if (other) return { ok: true, definitionId: other.id, number: other.number, isNew: false }
      throw new Error(`Two versions of the process ${key} were published at once; publish again.`)
    }
    await appendEvent(tx, {
      stream: { kind: 'process-definition', id },
      type: PROCESS_EVENTS.published,
      version: 1,
      actor,
      payload: { key, number, hash, name: model.name },
      at,
    })
    return { ok: true, definitionId: id, number, isNew: true }
  }
}

/** What is wrong with a process file, for the check of a package. */
export function createCheckProcess({ acts }: { acts: readonly string[] }) {
  return async (xml: string, names: readonly string[]): Promise<readonly ProcessFault[]> => {
    const compiled = await compileProcess(xml, { names, acts })
    return compiled.ok ? [] : compiled.faults
  }
}
