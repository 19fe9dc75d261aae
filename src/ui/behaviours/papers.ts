// A paper beside the form: nearer, farther, turned. Without it the paper opens by its link.

for (const viewer of document.querySelectorAll<HTMLElement>('[data-behaviour=paper]')) {
  let zoom = 1
  let turn = 0
  viewer.addEventListener('click', (event) => {
    const act = (event.target as Element).closest<HTMLElement>('[data-paper]')?.dataset.paper
    if (act === 'in') zoom = Math.min(4, zoom * 1.25)
    else if (act === 'out') zoom = Math.max(0.25, zoom / 1.25)
    else if (act === 'turn') turn = (turn + 90) % 360
    else return
    viewer.style.setProperty('--zoom', String(zoom))
    viewer.style.setProperty('--turn', `${turn}deg`)
  })
  for (const button of viewer.querySelectorAll<HTMLElement>('[data-paper]')) button.hidden = false
}
