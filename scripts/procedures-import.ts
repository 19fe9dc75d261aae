// `npm run procedures:import <file.zip> [--replace] [--into <folder>]`: checks a package's zip and lays it into `procedures`.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createTypesetter } from '../src/modules/documents/index.ts'
import type { Fault } from '../src/modules/forms/index.ts'
import { shippedPlaceOptions } from '../src/modules/forms/places.fixture.ts'
import { type CheckedPackage, checkPackage, faultsOfExamples, faultsOfOrigin, faultsOfPapers, layPackage, readPackageZip } from '../src/modules/procedures/packages/index.ts'
import { createCheckProcess } from '../src/modules/processes/index.ts'
import { sentenceOf } from '../src/platform/problems.ts'
import type { Refusal } from '../src/platform/result.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)
const DONE = { new: 'đã đặt vào', same: 'giống hệt gói đã có ở', replaced: 'đã thay gói ở' } as const

function refused(refusal: Refusal): number {
  say(`✗ ${sentenceOf(refusal, 'vi')}`)
  return 1
}

/** Of a package that is right in its parts: its examples, and its papers set with them. */
async function faultsOf(one: CheckedPackage): Promise<Fault[]> {
  const places = await shippedPlaceOptions()
  const faults = [...faultsOfOrigin(one), ...faultsOfExamples(one, places)]
  if (faults.length > 0) return faults
  const typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
  try {
    return await faultsOfPapers(one, { typesetter, places })
  } finally {
    await typesetter.close()
  }
}

/** Exit code: 0 laid or there already, 1 refused, 2 wrong use. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean', default: false }, into: { type: 'string', default: 'procedures' } } })
  const [file] = positionals
  const bytes = file === undefined ? null : await readFile(file).catch(() => null)
  if (!bytes) {
    say('npm run procedures:import -- goi.zip [--replace] [--into THƯ_MỤC]')
    if (file !== undefined) say(`✗ Không đọc được tệp «${file}».`)
    return 2
  }
  const read = await readPackageZip(bytes)
  const checked = read.ok ? await checkPackage(read.package, createCheckProcess({ acts: [] })) : null
  const faults = checked?.ok ? await faultsOf(checked.package) : checked ? checked.faults : read.ok ? [] : (read.faults ?? [])
  for (const fault of faults) say(`✗ ${fault.file}:${fault.line} ${fault.message}`)
  if (!read.ok) return refused(read.refusal)
  if (!checked?.ok || faults.length > 0) return refused({ code: 'package-has-faults', params: { count: faults.length } })
  const laid = await layPackage(values.into, read.package, { replace: values.replace })
  if (!laid.ok) return refused(laid.refusal)
  say(`✓ ${read.manifest.code}: ${DONE[laid.outcome]} ${values.into}/${laid.folder}, mã băm ${read.manifest.hash}`)
  return 0
}

try {
  process.exitCode = await run()
} catch (error) {
  // A flag that there is not.
  if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw error
  say(`✗ ${(error as Error).message}`)
  process.exitCode = 2
}
