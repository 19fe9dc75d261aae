export type Lang = 'vi' | 'en'

type Shape<T> = { [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => R : T[K] extends string ? string : Shape<T[K]> }

const tables: { vi: object; en: object }[] = []

/** A folder's sentences in both languages; English must have exactly the keys of Vietnamese. */
export function defineWords<const V extends object>(table: { vi: V; en: Shape<V> }): (lang: Lang) => Shape<V> {
  tables.push(table)
  return (lang) => (lang === 'vi' ? (table.vi as unknown as Shape<V>) : table.en)
}

/** Every table of sentences that was loaded, for the completeness test. */
export const allWords = (): readonly { vi: object; en: object }[] => tables

/** An address of the site in the reader's language: English pages stand under /en. */
export function href(lang: Lang, path: string): string {
  if (lang === 'vi') return path
  return path === '/' ? '/en' : `/en${path}`
}
