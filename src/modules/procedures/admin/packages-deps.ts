import type { Reader } from '../../../platform/db.ts'
import { staffIdOf } from '../../../platform/actor.ts'
import type { Answer } from '../../../platform/http/index.ts'
import type { Packages } from '../packages/index.ts'
import type { ExamplePaper } from '../packages/example-papers.ts'
import type { GeneralDeps } from '../packages/general/publish-general.ts'

export interface PackageAdminDeps extends GeneralDeps {
  packages: Pick<Packages, 'version'>
  /** Sets a paper of a version, marked as a preview. */
  printPaper: (versionId: string, paper: ExamplePaper) => Promise<Answer>
  /** Names of members of staff by their ids, for who published. */
  staffNames: (reader: Reader, ids: readonly string[]) => Promise<Map<string, string>>
}

export const PACKAGES = '/quan-tri/goi-thu-tuc'
export const NAV = 'packages'

/** Who did what, as the page names them: a person, or the program that brought it from its own folder. */
export async function namesOf({ db, staffNames }: PackageAdminDeps, actors: readonly (string | null)[]): Promise<(actor: string | null) => string> {
  const ids = [...new Set(actors.flatMap((actor) => staffIdOf(actor) ?? []))]
  const names = ids.length > 0 ? await staffNames(db, ids) : new Map<string, string>()
  return (actor) => {
    const id = staffIdOf(actor)
    return id ? (names.get(id) ?? 'Quản trị viên') : 'Hệ thống (bản kèm phần mềm)'
  }
}

/** The first of the hash's digits tell versions apart for people. */
export const shortHash = (hash: string): string => hash.slice(0, 12)
