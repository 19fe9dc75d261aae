import type { Reader } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { openPayload } from './append.ts'
import { commitTo, FIRST_HASH, linkOf, nextHash } from './rules/chain.ts'
import { type EventRow, selectChain, selectStreams } from './store.ts'

export interface ChainFault {
  stream: string
  seq: number
  fault: 'gap' | 'hash' | 'payload' | 'head'
}

export interface VerifyReport {
  streams: number
  events: number
  deletedPayloads: number
  faults: ChainFault[]
}

function linkOfRow(row: EventRow): Buffer {
  return linkOf({
    eventId: row.event_id,
    streamKind: row.stream_kind,
    streamId: row.stream_id,
    type: row.type,
    version: row.version,
    actor: row.actor,
    onBehalfOf: row.on_behalf_of,
    actId: row.act_id,
    at: row.at,
    commitment: row.commitment,
  })
}

function payloadIsCommitted(sealer: Sealer, row: EventRow): boolean {
  if (!row.payload) return true
  try {
    const opened = openPayload(sealer, row.event_id, row.payload)
    return commitTo(opened.salt, opened.payload).equals(row.commitment)
  } catch {
    return false
  }
}

/** Recomputes every chain from its events, each as it stands when its turn comes, so that the office may go on working; `sealer` may be absent (an outside auditor): payloads are then not opened. */
export async function verifyChains(reader: Reader, sealer: Sealer | null): Promise<VerifyReport> {
  const report: VerifyReport = { streams: 0, events: 0, deletedPayloads: 0, faults: [] }
  let after: { kind: string; id: string } | null = null
  for (;;) {
    const streams = await selectStreams(reader, after, 500)
    for (const { kind, id } of streams) {
      const { head, events } = await selectChain(reader, kind, id)
      if (!head) continue
      report.streams++
      const stream = `${kind}/${id}`
      let hash: Buffer = FIRST_HASH
      let seq = 0
      for (const row of events) {
        report.events++
        seq++
        if (row.seq !== seq) report.faults.push({ stream, seq: row.seq, fault: 'gap' })
        hash = nextHash(hash, row.seq, linkOfRow(row))
        if (!hash.equals(row.hash)) report.faults.push({ stream, seq: row.seq, fault: 'hash' })
        if (!row.payload) report.deletedPayloads++
        if (sealer && !payloadIsCommitted(sealer, row)) report.faults.push({ stream, seq: row.seq, fault: 'payload' })
      }
      if (seq !== head.seq || !hash.equals(head.hash)) report.faults.push({ stream, seq: head.seq, fault: 'head' })
    }
    const last = streams.at(-1)
    if (!last || streams.length < 500) return report
    after = last
  }
}
