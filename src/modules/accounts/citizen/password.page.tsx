import { field, type Page, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, FormKeys, TextInput } from '../../../ui/index.ts'
import { changePassword } from '../change-password.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { formPage } from './account-frame.tsx'
import { accountWords } from './account-words.ts'
import type { AccountPageDeps } from './deps.ts'

/** Changing the own password. */
export function mountPassword(web: Web, deps: AccountPageDeps): void {
  const change = changePassword(deps)
  web.get('/tai-khoan/mat-khau', { audience: 'citizen' }, async (r) => page(view(r)))
  web.post(
    '/tai-khoan/mat-khau',
    { audience: 'citizen' },
    async (r) => {
      const text = (name: string) => field(r.form, name)
      const done = await change(r.actor, {
        present: text('present'),
        password: text('password'),
        passwordAgain: text('passwordAgain'),
        sessionId: r.sessionId,
      })
      if (done.ok) return seeOther(href(r.lang, '/tai-khoan?xong=mat-khau'))
      return showAgain(view(r, mistakesOf(r.lang, done.refusal, done.faults, 'present')), done.refusal)
    },
    { limit: { max: 60, seconds: 600 } },
  )
}

function view(r: WebRequest, mistakes: Mistakes = NO_MISTAKES): Page {
  const words = accountWords(r.lang)
  return formPage(
    r,
    words.changePassword,
    <form method="post" action={href(r.lang, '/tai-khoan/mat-khau')} novalidate>
      <FormKeys csrf={r.csrf} />
      <TextInput name="present" type="password" label={words.present} error={mistakes.of('present')} autocomplete="current-password" width={30} />
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
      <Button>{words.changePassword}</Button>
    </form>,
    mistakes,
  )
}
