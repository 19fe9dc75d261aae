import type { WebRequest } from '../../../platform/http/index.ts'
import { Button, FormKeys, Textarea } from '../../../ui/index.ts'
import { dossierWords } from './dossier-words.ts'

export function MessageForm({ r, action, value, error }: { r: WebRequest; action: string; value?: string; error?: string }) {
  const words = dossierWords(r.lang)
  return (
    <form method="post" action={action} novalidate>
      <FormKeys csrf={r.csrf} />
      <Textarea name="body" label={words.write} rows={4} value={value} error={error} maxLength={2000} />
      <Button variant="secondary">{words.send}</Button>
    </form>
  )
}

export function WithdrawForm({ r, action, atOnce, value, error }: { r: WebRequest; action: string; atOnce: boolean; value?: string; error?: string }) {
  const words = dossierWords(r.lang)
  return (
    <form method="post" action={action} novalidate>
      <FormKeys csrf={r.csrf} />
      <p class="govuk-body">{atOnce ? words.withdrawAtOnce : words.withdrawAsk}</p>
      <Textarea name="reason" label={words.withdrawWhy} rows={3} value={value} error={error} maxLength={1000} />
      <Button variant="warning">{words.withdraw}</Button>
    </form>
  )
}
