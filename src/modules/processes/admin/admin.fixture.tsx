import { render } from 'preact-render-to-string'
import { openTestDatabase } from '../../../../tests/support/database.ts'
import type { Actor } from '../../../platform/actor.ts'
import { inTransaction } from '../../../platform/db.ts'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import { openCalendars } from '../../calendar/index.ts'
import { createAppendEvent, createReadStream, makePartitions } from '../../events/index.ts'
import { openDefinitions } from '../definitions.ts'
import { createPublishDefinition } from '../publish.ts'
import { readRows } from '../table/read-rows.ts'
import type { TypedRow } from '../table/table.ts'
import { tableToBpmn } from '../table/to-bpmn.ts'
import { mountProcessAdmin } from './mount.ts'
import type { ProcessAdminDeps } from './deps.ts'

const AGENCY = '019a0000-0000-7000-8000-0000000000a1'
const BELOW = '019a0000-0000-7000-8000-0000000000a2'
const OTHER = '019a0000-0000-7000-8000-0000000000b1'
export const AGENCIES = { AGENCY, BELOW, OTHER }

export const administrator = (n: number, name: string): Actor & { kind: 'staff' } => ({
  kind: 'staff',
  staffId: `019a0000-0000-7000-8000-00000000000${n}`,
  name,
  posts: [{ postId: newId(), agencyId: AGENCY, agencyPath: `${AGENCY}/`, title: 'Quản trị viên', duties: ['administrator'] }],
})

/** The administrators' pages of processes on a database of their own. */
export async function openAdmin() {
  const t = await openTestDatabase()
  await makePartitions(t.db, '2026-11-01', 4)
  const appendEvent = createAppendEvent(t.sealer)
  const definitions = openDefinitions(t)
  const who = { now: administrator(1, 'Lê Văn Quản') as Actor }
  const deps: ProcessAdminDeps & { calendars: ReturnType<typeof openCalendars> } = {
    db: t.db,
    clock: t.clock,
    appendEvent,
    definitions,
    calendars: openCalendars(t),
    names: ['channel', 'fee'],
    acts: [],
    checkOwn: async (_key, xml) => ({ faults: xml.includes('motcua:work="number"') ? [] : ['Quy trình không có bước cấp số.'], warnings: [] }),
    mayManage: async (actor, agencyId): Promise<Decided> => (actor.kind === 'staff' && agencyId !== OTHER ? { ok: true } : { ok: false, refusal: { code: 'not-allowed' } }),
    administeredAgencies: async () => [{ id: AGENCY, name: 'UBND phường Ninh Kiều', path: `${AGENCY}/` }],
    nameOfEditor: async (key: string) => key,
    nameOfAgency: async () => 'UBND phường Ninh Kiều',
    agenciesWithin: async (id: string) => [id, BELOW],
    assetUrl: (name: string) => `/assets/${name}`,
    codesOf: async () => new Map(),
    definitionOfPackage: async () => null,
  } as ProcessAdminDeps & { calendars: ReturnType<typeof openCalendars> }
  const server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 7),
    identify: async () => ({ actor: who.now, sessionId: null }),
    frame: async (content) => `<title>${content.title}</title>${render(<main>{content.main}</main>)}`,
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
  })
  mountProcessAdmin(web, deps)

  const publishRows = async (key: string, rows: readonly TypedRow[], name = 'Quy trình thử') => {
    const xml = tableToBpmn({ id: 'Process', name, steps: readRows(rows).steps })
    const done = await inTransaction(t.db, (tx) => createPublishDefinition(deps)(tx, { key, xml, names: deps.names, acts: [], actor: who.now, at: t.clock.now() }))
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done
  }
  return {
    ...t,
    deps,
    who,
    server,
    publishRows,
    readStream: createReadStream(t.sealer),
    get: (url: string) => server.inject(url),
    post: (url: string, form: Record<string, string>) =>
      server.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(form).toString() }),
    upload(url: string, body: Buffer, fields: Record<string, string>) {
      const part = (name: string, value: string) => `--xx\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
      const payload = Buffer.concat([Buffer.from(Object.entries(fields).map(([name, value]) => part(name, value)).join('')), Buffer.from('--xx\r\ncontent-disposition: form-data; name="file"; filename="bang.xlsx"\r\n\r\n'), body, Buffer.from('\r\n--xx--\r\n')])
      return server.inject({ method: 'POST', url, headers: { 'content-type': 'multipart/form-data; boundary=xx' }, payload })
    },
    async stop() {
      await server.close()
      await t.close()
    },
  }
}
export type Admin = Awaited<ReturnType<typeof openAdmin>>
