const MAX_LENGTH = 150
/** Control and bidirectional characters, path separators and what Windows or a shell gives a meaning. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\\/:*?"<>|]/gu

const EXTENSIONS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'image/heif': 'heif',
}

/** A name that is safe to show and to save under: no path, no tricks, the ending that its content has. */
export function safeFileName(raw: string, mediaType: string): string {
  const base = raw.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const stem = base.replace(UNSAFE, ' ').replace(/\.[\p{L}\p{N}]{1,5}$/u, '').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '')
  const ending = EXTENSIONS[mediaType]
  const kept = [...stem].slice(0, MAX_LENGTH).join('').trim() || 'tep'
  return ending ? `${kept}.${ending}` : kept
}

/** The name as the sender knows it, made safe to repeat in a sentence. */
export function shownFileName(raw: string): string {
  const base = (raw.normalize('NFC').split(/[\\/]/).at(-1) ?? '').replace(UNSAFE, ' ').trim()
  return [...base].slice(0, 60).join('') || 'tệp'
}
