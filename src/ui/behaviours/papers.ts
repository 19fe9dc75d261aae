// A picture of a paper beside the form: nearer, farther, turned. Without it the paper opens by its link.

function enhance(tools: Element) {
  const image = tools.nextElementSibling?.querySelector('img')
  if (!image) return
  let zoom = 1
  let turns = 0

  tools.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button')
    if (!button) return
    if (button.value) zoom = Math.min(4, Math.max(0.25, zoom * Number(button.value)))
    else turns = (turns + 1) % 4
    image.style.width = `${zoom * 100}%`
    image.style.rotate = `${turns * 90}deg`
    // A turned picture keeps its box upright; margins give the box the turned shape.
    const { offsetWidth: width, offsetHeight: height } = image
    image.style.margin = turns % 2 ? `${(width - height) / 2}px ${(height - width) / 2}px` : '0'
  })
}

for (const tools of document.querySelectorAll('.mc-paper-tools')) enhance(tools)
