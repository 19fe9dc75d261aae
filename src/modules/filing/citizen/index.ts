import type { Web } from '../../../platform/http/index.ts'
import type { FilingPageDeps } from './deps.ts'
import { mountDossierPage } from './dossier.page.tsx'
import { mountDraftAnswer } from './draft-answer.page.tsx'
import { mountDossierActs } from './dossier-acts.page.tsx'
import { mountDownloads } from './downloads.page.ts'
import { mountFormPage } from './form.page.tsx'
import { mountGeneralPage } from './general.page.tsx'
import { mountInvitationPage } from './invitation.page.tsx'
import { mountInvitePage } from './invite.page.tsx'
import { mountMyDossiersPage } from './my-dossiers.page.tsx'
import { mountPapersPage } from './papers.page.tsx'
import { mountPartPage } from './part.page.tsx'
import { mountPartPapersPage } from './part-papers.page.tsx'
import { mountPartReviewPage } from './part-review.page.tsx'
import { mountReviewPage } from './review.page.tsx'
import { mountStartPage } from './start.page.tsx'
import { mountSupplementPage } from './supplement.page.tsx'
import { mountViewersPage } from './viewers.page.tsx'
export { viewersWords } from './viewers.page.tsx'

/** The citizen's pages: the four steps, parts that others fill in, own dossiers and what may be done to them. */
export function mountFiling(web: Web, deps: FilingPageDeps): void {
  mountStartPage(web, deps)
  mountGeneralPage(web, deps)
  mountFormPage(web, deps)
  mountPapersPage(web, deps)
  mountReviewPage(web, deps)
  mountInvitePage(web, deps)
  mountInvitationPage(web, deps)
  mountPartPage(web, deps)
  mountPartPapersPage(web, deps)
  mountPartReviewPage(web, deps)
  mountMyDossiersPage(web, deps)
  mountDossierPage(web, deps)
  mountSupplementPage(web, deps)
  mountDossierActs(web, deps)
  mountDraftAnswer(web, deps)
  mountDownloads(web, deps)
  mountViewersPage(web, deps)
}
