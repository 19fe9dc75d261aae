import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock } from './platform/clock.ts'
import type { Db } from './platform/db.ts'
import type { Sealer } from './platform/seal.ts'
import { placeNames } from './modules/agencies/index.ts'
import { type Calendars, loadHolidays } from './modules/calendar/index.ts'
import { createAppendEvent } from './modules/events/index.ts'
import { loadPlaces, openPlaces } from './modules/places/index.ts'
import { bumpCatalogueVersion, loadCatalogueApart, loadChangedPackages } from './modules/procedures/index.ts'
import { createCheckProcess, createPublishDefinition } from './modules/processes/index.ts'
import { seedDemo } from './demo/seed.ts'

export interface LoadDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  calendars: Calendars
  /** Folder that holds data, procedures and content. */
  root: string
  demo: boolean
  say: (line: string) => void
}

/** Brings the database to the data and packages that the program ships; what is there already is left as it is. */
export async function loadAll(deps: LoadDeps): Promise<void> {
  const { db, clock, sealer, root, say } = deps
  const appendEvent = createAppendEvent(sealer)

  const places = await loadPlaces(db, { folder: join(root, 'data/places'), clock })
  if (places.changed) say('Đã nạp 34 tỉnh, 3.321 xã và các đơn vị cũ · Places loaded')
  await loadHolidays({ db, clock, appendEvent, changed: () => deps.calendars.changed() }, join(root, 'data/holidays'))
  const catalogue = await loadCatalogueApart(db, { folder: join(root, 'data/catalogue'), clock })
  if (catalogue.changed) say(`Đã nạp danh mục thủ tục đến ngày ${catalogue.asOf} · Catalogue loaded`)

  const packageDeps = {
    clock,
    appendEvent,
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent }),
    onPublished: bumpCatalogueVersion,
  }
  const packages = (await loadChangedPackages(db, join(root, 'procedures'), packageDeps, await ownFingerprint())) ?? { published: [], waiting: [], faults: [] }
  for (const one of packages.published) say(`Đã công bố ${one.code}, phiên bản ${one.number} · Package published`)
  for (const one of packages.waiting) say(`Gói ${one.code}, phiên bản ${one.number} kèm phần mềm: đã lưu, chờ quản trị viên công bố vì bản đang dùng do người công bố · Package stored, waiting`)
  for (const fault of packages.faults) say(`${fault.file}:${fault.line}: ${fault.message}`)

  if (deps.demo) await seedDemo({ db, clock, sealer, places: placeNames(openPlaces({ db, clock })) })
}

/** Of the program as it was built: all of it is in one file. */
const ownFingerprint = async (): Promise<string> => createHash('sha256').update(await readFile(fileURLToPath(import.meta.url))).digest('hex')
