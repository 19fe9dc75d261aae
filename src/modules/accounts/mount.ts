import type { Web } from '../../platform/http/index.ts'
import type { AccountPageDeps } from './citizen/deps.ts'
import { mountCitizenAccounts } from './citizen/index.ts'
import { mountOfficerAccounts } from './officer/log-in.page.tsx'

/** Pages of citizens' and officers' accounts. */
export function mountAccounts(web: Web, deps: AccountPageDeps): void {
  mountCitizenAccounts(web, deps)
  mountOfficerAccounts(web, deps)
}
