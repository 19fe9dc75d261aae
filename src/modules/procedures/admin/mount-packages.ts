import type { Web } from '../../../platform/http/index.ts'
import { mountEnding } from './end.page.tsx'
import { mountGeneral } from './general.page.tsx'
import { mountGeneralList } from './general-list.page.tsx'
import { mountPackagePage } from './package.page.tsx'
import type { PackageAdminDeps } from './packages-deps.ts'
import { mountPackageList } from './packages.page.tsx'
import { mountPreview } from './preview.page.tsx'
import { mountPublishing } from './publish.page.tsx'

/** Administrators' pages of packages: /quan-tri/goi-thu-tuc. */
export function mountPackageAdmin(web: Web, deps: PackageAdminDeps): void {
  mountPackageList(web, deps)
  mountPackagePage(web, deps)
  mountPreview(web, deps)
  mountPublishing(web, deps)
  mountEnding(web, deps)
  mountGeneralList(web, deps)
  mountGeneral(web, deps)
}
