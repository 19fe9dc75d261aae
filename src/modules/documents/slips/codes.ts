import bwipjs from '@bwip-js/node'
import QRCode from 'qrcode'

/** QR code as an SVG path, error correction M, with its quiet zone left to the page. Each row's dark runs are strokes of a pen as wide as a row. */
export const qrSvg = (text: string): string => drawQr(QRCode.create(text, { errorCorrectionLevel: 'M' }))

function drawQr({ modules: { size, data } }: QRCode.QRCode): string {
  const rows: string[] = []
  for (let y = 0; y < size; y++) {
    let [row, pen] = ['', 0]
    for (let x = 0; x < size; x++) {
      const from = x
      while (x < size && data[y * size + x]) x++
      if (x === from) continue
      row += row === '' ? `M${from} ${y}.5h${x - from}` : `m${from - pen} 0h${x - from}`
      pen = x
    }
    rows.push(row)
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path stroke="#000" d="${rows.join('')}"/></svg>`
}

/** Height of a bar in widths of the narrowest; the page draws it as low as it has room for. */
const BAR = 50

/**
 * Code 128 of a dossier's code as an SVG path.
 * @throws when the text holds what Code 128 can't carry (anything but ASCII).
 */
export function barcodeSvg(text: string): string {
  const [code] = bwipjs.raw({ bcid: 'code128', text })
  if (!code || !('sbs' in code)) throw new Error(`«${text}» has no bars.`)
  const bars: string[] = []
  let width = 0
  // A bar, a gap, a bar, …
  for (const [at, part] of code.sbs.entries()) {
    if (at % 2 === 0) bars.push(`M${width} 0h${part}v${BAR}h-${part}z`)
    width += part
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${BAR}"><path d="${bars.join('')}"/></svg>`
}

/** Codes that open the look-up page of a dossier. */
export function lookupOf(lookupUrl: string, code: string) {
  const url = new URL(lookupUrl)
  const address = `${url.host}${url.pathname}`
  url.searchParams.set('ma', code)
  return { address, site: url.host, qr: lookupQr(url.href, code), barcode: barcodeSvg(code) }
}

/** What two characters of a QR code take eleven bits for, digits, capitals and nine signs: of such a dossier's code is made. */
const SHORT = /^[0-9A-Z.-]+$/

/** An address in two parts, its end in the shorter form: the library would find them, but by a search of all ways to divide it. */
function lookupQr(address: string, code: string): string {
  if (!SHORT.test(code) || !address.endsWith(code)) return qrSvg(address)
  const parts = [
    { data: Buffer.from(address.slice(0, -code.length)), mode: 'byte' as const },
    { data: code, mode: 'alphanumeric' as const },
  ]
  return drawQr(QRCode.create(parts, { errorCorrectionLevel: 'M' }))
}
