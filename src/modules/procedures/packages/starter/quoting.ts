/** JSON's strings are YAML's too, whatever stands in them. */
export const quoted = (text: string, longest = 1500): string => JSON.stringify(text.replace(/\s+/g, ' ').trim().slice(0, longest))
export const both = (vi: string, en: string = vi): string => `{ vi: ${quoted(vi)}, en: ${quoted(en)} }`

/** Text as it stands in Typst's code, where nothing in it is markup. */
export const asTypst = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
