import type { Web } from '../../../platform/http/index.ts'
import type { FilingApiDeps } from './deps.ts'
import { mountFileDossierApi } from './file-dossier.api.ts'
import { mountFilesApi } from './files.api.ts'
import { mountFormApi } from './form.api.ts'
import { mountOwnDossiersApi } from './own-dossiers.api.ts'

/** The API of filing: files, dossiers of the token's owner, and the forms they are answers to. */
export function mountFilingApi(web: Web, deps: FilingApiDeps): void {
  mountFormApi(web, deps)
  mountFilesApi(web, deps)
  mountFileDossierApi(web, deps)
  mountOwnDossiersApi(web, deps)
}
