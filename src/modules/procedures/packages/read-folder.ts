import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fault, type FormDefinition, parseForm } from '../../forms/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import { parseProcedure } from './parse-procedure.ts'

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
  processXml: string
  hash: string
}

export type Checked = { ok: true; package: CheckedPackage } | { ok: false; faults: Fault[] }

/** Port: what the process engine finds wrong in a process.bpmn whose conditions may read `names`. */
export type CheckProcess = (
  xml: string,
  names: readonly string[],
) => Promise<readonly { line: number | null; message: string }[]>

const NAME = /^(\d\.\d{6})-[a-z0-9-]+$/
const ALLOWED = /^(procedure\.yaml|form\.yaml|process\.bpmn|[a-z][a-z0-9-]*\.(typ|svg|png|json|csv))$/
const LARGEST_BYTES = 4 * 1024 * 1024
const NEEDED = ['procedure.yaml', 'form.yaml', 'process.bpmn'] as const

/** Folders of packages under `root`: <field>/<code>-<slug>. */
export async function findPackageFolders(root: string): Promise<string[]> {
  const folders: string[] = []
  for (const field of await subfolders(root)) {
    for (const name of await subfolders(join(root, field))) if (NAME.test(name)) folders.push(`${field}/${name}`)
  }
  return folders.sort()
}

const subfolders = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)

/** Reads a package folder and checks every part of it. */
export async function checkPackageFolder(root: string, folder: string, checkProcess: CheckProcess): Promise<Checked> {
  const read = await readPackageFolder(root, folder)
  return read.ok ? checkPackage(read.package, checkProcess) : read
}

async function readPackageFolder(
  root: string,
  folder: string,
): Promise<{ ok: true; package: PackageFiles } | { ok: false; faults: Fault[] }> {
  const faults: Fault[] = []
  const files = new Map<string, Buffer>()
  const examples = new Map<string, string>()
  let size = 0
  for (const name of (await readdir(join(root, folder))).sort()) {
    const path = join(root, folder, name)
    const found = await lstat(path)
    if (found.isSymbolicLink())
      faults.push(fault(folder, name, 'Gói thủ tục không được chứa liên kết ra ngoài thư mục'))
    else if (found.isDirectory() && name === 'examples') await readExamples(path, examples)
    else if (!found.isFile() || !ALLOWED.test(name)) faults.push(fault(folder, name, 'Tệp này không thuộc gói thủ tục'))
    else if (size + found.size > LARGEST_BYTES) faults.push(fault(folder, name, 'Gói thủ tục lớn hơn 4 MB'))
    else {
      size += found.size
      files.set(name, await readFile(path))
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, package: { folder, files, examples } }
}

async function readExamples(folder: string, into: Map<string, string>): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.yaml')).sort()) {
    into.set(name, await readFile(join(folder, name), 'utf8'))
  }
}

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
    ...agreement(source, procedure.procedure),
    ...(await checkProcess(text('process.bpmn'), PROCESS_FACTS)).map(({ line, message }) => ({
      file: `${folder}/process.bpmn`,
      line: line ?? 1,
      message,
    })),
  ]
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    package: {
      ...source,
      definition: procedure.procedure,
      form: form.form,
      processXml: text('process.bpmn'),
      hash: hashOf(files),
    },
  }
}

/** What the conditions of a process may read, beside the outcomes of its steps. */
export const PROCESS_FACTS = ['channel', 'case', 'resultWay', 'procedure'] as const

/** The folder's name carries the procedure's code; templates that are named are there. */
function agreement({ folder, files }: PackageFiles, procedure: ProcedureDefinition): Fault[] {
  const faults: Fault[] = []
  const code = NAME.exec(folder.split('/').at(-1) ?? '')?.[1]
  if (code !== procedure.code)
    faults.push(
      fault(folder, 'procedure.yaml', `Mã ${procedure.code} khác với mã trong tên thư mục (${code ?? 'không có'})`),
    )
  for (const template of [procedure.formTemplate, procedure.result.template]) {
    if (template !== undefined && !files.has(template))
      faults.push(fault(folder, template, 'procedure.yaml nhắc tới tệp này nhưng không có'))
  }
  return faults
}

/** Names and contents of all files, in the order of their names. */
export function hashOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256')
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name) ?? Buffer.alloc(0)
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
