import type { Web } from '../../../platform/http/index.ts'
import { Button } from '../../../ui/index.ts'
import { listFiles } from '../../files/index.ts'
import { judgePart } from '../confirm-part.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingPageDeps } from './deps.ts'
import { mountPapersStep } from './papers-step.tsx'
import { type OpenPart, openPart, partPage, partUrl } from './part-frame.tsx'
import { filingWords } from './words.ts'

/** Papers that the package says this party hands in. */
export function mountPartPapersPage(web: Web, deps: FilingPageDeps): void {
  const url = '/phan-khai/:id/giay-to'
  mountPapersStep<OpenPart>(web, deps, {
    url,
    filesUrl: url,
    open: (r) => openPart(deps, r),
    papers: ({ part }) => part.papers,
    attach: (r, { part }, input) => deps.parts.attach(r.actor as Citizen, part.row.id, input),
    detach: (r, fileId) => deps.parts.detach(r.actor as Citizen, r.params.id ?? '', fileId),
    at: (r) => ({ page: partUrl(r.lang, r.params.id ?? '', 'papers'), files: partUrl(r.lang, r.params.id ?? '', 'papers') }),
    async slots(r, { part, version }) {
      const { components } = await judgePart(deps.check, version, part, r.lang)
      const files = await listFiles(deps.files)(deps.db, { fileIds: part.papers.map((paper) => paper.file_id) })
      const ownOf = (component: string) => files.filter((file) => part.papers.some((paper) => paper.component === component && paper.file_id === file.fileId))
      return components.map((component) => ({ component, attached: { own: ownOf(component.id), elsewhere: [] } }))
    },
    onwards: (r) => <Button href={partUrl(r.lang, r.params.id ?? '', 'review')}>{filingWords(r.lang).continue}</Button>,
    frame: (r, opened, page) => partPage({ r, ...opened, step: 'papers', ...page }),
  })
}
