import { field, type Page, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, InsetText, Radios, TextInput } from '../../../ui/index.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { requestPasswordReset, resetPassword } from '../reset-password.ts'
import type { AccountPageDeps } from './deps.ts'
import { loginWords } from './login-words.ts'

/** A new password by code: ask, then set. */
export function mountReset(web: Web, deps: AccountPageDeps): void {
  const request = requestPasswordReset(deps)
  const reset = resetPassword(deps)
  const options = { anonymousToo: true, limit: { max: 30, seconds: 600 } }

  web.get('/quen-mat-khau', { audience: 'public' }, async (r) => page(askView(r, '')), { anonymousToo: true })
  web.post(
    '/quen-mat-khau',
    { audience: 'public' },
    async (r) => {
      const loginName = field(r.form, 'loginName').slice(0, 300)
      const done = await request(r.actor, { loginName, ip: r.ip, lang: r.lang })
      if (done.ok) return seeOther(href(r.lang, `/quen-mat-khau/${done.token}`))
      return showAgain(askView(r, loginName, mistakesOf(r.lang, done.refusal, [], 'loginName')), done.refusal)
    },
    options,
  )

  web.get('/quen-mat-khau/:token', { audience: 'public' }, async (r) => page(setView(r)), { anonymousToo: true })
  web.post(
    '/quen-mat-khau/:token',
    { audience: 'public' },
    async (r) => {
      const done = await reset(r.actor, {
        token: r.params.token ?? '',
        channelKind: field(r.form, 'channel') === 'email' ? 'email' : 'phone',
        code: field(r.form, 'code'),
        password: field(r.form, 'password'),
        passwordAgain: field(r.form, 'passwordAgain'),
      })
      if (done.ok) return seeOther(href(r.lang, '/dang-nhap?xong=mat-khau'))
      return showAgain(setView(r, mistakesOf(r.lang, done.refusal, done.faults, 'code')), done.refusal)
    },
    options,
  )
}

function askView(r: WebRequest, loginName: string, mistakes: Mistakes = NO_MISTAKES): Page {
  const words = loginWords(r.lang)
  return {
    title: words.resetTitle,
    back: { href: href(r.lang, '/dang-nhap'), text: words.title },
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">{words.resetTitle}</h1>
        <p class="govuk-body">{words.resetIntro}</p>
        <form method="post" action={href(r.lang, '/quen-mat-khau')} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput
            name="loginName"
            label={words.loginName}
            hint={words.loginNameHint}
            value={loginName}
            error={mistakes.of('loginName')}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
          />
          <Button>{words.resetSend}</Button>
        </form>
      </>
    ),
  }
}

function setView(r: WebRequest, mistakes: Mistakes = NO_MISTAKES): Page {
  const words = loginWords(r.lang)
  return {
    title: words.newTitle,
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">{words.newTitle}</h1>
        <InsetText>{words.newIntro}</InsetText>
        <form method="post" action={href(r.lang, `/quen-mat-khau/${encodeURIComponent(r.params.token ?? '')}`)} novalidate>
          <FormKeys csrf={r.csrf} />
          <Radios
            name="channel"
            legend={words.channelLegend}
            value={field(r.form, 'channel') || 'phone'}
            items={[
              { value: 'phone', text: words.channel.phone },
              { value: 'email', text: words.channel.email },
            ]}
            inline
          />
          <TextInput
            name="code"
            label={words.code}
            hint={words.codeHint}
            value={field(r.form, 'code')}
            error={mistakes.of('code')}
            inputMode="numeric"
            autocomplete="one-time-code"
            width={10}
            maxLength={12}
            code
          />
          <TextInput
            name="password"
            type="password"
            label={words.newPassword}
            hint={words.newPasswordHint}
            error={mistakes.of('password')}
            autocomplete="new-password"
            width={30}
          />
          <TextInput
            name="passwordAgain"
            type="password"
            label={words.newPasswordAgain}
            error={mistakes.of('passwordAgain')}
            autocomplete="new-password"
            width={30}
          />
          <Button>{words.setPassword}</Button>
        </form>
        <p class="govuk-body">
          <a class="govuk-link" href={href(r.lang, '/quen-mat-khau')}>
            {words.askAgain}
          </a>
        </p>
      </>
    ),
  }
}
