import type { Chance } from '../chance.ts'
import type { Errand } from './books.ts'

export interface Visitor {
  number: number
  /** Minute of the day in which they come in. */
  comes: number
  errand: Errand
  /** The words on the kiosk's tile. */
  service: string
  priority: boolean
  /** Went out for air when called the first time. */
  absent: boolean
  /** Stood in the wrong line: the officer sends them on. */
  sentOn: boolean
  /** Minutes at the counter. */
  takes: number
}

const MORNING = { from: 7 * 60 + 10, to: 11 * 60 + 10 }
const AFTERNOON = { from: 12 * 60 + 50, to: 16 * 60 + 20 }

/** So many people over a day, in the order in which they come: more before noon than after it, some in the lunch hour. */
export function visitorsOf(count: number, chance: Chance): Visitor[] {
  return Array.from({ length: count }, () => {
    const when = chance.happens(0.58) ? MORNING : AFTERNOON
    const errand = chance.one<Errand>(['certify', 'certify', 'certify', 'certify', 'extract', 'status', 'status', 'birth', 'ask', 'refused'])
    const isCertifying = errand === 'certify' || errand === 'refused'
    return {
      comes: chance.between(when.from, when.to),
      errand,
      service: errand === 'ask' ? chance.one(['Đất đai', 'Hộ tịch']) : isCertifying ? 'Chứng thực' : 'Hộ tịch',
      priority: chance.happens(0.12),
      absent: chance.happens(0.06),
      sentOn: chance.happens(0.05),
      takes: chance.between(3, 9),
    }
  })
    .toSorted((a, b) => a.comes - b.comes)
    .map((one, number) => ({ ...one, number }))
}
