import { civilDateOf } from '../../platform/clock.ts'
import type { PackageData } from '../documents/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import { type Answers, printAnswers } from '../forms/index.ts'
import type { CaseAgency, CasePackage } from './ports.ts'

export interface ResultFacts {
  row: DossierRow
  version: CasePackage
  agency: CaseAgency
  answers: Answers
  /** What the officer entered with the draft; none where the package asks for nothing. */
  entries: Answers | null
  /** As written on the paper; empty in a draft. */
  number: string
  book: string
  registeredOn: Date | null
  identityNumber: string | null
  signer: { authority: string; title: string; name: string }
  lookupUrl: string
}

/** What the printed data of a result are sealed under. */
export const printedContext = (dossierId: string): string => `processing.result:${dossierId}:printed`

/** What the result's template reads: the answers as people read them, and what the office adds. */
export function resultData(facts: ResultFacts): PackageData {
  const { row, version, agency } = facts
  const registry = agency.parentName ?? agency.nameVi
  return {
    dossier: { code: row.code, submittedAt: row.submitted_at },
    answers: printAnswers(version.form, facts.answers, 'vi'),
    result: {
      number: facts.number,
      book: facts.book,
      registeredOn: facts.registeredOn ? civilDateOf(facts.registeredOn) : null,
      registry,
      identityNumber: facts.identityNumber,
      signer: facts.signer,
      ...(version.result.entries ? { entries: printAnswers(version.result.entries, facts.entries ?? {}, 'vi') } : {}),
    },
    agency: { name: registry, place: agency.place ?? '' },
    lookup: { url: facts.lookupUrl, code: row.code },
  }
}
