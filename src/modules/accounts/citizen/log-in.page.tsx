import { clearCookie, field, type Page, page, seeOther, setCookie, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, TextInput } from '../../../ui/index.ts'
import { logOut } from '../end-sessions.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { logIn } from '../log-in.ts'
import { returnQuery, safeReturnTo } from '../rules/return-to.ts'
import type { AccountPageDeps } from './deps.ts'
import { loginWords } from './login-words.ts'

/** Login and logout of citizens. */
export function mountLogin(web: Web, deps: AccountPageDeps): void {
  const login = logIn(deps)
  const logout = logOut(deps)
  const cookie = deps.cookies.citizen
  const home = (r: WebRequest) => href(r.lang, '/ho-so')

  web.get('/dang-nhap', { audience: 'public' }, async (r) => page(view(r, '', r.query.ve ?? '')), { anonymousToo: true })

  web.post(
    '/dang-nhap',
    { audience: 'public' },
    async (r) => {
      const loginName = field(r.form, 'loginName').slice(0, 300)
      const done = await login({
        loginName,
        password: field(r.form, 'password'),
        origin: { ip: r.ip, userAgent: r.userAgent },
        previousToken: r.raw.cookies[cookie] ?? null,
      })
      const back = field(r.form, 've')
      if (!done.ok) return showAgain(view(r, loginName, back, mistakesOf(r.lang, done.refusal, [], 'loginName')), done.refusal)
      const { token, maxAgeSeconds } = done.session
      return setCookie(seeOther(safeReturnTo(back, home(r))), cookie, token, { maxAgeSeconds })
    },
    { anonymousToo: true, limit: { max: 120, seconds: 60 } },
  )

  web.post(
    '/dang-xuat',
    { audience: 'public' },
    async (r) => {
      const token = r.raw.cookies[cookie]
      if (token) await logout('citizen', token)
      return clearCookie(seeOther(href(r.lang, '/dang-nhap?xong=dang-xuat')), cookie)
    },
    { anonymousToo: true },
  )
}

function view(r: WebRequest, loginName: string, back: string, mistakes: Mistakes = NO_MISTAKES): Page {
  const words = loginWords(r.lang)
  const done = mistakes.summary.length > 0 ? undefined : { 'dang-xuat': words.signedOut, 'mat-khau': words.passwordSet }[r.query.xong ?? '']
  return {
    title: words.title,
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        {done ? <NotificationBanner type="success" heading={done} /> : null}
        <h1 class="govuk-heading-l">{words.title}</h1>
        {back ? <InsetText>{words.goneOn}</InsetText> : null}
        <form method="post" action={href(r.lang, '/dang-nhap')} novalidate>
          <FormKeys csrf={r.csrf} />
          {back ? <input type="hidden" name="ve" value={back} /> : null}
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
          <TextInput name="password" type="password" label={words.password} autocomplete="current-password" />
          <Button>{words.submit}</Button>
        </form>
        <p class="govuk-body">
          <a class="govuk-link" href={href(r.lang, '/quen-mat-khau')}>
            {words.forgotten}
          </a>
        </p>
        <p class="govuk-body">
          {words.noAccount}{' '}
          <a class="govuk-link" href={href(r.lang, '/dang-ky') + returnQuery(back)}>
            {words.register}
          </a>
        </p>
        <p class="govuk-body-s">
          <a class="govuk-link" href="/can-bo/dang-nhap">
            {words.staff}
          </a>
        </p>
      </>
    ),
  }
}
