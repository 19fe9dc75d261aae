import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Fault, type FormDefinition, parseForm } from '../../forms/index.ts'
import { agreement, PACKAGE_NAME } from './agreement.ts'
import type { ProcedureDefinition } from './definition.ts'
import { refuseStrayFileFields } from './file-fields.ts'
import { asksOnlyOnce } from './once-only.ts'
import { parseProcedure } from './parse-procedure.ts'
import { faultsOfProcessConditions } from './process-conditions.ts'

/** The files of one package folder, examples apart. */
export interface PackageFiles {
  /** Path shown in faults and kept with the version: ho-tich/1.001193-dang-ky-khai-sinh. */
  folder: string
  files: ReadonlyMap<string, Buffer>
  examples: ReadonlyMap<string, string>
}

/** A package whose parts are right, not yet published. */
export interface CheckedPackage extends PackageFiles {
  definition: ProcedureDefinition
  form: FormDefinition
  /** Null for linked procedures: their parts have processes of their own. */
  processXml: string | null
  hash: string
}

export type Checked = { ok: true; package: CheckedPackage } | { ok: false; faults: Fault[] }

/** Port: what the process engine finds wrong in a process.bpmn whose conditions may read `names`. */
export type CheckProcess = (
  xml: string,
  names: readonly string[],
) => Promise<readonly { line: number | null; message: string }[]>

/** <field>/<code>-<slug>, as a package lies under `procedures`. */
export const PACKAGE_FOLDER = /^[a-z0-9][a-z0-9-]{0,60}\/\d\.\d{6}-[a-z0-9-]{1,120}$/
const ALLOWED = /^(procedure\.yaml|form\.yaml|process\.bpmn|[a-z][a-z0-9-]*\.(typ|svg|png|json|csv))$/
const EXAMPLE = /^examples\/([a-z0-9][a-z0-9.-]{0,79}\.yaml)$/
const LARGEST_BYTES = 4 * 1024 * 1024
const NEEDED = ['procedure.yaml', 'form.yaml'] as const

/** Folders of packages under `root`: <field>/<code>-<slug>. */
export async function findPackageFolders(root: string): Promise<string[]> {
  const folders: string[] = []
  for (const field of await subfolders(root)) {
    for (const name of await subfolders(join(root, field))) if (PACKAGE_NAME.test(name)) folders.push(`${field}/${name}`)
  }
  return folders.sort()
}

/** A path to a package's own folder as the folder of packages it lies in and its name there; null for any other path. */
export function locatePackage(path: string): { root: string; folder: string } | null {
  const name = basename(path)
  const field = basename(dirname(path))
  return PACKAGE_NAME.test(name) && field ? { root: dirname(dirname(path)), folder: `${field}/${name}` } : null
}

const subfolders = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)

/** Reads a package folder and checks every part of it. */
export async function checkPackageFolder(root: string, folder: string, checkProcess: CheckProcess): Promise<Checked> {
  const read = await readPackageFolder(root, folder)
  return read.ok ? checkPackage(read.package, checkProcess) : read
}

export type ReadPackage = { ok: true; package: PackageFiles } | { ok: false; faults: Fault[] }

/** Reads a package folder as it lies there, unchecked but for what may be in one. */
export async function readPackageFolder(root: string, folder: string): Promise<ReadPackage> {
  const faults: Fault[] = []
  const contents = new Map<string, Buffer>()
  let size = 0
  const take = async (name: string) => {
    const found = await lstat(join(root, folder, name))
    if (found.isDirectory() && name === EXAMPLES) {
      for (const example of (await readdir(join(root, folder, name))).sort()) await take(`${name}/${example}`)
    } else if (found.isSymbolicLink()) faults.push(fault(folder, name, 'Gói thủ tục không được chứa liên kết ra ngoài thư mục'))
    else if (!found.isFile()) faults.push(fault(folder, name, STRANGER))
    else if (size + found.size > LARGEST_BYTES) faults.push(fault(folder, name, TOO_LARGE))
    else {
      size += found.size
      contents.set(name, await readFile(join(root, folder, name)))
    }
  }
  for (const name of (await readdir(join(root, folder))).sort()) await take(name)
  const sorted = packageFilesOf(folder, contents)
  if (sorted.ok && faults.length === 0) return sorted
  return { ok: false, faults: [...faults, ...(sorted.ok ? [] : sorted.faults)] }
}

const EXAMPLES = 'examples'
const STRANGER = 'Tệp này không thuộc gói thủ tục'
const TOO_LARGE = 'Gói thủ tục lớn hơn 4 MB'

/** Sorts the files of a package, wherever they come from, by their names: `examples/…` apart from what makes the version. */
export function packageFilesOf(folder: string, contents: ReadonlyMap<string, Buffer>): ReadPackage {
  const faults: Fault[] = []
  const files = new Map<string, Buffer>()
  const examples = new Map<string, string>()
  let size = 0
  for (const [name, content] of contents) {
    size += content.length
    const example = EXAMPLE.exec(name)?.[1]
    if (size > LARGEST_BYTES) faults.push(fault(folder, name, TOO_LARGE))
    else if (example !== undefined) examples.set(example, content.toString('utf8'))
    else if (ALLOWED.test(name)) files.set(name, content)
    else faults.push(fault(folder, name, STRANGER))
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, package: { folder, files, examples } }
}

/** All files of a package under the names they are kept by; the other way round than `packageFilesOf`. */
export const contentsOf = ({ files, examples }: Pick<PackageFiles, 'files' | 'examples'>): Map<string, Buffer> =>
  new Map([...files, ...[...examples].map(([name, text]) => [`${EXAMPLES}/${name}`, Buffer.from(text, 'utf8')] as const)])

/** A stored version as a package again; what was kept is right already. */
export const storedPackage = (folder: string, contents: ReadonlyMap<string, Buffer>): PackageFiles => ({
  folder,
  files: new Map([...contents].filter(([name]) => !isExample(name))),
  examples: new Map([...contents].filter(([name]) => isExample(name)).map(([name, content]) => [name.slice(`${EXAMPLES}/`.length), content.toString('utf8')])),
})

/** An example is kept with a version but is no part of it: neither its hash nor its templates' folder know of it. */
export const isExample = (name: string): boolean => name.startsWith(`${EXAMPLES}/`)

const fault = (folder: string, name: string, message: string): Fault => ({
  file: `${folder}/${name}`,
  line: 1,
  message,
})

/** Checks the files of a package against each other, wherever they come from. */
export async function checkPackage(source: PackageFiles, checkProcess: CheckProcess): Promise<Checked> {
  const { folder, files } = source
  const missing = NEEDED.filter((name) => !files.has(name)).map((name) => fault(folder, name, 'Thiếu tệp này'))
  if (missing.length > 0) return { ok: false, faults: missing }
  const text = (name: string) => files.get(name)?.toString('utf8') ?? ''
  const form = parseForm(text('form.yaml'), `${folder}/form.yaml`)
  if (!form.ok) return form
  const procedure = parseProcedure(text('procedure.yaml'), `${folder}/procedure.yaml`, form.form)
  if (!procedure.ok) return procedure
  const faults = [
    ...agreement(source, procedure.procedure, form.form),
    ...refuseStrayFileFields(procedure.procedure, form.form, { text: text('form.yaml'), file: `${folder}/form.yaml` }),
    ...asksOnlyOnce(procedure.procedure, form.form, {
      form: text('form.yaml'),
      formFile: `${folder}/form.yaml`,
      procedure: text('procedure.yaml'),
      procedureFile: `${folder}/procedure.yaml`,
    }),
    ...(await faultsOfProcess(source, procedure.procedure, checkProcess)),
  ]
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    package: {
      ...source,
      definition: procedure.procedure,
      form: form.form,
      processXml: files.get('process.bpmn')?.toString('utf8') ?? null,
      hash: hashOf(files),
    },
  }
}

async function faultsOfProcess({ folder, files }: PackageFiles, definition: ProcedureDefinition, checkProcess: CheckProcess): Promise<Fault[]> {
  const process = files.get('process.bpmn')
  if (definition.linked) return process ? [fault(folder, 'process.bpmn', 'Thủ tục liên thông không có quy trình riêng: mỗi phần theo quy trình của thủ tục thành phần')] : []
  if (!process) return [fault(folder, 'process.bpmn', 'Thiếu tệp này')]
  const found = await checkProcess(process.toString('utf8'), PROCESS_FACTS)
  if (found.length > 0) return found.map(({ line, message }) => ({ file: `${folder}/process.bpmn`, line: line ?? 1, message }))
  return faultsOfProcessConditions(process.toString('utf8'), `${folder}/process.bpmn`, definition)
}

/** What the conditions of a process may read, beside the outcomes of its steps. */
export const PROCESS_FACTS = ['channel', 'case', 'resultWay', 'procedure'] as const

/** Names and contents of all files, in the order of their names. */
export function hashOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256')
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name) ?? Buffer.alloc(0)
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
