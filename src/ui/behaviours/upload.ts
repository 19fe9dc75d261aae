// Sends a form's files with their progress in bytes and per cent. Without it the form posts as any other.
import type { UploadWords } from '../behaviour-words.ts'
import { bytes, filled, sayIn, wordsOf } from './parts/telling.ts'

const FORM = 'form[data-behaviour~=upload]'

function inputsWithFiles(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type=file]')].filter((input) => input.files?.length)
}

/** Where a file's progress is told: beside its input, or in the form that is about nothing else. */
const placeOf = (form: HTMLFormElement, input: Element | undefined): HTMLElement => input?.closest<HTMLElement>('form .mc-paper') ?? form

function tell(form: HTMLFormElement, input: HTMLInputElement) {
  const place = placeOf(form, input)
  const files = [...place.querySelectorAll<HTMLInputElement>('input[type=file]')].flatMap((one) => [...(one.files ?? [])])
  const words = wordsOf<UploadWords>(form)
  if (files.length === 0) return sayIn(place, '')
  const limit = Number(form.dataset.maxBytes ?? Infinity)
  const large = files.find((file) => file.size > limit)
  if (large) return sayIn(place, filled(words.tooLarge, { name: large.name, limit: bytes(limit) }), true)
  const total = files.reduce((sum, file) => sum + file.size, 0)
  sayIn(place, filled(words.chosen, { count: files.length, size: bytes(total) }))
}

/** The answer is the page that comes next. Where that is this one again, what is on it takes the place of what was. */
function show(form: HTMLFormElement, { status, responseText, responseURL }: XMLHttpRequest) {
  const next = new DOMParser().parseFromString(responseText, 'text/html')
  const main = next.querySelector('main')
  if (!main || (status < 400 && new URL(responseURL).pathname !== location.pathname)) return location.assign(responseURL)
  document.title = next.title
  document.querySelector('main')?.replaceWith(main)
  document.dispatchEvent(new Event('shown'))
  const first = main.querySelector<HTMLElement>(`[data-behaviour=error-summary],#${form.closest('section')?.id}`) ?? main
  first.tabIndex = -1
  first.focus()
}

function stopButton(text: string, onStop: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = text
  button.onclick = onStop
  return button
}

function send(form: HTMLFormElement, submitter: HTMLElement | null) {
  const words = wordsOf<UploadWords>(form)
  const place = placeOf(form, inputsWithFiles(form)[0])
  const body = new FormData(form, submitter)
  const request = new XMLHttpRequest()
  const bar = document.createElement('progress')
  bar.className = 'mc-progress__bar'
  bar.setAttribute('aria-hidden', 'true')
  const stop = stopButton(words.stop, () => request.abort())
  const finish = (sentence: string) => {
    bar.remove()
    stop.remove()
    form.removeAttribute('aria-busy')
    sayIn(place, sentence, true)
  }
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total
    bar.value = loaded
    sayIn(
      place,
      loaded < total ? filled(words.sending, { sent: bytes(loaded), total: bytes(total), percent: Math.floor((loaded * 100) / total) }) : words.checking,
    )
  }
  request.onload = () => show(form, request)
  request.onerror = () => finish(words.lost)
  request.onabort = () => finish(words.stopped)
  form.setAttribute('aria-busy', 'true')
  place.append(bar, stop)
  request.open(
    'POST',
    submitter?.hasAttribute('formaction') ? (submitter as HTMLButtonElement).formAction : form.action,
  )
  request.send(body)
}

document.addEventListener('change', (event) => {
  const input = event.target as HTMLInputElement
  const form = input.closest<HTMLFormElement>(FORM)
  if (form && input.type === 'file') tell(form, input)
})

document.addEventListener('submit', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>(FORM)
  if (!form || event.defaultPrevented || inputsWithFiles(form).length === 0) return
  event.preventDefault()
  if (form.getAttribute('aria-busy')) return
  send(form, event.submitter)
})
