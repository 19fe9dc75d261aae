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
  const [text, picture] = box.querySelectorAll('input')
  const own = box.querySelector<HTMLElement>('button:not([data-take])')
  // Where the box has no button of its own, its form's first one sends what was read.
  const send = own ?? box.closest('form')?.querySelector('button')
  const take = box.querySelector<HTMLElement>('[data-take]')
  const said = box.querySelector('output')
  if (!text || !picture || !send || !take || !said) return
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
}
