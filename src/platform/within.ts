/** Waits for the work, but not longer: what is late is left to itself. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  const done = work.then(() => undefined)
  done.catch(() => undefined)
  await Promise.race([done, late]).finally(() => clearTimeout(timer))
}
