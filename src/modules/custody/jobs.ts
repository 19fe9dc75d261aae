import { inTransaction } from '../../platform/db.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import type { GetEvent } from '../events/index.ts'
import { GONE, movePaper } from './paper-moves.ts'
import type { CustodyDeps } from './ports.ts'
import { lockPositions } from './positions.store.ts'

/** What follows: a result on paper that was given out lies nowhere any more. Safe to run twice. */
export function custodyJobs(deps: Pick<CustodyDeps, 'db' | 'append'> & { getEvent: GetEvent }): JobHandlers {
  return {
    'custody.result-given-out': async ({ eventId = '', at }) => {
      const event = await deps.getEvent(deps.db, eventId, at)
      await inTransaction(deps.db, async (tx) => {
        const position = (await lockPositions(tx, [event.stream.id], 'result')).get(event.stream.id)
        if (position?.at_agency_id) await movePaper(deps, tx, position, { to: GONE, why: 'given-out', actor: { kind: 'system', name: 'trả kết quả' }, at: event.at })
      })
    },
  }
}
