import { createHash } from 'node:crypto'
import { type EventStream, events, json, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { Hints } from '../../../platform/hints.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { createWatch } from '../../../platform/watch.ts'
import { findDossierByCode, isCode, normaliseCode, revisionsOf } from '../../dossiers/index.ts'
import type { Staff } from '../on-case.ts'
import { whatChanged } from '../what-changed.ts'
import type { OfficerDeps } from './deps.ts'
import { admitToCase } from './open-case.ts'

/** Said by the job that takes changes in. */
export const INBOX_HINT = 'inbox'

/** Counts of the left column by list, as they are shown. */
type Counts = Record<string, string>

export interface LiveDeps extends OfficerDeps {
  hints: Hints
  navigation: (actor: Staff) => Promise<{ key: string; count?: string }[]>
}

const digestOf = (counts: Counts): string => createHash('sha256').update(JSON.stringify(counts)).digest('base64url').slice(0, 16)

/**
 * What changes while a page lies open: the counts of lists, and that the case it shows was changed. Read from the database, once for
 * all pages of this process; a hint from another process only makes it sooner. Counts, a revision: nothing of a person goes this way.
 */
export function mountLive(web: Web, deps: LiveDeps): { stop: () => void } {
  const actors = new Map<string, Staff>()
  const counts = createWatch<Counts>({
    read: async (staffIds) => {
      const found = new Map<string, Counts>()
      for (const id of staffIds) {
        const actor = actors.get(id)
        if (actor) found.set(id, countsOf(await deps.navigation(actor)))
      }
      return found
    },
    isSame: (one, other) => digestOf(one) === digestOf(other),
    everyMs: 15_000,
    leastMs: 2000,
  })
  const cases = createWatch<number>({ read: (ids) => revisionsOf(deps.db, ids), isSame: (one, other) => one === other, everyMs: 3000, leastMs: 500 })
  const endHints = deps.hints.on(INBOX_HINT, () => {
    counts.nudge()
    cases.nudge()
  })

  web.get('/can-bo/song', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const dossierId = await watchedCase(r)
    if (r.query['mot-lan']) return once(actor, dossierId)
    return events((stream) => tell(stream, actor, dossierId, Number(r.query['phien-ban'])))
  }, { quiet: true })

  // Who changed the case and what was done, asked for when the line has said that it was.
  web.get('/can-bo/ho-so/:code/thay-doi', { audience: 'officer' }, async (r) => {
    const opened = await admitToCase(deps, r, 'case.read-change')
    if (!opened.ok) return opened.answer
    const { row } = opened
    if (Number(r.query['phien-ban']) === row.revision) return json({ revision: row.revision, said: null })
    const { refusal } = await whatChanged(deps, deps.db, row)
    return json({ revision: row.revision, said: sentenceOf(refusal, 'vi') })
  }, { quiet: true })

  /** The case that the page shows, if the officer may read it; its code is not a secret, so nothing is written down. */
  async function watchedCase(r: WebRequest): Promise<string | null> {
    const code = normaliseCode(r.query['ho-so'] ?? '')
    const row = isCode(code) ? await findDossierByCode(deps.db, code) : undefined
    if (!row) return null
    const agency = await deps.agencyOf(row.agency_id)
    return deps.may(r.actor as Staff, 'dossier.read', { agencyId: agency.id, agencyPath: agency.path }).ok ? row.id : null
  }

  /** For browsers whose line does not hold: the same, once. */
  async function once(actor: Staff, dossierId: string | null) {
    const revision = dossierId ? ((await revisionsOf(deps.db, [dossierId])).get(dossierId) ?? null) : null
    return json({ counts: countsOf(await deps.navigation(actor)), revision })
  }

  function tell(stream: EventStream, actor: Staff, dossierId: string | null, seen: number): void {
    actors.set(actor.staffId, actor)
    let known = stream.lastId
    const ends = [
      counts.subscribe(actor.staffId, (value) => {
        const id = digestOf(value)
        if (id !== known) stream.send({ event: 'so', id, data: value })
        known = id
      }),
    ]
    if (dossierId) {
      ends.push(
        cases.subscribe(dossierId, (revision) => {
          if (revision !== seen) stream.send({ event: 'ho-so', data: { revision } })
        }),
      )
    }
    stream.onEnd(() => {
      for (const end of ends) end()
    })
  }

  return {
    stop() {
      endHints()
      counts.stop()
      cases.stop()
    },
  }
}

const countsOf = (items: readonly { key: string; count?: string }[]): Counts => Object.fromEntries(items.flatMap(({ key, count }) => (count === undefined ? [] : [[key, count]])))
