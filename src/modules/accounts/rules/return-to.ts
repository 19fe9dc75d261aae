/** Where to go after login: a path of this site, nothing that a browser could read as another host. */
export function safeReturnTo(asked: string | undefined, fallback: string): string {
  if (!asked || asked.length > 1000 || !asked.startsWith('/')) return fallback
  if (/^\/[/\\]|[\\\p{Cc}\s]/u.test(asked)) return fallback
  const resolved = URL.parse(asked, 'http://here.invalid')
  if (resolved?.host !== 'here.invalid') return fallback
  const path = `${resolved.pathname}${resolved.search}${resolved.hash}`
  return path.startsWith('//') ? fallback : path
}

/** Carries the page to return to on to the next address; whoever uses it at last asks `safeReturnTo`. */
export const returnQuery = (asked: string | undefined): string => (asked ? `?ve=${encodeURIComponent(asked.slice(0, 1000))}` : '')
