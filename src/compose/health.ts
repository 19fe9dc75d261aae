import { type Answer, json, type Web } from '../platform/http/index.ts'

/** What must hold before people are let in; each by name. */
export type Readiness = () => Promise<Readonly<Record<string, boolean>>>

/** `/healthz`: the process lives. `/readyz`: migrated, loaded, index built, workers running, the database answering. */
export function mountHealth(web: Web, readiness: Readiness): void {
  web.get('/healthz', { audience: 'process' }, async () => json({ status: 'ok' }))
  web.get('/readyz', { audience: 'process' }, async (): Promise<Answer> => {
    const parts = await readiness()
    const ready = Object.values(parts).every(Boolean)
    return json({ status: ready ? 'ready' : 'starting', ...parts }, ready ? 200 : 503)
  })
}
