import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Decided } from '../../../platform/result.ts'
import { href } from '../../../platform/words.ts'
import { Button, Details, ErrorSummary, FormKeys, InsetText, NotificationBanner, SummaryList, TextInput, WarningText } from '../../../ui/index.ts'
import { askedOfParty, findField, findParty, labelOf, type Party, typedInto } from '../../forms/index.ts'
import type { PartOfDraft } from '../draft-parts.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { FilingPackage } from '../ports.ts'
import { stands } from '../rules/invitation.ts'
import { DRAFT } from './beside.ts'
import type { FilingPageDeps } from './deps.ts'
import { invitationWords } from './invitation-words.ts'
import { inviteUrl } from './invite-url.ts'
import { stateText } from './others-parts.tsx'
import { openDraft, stepUrl } from './wizard.tsx'

interface Opened {
  draft: Draft
  version: FilingPackage
  party: Party
  /** The newest invitation to this part. */
  part: PartOfDraft | undefined
}

interface Typed {
  name: string
  email: string
  phone: string
}

/** The control that each refusal is about. */
const AT: Readonly<Record<string, keyof Typed>> = { 'invited-name-needed': 'name', 'invited-address-needed': 'email', 'invited-email-wrong': 'email', 'invited-phone-wrong': 'phone' }

/** Inviting another person to a part of the draft, and how the invitation stands. */
export function mountInvitePage(web: Web, deps: FilingPageDeps): void {
  const url = '/nop-ho-so/ban-nhap/:id/moi/:party'

  async function open(r: WebRequest): Promise<({ ok: true } & Opened) | { ok: false; answer: Answer }> {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened
    const party = findParty(opened.version.form, r.params.party ?? '')
    if (!party) return { ok: false, answer: problem({ code: 'party-unknown' }) }
    return { ...opened, party, part: opened.draft.parts.find((one) => one.party === party.id) }
  }

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await open(r)
    return opened.ok ? show(r, opened) : opened.answer
  }, { beside: DRAFT })

  const asked = (r: WebRequest) => ({ draftId: r.params.id ?? '', party: r.params.party ?? '', key: r.key ?? randomToken(18) })
  const limit = { limit: { max: 30, seconds: 60 } }
  web.post(
    url,
    { audience: 'citizen' },
    async (r) => {
      const typed: Typed = { name: field(r.form, 'name'), email: field(r.form, 'email'), phone: field(r.form, 'phone') }
      return answer(r, await deps.invitations.invite(r.actor as Citizen, { ...asked(r), ...typed }), '?xong=gui', typed)
    },
    limit,
  )
  web.post(`${url}/gui-lai`, { audience: 'citizen' }, async (r) => answer(r, await deps.invitations.sendAgain(r.actor as Citizen, asked(r)), '?xong=gui'), limit)
  web.post(`${url}/thu-hoi`, { audience: 'citizen' }, async (r) => answer(r, await deps.invitations.revoke(r.actor as Citizen, asked(r)), ''), limit)

  async function answer(r: WebRequest, done: Decided, query: string, typed?: Typed): Promise<Answer> {
    if (done.ok) return seeOther(`${inviteUrl(r.lang, r.params.id ?? '', r.params.party ?? '')}${query}`)
    const { code } = done.refusal
    if (code === 'draft-not-found' || code === 'party-unknown') return problem(done.refusal)
    const opened = await open(r)
    return opened.ok ? show(r, opened, { text: sentenceOf(done.refusal, r.lang), at: AT[code], status: getProblem(code).status, typed }) : opened.answer
  }

  function show(r: WebRequest, opened: Opened, wrong?: { text: string; at?: keyof Typed; status: number; typed?: Typed }): Answer {
    const words = invitationWords(r.lang)
    const { draft, version, party, part } = opened
    const standing = part !== undefined && stands(part.state)
    const title = (standing ? words.partOf : words.invite)(party.name[r.lang])
    return page({
      title: `${title} – ${version.name[r.lang]}`,
      nav: 'file',
      ...(wrong ? { status: wrong.status } : {}),
      back: { href: stepUrl(r.lang, draft.id, 2), text: words.toForm },
      main: (
        <>
          <ErrorSummary errors={wrong ? [{ text: wrong.text, ...(wrong.at ? { href: `#${wrong.at}` } : {}) }] : []} />
          {r.query.xong && standing && !wrong ? <NotificationBanner type="success">{words.sentAgain}</NotificationBanner> : null}
          <p class="govuk-caption-l">{version.name[r.lang]}</p>
          <h1 class="govuk-heading-l">{title}</h1>
          {part ? <InsetText>{stateText(part, r.lang)}</InsetText> : null}
          {standing ? <Standing r={r} part={part} publicUrl={deps.publicUrl} /> : <Invite r={r} opened={opened} wrong={wrong} />}
        </>
      ),
    })
  }
}

function Invite({ r, opened, wrong }: { r: WebRequest; opened: Opened; wrong?: { text: string; at?: keyof Typed; typed?: Typed } }) {
  const words = invitationWords(r.lang)
  const { draft, version, party, part } = opened
  const typedBefore = typedInto(askedOfParty(version.form, party.id), draft.answers)
  const labels = party.shows.flatMap((id) => findField(version.form, id) ?? []).map((one) => `“${labelOf(one, r.lang)}”`)
  const typed: Typed = wrong?.typed ?? { name: typedBefore[party.person.name] ?? part?.invited.name ?? '', email: part?.invited.email ?? '', phone: part?.invited.phone ?? '' }
  const errorAt = (name: keyof Typed) => (wrong?.at === name ? wrong.text : undefined)
  return (
    <>
      <h2 class="govuk-heading-m">{words.how}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {[...words.howLines, words.theySee(labels.join(', '))].map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {Object.keys(typedBefore).length > 0 ? <WarningText>{words.typedGoes}</WarningText> : null}
      <form method="post" action={inviteUrl(r.lang, draft.id, party.id)} novalidate>
        <FormKeys csrf={r.csrf} />
        <TextInput name="name" label={words.name} value={typed.name} error={errorAt('name')} spellcheck={false} autocomplete="off" />
        <TextInput name="email" type="email" inputMode="email" label={words.email} hint={words.oneEnough} value={typed.email} error={errorAt('email')} spellcheck={false} autocomplete="off" />
        <TextInput name="phone" type="tel" inputMode="tel" label={words.phone} value={typed.phone} error={errorAt('phone')} width={20} autocomplete="off" />
        <Button>{words.send}</Button>
      </form>
    </>
  )
}

function Standing({ r, part, publicUrl }: { r: WebRequest; part: PartOfDraft; publicUrl: string }) {
  const words = invitationWords(r.lang)
  const base = inviteUrl(r.lang, r.params.id ?? '', part.party)
  const { invited, path } = part
  return (
    <>
      {path ? (
        <>
          <SummaryList
            rows={[
              { key: words.sentTo, value: [invited.name, invited.email, invited.phone].filter(Boolean).join(', ') },
              { key: words.until, value: formatDateTime(part.expiresAt) },
            ]}
          />
          <TextInput name="address" label={words.address} hint={words.addressHint} value={`${publicUrl}${href(r.lang, path)}`} readOnly />
          <form method="post" action={`${base}/gui-lai`}>
            <FormKeys csrf={r.csrf} />
            <Button variant="secondary">{words.sendAgain}</Button>
          </form>
        </>
      ) : null}
      {part.confirmed ? <p class="govuk-body">{words.seenAtReview}</p> : null}
      <Button href={stepUrl(r.lang, r.params.id ?? '', part.confirmed ? 4 : 2)}>{words.toForm}</Button>
      <Details summary={words.revoke}>
        <p class="govuk-body">{words.revokeHint}</p>
        <form method="post" action={`${base}/thu-hoi`}>
          <FormKeys csrf={r.csrf} />
          <Button variant="warning">{words.revoke}</Button>
        </form>
      </Details>
    </>
  )
}
