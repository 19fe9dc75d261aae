// A field to sign in with finger, pen or mouse; what was drawn goes along as a picture. Without it one signs on paper.

function offer(box: HTMLElement) {
  const kept = box.querySelector<HTMLInputElement>('input[type=hidden]')
  if (!kept) return
  const canvas = box.querySelector('canvas')
  const again = box.querySelector('button')
  if (!canvas || !again) return
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.lineWidth = 2.5
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  const place = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return [((event.clientX - left) * canvas.width) / width, ((event.clientY - top) * canvas.height) / height]
  }
  const empty = () => {
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    kept.value = ''
  }
  let drawing = false
  canvas.onpointerdown = (event) => {
    drawing = true
    canvas.setPointerCapture(event.pointerId)
    pen.beginPath()
    pen.moveTo(...place(event))
  }
  canvas.onpointermove = (event) => {
    if (!drawing) return
    pen.lineTo(...place(event))
    pen.stroke()
  }
  canvas.onpointerup = () => {
    drawing = false
    kept.value = canvas.toDataURL('image/png')
  }
  again.onclick = empty
  // What a refused post brought back stands in the field already.
  const before = kept.value
  empty()
  if (before) {
    const picture = new Image()
    picture.onload = () => {
      pen.drawImage(picture, 0, 0)
      kept.value = before
    }
    picture.src = before
  }
}

for (const box of document.querySelectorAll<HTMLElement>('[data-behaviour=signature]')) offer(box)
