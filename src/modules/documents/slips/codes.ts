import bwipjs from '@bwip-js/node'
import QRCode from 'qrcode'

/** QR code as SVG paths, error correction M, with its quiet zone left to the page. */
export const qrSvg = (text: string): Promise<string> => QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 })

/**
 * Code 128 of a dossier's code as SVG paths.
 * @throws when the text holds what Code 128 can't carry (anything but ASCII).
 */
export const barcodeSvg = (text: string): string =>
  bwipjs.toSVG({ bcid: 'code128', text, height: 9, includetext: false, paddingwidth: 0, paddingheight: 0 })

/** Codes that open the look-up page of a dossier. */
export async function lookupOf(lookupUrl: string, code: string) {
  const url = new URL(lookupUrl)
  const address = `${url.host}${url.pathname}`
  url.searchParams.set('ma', code)
  return { address, site: url.host, qr: await qrSvg(url.href), barcode: barcodeSvg(code) }
}
