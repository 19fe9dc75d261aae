// `npm run procedures:check [folder]`: checks procedure packages and runs their examples; every fault with file and line.
import { relative, resolve } from 'node:path'
import { shippedPlaceOptions } from '../src/modules/forms/places.fixture.ts'
import type { Fault } from '../src/modules/forms/index.ts'
import { checkPackageFolder, faultsOfExamples, findPackageFolders } from '../src/modules/procedures/packages/index.ts'
import { createCheckProcess } from '../src/modules/processes/index.ts'

const ROOT = 'procedures'
const say = (text: string) => void process.stdout.write(`${text}\n`)

/** A package's own folder, a field's folder, or none for all. */
async function wanted(argument: string | undefined): Promise<string[]> {
  const all = await findPackageFolders(ROOT)
  if (!argument) return all
  const inside = relative(resolve(ROOT), resolve(argument)) || '.'
  return all.filter(
    (folder) => inside === '.' || folder === inside || folder.startsWith(`${inside}/`) || folder.includes(argument),
  )
}

const folders = await wanted(process.argv[2])
const places = await shippedPlaceOptions()
const checkProcess = createCheckProcess({ acts: [] })
const faults: Fault[] = []
for (const folder of folders) {
  const checked = await checkPackageFolder(ROOT, folder, checkProcess)
  const found = checked.ok ? faultsOfExamples(checked.package, places) : checked.faults
  faults.push(...found)
  if (found.length === 0 && checked.ok) {
    const { form, definition, examples } = checked.package
    const fields = form.sections.reduce((sum, section) => sum + section.fields.length, 0)
    say(`✓ ${folder}: ${fields} trường, ${definition.components.length} thành phần hồ sơ, ${examples.size} ví dụ`)
  }
}
for (const { file, line, message } of faults) say(`✗ ${ROOT}/${file}:${line} ${message}`)
if (folders.length === 0) say(`✗ Không có gói thủ tục nào ở «${process.argv[2] ?? ROOT}».`)
say(`${folders.length} gói, ${faults.length} lỗi`)
process.exitCode = faults.length > 0 || folders.length === 0 ? 1 : 0
