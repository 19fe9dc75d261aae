const decode = (text: string) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
/** An attribute of a tag as the browser reads it. */
export const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : decode(found)
}

/** What a browser without script posts from the page. */
export function posted(html: string): Record<string, string> {
  const body: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input(?:[^>"]|"[^"]*")*>/g)) {
    const type = attribute(tag, 'type')
    const name = attribute(tag, 'name')
    if (!name || ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag))) continue
    body[name] = attribute(tag, 'value') ?? ''
  }
  for (const [, head = '', text = ''] of html.matchAll(/<textarea([^>]*)>([^<]*)<\/textarea>/g))
    body[attribute(head, 'name') ?? ''] = decode(text)
  for (const [, head = '', inner = ''] of html.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = [...inner.matchAll(/<option[^>]*>/g)].map(([tag]) => tag).find((tag) => /\sselected/.test(tag))
    body[attribute(head, 'name') ?? ''] = chosen ? (attribute(chosen, 'value') ?? '') : ''
  }
  return body
}
