import type { Web } from '../../../platform/http/index.ts'
import { mountAccount } from './account.page.tsx'
import { mountActivation } from './activate.page.tsx'
import { mountChannels } from './channel.page.tsx'
import type { AccountPageDeps } from './deps.ts'
import { mountLogin } from './log-in.page.tsx'
import { mountPassword } from './password.page.tsx'
import { mountRegistration } from './register.page.tsx'
import { mountReset } from './reset.page.tsx'
import { mountSessions } from './sessions.page.tsx'
import { mountTokens } from './tokens.page.tsx'

/** Citizens' pages of this module. */
export function mountCitizenAccounts(web: Web, deps: AccountPageDeps): void {
  mountRegistration(web, deps)
  mountActivation(web, deps)
  mountLogin(web, deps)
  mountReset(web, deps)
  mountAccount(web, deps)
  mountPassword(web, deps)
  mountChannels(web, deps)
  mountSessions(web, deps)
  mountTokens(web, deps)
}
