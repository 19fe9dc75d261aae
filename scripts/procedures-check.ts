// `npm run procedures:check [folder]`: checks procedure packages, runs their examples and sets their papers; every fault with file and line.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createTypesetter } from '../src/modules/documents/index.ts'
import { shippedPlaceOptions } from '../src/modules/forms/places.fixture.ts'
import type { Fault } from '../src/modules/forms/index.ts'
import { type CheckedPackage, checkPackageFolder, type DoneBy, type Effort, faultsOfExamples, faultsOfLinked, faultsOfOrigin, findPackageFolders, locatePackage, printExamples, tooManyHours, tooManyHoursText, typedFields } from '../src/modules/procedures/packages/index.ts'
import { createCheckProcess } from '../src/modules/processes/index.ts'

const ROOT = 'procedures'
const USAGE = 'npm run procedures:check -- [THƯ_MỤC] [--print THƯ_MỤC_GHI_PDF]'
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

const told = ({ typed, chosen, required }: Effort) => `gõ ${typed} (bắt buộc ${required}), chọn ${chosen}`
const toldOf = ({ firstTime, account, returning }: DoneBy) => `lần đầu ${told(firstTime)}; có tài khoản ${told(account)}; đã có hồ sơ trước ${told(returning)}`

async function run(argument: string | undefined, printInto: string | undefined): Promise<number> {
  const { root, folders } = await wanted(argument)
  const places = await shippedPlaceOptions()
  const checkProcess = createCheckProcess({ acts: [] })
  const typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
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
  async function faultsOf(folder: string): Promise<readonly Fault[]> {
    const checked = await checkPackageFolder(root, folder, checkProcess)
    if (!checked.ok) return checked.faults
    const one = checked.package
    await partsOf(one)
    const { papers, faults } = await printExamples(one, { typesetter, places, folder: join(root, folder) })
    const found = [...faultsOfOrigin(one), ...faultsOfExamples(one, places), ...faultsOfLinked(one, (code) => packages.get(code) ?? null, places), ...faults]
    if (found.length === 0) tell(one, papers.length)
    const hours = await tooManyHours(one.definition, one.processXml)
    if (hours) say(`! ${root}/${folder}/process.bpmn: ${tooManyHoursText(hours)}`)
    if (printInto !== undefined) await keep(join(printInto, folder), papers)
    return found
  }
  function tell(one: CheckedPackage, papers: number): void {
    const fields = one.form.sections.reduce((sum, section) => sum + section.fields.length, 0)
    say(`✓ ${one.folder}: ${fields} trường, ${one.definition.components.length} thành phần hồ sơ, ${one.examples.size} ví dụ, ${papers} bản in`)
    const typed = typedFields(one, places)
    if (typed) say(`    trường phải điền: ${toldOf(typed)}`)
    for (const { party, ...each } of typed?.each ?? []) say(`    khi mời cùng khai, ${party ?? 'người bắt đầu'}: ${toldOf(each)}`)
  }
  async function keep(into: string, papers: readonly { name: string; pdf: Buffer }[]): Promise<void> {
    await mkdir(into, { recursive: true })
    for (const { name, pdf } of papers) await writeFile(join(into, name), pdf)
    say(`    ${papers.length} bản in ở ${into}`)
  }

  let count = 0
  for (const folder of folders) {
    for (const { file, line, message } of await faultsOf(folder)) {
      say(`✗ ${root}/${file}:${line} ${message}`)
      count += 1
    }
  }
  await typesetter.close()
  if (folders.length === 0) say(`✗ Không có gói thủ tục nào ở «${argument ?? ROOT}».`)
  say(`${folders.length} gói, ${count} lỗi`)
  return count > 0 || folders.length === 0 ? 1 : 0
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { print: { type: 'string' } } })
  process.exitCode = await run(positionals[0], values.print)
} catch (error) {
  // A flag that there is not.
  if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw error
  say(`✗ ${(error as Error).message}\n${USAGE}`)
  process.exitCode = 2
}
