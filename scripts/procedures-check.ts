// `npm run procedures:check [folder]`: checks procedure packages and runs their examples; every fault with file and line.
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { shippedPlaceOptions } from '../src/modules/forms/places.fixture.ts'
import type { Fault } from '../src/modules/forms/index.ts'
import { type CheckedPackage, checkPackageFolder, faultsOfExamples, faultsOfLinked, findPackageFolders, locatePackage, typedFields } from '../src/modules/procedures/packages/index.ts'
import { createCheckProcess } from '../src/modules/processes/index.ts'

const ROOT = 'procedures'
const say = (text: string) => void process.stdout.write(`${text}\n`)

/** A package's own folder, a field's folder, or none for all; also those of another folder like `procedures`. */
async function wanted(argument: string | undefined): Promise<{ root: string; folders: string[] }> {
  const all = await findPackageFolders(ROOT)
  if (!argument) return { root: ROOT, folders: all }
  const inside = relative(resolve(ROOT), resolve(argument)) || '.'
  const within = all.filter((folder) => inside === '.' || folder === inside || folder.startsWith(`${inside}/`) || folder.includes(argument))
  if (within.length > 0 || !existsSync(argument)) return { root: ROOT, folders: within }
  const one = locatePackage(resolve(argument))
  return one ? { root: one.root, folders: [one.folder] } : { root: argument, folders: await findPackageFolders(argument) }
}

const told = ({ fields, controls }: { fields: number; controls: number }) => `${fields} trường (${controls} ô)`

const { root, folders } = await wanted(process.argv[2])
const places = await shippedPlaceOptions()
const checkProcess = createCheckProcess({ acts: [] })
const faults: Fault[] = []
const packages = new Map<string, CheckedPackage>()
/** Parts of a linked procedure lie beside it or among the shipped ones. */
async function partsOf({ definition }: CheckedPackage): Promise<void> {
  for (const { procedure } of definition.linked?.parts ?? []) {
    for (const from of [root, ROOT]) {
      const folder = packages.has(procedure) ? undefined : (await findPackageFolders(from)).find((one) => one.includes(`/${procedure}-`))
      const checked = folder === undefined ? null : await checkPackageFolder(from, folder, checkProcess)
      if (checked?.ok) packages.set(procedure, checked.package)
    }
  }
}
for (const folder of folders) {
  const checked = await checkPackageFolder(root, folder, checkProcess)
  if (checked.ok) await partsOf(checked.package)
  const found = checked.ok ? [...faultsOfExamples(checked.package, places), ...faultsOfLinked(checked.package, (code) => packages.get(code) ?? null, places)] : checked.faults
  faults.push(...found)
  if (found.length === 0 && checked.ok) {
    const { form, definition, examples } = checked.package
    const fields = form.sections.reduce((sum, section) => sum + section.fields.length, 0)
    say(`✓ ${folder}: ${fields} trường, ${definition.components.length} thành phần hồ sơ, ${examples.size} ví dụ`)
    const typed = typedFields(checked.package, places)
    if (typed) say(`    phải gõ hoặc chọn: ${told(typed.firstTime)} lần đầu, ${told(typed.returning)} khi tài khoản đã có thông tin`)
    for (const { party, firstTime, returning } of typed?.each ?? []) say(`    khi mời cùng khai, ${party ?? 'người bắt đầu'}: ${told(firstTime)} lần đầu, ${told(returning)} khi tài khoản đã có thông tin`)
  }
}
for (const { file, line, message } of faults) say(`✗ ${root}/${file}:${line} ${message}`)
if (folders.length === 0) say(`✗ Không có gói thủ tục nào ở «${process.argv[2] ?? ROOT}».`)
say(`${folders.length} gói, ${faults.length} lỗi`)
process.exitCode = faults.length > 0 || folders.length === 0 ? 1 : 0
