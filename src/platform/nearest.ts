/** How many letters must be put in, taken out, changed or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same, swapped))
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}

const LONGEST = 100

/** The word that was probably meant by one that isn't in the list; null when none is like it. */
export function nearest(word: string, list: readonly string[]): string | null {
  if (word.length > LONGEST) return null
  const near = list.flatMap((one) => {
    const apart = one.length > LONGEST ? Infinity : distance(word.toLowerCase(), one.toLowerCase())
    return apart <= Math.max(1, Math.floor(Math.min(word.length, one.length) / 3)) ? [{ one, apart }] : []
  })
  return near.sort((a, b) => a.apart - b.apart)[0]?.one ?? null
}
