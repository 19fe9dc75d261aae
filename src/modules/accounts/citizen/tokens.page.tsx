import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { field, fieldList, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { href } from '../../../platform/words.ts'
import { Button, Checkboxes, FormKeys, InsetText, Table, TextInput, WarningText } from '../../../ui/index.ts'
import { makeAccessToken, revokeAccessToken } from '../access-tokens.ts'
import { type AccessTokenView, selectAccessTokens } from '../access-tokens.store.ts'
import { mistakesOf, type Mistakes, NO_MISTAKES, showAgain } from '../form-answers.ts'
import type { TokenForm } from '../rules/access-token.ts'
import { SCOPES } from '../types.ts'
import { citizenOf, formPage, sectionPage } from './account-frame.tsx'
import { accountWords } from './account-words.ts'
import type { AccountPageDeps } from './deps.ts'

const PATH = '/tai-khoan/ma-truy-cap'
const EMPTY: TokenForm = { name: '', scopes: [], days: '90' }

/** Personal access tokens for the API. */
export function mountTokens(web: Web, deps: AccountPageDeps): void {
  const make = makeAccessToken(deps)
  const revoke = revokeAccessToken(deps)

  async function view(r: WebRequest, form: TokenForm, mistakes: Mistakes = NO_MISTAKES) {
    const tokens = await selectAccessTokens(deps.db, citizenOf(r).accountId, deps.clock.now())
    return sectionPage(r, 'tokens', <Tokens r={r} tokens={tokens} form={form} mistakes={mistakes} />, mistakes)
  }

  web.get(PATH, { audience: 'citizen' }, async (r) => page(await view(r, EMPTY)))

  web.post(PATH, { audience: 'citizen' }, async (r) => {
    const form = { name: field(r.form, 'name'), scopes: fieldList(r.form, 'scopes'), days: field(r.form, 'days') }
    const made = await make(r.actor, form)
    // Not redirected: the token is stored nowhere, so this answer is the only place where it can be read.
    if (made.ok) return page(madeView(r, made))
    return showAgain(await view(r, form, mistakesOf(r.lang, made.refusal, made.faults, 'name')), made.refusal)
  })

  web.post(`${PATH}/:id/thu-hoi`, { audience: 'citizen' }, async (r) => {
    const id = r.params.id ?? ''
    if (!isId(id)) return problem({ code: 'token-not-found' })
    const done = await revoke(r.actor, id)
    return done.ok ? seeOther(href(r.lang, `${PATH}?xong=thu-hoi`)) : problem(done.refusal)
  })
}

function madeView(r: WebRequest, made: { token: string; expiresAt: Date }) {
  const words = accountWords(r.lang)
  return formPage(
    r,
    words.madeTitle,
    <>
      <WarningText>{words.madeOnce}</WarningText>
      <TextInput name="token" label={words.madeLabel} value={made.token} readOnly spellcheck={false} />
      <InsetText>{words.madeUntil(formatDate(made.expiresAt))}</InsetText>
      <Button href={href(r.lang, PATH)}>{words.copied}</Button>
    </>,
    NO_MISTAKES,
  )
}

interface TokensProps {
  r: WebRequest
  tokens: readonly AccessTokenView[]
  form: TokenForm
  mistakes: Mistakes
}

function Tokens({ r, tokens, form, mistakes }: TokensProps) {
  const words = accountWords(r.lang)
  const rows = tokens.map((token) => [
    <>
      {token.name}
      <br />
      <small>{words.endsWith(token.hint)}</small>
    </>,
    token.scopes.map((scope) => words.scope[scope]).join('; '),
    formatDate(token.expiresAt),
    token.usedAt ? formatDateTime(token.usedAt) : words.never,
    <form method="post" action={href(r.lang, `${PATH}/${token.id}/thu-hoi`)}>
      <FormKeys csrf={r.csrf} />
      <Button variant="warning">{words.revoke}</Button>
    </form>,
  ])
  return (
    <>
      <p class="govuk-body">
        {words.tokensIntro}{' '}
        <a class="govuk-link" href="/api/v1/docs">
          {words.apiDocs}
        </a>
      </p>
      <Table caption={words.tabs.tokens} hideCaption head={[...words.tokenHead]} rows={rows} empty={words.noTokens} />
      <MakeForm r={r} form={form} mistakes={mistakes} />
    </>
  )
}

function MakeForm({ r, form, mistakes }: Omit<TokensProps, 'tokens'>) {
  const words = accountWords(r.lang)
  return (
    <form method="post" action={href(r.lang, PATH)} novalidate>
      <h2 class="govuk-heading-m">{words.makeToken}</h2>
      <FormKeys csrf={r.csrf} />
      <TextInput name="name" label={words.tokenName} hint={words.tokenNameHint} value={form.name} error={mistakes.of('name')} width={30} />
      <Checkboxes
        name="scopes"
        legend={words.scopes}
        values={[...form.scopes]}
        error={mistakes.of('scopes')}
        items={SCOPES.map((scope) => ({ value: scope, text: words.scope[scope], hint: scope }))}
      />
      <TextInput name="days" label={words.days} hint={words.daysHint} value={form.days} error={mistakes.of('days')} inputMode="numeric" width={4} />
      <Button>{words.make}</Button>
    </form>
  )
}
