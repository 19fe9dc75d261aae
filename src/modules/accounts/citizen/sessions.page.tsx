import { formatDateTime } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { href } from '../../../platform/words.ts'
import { Button, FormKeys, Table, Tag } from '../../../ui/index.ts'
import { endOwnSessions } from '../end-sessions.ts'
import { describeDevice } from '../rules/device.ts'
import { type SessionView, selectSessions } from '../sessions.store.ts'
import { citizenOf, sectionPage } from './account-frame.tsx'
import { accountWords } from './account-words.ts'
import type { AccountPageDeps } from './deps.ts'

/** Where the account is signed in, and ending it. */
export function mountSessions(web: Web, deps: AccountPageDeps): void {
  const end = endOwnSessions(deps)
  web.get('/tai-khoan/phien', { audience: 'citizen' }, async (r) => {
    const sessions = await selectSessions(deps.db, { accountId: citizenOf(r).accountId }, deps.clock.now())
    return page(sectionPage(r, 'sessions', <Sessions r={r} sessions={sessions} />))
  })
  web.post('/tai-khoan/phien', { audience: 'citizen' }, async (r) => {
    const only = field(r.form, 'session')
    if (only && !isId(only)) return problem({ code: 'session-not-found' })
    const done = await end(r.actor, only ? { only } : { except: r.sessionId })
    return done.ok ? seeOther(href(r.lang, '/tai-khoan/phien?xong=phien')) : problem(done.refusal)
  })
}

function Sessions({ r, sessions }: { r: WebRequest; sessions: readonly SessionView[] }) {
  const words = accountWords(r.lang)
  const action = href(r.lang, '/tai-khoan/phien')
  const rows = sessions.map((session) => [
    describeDevice(session.userAgent) ?? words.unknownDevice,
    formatDateTime(session.startedAt),
    formatDateTime(session.seenAt),
    session.id === r.sessionId ? (
      <Tag colour="green">{words.thisSession}</Tag>
    ) : (
      <form method="post" action={action}>
        <FormKeys csrf={r.csrf} />
        <Button variant="secondary" name="session" value={session.id}>
          {words.endSession}
        </Button>
      </form>
    ),
  ])
  return (
    <>
      <p class="govuk-body">{words.sessionsIntro}</p>
      <Table caption={words.tabs.sessions} hideCaption head={[...words.sessionHead]} rows={rows} />
      {sessions.length > 1 ? (
        <form method="post" action={action}>
          <FormKeys csrf={r.csrf} />
          <Button variant="secondary">{words.endOthers}</Button>
        </form>
      ) : null}
    </>
  )
}
