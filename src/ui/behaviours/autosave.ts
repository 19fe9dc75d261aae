// Saves a form's answers a few seconds after typing stops, and says truly when that was. What could not be sent is kept
// on this device until it can. Without it the form is saved by its button.
import type { AutosaveWords } from '../behaviour-words.ts'
import { filled, sayIn, whenShown, wordsOf } from './parts/telling.ts'

const PAUSE_MS = 3000
const RETRY_MS = 15_000
const KEPT_FOR_MS = 24 * 3600_000

type Fields = [string, string][]
interface Kept {
  at: number
  fields: Fields
  seen?: string
}

const answers = (form: HTMLFormElement): Fields =>
  [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('_'),
  )

const control = (form: HTMLFormElement, name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)

function storage(form: HTMLFormElement, seen: HTMLInputElement | null) {
  const key = `chua-gui:${form.dataset.draft ?? location.pathname}`
  return {
    keep(fields: Fields): boolean {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields, seen: seen?.value }))
        return true
      } catch {
        return false
      }
    },
    forget() {
      try {
        localStorage.removeItem(key)
      } catch {
        return // nothing was kept where nothing can be
      }
    },
    read(): Kept | null {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
        return kept && Date.now() - kept.at < KEPT_FOR_MS ? kept : null
      } catch {
        return null
      }
    },
  }
}

function refill(form: HTMLFormElement, fields: Fields) {
  const kept = new Map<string, string[]>()
  for (const [name, value] of fields) kept.set(name, [...(kept.get(name) ?? []), value])
  // Buttons and the like have no name among what is kept.
  for (const one of form.elements as unknown as Iterable<HTMLInputElement>) {
    const values = kept.get(one.name)
    if (/^(radio|checkbox)$/.test(one.type)) one.checked = values?.includes(one.value) ?? false
    else if (values && !/^(hidden|file|password)$/.test(one.type)) [one.value = ''] = values
  }
}

function autosave(form: HTMLFormElement) {
  const words = wordsOf<AutosaveWords>(form)
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = JSON.stringify(answers(form))
  // The mark of the answers that are typed over: where another device saved meanwhile, the program shows both.
  const seen = control(form, '_seen')
  const store = storage(form, seen)
  let sending = false
  let goOn: (() => void) | undefined

  function later(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(save, ms)
  }

  function failed(fields: Fields, sentence: string, again: boolean) {
    sayIn(form, store.keep(fields) ? sentence : words.noStore, true)
    if (again) later(RETRY_MS)
  }

  function save() {
    const fields = answers(form)
    const text = JSON.stringify(fields)
    if (text === last || !form.isConnected) return
    if (sending) return later(PAUSE_MS)
    const body = new URLSearchParams(fields)
    body.set('_key', `${Math.random()}`)
    for (const name of ['_csrf', '_seen']) body.set(name, control(form, name)?.value ?? '')
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('accept', 'application/json')
    request.timeout = RETRY_MS
    request.onload = () => {
      if (request.status >= 500 || request.status === 429) return failed(fields, words.offline, true)
      if (request.status === 409) return failed(fields, words.elsewhere, false)
      if (request.status >= 400 || !request.getResponseHeader('content-type')?.includes('json'))
        return failed(fields, words.expired, false)
      last = text
      store.forget()
      const answer = JSON.parse(request.responseText) as { savedAt: string; seen?: string }
      if (seen && answer.seen) seen.value = answer.seen
      sayIn(form, filled(words.saved, { at: answer.savedAt }))
    }
    request.onerror = request.ontimeout = () => failed(fields, words.offline, true)
    request.onloadend = () => {
      sending = false
      goOn?.()
    }
    sayIn(form, words.saving)
    sending = true
    request.send(body)
  }

  const kept = store.read()
  if (kept && JSON.stringify(kept.fields) !== last) {
    refill(form, kept.fields)
    if (seen && kept.seen) seen.value = kept.seen
    sayIn(form, words.restored)
    later(0)
  }
  form.addEventListener('input', () => later(PAUSE_MS))
  form.addEventListener('submit', (event) => {
    store.forget()
    // Saved once more beside the press, one of the two would be taken for another device's.
    clearTimeout(timer)
    if (!sending) return
    // The saving under way ends first: the press would otherwise be taken for another device's.
    event.preventDefault()
    goOn = () => form.requestSubmit(event.submitter)
  })
  addEventListener('online', () => later(0))
  document.addEventListener('visibilitychange', () => document.hidden && later(0))
}

whenShown(() => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-behaviour~=autosave]')) autosave(form)
})
