import { field, type Page, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href, type Lang } from '../../../platform/words.ts'
import { Button, Checkboxes, DateInput, Details, ErrorSummary, FormKeys, InsetText, TextInput, WarningText } from '../../../ui/index.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { registerAccount } from '../register-account.ts'
import type { Contradiction } from '../rules/identity-number.ts'
import { returnQuery } from '../rules/return-to.ts'
import type { RegistrationForm } from '../rules/registration.ts'
import type { AccountPageDeps } from './deps.ts'
import { registerWords } from './register-words.ts'

const EMPTY: RegistrationForm = {
  name: '',
  identityNumber: '',
  birthDate: { day: '', month: '', year: '' },
  phone: '',
  email: '',
  username: '',
  password: '',
  passwordAgain: '',
  termsAccepted: false,
}

function readForm({ form }: WebRequest): RegistrationForm {
  const text = (name: string) => field(form, name)
  return {
    name: text('name'),
    identityNumber: text('identityNumber'),
    birthDate: { day: text('birthDate-day'), month: text('birthDate-month'), year: text('birthDate-year') },
    phone: text('phone'),
    email: text('email'),
    username: text('username'),
    password: text('password'),
    passwordAgain: text('passwordAgain'),
    termsAccepted: text('terms') === 'yes',
  }
}

/** Registration: the rules first, then the form; on to the codes. */
export function mountRegistration(web: Web, deps: AccountPageDeps): void {
  const register = registerAccount(deps)
  const options = { anonymousToo: true }
  web.get('/dang-ky', { audience: 'public' }, async (r) => page(view(r, EMPTY)), options)
  web.post(
    '/dang-ky',
    { audience: 'public' },
    async (r) => {
      const form = readForm(r)
      const done = await register(r.actor, { form, warningsConfirmed: field(r.form, 'warningsConfirmed') === 'yes', lang: r.lang, key: r.key })
      if (done.ok) return seeOther(href(r.lang, `/dang-ky/kich-hoat/${done.token}`) + returnQuery(r.query.ve))
      const { refusal, faults, warnings } = done
      const mistakes = mistakesOf(r.lang, refusal, faults, warnings ? 'warningsConfirmed' : undefined)
      return showAgain(view(r, form, mistakes, warnings), refusal)
    },
    { ...options, limit: { max: 30, seconds: 600 } },
  )
}

function view(r: WebRequest, form: RegistrationForm, mistakes: Mistakes = NO_MISTAKES, warnings: readonly Contradiction[] = []): Page {
  const words = registerWords(r.lang)
  const isAgain = mistakes.summary.length > 0
  return {
    title: words.title,
    description: words.intro,
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">{words.title}</h1>
        {isAgain ? null : <Introduction lang={r.lang} back={r.query.ve} />}
        <form method="post" action={href(r.lang, '/dang-ky') + returnQuery(r.query.ve)} novalidate>
          <FormKeys csrf={r.csrf} />
          {warnings.length > 0 ? <Warnings lang={r.lang} warnings={warnings} mistakes={mistakes} /> : null}
          <PersonFields lang={r.lang} form={form} mistakes={mistakes} />
          <PasswordFields lang={r.lang} mistakes={mistakes} again={isAgain} />
          <Terms lang={r.lang} accepted={form.termsAccepted} mistakes={mistakes} />
          <Button>{words.submit}</Button>
        </form>
      </>
    ),
  }
}

const Bullets = ({ lines }: { lines: readonly string[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

function Introduction({ lang, back }: { lang: Lang; back: string | undefined }) {
  const words = registerWords(lang)
  return (
    <>
      <p class="govuk-body-l">{words.intro}</p>
      <p class="govuk-body">
        {words.have}{' '}
        <a class="govuk-link" href={href(lang, '/dang-nhap') + returnQuery(back)}>
          {words.signIn}
        </a>
      </p>
      <InsetText>
        <h2 class="govuk-heading-s">{words.beforeTitle}</h2>
        <Bullets lines={words.before} />
      </InsetText>
      <Details summary={words.keptTitle}>
        <Bullets lines={words.kept} />
      </Details>
    </>
  )
}

function Warnings({ lang, warnings, mistakes }: { lang: Lang; warnings: readonly Contradiction[]; mistakes: Mistakes }) {
  const words = registerWords(lang)
  return (
    <>
      <WarningText>{warnings.map((warning) => words.warn[warning]).join(' ')}</WarningText>
      <Checkboxes
        name="warningsConfirmed"
        legend={words.warnLegend}
        hideLegend
        error={mistakes.of('warningsConfirmed')}
        items={[{ value: 'yes', text: words.warnConfirm }]}
      />
    </>
  )
}

function PersonFields({ lang, form, mistakes }: { lang: Lang; form: RegistrationForm; mistakes: Mistakes }) {
  const words = registerWords(lang)
  const common = (name: 'name' | 'identityNumber' | 'phone' | 'email' | 'username') => ({
    name,
    label: words[name],
    hint: words[`${name}Hint`],
    value: form[name],
    error: mistakes.of(name),
  })
  return (
    <>
      <TextInput {...common('name')} autocomplete="name" spellcheck={false} />
      <TextInput {...common('identityNumber')} inputMode="numeric" width={20} code />
      <DateInput
        name="birthDate"
        legend={words.birthDate}
        hint={words.birthDateHint}
        value={form.birthDate}
        error={mistakes.of('birthDate')}
        autocomplete="bday"
      />
      <TextInput {...common('phone')} type="tel" inputMode="tel" autocomplete="tel" width={20} />
      <TextInput {...common('email')} type="email" inputMode="email" autocomplete="email" spellcheck={false} />
      <TextInput {...common('username')} optional autocomplete="username" autocapitalize="none" spellcheck={false} width={20} />
    </>
  )
}

function PasswordFields({ lang, mistakes, again }: { lang: Lang; mistakes: Mistakes; again: boolean }) {
  const words = registerWords(lang)
  const hint = again ? `${words.retype} ${words.passwordHint}` : words.passwordHint
  return (
    <>
      <TextInput name="password" type="password" label={words.password} hint={hint} error={mistakes.of('password')} autocomplete="new-password" width={30} />
      <TextInput name="passwordAgain" type="password" label={words.passwordAgain} error={mistakes.of('passwordAgain')} autocomplete="new-password" width={30} />
    </>
  )
}

function Terms({ lang, accepted, mistakes }: { lang: Lang; accepted: boolean; mistakes: Mistakes }) {
  const words = registerWords(lang)
  return (
    <>
      <Details summary={words.termsSummary}>
        <Bullets lines={words.terms} />
      </Details>
      <Checkboxes
        name="terms"
        legend={words.termsLegend}
        hideLegend
        error={mistakes.of('terms')}
        values={accepted ? 'yes' : null}
        items={[{ value: 'yes', text: words.termsAccept }]}
      />
    </>
  )
}
