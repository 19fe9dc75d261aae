// Sends a form's files with their progress in bytes and per cent. Without it the form posts as any other.
import { bytes, isVietnamese, sayIn } from './parts/telling.ts'

const words = isVietnamese()
  ? {
      tooLarge: (name: string, limit: string) =>
        `Tệp “${name}” lớn hơn ${limit} nên sẽ không nhận được. Xin chọn tệp nhỏ hơn.`,
      chosen: (count: number, size: string) => `Đã chọn ${count} tệp, ${size}.`,
      sending: (sent: string, total: string, percent: number) => `Đang gửi: ${sent} trong ${total} (${percent} %).`,
      checking: 'Đã gửi xong. Đang kiểm tra tệp…',
      lost: 'Mất kết nối nên tệp chưa gửi được. Những giấy tờ đã lưu trước đó vẫn còn. Xin kiểm tra mạng rồi bấm gửi lại.',
      stop: 'Dừng gửi',
      stopped: 'Đã dừng. Tệp chưa được gửi.',
    }
  : {
      tooLarge: (name: string, limit: string) =>
        `“${name}” is larger than ${limit} and will not be accepted. Please choose a smaller file.`,
      chosen: (count: number, size: string) => `${count} file(s) chosen, ${size}.`,
      sending: (sent: string, total: string, percent: number) => `Sending: ${sent} of ${total} (${percent}%).`,
      checking: 'Sent. Checking the file…',
      lost: 'The connection was lost and the file was not sent. Papers saved before are still there. Please check your connection and send again.',
      stop: 'Stop sending',
      stopped: 'Stopped. The file was not sent.',
    }

const FORM = 'form[data-behaviour~=upload]'

function chosenFiles(form: HTMLFormElement): File[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type=file]')].flatMap((input) => [...(input.files ?? [])])
}

function tell(form: HTMLFormElement) {
  const files = chosenFiles(form)
  if (files.length === 0) return sayIn(form, '')
  const limit = Number(form.dataset.maxBytes ?? Infinity)
  const large = files.find((file) => file.size > limit)
  if (large) return sayIn(form, words.tooLarge(large.name, bytes(limit)), true)
  const total = files.reduce((sum, file) => sum + file.size, 0)
  sayIn(form, words.chosen(files.length, bytes(total)))
}

/** The answer is the page that comes next. Where that is this one again, what is on it takes the place of what was. */
function show(form: HTMLFormElement, { status, responseText, responseURL }: XMLHttpRequest) {
  const next = new DOMParser().parseFromString(responseText, 'text/html')
  const main = next.querySelector('main')
  if (!main || (status < 400 && new URL(responseURL).pathname !== location.pathname)) return location.assign(responseURL)
  document.title = next.title
  document.querySelector('main')?.replaceWith(main)
  const first = main.querySelector<HTMLElement>(`[data-behaviour=error-summary],#${form.closest('section')?.id}`) ?? main
  first.tabIndex = -1
  first.focus()
}

function send(form: HTMLFormElement, submitter: HTMLElement | null) {
  const request = new XMLHttpRequest()
  const bar = document.createElement('progress')
  bar.className = 'mc-progress__bar'
  bar.setAttribute('aria-hidden', 'true')
  const stop = document.createElement('button')
  stop.type = 'button'
  stop.className = 'govuk-button govuk-button--secondary'
  stop.textContent = words.stop
  stop.onclick = () => request.abort()
  const finish = (sentence: string) => {
    bar.remove()
    stop.remove()
    form.removeAttribute('aria-busy')
    sayIn(form, sentence, true)
  }
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total
    bar.value = loaded
    sayIn(
      form,
      loaded < total ? words.sending(bytes(loaded), bytes(total), Math.floor((loaded * 100) / total)) : words.checking,
    )
  }
  request.onload = () => show(form, request)
  request.onerror = () => finish(words.lost)
  request.onabort = () => finish(words.stopped)
  form.setAttribute('aria-busy', 'true')
  form.append(bar, stop)
  request.open(
    'POST',
    submitter?.hasAttribute('formaction') ? (submitter as HTMLButtonElement).formAction : form.action,
  )
  request.send(new FormData(form, submitter))
}

document.addEventListener('change', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>(FORM)
  if (form) tell(form)
})

document.addEventListener('submit', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>(FORM)
  if (!form || chosenFiles(form).length === 0) return
  event.preventDefault()
  if (form.getAttribute('aria-busy')) return
  send(form, event.submitter)
})
