import { type Answer, field, type Page, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, FormKeys, NotificationBanner, TextInput } from '../../../ui/index.ts'
import { selectChannels } from '../accounts.store.ts'
import { changeChannel, sendChannelCode, verifyChannel } from '../channels.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import { maskChannel } from '../rules/channel.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../types.ts'
import { citizenOf, formPage } from './account-frame.tsx'
import { accountWords } from './account-words.ts'
import type { AccountPageDeps } from './deps.ts'

const kindOf = (r: WebRequest): ChannelKind | undefined => CHANNEL_KINDS.find((kind) => kind === r.params.kind)
const pathOf = (r: WebRequest, kind: ChannelKind, rest = '') => href(r.lang, `/tai-khoan/lien-lac/${kind}${rest}`)
const LIMIT = { limit: { max: 60, seconds: 600 } }

/** A new phone or e-mail address: entered with the password, in force with its code. */
export function mountChannels(web: Web, deps: AccountPageDeps): void {
  const change = changeChannel(deps)
  web.get('/tai-khoan/lien-lac/:kind', { audience: 'citizen' }, async (r) => {
    const kind = kindOf(r)
    return kind ? page(changeView(r, kind, '')) : problem({ code: 'not-found' })
  })
  web.post(
    '/tai-khoan/lien-lac/:kind',
    { audience: 'citizen' },
    async (r) => {
      const kind = kindOf(r)
      if (!kind) return problem({ code: 'not-found' })
      const value = field(r.form, 'value').slice(0, 300)
      const done = await change(r.actor, { kind, value, password: field(r.form, 'present'), lang: r.lang })
      if (done.ok) return seeOther(pathOf(r, kind, '/xac-nhan'))
      const at = done.refusal.code === 'password-wrong' || done.refusal.code === 'login-slowed' ? 'present' : 'value'
      return showAgain(changeView(r, kind, value, mistakesOf(r.lang, done.refusal, [], at)), done.refusal)
    },
    LIMIT,
  )
  mountConfirmation(web, deps)
}

function mountConfirmation(web: Web, deps: AccountPageDeps): void {
  const verify = verifyChannel(deps)
  const send = sendChannelCode(deps)

  async function show(r: WebRequest, kind: ChannelKind, mistakes: Mistakes = NO_MISTAKES): Promise<Page | null> {
    const channels = await selectChannels(deps.db, deps.sealer, citizenOf(r).accountId)
    const waiting = channels.find((channel) => channel.kind === kind && !channel.verifiedAt)
    return waiting ? confirmView(r, kind, maskChannel(kind, waiting.value), mistakes) : null
  }

  web.get('/tai-khoan/lien-lac/:kind/xac-nhan', { audience: 'citizen' }, async (r): Promise<Answer> => {
    const kind = kindOf(r)
    const content = kind ? await show(r, kind) : null
    return content ? page(content) : problem({ code: 'channel-unknown' })
  })
  const post = (rest: string, act: (r: WebRequest, kind: ChannelKind) => ReturnType<typeof verify>, next: (r: WebRequest, kind: ChannelKind) => string) =>
    web.post(
      `/tai-khoan/lien-lac/:kind/${rest}`,
      { audience: 'citizen' },
      async (r) => {
        const kind = kindOf(r)
        if (!kind) return problem({ code: 'not-found' })
        const done = await act(r, kind)
        if (done.ok) return seeOther(next(r, kind))
        const content = await show(r, kind, mistakesOf(r.lang, done.refusal, [], 'code'))
        return content ? showAgain(content, done.refusal) : problem(done.refusal)
      },
      LIMIT,
    )
  post('xac-nhan', (r, kind) => verify(r.actor, { kind, code: field(r.form, 'code') }), (r) => href(r.lang, '/tai-khoan?xong=lien-lac'))
  post('gui-lai', (r, kind) => send(r.actor, { kind, lang: r.lang }), (r, kind) => `${pathOf(r, kind, '/xac-nhan')}?da-gui=1`)
}

function changeView(r: WebRequest, kind: ChannelKind, value: string, mistakes: Mistakes = NO_MISTAKES): Page {
  const words = accountWords(r.lang)
  const typed = kind === 'phone' ? ({ type: 'tel', inputMode: 'tel', autocomplete: 'tel' } as const) : ({ type: 'email', inputMode: 'email', autocomplete: 'email' } as const)
  return formPage(
    r,
    words.changeTitle[kind],
    <>
      <p class="govuk-body">{words.changeIntro}</p>
      <form method="post" action={pathOf(r, kind)} novalidate>
        <FormKeys csrf={r.csrf} />
        <TextInput name="value" label={words.newValue[kind]} value={value} error={mistakes.of('value')} {...typed} width={30} />
        <TextInput name="present" type="password" label={words.present} error={mistakes.of('present')} autocomplete="current-password" width={30} />
        <Button>{words.sendCode}</Button>
      </form>
    </>,
    mistakes,
  )
}

function confirmView(r: WebRequest, kind: ChannelKind, masked: string, mistakes: Mistakes): Page {
  const words = accountWords(r.lang)
  return formPage(
    r,
    words.confirmTitle[kind],
    <>
      {r.query['da-gui'] && mistakes.summary.length === 0 ? <NotificationBanner type="success" heading={words.resent} /> : null}
      <form method="post" action={pathOf(r, kind, '/xac-nhan')} novalidate>
        <FormKeys csrf={r.csrf} />
        <TextInput
          name="code"
          label={words.code}
          hint={words.sentTo(masked)}
          error={mistakes.of('code')}
          inputMode="numeric"
          autocomplete="one-time-code"
          width={10}
          maxLength={12}
          code
        />
        <Button>{words.confirm}</Button>
      </form>
      <form method="post" action={pathOf(r, kind, '/gui-lai')}>
        <FormKeys csrf={r.csrf} />
        <Button variant="secondary">{words.resend}</Button>
      </form>
    </>,
    mistakes,
  )
}
