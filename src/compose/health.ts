import { statfs } from 'node:fs/promises'
import { type Answer, json, type Web } from '../platform/http/index.ts'

/** What must hold before people are let in; each by name. */
export type Readiness = () => Promise<Readonly<Record<string, boolean>>>

/** `/healthz`: the process lives. `/readyz`: migrated, loaded, index built, workers running, the database answering, room on the disks. */
export function mountHealth(web: Web, readiness: Readiness): void {
  web.get('/healthz', { audience: 'process' }, async () => json({ status: 'ok' }))
  web.get('/readyz', { audience: 'process' }, async (): Promise<Answer> => {
    const parts = await readiness()
    const ready = Object.values(parts).every(Boolean)
    return json({ status: ready ? 'ready' : 'starting', ...parts }, ready ? 200 : 503)
  })
}

const MIB = 1024 * 1024
/** Below this PostgreSQL beside the files may not be able to write its log. */
const ROOM_NEEDED = 24 * MIB

/** Whether the disks that hold these folders have room for work; one that is not made yet stands on its parent's. */
export async function hasRoom(...folders: readonly string[]): Promise<boolean> {
  const rooms = await Promise.all(folders.map((folder) => statfs(folder).catch(() => null)))
  return rooms.every((room) => room === null || room.bavail * room.bsize >= ROOM_NEEDED)
}
