/** Values by key that pages of this process are told of when they change: read for all of them at once, however many watch. */
export interface Watch<V> {
  /** Tells the value now and whenever it is another. @returns what ends it. */
  subscribe(key: string, told: (value: V) => void): () => void
  /** Looks soon: somebody said that something changed. */
  nudge(): void
  stop(): void
}

export interface WatchOptions<V> {
  /** A key that is not in the answer has no value. */
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>
  isSame: (one: V, other: V) => boolean
  /** Looks at least so often while anybody watches. */
  everyMs: number
  /** And no more often than that, however many hints come. */
  leastMs: number
}

export function createWatch<V>({ read, isSame, everyMs, leastMs }: WatchOptions<V>): Watch<V> {
  const watched = new Map<string, { listeners: Set<(value: V) => void>; last: { value: V } | null }>()
  let timer: NodeJS.Timeout | undefined
  let dueAt = Number.POSITIVE_INFINITY
  let lookedAt = Number.NEGATIVE_INFINITY
  let isLooking = false
  let stopped = false

  function plan(inMs: number): void {
    const at = Math.max(performance.now() + inMs, lookedAt + leastMs)
    if (stopped || watched.size === 0 || (timer && at >= dueAt)) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(() => void look(), Math.max(0, at - performance.now()))
  }

  async function look(): Promise<void> {
    timer = undefined
    dueAt = Number.POSITIVE_INFINITY
    if (isLooking) return plan(leastMs)
    isLooking = true
    lookedAt = performance.now()
    try {
      const values = await read([...watched.keys()])
      for (const [key, one] of watched) {
        const value = values.get(key)
        if (value === undefined || (one.last && isSame(one.last.value, value))) continue
        one.last = { value }
        for (const told of one.listeners) told(value)
      }
    } catch {
      // The database did not answer: the next look finds what this one missed.
    } finally {
      isLooking = false
      plan(everyMs)
    }
  }

  return {
    subscribe(key, told) {
      const one = watched.get(key) ?? { listeners: new Set(), last: null }
      watched.set(key, one)
      one.listeners.add(told)
      if (one.last) told(one.last.value)
      plan(0)
      return () => {
        one.listeners.delete(told)
        if (one.listeners.size === 0 && watched.get(key) === one) watched.delete(key)
        if (watched.size === 0) {
          clearTimeout(timer)
          timer = undefined
          dueAt = Number.POSITIVE_INFINITY
        }
      }
    },
    nudge: () => plan(0),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
