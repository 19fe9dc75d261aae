// Shows and hides the parts of a form that depend on other answers, and says what is computed from them, as the server will.
// Without it those parts stand folded under a sentence that says when they are asked, and what is computed comes when the form is saved.
import { holds } from '../../platform/feel/evaluate.ts'
import type { FeelTree } from '../../platform/feel/tree.ts'
import { type LiveFact, PART, placeOf, scopeOf } from './parts/live-facts.ts'
import { isVietnamese, whenShown } from './parts/telling.ts'

const TRUTHS = isVietnamese() ? ['Không', 'Có'] : ['No', 'Yes']

whenShown(() => {
  for (const form of document.querySelectorAll<HTMLElement>('[data-behaviour=conditions]')) start(form)
})

function start(root: HTMLElement) {
  const facts = Object.entries(JSON.parse(root.dataset.facts ?? '{}') as Record<string, LiveFact>)
  const parts = [...root.querySelectorAll<HTMLElement>(PART)].map((part) => ({
    part,
    tree: JSON.parse(part.dataset.onlyWhen ?? '["lit",true]') as FeelTree,
  }))
  for (const { part } of parts) unfold(part)

  // A part that goes takes its answers with it, and with them other parts: until nothing moves.
  function update() {
    let scope = scopeOf(root, facts, root.dataset.today ?? null)
    for (let pass = 0; pass <= parts.length; pass += 1) {
      const moved = parts.filter(({ part, tree }) => part.hidden === holds(tree, scope))
      for (const { part } of moved) part.hidden = !part.hidden
      if (moved.length === 0) break
      scope = scopeOf(root, facts, root.dataset.today ?? null)
    }
    for (const [id, [kind]] of facts) if (kind === 'value' || kind === 'words') say(placeOf(root, id), scope[id])
  }
  root.addEventListener('input', ({ target }) => {
    // The lunar day of the date before comes anew when the form is saved.
    const date = target as HTMLInputElement
    if (/-(day|month|year)$/.test(date.name)) date.closest('fieldset')?.querySelector('[data-lunar]')?.remove()
    update()
  })
  root.addEventListener('change', update)
  addEventListener('pageshow', update)
  update()
}

function say(place: HTMLElement | null, value: unknown) {
  const said = place?.querySelector('output')
  if (!place || !said) return
  place.hidden = value === null
  const text = value === null ? '' : typeof value === 'boolean' ? (TRUTHS[Number(value)] ?? '') : String(value)
  if (said.textContent === text) return
  said.textContent = text
  said.lang = /[^ -~]/.test(text) ? 'vi' : ''
}

/** The fold was for readers without script. */
function unfold(part: HTMLElement) {
  delete part.dataset.folded
  const fold = part.firstElementChild
  if (fold?.tagName === 'DETAILS' && fold.lastElementChild) fold.replaceWith(...fold.lastElementChild.childNodes)
}
