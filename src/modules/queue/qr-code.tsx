import QRCode from 'qrcode'

const QUIET = 2

/** A QR code as one path: scales, prints, and needs no picture. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  let path = ''
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (data[y * size + x]) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`
  const whole = size + 2 * QUIET
  return (
    <svg viewBox={`0 0 ${whole} ${whole}`} width="160" height="160" role="img" aria-label={name} shape-rendering="crispEdges">
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
