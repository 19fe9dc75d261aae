// What changes while an officer's page lies open: counts beside the lists, and that the case it shows was changed by somebody.
// Over a line that the server keeps open; where it does not hold, asked for once a minute, and said so. Without it one reloads.

const POLL_MS = 60_000
/** A line that has not come back for so long is given up for asking now and then. */
const PATIENCE_MS = 15_000

const box = document.querySelector<HTMLElement>('[data-live-case]')
const counts = new Map([...document.querySelectorAll<HTMLElement>('[data-count]')].map((element) => [element.dataset.count ?? '', element]))
const said = document.querySelector<HTMLElement>('[data-live-state]')

let line: EventSource | null = null
let last = ''
let seen = Number(box?.dataset.revision ?? 0)
let poll: ReturnType<typeof setInterval> | undefined
let giveUp: ReturnType<typeof setTimeout> | undefined

function address(once: boolean): string {
  const query = new URLSearchParams()
  if (box) {
    query.set('ho-so', box.dataset.liveCase ?? '')
    query.set('phien-ban', String(seen))
  }
  if (once) query.set('mot-lan', '1')
  else if (last) query.set('tu', last)
  return `/can-bo/song?${query}`
}

/** null for no answer, and for one that is a page: whose session has ended is shown the one to log in. */
async function fetchJson<T>(url: string): Promise<T | null> {
  const answer = await fetch(url).catch(() => null)
  return answer?.ok && answer.headers.get('content-type')?.startsWith('application/json') ? ((await answer.json()) as T) : null
}

function takeCounts(values: Record<string, string>): void {
  for (const [key, text] of Object.entries(values)) {
    const element = counts.get(key)
    if (element) element.textContent = text
  }
}

async function takeRevision(revision: number | null): Promise<void> {
  if (!box || revision === null || revision === seen) return
  seen = revision
  const told = await fetchJson<{ said: string | null }>(`${location.pathname}/thay-doi?phien-ban=${box.dataset.revision}`)
  const place = box.querySelector('p')
  if (place) place.textContent = told?.said ?? 'Hồ sơ vừa thay đổi sau khi trang này được mở.'
  box.hidden = false
}

function state(isLive: boolean): void {
  if (said) {
    said.hidden = isLive
    said.textContent = isLive ? '' : 'Mất kết nối trực tiếp: số liệu trên trang được hỏi lại mỗi phút.'
  }
}

async function ask(): Promise<void> {
  if (document.hidden) return
  const now = await fetchJson<{ counts: Record<string, string>; revision: number | null }>(address(true))
  if (!now) return
  takeCounts(now.counts)
  await takeRevision(now.revision)
}

function fallBack(): void {
  close()
  state(false)
  if (poll === undefined) {
    void ask()
    poll = setInterval(() => {
      void ask()
      open()
    }, POLL_MS)
  }
}

function close(): void {
  clearTimeout(giveUp)
  giveUp = undefined
  line?.close()
  line = null
}

function open(): void {
  if (line || document.hidden) return
  line = new EventSource(address(false))
  line.onopen = () => {
    clearTimeout(giveUp)
    giveUp = undefined
    clearInterval(poll)
    poll = undefined
    state(true)
  }
  line.addEventListener('so', (event) => {
    last = (event as MessageEvent<string>).lastEventId
    takeCounts(JSON.parse((event as MessageEvent<string>).data) as Record<string, string>)
  })
  line.addEventListener('ho-so', (event) => {
    void takeRevision((JSON.parse((event as MessageEvent<string>).data) as { revision: number }).revision)
  })
  line.onerror = () => {
    // Refused for good (too many lines, signed out): asked for now and then. Lost: the browser comes again by itself.
    if (line?.readyState === EventSource.CLOSED) fallBack()
    else giveUp ??= setTimeout(fallBack, PATIENCE_MS)
  }
}

// Browsers keep few connections to a host: a page that nobody looks at gives its own back.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) close()
  else open()
})
addEventListener('pagehide', close)
if ((counts.size > 0 || box) && 'EventSource' in window) open()
