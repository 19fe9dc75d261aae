const ALLOWED_SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:'])
/** Browsers drop these inside an address, so `java\tscript:` would still run. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}]/gu

/** An address that may stand in `href`: a place on this site, or http(s), mailto, tel, sms; anything else becomes `#`. */
export function safeHref(address: string | null | undefined): string {
  if (!address) return '#'
  const bare = address.replace(INVISIBLE, '')
  if (bare.startsWith('//') || /^[/\\]+\\/.test(bare)) return '#'
  const scheme = /^([^/?#:]*):/.exec(bare)
  if (!scheme) return address.trim()
  return ALLOWED_SCHEMES.has(`${scheme[1]?.toLowerCase()}:`) ? address.trim() : '#'
}
