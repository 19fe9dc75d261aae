export interface Form {
  /** Null where the form goes to the page's own address. */
  action: string | null
  method: 'get' | 'post'
  multipart: boolean
  /** What a browser would send if nothing were touched. */
  fields: Record<string, string | string[]>
  /** Names of everything that can be typed, chosen or ticked, with its kind. */
  controls: { name: string; kind: string; value: string }[]
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }
export const unescaped = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_all, name: string) => ENTITIES[name] ?? '')

/** What may stand in a start tag: a value in quotes may hold «>». */
const INSIDE = '(?:"[^"]*"|[^">])*'
const CONTROL = new RegExp(`<input(?=[\\s>/])${INSIDE}>|<textarea(?=[\\s>])${INSIDE}>[\\s\\S]*?</textarea>|<select(?=[\\s>])${INSIDE}>[\\s\\S]*?</select>`, 'g')
const OPENING = new RegExp(`^<[\\w-]+${INSIDE}>`)
const openingOf = (source: string): string => OPENING.exec(source)?.[0] ?? ''

/** Attributes of a start tag as our own pages write it. */
export function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name, value] of tag.replace(/^<[\w-]+/, '').matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) if (name) found.set(name.toLowerCase(), unescaped(value ?? ''))
  return found
}

export const tagsOf = (html: string, name: string): Map<string, string>[] => [...html.matchAll(new RegExp(`<${name}(?=[\\s>/])${INSIDE}>`, 'g'))].map(([tag]) => attributesOf(tag))

/** The post form of a page's own matter: not the one that signs out. */
export function mainForm(html: string): Form {
  const form = formsOf(html).find((one) => one.method === 'post' && !one.action?.endsWith('/dang-xuat'))
  if (!form) throw new Error('The page has no form.')
  return form
}

/** The forms of a page that was rendered by us. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form(?=[\s>])[^>]*>[\s\S]*?<\/form>/g)].map(([source]) => {
    const opening = attributesOf(openingOf(source))
    const form: Form = {
      action: opening.get('action') ?? null,
      method: opening.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
      multipart: opening.get('enctype') === 'multipart/form-data',
      fields: {},
      controls: [],
    }
    for (const [control] of source.matchAll(CONTROL)) read(form, control)
    return form
  })
}

function read(form: Form, control: string): void {
  const attributes = attributesOf(openingOf(control))
  const name = attributes.get('name')
  if (!name || attributes.has('disabled')) return
  if (control.startsWith('<textarea')) {
    add(form, name, 'textarea', unescaped(control.slice(openingOf(control).length, -'</textarea>'.length)))
    return
  }
  if (control.startsWith('<select')) {
    const options = tagsOf(control, 'option')
    const chosen = options.find((option) => option.has('selected')) ?? options[0]
    add(form, name, 'select', chosen?.get('value') ?? '')
    return
  }
  const kind = attributes.get('type') ?? 'text'
  const value = attributes.get('value') ?? (kind === 'checkbox' ? 'on' : '')
  const unsent = kind === 'file' || kind === 'submit' || ((kind === 'radio' || kind === 'checkbox') && !attributes.has('checked'))
  if (unsent) form.controls.push({ name, kind, value })
  else add(form, name, kind, value)
}

function add(form: Form, name: string, kind: string, value: string): void {
  form.controls.push({ name, kind, value })
  const known = form.fields[name]
  form.fields[name] = known === undefined ? value : [known, value].flat()
}
