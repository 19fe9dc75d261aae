// `npm run procedures:export <folder> [file.zip]`: a checked package as one file, to be sent to another office.
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { shippedPlaceOptions } from '../src/modules/forms/places.fixture.ts'
import { checkPackageFolder, faultsOfExamples, locatePackage, writePackageZip } from '../src/modules/procedures/packages/index.ts'
import { createCheckProcess } from '../src/modules/processes/index.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

/** Exit code: 0 written, 1 the package has faults, 2 wrong use. */
async function run(path: string | undefined, given: string | undefined): Promise<number> {
  const place = path === undefined ? null : locatePackage(resolve(path))
  if (!place || !existsSync(resolve(path ?? ''))) {
    say('npm run procedures:export -- procedures/ho-tich/1.001193-dang-ky-khai-sinh [goi.zip]')
    if (path !== undefined) say(`✗ «${path}» không phải thư mục của một gói thủ tục.`)
    return 2
  }
  const file = given ?? `${place.folder.split('/')[1]}.zip`
  if (!file.endsWith('.zip')) {
    say(`✗ Tên tệp «${file}» phải kết thúc bằng .zip.`)
    return 2
  }
  const checked = await checkPackageFolder(place.root, place.folder, createCheckProcess({ acts: [] }))
  const faults = checked.ok ? faultsOfExamples(checked.package, await shippedPlaceOptions()) : checked.faults
  for (const fault of faults) say(`✗ ${place.root}/${fault.file}:${fault.line} ${fault.message}`)
  if (!checked.ok || faults.length > 0) return 1
  const zip = await writePackageZip(checked.package.definition.code, checked.package)
  await writeFile(file, zip)
  say(`✓ ${file}: ${zip.length} byte, mã băm ${checked.package.hash}`)
  return 0
}

process.exitCode = await run(process.argv[2], process.argv[3])
