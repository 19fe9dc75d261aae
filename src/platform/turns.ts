/**
 * Work in small pieces that must not crowd out short requests: whoever waits for a turn gets it alone, and everything else
 * that is ready in the event loop comes before the next one.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return last
  }
}
