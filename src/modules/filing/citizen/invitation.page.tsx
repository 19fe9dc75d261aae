import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, ButtonGroup, FormKeys, SummaryList } from '../../../ui/index.ts'
import type { Citizen } from '../drafts.ts'
import { invitationPath } from '../invitation-token.ts'
import type { FilingPageDeps } from './deps.ts'
import { invitationWords } from './invitation-words.ts'
import { partUrl } from './part-frame.tsx'

/** The page that an invitation's address leads to: who invites and to what; to agree or to decline. */
export function mountInvitationPage(web: Web, deps: FilingPageDeps): void {
  const url = '/loi-moi/:token'
  // A token can't be guessed; who tries is held up all the same.
  const limit = { limit: { max: 60, seconds: 60 } }

  web.get(url, { audience: 'citizen' }, (r) => show(r), limit)

  web.post(
    url,
    { audience: 'citizen' },
    async (r) => {
      const actor = r.actor as Citizen
      const token = r.params.token ?? ''
      if (field(r.form, 'answer') === 'decline') {
        const done = await deps.answerInvitation.decline(actor, token)
        return done.ok ? seeOther(href(r.lang, '/ho-so?xong=tu-choi')) : problem(done.refusal)
      }
      const done = await deps.answerInvitation.agree(actor, token)
      return done.ok ? seeOther(partUrl(r.lang, done.partId)) : problem(done.refusal)
    },
    limit,
  )

  async function show(r: WebRequest): Promise<Answer> {
    const opened = await deps.answerInvitation.open(r.actor as Citizen, r.params.token ?? '', r.ip)
    if (!opened.ok) return problem(opened.refusal)
    const { invitation, draft } = opened
    if (invitation.account_id !== null) return seeOther(partUrl(r.lang, invitation.id))
    const words = invitationWords(r.lang)
    const version = await deps.packages.version(draft.package_version_id)
    const agency = draft.agency_id ? await deps.agencies.find(draft.agency_id) : null
    return page({
      title: words.title,
      nav: 'dossiers',
      main: (
        <>
          <h1 class="govuk-heading-l">{words.title}</h1>
          <SummaryList
            rows={[
              { key: words.inviter, value: invitation.inviter_name },
              { key: words.procedure, value: version.name[r.lang] },
              ...(agency ? [{ key: words.office, value: r.lang === 'vi' ? agency.nameVi : (agency.nameEn ?? agency.nameVi) }] : []),
              { key: words.answerBy, value: formatDateTime(invitation.expires_at) },
            ]}
          />
          <p class="govuk-body">{words.whatItMeans}</p>
          <p class="govuk-body">{words.notYou}</p>
          <form method="post" action={href(r.lang, invitationPath(r.params.token ?? ''))}>
            <FormKeys csrf={r.csrf} />
            <ButtonGroup>
              <Button name="answer" value="agree">
                {words.agree}
              </Button>
              <Button variant="secondary" name="answer" value="decline">
                {words.decline}
              </Button>
            </ButtonGroup>
          </form>
        </>
      ),
    })
  }
}
