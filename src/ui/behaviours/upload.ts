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

/** The answer is the next page, or this one again with what must be corrected. */
function show(request: XMLHttpRequest) {
  const next = new DOMParser().parseFromString(request.responseText, 'text/html')
  const [here, there] = [document.querySelector('main'), next.querySelector('main')]
  if (request.status < 400 || !here || !there) return location.assign(request.responseURL || location.href)
  document.title = next.title
  here.replaceWith(there)
  document.dispatchEvent(new Event('shown'))
  const first = there.querySelector<HTMLElement>('[data-behaviour=error-summary]') ?? there
  first.tabIndex = -1
  first.focus()
  scrollTo(0, 0)
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
  request.onload = () => show(request)
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
