import { AnswersSummary, type FormDefinition } from '../../forms/index.ts'
import type { DraftMade } from '../drafts-made.ts'

/** What the officer entered for a draft of the result, for whoever approves it. */
export function Entered({ entries, draft, headingLevel = 2 }: { entries: FormDefinition | null; draft: DraftMade | undefined; headingLevel?: 2 | 3 }) {
  if (!entries || !draft?.entries) return null
  return <AnswersSummary form={entries} answers={draft.entries} lang="vi" headingLevel={headingLevel} />
}
