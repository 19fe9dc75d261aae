import { cleanText } from '../../../platform/text.ts'
import type { DraftCorrection } from '../../dossiers/index.ts'

/** One row of what the citizen finds wrong, as typed. */
export interface TypedCorrection {
  field: string
  should: string
  why: string
}

export interface CorrectionFault {
  row: number
  part: keyof TypedCorrection
  code: 'required' | 'unknown' | 'twice' | 'same' | 'too-long'
}

export const MAX_CORRECTIONS = 6
export const MAX_SHOULD = 500

const isEmpty = ({ field, should, why }: TypedCorrection): boolean => field === '' && should.trim() === '' && why.trim() === ''

/** What is wrong field by field: each row that has something names a field of the draft, what it should be and why. `shown`: the draft by its places. */
export function readCorrections(rows: readonly TypedCorrection[], shown: ReadonlyMap<string, string>): { corrections: DraftCorrection[]; faults: CorrectionFault[] } {
  const corrections: DraftCorrection[] = []
  const faults: CorrectionFault[] = []
  const named = new Set<string>()
  for (const [row, typed] of rows.slice(0, MAX_CORRECTIONS).entries()) {
    if (isEmpty(typed)) continue
    const fault = (part: CorrectionFault['part'], code: CorrectionFault['code']) => void faults.push({ row, part, code })
    const known = shown.get(typed.field)
    if (typed.field === '') fault('field', 'required')
    else if (known === undefined) fault('field', 'unknown')
    else if (named.has(typed.field)) fault('field', 'twice')
    named.add(typed.field)
    const [should, why] = [typed.should, typed.why].map((text) => cleanText(text, { max: MAX_SHOULD, multiline: true }))
    if (!should?.ok) fault('should', 'too-long')
    else if (should.text === '') fault('should', 'required')
    else if (should.text === known) fault('should', 'same')
    if (!why?.ok) fault('why', 'too-long')
    else if (why.text === '') fault('why', 'required')
    if (should?.ok && why?.ok) corrections.push({ field: typed.field, shown: known ?? '', should: should.text, why: why.text })
  }
  return { corrections, faults }
}
