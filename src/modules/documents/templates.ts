import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { extname, join, posix } from 'node:path'

/** A template: a Typst file in a folder. It reads its own folder and the shared library (`/lib/…`), nothing else. */
export interface Template {
  folder: string
  /** File name in the folder: 'mau-01.typ'. */
  file: string
}

/** A folder of templates in memory. */
export interface TemplateFolder {
  files: Map<string, Buffer>
  /** Changes when any file of the folder or the library does. */
  fingerprint: string
  /** Hash of one template with what it imports: what a printed paper was set with. */
  versionOf(file: string): string
}

export class TemplateError extends Error {
  override name = 'TemplateError'
}

const READABLE = new Set(['.typ', '.svg', '.png', '.jpg', '.json', '.csv'])
const MAX_BYTES = 4 * 1024 * 1024
const IMPORT = /#?(?:import|include)\s+"([^"]+)"/g

/**
 * Reads a folder of templates and the library.
 * @throws TemplateError for links, for more than 4 MB, for a folder that can't be read.
 */
export async function readTemplates(folder: string, library: string): Promise<TemplateFolder> {
  const files = new Map([...(await readFolder(library, 'lib/')), ...(await readFolder(folder, ''))])
  const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  if (size > MAX_BYTES) throw new TemplateError(`The templates in ${folder} are larger than 4 MB.`)
  const versions = new Map<string, string>()
  return {
    files,
    fingerprint: hashOf([...files.keys()].sort(), files),
    versionOf(file) {
      const version = versions.get(file) ?? hashOf([...closure(file, files)].sort(), files).slice(0, 16)
      versions.set(file, version)
      return version
    },
  }
}

async function readFolder(folder: string, prefix: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new TemplateError(`The folder of templates can't be read: ${error.code ?? error.message}.`)
  })
  for (const name of names.filter((candidate) => READABLE.has(extname(candidate)))) {
    const path = join(folder, name)
    const found = await lstat(path)
    if (found.isSymbolicLink()) throw new TemplateError(`The template ${name} is a link; a template reads only its own folder.`)
    if (found.isFile()) files.set(prefix + name, await readFile(path))
  }
  return files
}

/** A template, what it imports, and every picture or table beside it. */
function closure(main: string, files: Map<string, Buffer>): Set<string> {
  const seen = new Set([...files.keys()].filter((name) => !name.endsWith('.typ')))
  const todo = [main]
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const source = files.get(name)
    if (!source || seen.has(name)) continue
    seen.add(name)
    for (const [, target = ''] of source.toString('utf8').matchAll(IMPORT)) {
      todo.push(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(name), target))
    }
  }
  return seen
}

function hashOf(names: readonly string[], files: Map<string, Buffer>): string {
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update('\0').update(files.get(name) ?? '').update('\0')
  return hash.digest('hex')
}
