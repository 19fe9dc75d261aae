// Saves a form's answers a few seconds after typing stops, and says truly when that was. What could not be sent is kept
// on this device until it can. Without it the form is saved by its button.
import { isVietnamese, sayIn } from './parts/telling.ts'

const PAUSE_MS = 3000
const RETRY_MS = 15_000
const KEPT_FOR_MS = 24 * 3600_000

const words = isVietnamese()
  ? {
      saving: 'Đang lưu…',
      saved: (at: string) => `Đã lưu lúc ${at}.`,
      offline: 'Mất kết nối. Nội dung vừa nhập được giữ trên máy này và sẽ tự gửi khi có mạng lại.',
      noStore:
        'Mất kết nối và máy này không cho giữ lại nội dung. Xin đừng đóng trang; nội dung sẽ tự gửi khi có mạng lại.',
      expired:
        'Phiên đăng nhập đã hết. Nội dung vừa nhập được giữ trên máy này; xin mở trang đăng nhập ở một thẻ khác, đăng nhập rồi quay lại đây.',
      elsewhere:
        'Bản này vừa được sửa hoặc đã nộp ở nơi khác nên chưa lưu được. Nội dung vừa nhập được giữ trên máy này; xin tải lại trang.',
      restored: 'Đã khôi phục phần chưa gửi được ở lần trước. Đang lưu…',
    }
  : {
      saving: 'Saving…',
      saved: (at: string) => `Saved at ${at}.`,
      offline: 'The connection is down. What you typed is kept on this device and will be sent when it is back.',
      noStore:
        'The connection is down and this device does not let us keep what you typed. Please do not close the page; it will be sent when the connection is back.',
      expired:
        'Your session has ended. What you typed is kept on this device; please sign in in another tab, then come back here.',
      elsewhere:
        'This draft was changed or submitted elsewhere, so it was not saved. What you typed is kept on this device; please reload the page.',
      restored: 'Restored what could not be sent last time. Saving…',
    }

type Fields = [string, string][]

const answers = (form: HTMLFormElement): Fields =>
  [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[0].startsWith('_'),
  )

function storage(form: HTMLFormElement) {
  const key = `chua-gui:${form.dataset.draft ?? location.pathname}`
  return {
    keep(fields: Fields): boolean {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields }))
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
    read(): Fields | null {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as { at: number; fields: Fields } | null
        return kept && Date.now() - kept.at < KEPT_FOR_MS ? kept.fields : null
      } catch {
        return null
      }
    },
  }
}

function refill(form: HTMLFormElement, fields: Fields) {
  const kept = new Map<string, string[]>()
  for (const [name, value] of fields) kept.set(name, [...(kept.get(name) ?? []), value])
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type)) {
      control.checked = kept.get(control.name)?.includes(control.value) ?? false
    } else if (
      control instanceof HTMLInputElement ||
      control instanceof HTMLSelectElement ||
      control instanceof HTMLTextAreaElement
    ) {
      const value = kept.get(control.name)?.[0]
      const fixed = control instanceof HTMLInputElement && /^(hidden|file|password)$/.test(control.type)
      if (value !== undefined && !fixed) control.value = value
    }
  }
}

function autosave(form: HTMLFormElement) {
  const store = storage(form)
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = JSON.stringify(answers(form))

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
    if (text === last) return
    const body = new URLSearchParams(fields)
    body.set('_csrf', form.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? '')
    body.set('_key', `${Date.now()}-${Math.random().toString(36).slice(2)}`)
    const request = new XMLHttpRequest()
    request.open('POST', form.dataset.saveTo ?? form.action)
    request.setRequestHeader('accept', 'application/json')
    request.timeout = RETRY_MS
    request.onload = () => {
      if (request.status >= 500 || request.status === 429) return failed(fields, words.offline, true)
      if (request.status === 409) return failed(fields, words.elsewhere, false)
      if (request.status >= 400 || !request.getResponseHeader('content-type')?.includes('json'))
        return failed(fields, words.expired, false)
      last = text
      store.forget()
      const now = new Date()
      const clock = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
      const answer = JSON.parse(request.responseText) as { savedAt?: string }
      sayIn(form, words.saved(answer.savedAt ?? clock))
    }
    request.onerror = request.ontimeout = () => failed(fields, words.offline, true)
    sayIn(form, words.saving)
    request.send(body)
  }

  const kept = store.read()
  if (kept && JSON.stringify(kept) !== last) {
    refill(form, kept)
    sayIn(form, words.restored)
    later(0)
  }
  form.addEventListener('input', () => later(PAUSE_MS))
  form.addEventListener('submit', () => store.forget())
  addEventListener('online', () => later(0))
  document.addEventListener('visibilitychange', () => document.hidden && later(0))
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-behaviour~=autosave]')) autosave(form)
