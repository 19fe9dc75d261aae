import type { Web } from '../../../platform/http/index.ts'
import type { FilingApiDeps } from './deps.ts'
import { mountDraftsApi } from './drafts.api.ts'
import { mountFileDossierApi } from './file-dossier.api.ts'
import { mountFilesApi } from './files.api.ts'
import { mountFormApi } from './form.api.ts'
import { mountInvitationsApi } from './invitations.api.ts'
import { mountOwnDossiersApi } from './own-dossiers.api.ts'
import { mountPartsApi } from './parts.api.ts'

/** The API of filing: files, dossiers of the token's owner, the forms they are answers to, and drafts with the parts that others fill in. */
export function mountFilingApi(web: Web, deps: FilingApiDeps): void {
  mountFormApi(web, deps)
  mountFilesApi(web, deps)
  mountFileDossierApi(web, deps)
  mountOwnDossiersApi(web, deps)
  mountDraftsApi(web, deps)
  mountInvitationsApi(web, deps)
  mountPartsApi(web, deps)
}
