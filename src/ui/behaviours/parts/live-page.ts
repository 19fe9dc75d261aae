// A page whose parts follow what happens: the server says that something changed, and the page fetches itself anew. While
// the line is down the page says so, and comes back by itself; without a line it looks again every few seconds.

const LOOK_AGAIN_MS = 5000

export interface LivePage {
  /** Called after each look with fresh parts. */
  onShown(done: () => void): void
}

export function followPage(place: HTMLElement): LivePage {
  const told: (() => void)[] = []
  const lost = document.querySelector<HTMLElement>('[data-live-lost]')
  const every = Number(place.dataset.every ?? 0) * 1000
  let looking = false
  let again = false
  let retry: ReturnType<typeof setTimeout> | undefined

  function say(isLost: boolean) {
    if (lost) lost.hidden = !isLost
  }

  function show(text: string) {
    const fresh = new DOMParser().parseFromString(text, 'text/html')
    const focused = document.activeElement?.id
    for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
      const other = fresh.getElementById(part.id)
      // What a person is filling in stays under their hands.
      if (!other || part.querySelector('details[open], select:focus, input:focus, textarea:focus')) continue
      if (part.innerHTML !== other.innerHTML) part.innerHTML = other.innerHTML
    }
    if (focused) document.getElementById(focused)?.focus()
    for (const done of told) done()
  }

  async function look(): Promise<void> {
    if (looking) {
      again = true
      return
    }
    looking = true
    try {
      const reply = await fetch(place.dataset.page ?? location.href, { headers: { accept: 'text/html' }, cache: 'no-store', redirect: 'error' })
      if (!reply.ok) throw new Error(String(reply.status))
      show(await reply.text())
      say(false)
    } catch {
      say(true)
      clearTimeout(retry)
      retry = setTimeout(look, LOOK_AGAIN_MS)
    } finally {
      looking = false
      if (again) {
        again = false
        look()
      }
    }
  }

  const address = place.dataset.live
  if (address && 'EventSource' in window) {
    const listen = () => {
      const line = new EventSource(address)
      line.addEventListener('changed', look)
      // Back after an interruption: what was missed is fetched.
      line.onopen = look
      line.onerror = () => {
        say(true)
        // A refusal ends the line for good; another is opened.
        if (line.readyState === EventSource.CLOSED) setTimeout(listen, LOOK_AGAIN_MS)
      }
    }
    listen()
  }
  if (every > 0) setInterval(() => !document.hidden && look(), every)
  document.addEventListener('visibilitychange', () => !document.hidden && look())
  addEventListener('online', look)
  addEventListener('offline', () => say(true))
  return { onShown: (done) => void told.push(done) }
}
