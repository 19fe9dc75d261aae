import { type Answer, type Page, page, withHeaders } from '../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../platform/problems.ts'
import type { Refusal } from '../../platform/result.ts'
import type { Lang } from '../../platform/words.ts'
import { sayFault } from './fault-words.ts'
import type { Fault } from './types.ts'

/** What a refused form shows again: sentences for the summary, and beside each field. */
export interface Mistakes {
  summary: { href?: string; text: string }[]
  of(field: string): string | undefined
}

export const NO_MISTAKES: Mistakes = { summary: [], of: () => undefined }

/** Fields whose first control has another id than the field. */
const ANCHORS: Record<string, string> = { birthDate: 'birthDate-day' }

/** Mistakes of fields, or else the refusal's own sentence, at a field if it belongs to one. */
export function mistakesOf(lang: Lang, refusal: Refusal, faults: readonly Fault[] = [], at?: string): Mistakes {
  if (faults.length === 0) {
    const text = sentenceOf(refusal, lang)
    return { summary: [{ text, ...(at ? { href: `#${at}` } : {}) }], of: (field) => (field === at ? text : undefined) }
  }
  const said = faults.map((fault) => ({ field: fault.field, text: sayFault(lang, fault) }))
  return {
    summary: said.map(({ field, text }) => ({ href: `#${ANCHORS[field] ?? field}`, text })),
    of: (field) => said.find((one) => one.field === field)?.text,
  }
}

/** The form again with its mistakes: the refusal's status, and when to try again where it says. */
export function showAgain(content: Page, refusal: Refusal): Answer {
  const answer = page({ ...content, status: getProblem(refusal.code).status })
  const seconds = refusal.params?.seconds
  return seconds === undefined ? answer : withHeaders(answer, { 'retry-after': String(seconds) })
}
