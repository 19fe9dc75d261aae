import type { Db } from '../platform/db.ts'
import { allForSearch, type Catalogue, type Packages, type SearchDeps } from '../modules/procedures/index.ts'

/** What search stands on: the catalogue with what can be filed here, made anew when either changes, also when a publication's day comes. */
export function searchable({ db, catalogue, packages }: { db: Db; catalogue: Catalogue; packages: Packages }): Pick<SearchDeps, 'documents' | 'catalogue'> {
  const both = (version: number) => `${version}.${packages.knownVersion()}`
  return {
    async documents() {
      packages.refresh()
      const fileable = new Set((await packages.listed()).filter((one) => one.channels.includes('online')).map((one) => one.code))
      return allForSearch(db, (code) => fileable.has(code))
    },
    catalogue: {
      async version() {
        const version = await catalogue.version()
        // Learnt first, so that the first index isn't made twice.
        await packages.listed()
        return both(version)
      },
      knownVersion: () => both(catalogue.knownVersion()),
    },
  }
}
