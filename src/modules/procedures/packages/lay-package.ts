import { lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../refusals.ts'
import { contentsOf, findPackageFolders, hashOf, type PackageFiles, readPackageFolder } from './read-folder.ts'

export type Laid = Decided<{ outcome: 'new' | 'same' | 'replaced'; folder: string }>

/**
 * Lays a package into a folder of packages. What lies there already is left as it is unless `replace` says otherwise; another
 * folder of the same procedure always is: two would publish one over the other.
 */
export async function layPackage(root: string, source: PackageFiles, { replace = false }: { replace?: boolean } = {}): Promise<Laid> {
  const { folder } = source
  const code = folder.split('/')[1]?.slice(0, '0.000000'.length) ?? ''
  await mkdir(root, { recursive: true })
  const elsewhere = (await findPackageFolders(root)).find((one) => one !== folder && one.split('/')[1]?.startsWith(`${code}-`))
  if (elsewhere) return refuse('package-folder-elsewhere', { code, folder: elsewhere })
  const target = join(root, folder)
  const there = await whatIsAt(target)
  if (there === 'file') return refuse('package-folder-differs', { folder })
  if (there) {
    const known = await readPackageFolder(root, folder)
    if (known.ok && hashOf(contentsOf(known.package)) === hashOf(contentsOf(source))) return { ok: true, outcome: 'same', folder }
    if (!replace) return refuse('package-folder-differs', { folder })
  }
  await mkdir(dirname(target), { recursive: true })
  // Whole before it has its name: a program that starts meanwhile reads the old one or the new one.
  const beside = await mkdtemp(join(dirname(target), '.goi-'))
  await mkdir(join(beside, 'moi', 'examples'), { recursive: true })
  for (const [name, content] of contentsOf(source)) await writeFile(join(beside, 'moi', name), content)
  if (there) await rename(target, join(beside, 'cu'))
  await rename(join(beside, 'moi'), target)
  await rm(beside, { recursive: true, force: true })
  return { ok: true, outcome: there ? 'replaced' : 'new', folder }
}

async function whatIsAt(path: string): Promise<'folder' | 'file' | null> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
