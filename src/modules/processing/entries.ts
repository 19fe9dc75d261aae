import type { DossierRow } from '../dossiers/index.ts'
import { type Answers, type Asking, factsOf, type FormDefinition, type RawAnswers, readAnswers, withFacts } from '../forms/index.ts'
import type { CasePackage } from './ports.ts'

/** Day and places under which what officers enter is judged. */
export type AskingOffice = () => Promise<Asking>

const CHANNELS: Readonly<Record<number, string>> = { 1: 'counter', 2: 'online', 3: 'post' }

/** What the officer enters in the result of this dossier, its conditions knowing the answers; null where the package asks for nothing. */
export function entriesForm(version: CasePackage, row: Pick<DossierRow, 'channel' | 'case_key'>, answers: Answers): FormDefinition | null {
  const { entries } = version.result
  return entries && withFacts(entries, factsOf(version.form, answers, { channel: CHANNELS[row.channel] ?? null, caseKey: row.case_key }))
}

/** The entries' own controls of all that was sent, as typed. */
export const typedEntries = (version: CasePackage, sent: RawAnswers | undefined): RawAnswers | null => (version.result.entries ? readAnswers(version.result.entries, sent ?? {}) : null)
