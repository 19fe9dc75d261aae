import { clearCookie, field, type Page, page, seeOther, setCookie, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, TextInput } from '../../../ui/index.ts'
import type { AccountPageDeps } from '../citizen/deps.ts'
import { logOut } from '../end-sessions.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { CHANGE_PASSWORD_PATH } from '../resolve-actor.ts'
import { MIN_STAFF_PASSWORD } from '../rules/password.ts'
import { safeReturnTo } from '../rules/return-to.ts'
import { changeStaffPassword, logInStaff } from '../staff-log-in.ts'

const OPEN = { anonymousToo: true } as const
const OFFICER = { audience: 'officer' } as const

/** Where a member of staff goes after login: the page asked for, or the own work. */
const workOf = (back: string) => {
  const path = safeReturnTo(back, '/can-bo')
  return /^\/(can-bo|quan-tri)([/?#]|$)/.test(path) ? path : '/can-bo'
}

/** Login, logout and password of staff. */
export function mountOfficerAccounts(web: Web, deps: AccountPageDeps): void {
  const login = logInStaff(deps)
  const logout = logOut(deps)
  const cookie = deps.cookies.officer

  web.get('/can-bo/dang-nhap', OFFICER, async (r) => page(loginView(r, '', r.query.ve ?? '')), OPEN)

  web.post(
    '/can-bo/dang-nhap',
    OFFICER,
    async (r) => {
      const loginName = field(r.form, 'loginName').slice(0, 300)
      const origin = { ip: r.ip, userAgent: r.userAgent }
      const done = await login({ loginName, password: field(r.form, 'password'), origin, previousToken: r.raw.cookies[cookie] ?? null })
      const back = field(r.form, 've')
      if (!done.ok) return showAgain(loginView(r, loginName, back, mistakesOf('vi', done.refusal, [], 'loginName')), done.refusal)
      return setCookie(seeOther(done.mustChangePassword ? CHANGE_PASSWORD_PATH : workOf(back)), cookie, done.session.token)
    },
    { ...OPEN, limit: { max: 120, seconds: 60 } },
  )

  web.post(
    '/can-bo/dang-xuat',
    OFFICER,
    async (r) => {
      const token = r.raw.cookies[cookie]
      if (token) await logout('officer', token)
      return clearCookie(seeOther('/can-bo/dang-nhap?xong=1'), cookie)
    },
    OPEN,
  )
  mountStaffPassword(web, deps)
}

function mountStaffPassword(web: Web, deps: AccountPageDeps): void {
  const change = changeStaffPassword(deps)
  web.get(CHANGE_PASSWORD_PATH, OFFICER, async (r) => page(passwordView(r)))
  web.post(CHANGE_PASSWORD_PATH, OFFICER, async (r) => {
    const text = (name: string) => field(r.form, name)
    const done = await change(r.actor, {
      present: text('present'),
      password: text('password'),
      passwordAgain: text('passwordAgain'),
      sessionId: r.sessionId,
    })
    if (done.ok) return seeOther('/can-bo?xong=mat-khau')
    return showAgain(passwordView(r, mistakesOf('vi', done.refusal, done.faults, 'present')), done.refusal)
  })
}

function loginView(r: WebRequest, loginName: string, back: string, mistakes: Mistakes = NO_MISTAKES): Page {
  return {
    title: 'Cán bộ đăng nhập',
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        {r.query.xong && mistakes.summary.length === 0 ? <NotificationBanner type="success" heading="Ông/Bà đã đăng xuất." /> : null}
        <h1 class="govuk-heading-l">Cán bộ đăng nhập</h1>
        <form method="post" action="/can-bo/dang-nhap" novalidate>
          <FormKeys csrf={r.csrf} />
          {back ? <input type="hidden" name="ve" value={back} /> : null}
          <TextInput
            name="loginName"
            label="Tên đăng nhập"
            value={loginName}
            error={mistakes.of('loginName')}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            width={20}
          />
          <TextInput name="password" type="password" label="Mật khẩu" autocomplete="current-password" width={20} />
          <Button>Đăng nhập</Button>
        </form>
        <p class="govuk-body">Quên mật khẩu hoặc bị khóa: liên hệ quản trị viên của cơ quan để được cấp mật khẩu dùng một lần.</p>
        <p class="govuk-body">
          <a class="govuk-link" href="/dang-nhap">
            Công dân đăng nhập tại đây
          </a>
        </p>
      </>
    ),
  }
}

function passwordView(r: WebRequest, mistakes: Mistakes = NO_MISTAKES): Page {
  return {
    title: 'Đổi mật khẩu',
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">Đổi mật khẩu</h1>
        <InsetText>
          Đang dùng mật khẩu dùng một lần thì phải đổi trước khi làm việc. Mật khẩu mới có ít nhất {MIN_STAFF_PASSWORD} ký tự, nên là vài từ ghép lại dễ
          nhớ; không dùng mật khẩu phổ biến hoặc tên của mình.
        </InsetText>
        <form method="post" action={CHANGE_PASSWORD_PATH} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="present" type="password" label="Mật khẩu hiện tại" error={mistakes.of('present')} autocomplete="current-password" width={30} />
          <TextInput name="password" type="password" label="Mật khẩu mới" error={mistakes.of('password')} autocomplete="new-password" width={30} />
          <TextInput
            name="passwordAgain"
            type="password"
            label="Nhập lại mật khẩu mới"
            error={mistakes.of('passwordAgain')}
            autocomplete="new-password"
            width={30}
          />
          <Button>Đổi mật khẩu</Button>
        </form>
      </>
    ),
  }
}
