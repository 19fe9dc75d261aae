import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { TestDatabase } from '../../../../tests/support/database.ts'
import { createTypesetter } from '../../documents/index.ts'
import { createAppendEvent } from '../../events/index.ts'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { createCheckProcess, createPublishDefinition } from '../../processes/index.ts'
import type { ImportDeps } from './import-package.ts'
import { readPackageFolder } from './read-folder.ts'
import { writePackageZip } from './zip.ts'

const typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
afterAll(() => typesetter.close())

export const BIRTH_FOLDER = 'ho-tich/1.001193-dang-ky-khai-sinh'
export const BIRTH_CODE = '1.001193'

/** A folder like `procedures` with one shipped package in it, to be changed. */
export async function copyBirth(root: string): Promise<void> {
  await cp(join('procedures', BIRTH_FOLDER), join(root, BIRTH_FOLDER), { recursive: true })
}

export async function changeFile(root: string, name: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(root, BIRTH_FOLDER, name)
  const text = await readFile(path, 'utf8')
  if (text.search(from) < 0 && !text.includes(String(from))) throw new Error(`${name} has no ${from}`)
  await writeFile(path, text.replace(from, to))
}

export async function zipOfFolder(root: string, folder = BIRTH_FOLDER, code = BIRTH_CODE): Promise<Buffer> {
  const read = await readPackageFolder(root, folder)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return writePackageZip(code, read.package)
}

export const staff = (duty: string): Actor & { kind: 'staff' } => ({
  kind: 'staff',
  staffId: newId(),
  name: 'Lê Văn Quản',
  posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Quản trị', duties: [duty] }],
})

export function actDeps(t: TestDatabase, more: Partial<ImportDeps> = {}): ImportDeps {
  const appendEvent = createAppendEvent(t.sealer)
  return {
    db: t.db,
    clock: t.clock,
    appendEvent,
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent }) as (tx: Tx, process: Parameters<ImportDeps['publishProcess']>[1]) => ReturnType<ImportDeps['publishProcess']>,
    places: shippedPlaceOptions,
    typesetter,
    ...more,
  }
}
