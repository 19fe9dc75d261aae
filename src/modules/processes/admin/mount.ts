import type { Web } from '../../../platform/http/index.ts'
import { mountCompare } from './compare.page.tsx'
import type { ProcessAdminDeps } from './deps.ts'
import { mountDraft } from './draft.page.tsx'
import { mountDraw } from './draw.page.tsx'
import { mountImport } from './import.page.tsx'
import { mountMigrated } from './migrated.page.tsx'
import { mountMigration } from './migration.page.tsx'
import { mountProcess } from './process.page.tsx'
import { mountProcessList } from './processes.page.tsx'
import { mountPutInForce } from './put-in-force.page.tsx'
import { mountStep } from './step.page.tsx'

/** Administrators' pages of processes: /quan-tri/quy-trinh. */
export function mountProcessAdmin(web: Web, deps: ProcessAdminDeps): void {
  mountProcessList(web, deps)
  mountDraft(web, deps)
  mountStep(web, deps)
  mountDraw(web, deps)
  mountImport(web, deps)
  mountPutInForce(web, deps)
  mountCompare(web, deps)
  mountMigration(web, deps)
  mountMigrated(web, deps)
  mountProcess(web, deps)
}
