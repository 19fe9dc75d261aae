import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterAnswer, afterFailure, type Circuit, placesNow, UNKNOWN } from './circuit.ts'

const start = new Date('2026-11-23T09:00:00+07:00')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const failed = (times: number, now = start, chance = 0): Circuit => {
  let circuit = UNKNOWN
  for (let i = 0; i < times; i++) circuit = afterFailure(circuit, now, chance)
  return circuit
}

describe('the circuit to a counterparty', () => {
  it('opens one place at a time, as answers come', () => {
    let circuit = UNKNOWN
    const places = [placesNow(circuit, start)]
    for (let i = 0; i < 5; i++) {
      circuit = afterAnswer(circuit)
      places.push(placesNow(circuit, start))
    }
    expect(places).toEqual([1, 2, 3, 4, 4, 4])
  })

  it.each([
    [2, 5],
    [3, 10],
    [4, 20],
    [5, 40],
    [6, 60],
    [500, 60],
  ])('rests after %i failures for %i s, then lets one try', (times, seconds) => {
    expect(placesNow(failed(times), later(seconds - 0.001))).toBe(0)
    expect(placesNow(failed(times), later(seconds))).toBe(1)
    expect(placesNow(failed(times, start, 1), later(seconds * 0.75))).toBe(1)
    expect(placesNow(failed(times, start, 1), later(seconds * 0.75 - 0.001))).toBe(0)
  })

  it('one failure makes it careful, one answer forgets all failures', () => {
    expect(placesNow(failed(1), start)).toBe(1)
    expect(placesNow(afterAnswer(failed(500)), start)).toBe(2)
    expect(placesNow(afterFailure(afterAnswer(afterAnswer(UNKNOWN)), start, 0), start)).toBe(1)
  })

  it('asks one that is away for a day at most once a minute after the first minutes, wherever chance falls', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (chances) => {
        let circuit = UNKNOWN
        let asked = 0
        for (let second = 0; second < 86_400; second += 10) {
          for (let place = placesNow(circuit, later(second)); place > 0; place = placesNow(circuit, later(second))) {
            circuit = afterFailure(circuit, later(second), chances.next().value ?? 0)
            asked++
          }
        }
        expect(asked).toBeLessThan(86_400 / 45 + 10)
        expect(asked).toBeGreaterThan(86_400 / 70)
      }),
      { numRuns: 20 },
    )
  })

  it('a clock put back does not lengthen a rest', () => {
    expect(placesNow(failed(500, later(86_400)), start)).toBe(1)
  })
})
