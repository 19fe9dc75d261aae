import type { Web } from '../../../platform/http/index.ts'
import type { CustodyDeps } from '../ports.ts'
import { mountBatch } from './batch.page.tsx'
import { mountBatches } from './batches.page.tsx'
import { mountNewBatch } from './new-batch.page.tsx'
import { mountPaper } from './paper.page.tsx'
import { mountPapers } from './papers.page.tsx'

/** The officers' pages of paper: where it lies, and its hand-over. */
export function mountCustody(web: Web, deps: CustodyDeps): void {
  mountPapers(web, deps)
  mountPaper(web, deps)
  mountBatches(web, deps)
  mountNewBatch(web, deps)
  mountBatch(web, deps)
}
