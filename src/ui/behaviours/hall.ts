// A kiosk: goes back to its start when nobody touches it, prints a fresh number, and offers keys where there is no keyboard.
const WARN_MS = 10_000

const frame = document.querySelector<HTMLElement>('[data-behaviour=idle]')
const dialog = document.querySelector<HTMLDialogElement>('.mc-hall__still')

function watch(place: HTMLElement) {
  const home = place.dataset.home ?? '/'
  const whole = Number(place.dataset.seconds ?? 45) * 1000
  let warning: ReturnType<typeof setTimeout> | undefined
  let going: ReturnType<typeof setTimeout> | undefined
  function begin() {
    clearTimeout(warning)
    clearTimeout(going)
    if (dialog?.open) dialog.close()
    warning = setTimeout(() => dialog?.showModal(), Math.max(0, whole - WARN_MS))
    // Replaced, so that going back does not show what was on the screen.
    going = setTimeout(() => location.replace(home), whole)
  }
  for (const name of ['pointerdown', 'keydown', 'input', 'scroll']) addEventListener(name, begin, { passive: true })
  begin()
}

// A page that comes back out of the browser's memory was somebody else's.
addEventListener('pageshow', (event) => event.persisted && location.reload())

function keypad(place: HTMLElement) {
  const field = document.getElementById(place.dataset.for ?? '') as HTMLInputElement | null
  if (!field) return
  place.addEventListener('click', ({ target }) => {
    const key = (target as Element).closest('button')
    if (!key) return
    field.value = key.value ? field.value + key.value : field.value.slice(0, -1)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

if (frame) watch(frame)
for (const place of document.querySelectorAll<HTMLElement>('[data-behaviour=keypad]')) keypad(place)
if (document.querySelector('[data-behaviour=print-now]')) addEventListener('load', () => print())
