import { describe, expect, it } from 'vitest'
import { bucketOf, typicalMinutes } from './step-times.ts'

describe('the usual time of a step', () => {
  it.each([[0, 0], [15, 0], [16, 1], [30, 1], [31, 2], [480, 5], [1e9, 14]])('%i minutes fall into span %i', (minutes, bucket) => expect(bucketOf(minutes)).toBe(bucket))
  it('is the mean of the span in which three of four are done, once enough were done', () => {
    const spans = (...steps: number[]) => steps.map((count, bucket) => ({ bucket, steps: count, minutes: count * 15 * 2 ** bucket }))
    expect(typicalMinutes([])).toBeNull()
    expect(typicalMinutes(spans(4))).toBeNull()
    expect(typicalMinutes(spans(5))).toBe(15)
    expect(typicalMinutes(spans(2, 6, 2))).toBe(30)
    expect(typicalMinutes(spans(2, 2, 6))).toBe(60)
  })
})
