// A picture of a paper beside the form: nearer, farther, turned. Without it the paper opens by its link.

const ZOOM_STEP = 1.25

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'govuk-button govuk-button--secondary'
  made.textContent = text
  made.onclick = act
  return made
}

function enhance(image: HTMLImageElement) {
  const scroll = document.createElement('div')
  scroll.className = 'mc-paper-scroll'
  scroll.tabIndex = 0
  scroll.setAttribute('role', 'group')
  scroll.setAttribute('aria-label', image.alt)
  image.before(scroll)
  scroll.append(image)
  let zoom = 1
  let turns = 0

  function draw() {
    image.style.width = `${zoom * 100}%`
    image.style.rotate = `${turns * 90}deg`
    // A turned picture keeps its box upright; margins give the box the turned shape.
    const { offsetWidth: width, offsetHeight: height } = image
    image.style.margin = turns % 2 ? `${(width - height) / 2}px ${(height - width) / 2}px` : '0'
  }
  function change(by: number) {
    zoom = Math.min(4, Math.max(0.25, zoom * by))
    draw()
  }
  const tools = document.createElement('div')
  tools.className = 'mc-paper-tools'
  tools.append(
    button('Phóng to', () => change(ZOOM_STEP)),
    button('Thu nhỏ', () => change(1 / ZOOM_STEP)),
    button('Xoay', () => {
      turns = (turns + 1) % 4
      draw()
    }),
  )
  scroll.before(tools)
}

for (const image of document.querySelectorAll<HTMLImageElement>('img.mc-paper-image')) enhance(image)
