import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Acts, composeActs } from '../../src/compose/acts.ts'
import { fieldOf, slipPaperOf } from '../../src/compose/field-of.ts'
import { DEMO_POSTS } from '../../src/demo/offices.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { createAgencyDirectory } from '../../src/modules/agencies/index.ts'
import { openCalendars } from '../../src/modules/calendar/index.ts'
import { createTypesetter, type DocumentsDeps } from '../../src/modules/documents/index.ts'
import type { StoredEvent } from '../../src/modules/events/index.ts'
import { localFileStore } from '../../src/modules/files/index.ts'
import type { Citizen } from '../../src/modules/filing/index.ts'
import { openPlaces } from '../../src/modules/places/index.ts'
import { openPackages, type Packages } from '../../src/modules/procedures/index.ts'
import { openDefinitions } from '../../src/modules/processes/index.ts'
import type { AskPopulation, Staff } from '../../src/modules/processing/index.ts'
import { reading } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { openDemoDatabase, type TestDatabase } from './database.ts'
import { PROJECT } from './demo.ts'
import { demoCitizen } from './people.ts'

/** An office of the demo by name, or any agency by its id. */
export type Office = NamedOffice | { agencyId: string }
type NamedOffice = 'ninh-kieu' | 'lam-thanh' | 'police' | 'ward-police' | 'insurance' | 'city'
export type Duty = 'reception' | 'specialist' | 'leader' | 'clerk' | 'administrator'

/** All acts on dossiers on a database of their own: no web server, no workers, a population database that the test drives. */
export interface TestActs extends TestDatabase {
  acts: Acts
  documents: DocumentsDeps
  /** What the population database answers next; a number until the test says otherwise. */
  population: { answer: AskPopulation; asked: string[] }
  packages: Packages
  /** A second program on the same database. */
  again(): Acts
  /** A member of staff of the committee (above the centre that receives), with these duties. */
  officer(name: string, duties: readonly Duty[], office?: Office): Staff
  citizen(username: 'congdan' | 'congdan2'): Promise<Citizen>
  events(dossierId: string): Promise<StoredEvent[]>
  /** Rows of a table, as PostgreSQL writes them to text. */
  rows(table: string, where?: { column: string; is: string }): Promise<string[]>
}

const OFFICES: Record<NamedOffice, string> = { 'ninh-kieu': DEMO_AGENCIES[0].id, 'lam-thanh': DEMO_AGENCIES[1].id, ...DEMO_POSTS }

/** The office that an agency belongs to, by its path. */
export const officeOf = (path: string): Office => ({ agencyId: path.split('/')[0] ?? '' })

const TITLES: Record<Duty, string> = {
  reception: 'Cán bộ một cửa',
  specialist: 'Công chức tư pháp - hộ tịch',
  leader: 'Phó Chủ tịch Ủy ban nhân dân phường',
  clerk: 'Văn thư',
  administrator: 'Quản trị hệ thống',
}

export async function openTestActs(): Promise<TestActs> {
  const database = await openDemoDatabase()
  const { db, clock, sealer } = database
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-acts-'))
  const places = openPlaces({ db, clock })
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null })
  const typesetter = createTypesetter({ libraryFolder: join(PROJECT, 'templates/lib') })
  const documents: DocumentsDeps = { sealer, store: localFileStore(join(folder, 'files')), typesetter, templatesFolder: join(PROJECT, 'templates'), sign: null, fieldOf: (code) => fieldOf(packages)(code), paperOf: slipPaperOf }
  const population: TestActs['population'] = { answer: async () => ({ ok: true, number: '092226000123' }), asked: [] }
  const open = () => openPackages({ db, clock, cacheFolder: join(folder, 'packages') })
  const packages = open()
  const compose = (known = open()) =>
    composeActs({
      db,
      clock,
      sealer,
      calendars: openCalendars({ db }),
      places,
      directory,
      packages: known,
      definitions: openDefinitions({ db }),
      documents,
      askPopulation: (requestId, facts) => {
        population.asked.push(requestId)
        return population.answer(requestId, facts)
      },
      publicUrl: 'http://localhost:3000',
    })
  const acts = compose(packages)
  return {
    ...database,
    acts,
    documents,
    population,
    packages,
    again: () => compose(),
    officer(name, duties, office = 'ninh-kieu') {
      const id = typeof office === 'string' ? OFFICES[office] : office.agencyId
      const title = TITLES[duties[0] ?? 'reception']
      return { kind: 'staff', staffId: newId(), name, posts: [{ postId: newId(), agencyId: id, agencyPath: `${id}/`, title, duties }] }
    },
    citizen: (username) => demoCitizen(database, username),
    events: (dossierId) => acts.readStream(db, { kind: 'dossier', id: dossierId }),
    async rows(table, where) {
      const only = where ? sql`where ${sql.ref(where.column)} = ${where.is}` : sql``
      const found = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t ${only}`.execute(reading(db))
      return found.rows.map((one) => one.row)
    },
    async close() {
      await typesetter.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
