import { getHeapSpaceStatistics } from 'node:v8'

/** Bytes in V8's old heap, where what outlives a request stays until it is marked. */
export const oldHeap = (): number => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0
