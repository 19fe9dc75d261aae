// The officer's keyboard: ? shows the keys, / goes to the search, j and k (or arrows, once on a row) walk the rows, Enter opens one, and whatever on
// the page carries data-key is pressed by that key (or keys in turn: "g h"). Everything can be done without it.

const GAP_MS = 1200

const rows = () =>
  [...document.querySelectorAll<HTMLElement>('.mc-table tbody tr')].filter((row) => row.querySelector('a'))

function walk(step: number) {
  const all = rows()
  const here = all.findIndex((row) => row.classList.contains('mc-row-here'))
  const next = all[Math.min(all.length - 1, Math.max(0, here + step))]
  if (!next) return
  all[here]?.classList.remove('mc-row-here')
  next.classList.add('mc-row-here')
  next.querySelector<HTMLElement>('a')?.focus()
  next.scrollIntoView({ block: 'nearest' })
}

function fillList(dialog: HTMLDialogElement) {
  const list = dialog.querySelector('dl')
  if (!list || list.dataset.filled) return
  list.dataset.filled = 'yes'
  const seen = new Set<string>()
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = element.dataset.key ?? ''
    if (seen.has(key)) continue
    seen.add(key)
    const term = document.createElement('dt')
    const badge = document.createElement('kbd')
    badge.textContent = key
    term.append(badge)
    const meaning = document.createElement('dd')
    meaning.textContent = element.dataset.keyName ?? element.textContent?.trim() ?? ''
    list.append(term, meaning)
  }
}

function showKeys() {
  const dialog = document.querySelector<HTMLDialogElement>('dialog.mc-keys')
  if (!dialog || dialog.open) return
  fillList(dialog)
  dialog.showModal()
}

function press(keys: string): boolean {
  const target = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.dataset.key === keys,
  )
  if (!target) return false
  if (target instanceof HTMLAnchorElement || target instanceof HTMLButtonElement) target.click()
  else target.focus()
  return true
}

/** Arrows walk the rows once one is there; before that they scroll the page. */
const onRow = () => Boolean(document.activeElement?.closest('.mc-row-here'))

function own(key: string): boolean {
  if (key === 'j' || (key === 'ArrowDown' && onRow())) walk(1)
  else if (key === 'k' || (key === 'ArrowUp' && onRow())) walk(-1)
  else if (key === '?') showKeys()
  else return false
  return true
}

let before = ''
let beforeAt = 0

document.addEventListener('keydown', (event) => {
  const typing = (event.target as Element).closest(
    'input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]',
  )
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const sequence = before && event.timeStamp - beforeAt < GAP_MS ? `${before} ${event.key}` : ''
  before = event.key
  beforeAt = event.timeStamp
  if (document.querySelector('dialog[open]')) return
  const done = (sequence !== '' && press(sequence)) || press(event.key) || own(event.key)
  if (done) event.preventDefault()
})

for (const button of document.querySelectorAll('[data-behaviour=keys]')) button.addEventListener('click', showKeys)
