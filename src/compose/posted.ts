import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db.ts'
import type { Web } from '../platform/http/index.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import type { DocumentsDeps } from '../modules/documents/index.ts'
import type { Places } from '../modules/places/index.ts'
import { type Catalogue, mountPosted } from '../modules/procedures/index.ts'

/** Danh mục niêm yết of each office, with the names of the provinces whose own procedures it may have. */
export function composePosted(web: Web, { places, ...deps }: { db: Db; clock: Clock; catalogue: Catalogue; directory: AgencyDirectory; places: Places; documents: DocumentsDeps; publicUrl: string }): void {
  mountPosted(web, { ...deps, provinceName: async (code) => (await places.current()).findProvince(code)?.name ?? null })
}
