import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

// V8 makes objects in the old heap at once where long-lived ones were made before, in whatever else this process ran: what is
// measured here is what survives, not where it was made.
setFlagsFromString('--no-allocation-site-pretenuring')

/** Bytes in V8's old heap, where what outlives a request stays until it is marked. */
export const oldHeap = (): number => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0
