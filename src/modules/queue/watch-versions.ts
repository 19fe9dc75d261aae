import type { Db } from '../../platform/db.ts'
import { type Answer, events, type EventStream } from '../../platform/http/index.ts'
import { selectVersions } from './settings.store.ts'

const LOOK_MS = 500

/**
 * Tells open pages that something changed at their office. What changed is asked of the database, so that an act in another process is
 * seen too; one question for all offices that somebody looks at, and none while nobody does.
 */
export function watchVersions({ db }: { db: Db }) {
  const open = new Map<string, Map<EventStream, number>>()
  let timer: NodeJS.Timeout | null = null
  let asking = false

  async function look(): Promise<void> {
    if (asking) return
    asking = true
    try {
      for (const [agencyId, version] of await selectVersions(db, [...open.keys()])) {
        for (const [stream, told] of open.get(agencyId) ?? []) {
          if (told === version) continue
          open.get(agencyId)?.set(stream, version)
          stream.send({ event: 'changed', id: String(version), data: { version } })
        }
      }
    } catch {
      // The database is away: pages are told at the next look that finds it.
    } finally {
      asking = false
    }
  }

  function join(agencyId: string, stream: EventStream): void {
    const streams = open.get(agencyId) ?? new Map<EventStream, number>()
    open.set(agencyId, streams)
    streams.set(stream, Number(stream.lastId ?? -1))
    timer ??= setInterval(look, LOOK_MS)
    timer.unref()
    look()
    stream.onEnd(() => {
      streams.delete(stream)
      if (streams.size === 0) open.delete(agencyId)
      if (open.size > 0 || !timer) return
      clearInterval(timer)
      timer = null
    })
  }

  return (agencyId: string): Answer => events((stream) => join(agencyId, stream))
}
export type WatchVersions = ReturnType<typeof watchVersions>
