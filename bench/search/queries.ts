import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { familyOf } from '../../src/modules/procedures/search/name-parts.ts'
import type { SearchDocument } from '../../src/modules/procedures/search/types.ts'
import { disturbed, type Judged, questionOn, randomFrom } from './disturbed.ts'

const SEED = 20_261_122
const BY_NAME = 300
export const TYPING_ERRORS = 'made: typing errors'

/** The judged queries, the same with typing errors, and questions made from names; the same every time. */
export function allQueries(docs: readonly SearchDocument[]): Judged[] {
  const judged = readFileSync(join(import.meta.dirname, 'relevance.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Judged)
  const random = randomFrom(SEED)
  const typed = judged.filter(({ set }) => !/faq|bare/.test(set)).map((one) => ({ ...one, id: `${one.id}-typo`, set: TYPING_ERRORS, query: disturbed(one.query, random) }))
  const national = docs.filter(({ type, status }) => type === 'STANDARD' && status === 'current')
  const families = Map.groupBy(national, ({ name }) => familyOf(name))
  const asked = Array.from({ length: BY_NAME }, (_, i): Judged => {
    const doc = national[Math.floor(random() * national.length)] ?? national[0]
    const codes = (families.get(familyOf(doc?.name ?? '')) ?? []).map(({ code }) => ({ code, grade: 2 }))
    return { id: `name-${i}`, set: 'made: by official name', query: questionOn(doc?.name ?? '', random), relevant: codes }
  })
  return [...judged, ...typed, ...asked]
}

/** Codes that a good answer has among its first. */
export function wantedBy({ relevant }: Judged): Set<string> {
  const best = Math.max(...relevant.map(({ grade }) => grade))
  return new Set(relevant.filter(({ grade }) => grade === best).map(({ code }) => code))
}
