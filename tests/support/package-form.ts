import { join } from 'node:path'
import type { FormDefinition } from '../../src/modules/forms/index.ts'
import { checkPackageFolder } from '../../src/modules/procedures/index.ts'
import { createCheckProcess } from '../../src/modules/processes/index.ts'
import { PROJECT } from './demo.ts'

/** The form of a package as it lies in its folder below `procedures`, for tests that have no database. */
export async function formOfPackage(folder: string): Promise<FormDefinition> {
  const checked = await checkPackageFolder(join(PROJECT, 'procedures'), folder, createCheckProcess({ acts: [] }))
  if (!checked.ok) throw new Error(`The package ${folder} has faults.`)
  return checked.package.form
}

export const BIRTH_FOLDER = 'ho-tich/1.001193-dang-ky-khai-sinh'
