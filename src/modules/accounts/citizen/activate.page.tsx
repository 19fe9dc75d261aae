import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import type { Refusal } from '../../../platform/result.ts'
import { href } from '../../../platform/words.ts'
import { Button, Details, ErrorSummary, FormKeys, NotificationBanner, Tag, TextInput } from '../../../ui/index.ts'
import { activateAccount, type RegistrationView, resendRegistrationCode, viewRegistration } from '../activate-account.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { returnQuery } from '../rules/return-to.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../types.ts'
import type { AccountPageDeps } from './deps.ts'
import { registerWords } from './register-words.ts'

const kindOf = (text: string): ChannelKind | undefined => CHANNEL_KINDS.find((kind) => kind === text)
const fieldOf = (kind: ChannelKind) => `code-${kind}`
const pathOf = (r: WebRequest, rest = '') => href(r.lang, `/dang-ky/kich-hoat/${encodeURIComponent(r.params.token ?? '')}${rest}`) + returnQuery(r.query.ve)

/** The codes of a registration: one small form a channel. */
export function mountActivation(web: Web, deps: AccountPageDeps): void {
  const see = viewRegistration(deps)
  const activate = activateAccount(deps)
  const resend = resendRegistrationCode(deps)
  const options = { anonymousToo: true, limit: { max: 60, seconds: 600 } }

  async function show(r: WebRequest, refused?: { refusal: Refusal; kind: ChannelKind }): Promise<Answer> {
    const seen = await see(r.params.token ?? '')
    if (!seen.ok) return problem(seen.refusal)
    const mistakes = refused ? mistakesOf(r.lang, refused.refusal, [], fieldOf(refused.kind)) : NO_MISTAKES
    const content = {
      title: registerWords(r.lang).activateTitle,
      main: <Activation r={r} view={seen.view} mistakes={mistakes} />,
    }
    return refused ? showAgain(content, refused.refusal) : page(content)
  }

  web.get('/dang-ky/kich-hoat/:token', { audience: 'public' }, (r) => show(r), { anonymousToo: true })

  web.post(
    '/dang-ky/kich-hoat/:token',
    { audience: 'public' },
    async (r) => {
      const kind = kindOf(field(r.form, 'channel'))
      if (!kind) return problem({ code: 'channel-unknown' })
      const done = await activate(r.actor, { token: r.params.token ?? '', channelKind: kind, code: field(r.form, fieldOf(kind)) })
      return done.ok ? seeOther(pathOf(r)) : show(r, { refusal: done.refusal, kind })
    },
    options,
  )

  web.post(
    '/dang-ky/kich-hoat/:token/gui-lai',
    { audience: 'public' },
    async (r) => {
      const kind = kindOf(field(r.form, 'channel'))
      if (!kind) return problem({ code: 'channel-unknown' })
      const done = await resend(r.actor, { token: r.params.token ?? '', channelKind: kind })
      return done.ok ? seeOther(`${pathOf(r)}${r.query.ve ? '&' : '?'}da-gui=${kind}`) : show(r, { refusal: done.refusal, kind })
    },
    options,
  )
}

function Activation({ r, view, mistakes }: { r: WebRequest; view: RegistrationView; mistakes: Mistakes }) {
  const words = registerWords(r.lang)
  const isAgain = mistakes.summary.length > 0
  return (
    <>
      <ErrorSummary errors={mistakes.summary} />
      {view.activated && !isAgain ? <NotificationBanner type="success" heading={words.activated} /> : null}
      {r.query['da-gui'] && !isAgain ? <NotificationBanner type="success" heading={words.resent} id="da-gui" /> : null}
      <h1 class="govuk-heading-l">{words.activateTitle}</h1>
      <p class="govuk-body">{view.activated ? words.activatedIntro : words.activateIntro}</p>
      {view.activated ? <Button href={href(r.lang, '/dang-nhap') + returnQuery(r.query.ve)}>{words.goOn}</Button> : null}
      {view.channels.map((channel) => (
        <section aria-labelledby={`channel-${channel.kind}`}>
          <h2 class="govuk-heading-m" id={`channel-${channel.kind}`}>
            {words.channel[channel.kind]}
          </h2>
          {channel.verified ? (
            <p class="govuk-body">
              <Tag colour="green" icon="check">
                {words.verified(channel.masked)}
              </Tag>
            </p>
          ) : (
            <CodeForms r={r} channel={channel} mistakes={mistakes} primary={!view.activated} />
          )}
        </section>
      ))}
      <Details summary={words.notReceived}>
        <p class="govuk-body">{words.notReceivedText}</p>
      </Details>
    </>
  )
}

interface CodeFormsProps {
  r: WebRequest
  channel: { kind: ChannelKind; masked: string }
  mistakes: Mistakes
  primary: boolean
}

function CodeForms({ r, channel, mistakes, primary }: CodeFormsProps) {
  const words = registerWords(r.lang)
  const { kind } = channel
  return (
    <>
      <form method="post" action={pathOf(r)} novalidate>
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="channel" value={kind} />
        <TextInput
          name={fieldOf(kind)}
          label={words.codeOf[kind]}
          hint={words.sentTo(channel.masked)}
          error={mistakes.of(fieldOf(kind))}
          inputMode="numeric"
          autocomplete="one-time-code"
          width={10}
          maxLength={12}
          code
        />
        <Button variant={primary ? 'primary' : 'secondary'}>{words.confirm[kind]}</Button>
      </form>
      <form method="post" action={pathOf(r, '/gui-lai')}>
        <FormKeys csrf={r.csrf} />
        <input type="hidden" name="channel" value={kind} />
        <Button variant="secondary">{words.resend[kind]}</Button>
      </form>
    </>
  )
}
