import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createTypesetter } from '../../documents/index.ts'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { createCheckProcess } from '../../processes/index.ts'
import { faultsOfExamples } from './example-faults.ts'
import { readExample, runExample } from './examples.ts'
import { printExamples } from './print-examples.ts'
import { checkPackageFolder, findPackageFolders } from './read-folder.ts'

const places = await shippedPlaceOptions()
const folders = await findPackageFolders('procedures')
const typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
afterAll(() => typesetter.close())

describe.each(folders)('the shipped package %s', async (folder) => {
  const checked = await checkPackageFolder('procedures', folder, createCheckProcess({ acts: [] }))

  it('has no faults, in its examples either', () => {
    expect(checked.ok ? faultsOfExamples(checked.package, places) : checked.faults).toEqual([])
  })
  if (!checked.ok) return
  const { form, definition, examples } = checked.package

  it('prints its papers with every example and blank', async () => {
    const { papers, faults } = await printExamples(checked.package, { typesetter, places, folder: join('procedures', folder) })
    expect(faults).toEqual([])
    expect(papers.length).toBeGreaterThan(examples.size)
  })

  it.each([...examples])('gives what example %s says', (name, text) => {
    const read = readExample(text, `${folder}/examples/${name}`)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const outcome = runExample(read.example, { form, definition, places })
    const { errors, warnings } = read.example.expect
    expect(outcome.errors).toEqual([...errors].sort())
    expect(outcome.warnings).toEqual([...warnings].sort())
  })
})
