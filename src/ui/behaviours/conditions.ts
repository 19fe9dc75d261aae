// Shows and hides the parts of a form that depend on other answers, as the server judges them too. Without it those parts
// stand folded under a sentence that says when they are asked.
import { holds } from '../../platform/feel/evaluate.ts'
import type { FeelTree } from '../../platform/feel/tree.ts'

/** How the text of a control becomes the value that conditions read. */
type Kind = 'truth' | 'number' | 'date' | 'address' | 'agency' | 'text'

const PART = '[data-only-when]'

for (const form of document.querySelectorAll<HTMLElement>('[data-behaviour=conditions]')) start(form)

function start(root: HTMLElement) {
  const kinds = Object.entries(JSON.parse(root.dataset.facts ?? '{}') as Record<string, Kind>)
  const parts = [...root.querySelectorAll<HTMLElement>(PART)].map((part) => ({
    part,
    tree: JSON.parse(part.dataset.onlyWhen ?? '["lit",true]') as FeelTree,
  }))
  for (const { part } of parts) unfold(part)

  // A part that goes takes its answers with it, and with them other parts: until nothing moves.
  function update() {
    for (let pass = 0; pass <= parts.length; pass += 1) {
      const scope = Object.fromEntries(kinds.map(([id, kind]) => [id, readValue(root, id, kind)]))
      scope.today = root.dataset.today ?? null
      const moved = parts.filter(({ part, tree }) => part.hidden === holds(tree, scope))
      for (const { part } of moved) part.hidden = !part.hidden
      if (moved.length === 0) return
    }
  }
  root.addEventListener('input', update)
  root.addEventListener('change', update)
  addEventListener('pageshow', update)
  update()
}

/** The fold was for readers without script. */
function unfold(part: HTMLElement) {
  const fold = part.firstElementChild
  if (fold?.tagName === 'DETAILS' && fold.lastElementChild) fold.replaceWith(...fold.lastElementChild.childNodes)
}

function readValue(root: HTMLElement, id: string, kind: Kind): unknown {
  if (kind === 'date') {
    const [year, month, day] = ['year', 'month', 'day'].map((name) => textOf(root, `${id}-${name}`))
    return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
  }
  if (kind === 'address') {
    const [province, commune, detail] = ['province', 'commune', 'detail'].map((name) => textOf(root, `${id}-${name}`))
    return province ? { province, commune, detail } : null
  }
  if (kind === 'agency') {
    const name = textOf(root, `${id}-name`)
    return name && { name }
  }
  const text = textOf(root, id)
  if (text === null || kind === 'text') return text
  if (kind === 'truth') return text === 'yes'
  const number = Number(text.replaceAll('.', '').replace(',', '.'))
  return Number.isFinite(number) ? number : null
}

/** What is typed or chosen; null when nothing is, or when the control is not asked. */
function textOf(root: HTMLElement, name: string): string | null {
  for (const control of root.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    `[name="${CSS.escape(name)}"]`,
  )) {
    if (control.closest(`${PART}[hidden]`)) continue
    if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && !control.checked) continue
    const text = control.value.trim()
    if (text) return text
  }
  return null
}
