import { formatDate } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, FormKeys, InsetText, type SummaryRow, SummaryList, Tag } from '../../../ui/index.ts'
import { type Channel, findAccount, openUsername, selectChannels } from '../accounts.store.ts'
import { setConsent } from '../consents.ts'
import { findPersonRow, type Person, selectConsents } from '../people.store.ts'
import { maskChannel } from '../rules/channel.ts'
import { maskIdentityNumber } from '../rules/identity-number.ts'
import { TERMS_VERSION } from '../terms.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../types.ts'
import { citizenOf, sectionPage } from './account-frame.tsx'
import { accountWords } from './account-words.ts'
import type { AccountPageDeps } from './deps.ts'

const FREE_CONSENTS = ['autofill', 'reuse-documents', 'survey'] as const

interface Own {
  person: Person | null
  username: string | null
  channels: Channel[]
  consents: readonly string[]
}

/** My data: masked until its owner asks to see it, and every look written down. */
export function mountAccount(web: Web, deps: AccountPageDeps): void {
  const consent = setConsent(deps)

  async function read(r: WebRequest): Promise<Own> {
    const { accountId, personId } = citizenOf(r)
    const account = await findAccount(deps.db, accountId)
    return {
      person: await findPersonRow(deps.db, deps.sealer, personId),
      username: account ? openUsername(deps.sealer, account) : null,
      channels: await selectChannels(deps.db, deps.sealer, accountId),
      consents: (await selectConsents(deps.db, personId)).map((row) => row.purpose),
    }
  }

  web.get('/tai-khoan', { audience: 'citizen' }, async (r) => {
    const open = r.query.hien === '1'
    const subject = { kind: 'person', id: citizenOf(r).personId }
    await deps.logAccess(deps.db, { actor: r.actor, purpose: open ? 'own.reveal' : 'own.read', subject, at: deps.clock.now(), ip: r.ip })
    const own = await read(r)
    return page(
      sectionPage(
        r,
        'data',
        <>
          <PersonPart lang={r.lang} own={own} open={open} />
          <ContactPart lang={r.lang} channels={own.channels} open={open} />
          <ConsentPart r={r} consents={own.consents} />
        </>,
      ),
    )
  })

  web.post('/tai-khoan/dong-y', { audience: 'citizen' }, async (r) => {
    const purpose = FREE_CONSENTS.find((known) => known === field(r.form, 'purpose'))
    if (!purpose) return problem({ code: 'not-found' })
    const done = await consent(r.actor, { purpose, given: field(r.form, 'given') === 'yes', textVersion: TERMS_VERSION })
    return done.ok ? seeOther(href(r.lang, '/tai-khoan?xong=dong-y')) : problem(done.refusal)
  })
}

function PersonPart({ lang, own, open }: { lang: Lang; own: Own; open: boolean }) {
  const words = accountWords(lang)
  const { person, username } = own
  const number = person?.identityNumber
  const birthDate = person?.birthDate
  return (
    <>
      <h2 class="govuk-heading-m">{words.person}</h2>
      {open ? <InsetText>{words.shown}</InsetText> : null}
      <SummaryList
        rows={[
          { key: words.name, value: person?.name ?? words.none },
          { key: words.identityNumber, value: number ? (open ? number : maskIdentityNumber(number)) : words.none },
          { key: words.birthDate, value: birthDate ? (open ? formatDate(birthDate) : words.hidden) : words.none },
          { key: words.username, value: username ?? words.none },
          {
            key: words.password,
            value: '••••••••••',
            action: { href: href(lang, '/tai-khoan/mat-khau'), text: words.change, of: words.password.toLowerCase() },
          },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={href(lang, open ? '/tai-khoan' : '/tai-khoan?hien=1')}>
          {open ? words.hide : words.show}
        </a>
      </p>
      <p class="govuk-body-s">
        {person?.identityVerifiedBy ? null : `${words.selfDeclared} `}
        {words.wrongData}
      </p>
    </>
  )
}

function channelRow(lang: Lang, kind: ChannelKind, channels: readonly Channel[], open: boolean): SummaryRow {
  const words = accountWords(lang)
  const own = channels.filter((channel) => channel.kind === kind)
  const of = words[kind].toLowerCase()
  const change = { href: href(lang, `/tai-khoan/lien-lac/${kind}`), text: own.length > 0 ? words.change : words.add, of }
  const confirm = { href: href(lang, `/tai-khoan/lien-lac/${kind}/xac-nhan`), text: words.confirm, of }
  const isWaiting = own.some((channel) => !channel.verifiedAt)
  return {
    key: words[kind],
    value:
      own.length === 0
        ? words.none
        : own.map((channel) => (
            <div>
              {open ? channel.value : maskChannel(kind, channel.value)}{' '}
              <Tag colour={channel.verifiedAt ? 'green' : 'yellow'}>{channel.verifiedAt ? words.verified : words.waiting}</Tag>
            </div>
          )),
    action: isWaiting ? [confirm, change] : change,
  }
}

function ContactPart({ lang, channels, open }: { lang: Lang; channels: readonly Channel[]; open: boolean }) {
  return (
    <>
      <h2 class="govuk-heading-m">{accountWords(lang).contact}</h2>
      <SummaryList rows={CHANNEL_KINDS.map((kind) => channelRow(lang, kind, channels, open))} />
    </>
  )
}

function ConsentPart({ r, consents }: { r: WebRequest; consents: readonly string[] }) {
  const words = accountWords(r.lang)
  return (
    <>
      <h2 class="govuk-heading-m">{words.consents}</h2>
      <p class="govuk-body">{words.consentsIntro}</p>
      {FREE_CONSENTS.map((purpose) => {
        const given = consents.includes(purpose)
        return (
          <form method="post" action={href(r.lang, '/tai-khoan/dong-y')}>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="purpose" value={purpose} />
            <p class="govuk-body" id={`consent-${purpose}`}>
              {words.consent[purpose]}: <Tag colour={given ? 'green' : 'grey'}>{given ? words.given : words.notGiven}</Tag>
            </p>
            <Button variant="secondary" name="given" value={given ? 'no' : 'yes'} describedBy={`consent-${purpose}`}>
              {given ? words.withdraw : words.give}
            </Button>
          </form>
        )
      })}
    </>
  )
}
