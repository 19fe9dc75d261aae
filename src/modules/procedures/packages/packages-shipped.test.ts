import { describe, expect, it } from 'vitest'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { readExample, runExample } from './examples.ts'
import { checkPackageFolder, findPackageFolders } from './read-folder.ts'

const places = await shippedPlaceOptions()
const folders = await findPackageFolders('procedures')

describe.each(folders)('the shipped package %s', async (folder) => {
  const checked = await checkPackageFolder('procedures', folder, async () => [])

  it('has no faults', () => {
    expect(checked.ok ? [] : checked.faults).toEqual([])
  })
  if (!checked.ok) return
  const { form, definition, examples } = checked.package

  it('has a plain, an edge and a wrong example', () => {
    const kinds = [...examples].map(([name, text]) => {
      const read = readExample(text, `${folder}/examples/${name}`)
      return read.ok ? read.example.kind : read.faults
    })
    expect(kinds).toEqual(expect.arrayContaining(['plain', 'edge', 'wrong']))
    expect(kinds.length).toBeGreaterThanOrEqual(3)
  })

  it.each([...examples])('gives what example %s says', (name, text) => {
    const read = readExample(text, `${folder}/examples/${name}`)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const outcome = runExample(read.example, { form, definition, places })
    const { errors, warnings, components, subject } = read.example.expect
    expect(outcome.errors).toEqual([...errors].sort())
    expect(outcome.warnings).toEqual([...warnings].sort())
    if (components) expect(outcome.components).toEqual(components)
    if (subject) expect(outcome.subject).toBe(subject)
  })
})
