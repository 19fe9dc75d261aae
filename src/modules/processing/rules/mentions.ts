import { foldVietnamese } from '../../../platform/text.ts'

export interface Named {
  staffId: string
  name: string
}

/** Who is named with an @ in a text: by full name, with or without marks; of names that begin alike the longest counts. */
export function mentionsIn(text: string, people: readonly Named[]): Named[] {
  const folded = foldVietnamese(text)
  const byLength = people.map((one) => ({ ...one, folded: foldVietnamese(one.name) })).filter((one) => one.folded !== '').sort((a, b) => b.folded.length - a.folded.length)
  const found = new Map<string, Named>()
  for (let at = folded.indexOf('@'); at >= 0; at = folded.indexOf('@', at + 1)) {
    const rest = folded.slice(at + 1).trimStart()
    const named = byLength.find((one) => rest.startsWith(one.folded) && !/^[\p{L}\p{N}]/u.test(rest.slice(one.folded.length)))
    // Two of one name are both told: nobody knows which was meant.
    if (named) for (const one of byLength.filter((other) => other.folded === named.folded)) found.set(one.staffId, { staffId: one.staffId, name: one.name })
  }
  return [...found.values()]
}
