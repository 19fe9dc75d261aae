// Reads the QR code of an identity card with the camera, where the browser can. Without it one types, pastes or uses a reader.

import { whenShown } from './parts/telling.ts'

interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>
}
const Maker = (window as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector

whenShown(() => {
  if (Maker) for (const box of document.querySelectorAll<HTMLElement>('[data-behaviour=card]')) offer(box, new Maker({ formats: ['qr_code'] }))
})

function offer(box: HTMLElement, detector: Detector) {
  const text = box.querySelector('input')
  const own = box.querySelector('button')
  // Where the box has no button of its own, its form's first one sends what was read.
  const send = own ?? box.closest('form')?.querySelector('button')
  if (!text || !send) return
  const picture = document.createElement('input')
  picture.type = 'file'
  picture.accept = 'image/*'
  picture.setAttribute('capture', 'environment')
  picture.hidden = true
  const take = document.createElement('button')
  take.type = 'button'
  take.className = 'govuk-button govuk-button--secondary'
  take.textContent = box.dataset.take ?? ''
  const said = document.createElement('p')
  said.className = 'govuk-body'
  said.setAttribute('role', 'status')
  take.onclick = () => picture.click()
  picture.onchange = async () => {
    said.textContent = ''
    const file = picture.files?.[0]
    // Never sent as a file: only what the code says.
    picture.value = ''
    const found = file ? await createImageBitmap(file).then((bitmap) => detector.detect(bitmap)).catch(() => []) : []
    const value = found[0]?.rawValue
    if (!value) said.textContent = box.dataset.unread ?? ''
    else {
      text.value = value
      send.click()
    }
  }
  if (own) own.after(' ', take, picture, said)
  else box.append(take, picture, said)
}
