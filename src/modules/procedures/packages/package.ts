import type { CivilDate } from '../../../platform/clock.ts'
import type { Answers, FormDefinition } from '../../forms/index.ts'
import type { Deadline, ProcedureDefinition, Span } from './definition.ts'
import { type FeeDue, feesFor } from './fees.ts'
import { answersOfPart, type Outcomes, partApplies } from './linked/answers.ts'
import type { Linked, LinkedPart } from './linked/definition.ts'
import {
  type ApplicableComponent,
  componentsFor,
  deadlineFor,
  type PeopleOfDossier,
  peopleOf,
  subjectFor,
} from './rules.ts'
import type { Channel } from './schema.ts'

/** 1 counter, 2 online, 3 post: as dossiers and the national sync number them. */
const CHANNEL_OF = { 1: 'counter', 2: 'online', 3: 'post' } as const
export type ChannelNumber = keyof typeof CHANNEL_OF

/** One immutable version of a procedure's package: the procedure, its form and its process, pinned together. */
export interface Package {
  versionId: string
  code: string
  /** Running number of the version of this procedure, from 1. */
  number: number
  /** SHA-256 over the files that make the version. */
  hash: string
  publishedAt: Date
  definition: ProcedureDefinition
  form: FormDefinition
  formVersionId: string
  /** Null for linked procedures, as `processXml`. */
  processDefinitionId: string | null
  /** Source of the process, for drawing it. */
  processXml: string | null
  /** Names of the files of the version, the templates among them. */
  files: readonly string[]

  name: { vi: string; en: string }
  level: 'ministry' | 'province' | 'commune'
  cases: readonly { key: string; label: { vi: string; en: string }; hint?: { vi: string; en: string } }[]
  resultWays: readonly Channel[]
  declaration: { version: string; text: { vi: string; en: string } }
  acknowledgementHours: number
  retentionClass: string
  period(channel: ChannelNumber, caseKey: string): Deadline
  components(caseKey: string, answers: Answers, channel?: ChannelNumber): ApplicableComponent[]
  /** The fees as the answers make them fall due. */
  fees(caseKey: string, answers: Answers, today: CivilDate, channel?: ChannelNumber): FeeDue[]
  subjectOf(answers: Answers): { subject: string; ownerName: string; ownerNumber: string | null }
  peopleOf(answers: Answers): PeopleOfDossier
  /** The time limit as it is published and printed on slips. */
  timeLimit: string
  /** What a linked procedure consists of; null for all others. */
  parts: readonly PartOfPackage[] | null
  supplementWithin: Deadline
  /** Time in which the citizen checks the draft of the result; null where this channel has no such step. */
  confirmWithin(channel: ChannelNumber): Deadline | null
  asksIdentityNumber: boolean
  /** The paper that ends the procedure: the series its numbers come from, how they are written, whether they stand in a book, what the officer enters. */
  result: { title: string; series: string; pattern: string; hasBook: boolean; template: string; entries: FormDefinition | null }
  /** Folder that holds this version's own templates. */
  templateFolder(): Promise<string>
}

/** A procedure that a linked one carries out, with the time limits that hold for it there. */
export interface PartOfPackage extends Pick<LinkedPart, 'id' | 'procedure' | 'caseKey' | 'after' | 'acknowledgementHours' | 'papers'> {
  place: string | null
  terms: { period: Deadline; supplementWithin: Deadline }
  applies(answers: Answers): boolean
  answers(whole: Answers, form: FormDefinition, outcomes: Outcomes): Record<string, unknown>
}

export interface PackageParts {
  templateFolder: () => Promise<string>
  versionId: string
  number: number
  hash: string
  publishedAt: Date
  definition: ProcedureDefinition
  form: FormDefinition
  formVersionId: string
  processDefinitionId: string | null
  processXml: string | null
  files: readonly string[]
}

/** A version with its rules at hand. */
export function assemblePackage(parts: PackageParts): Package {
  const { definition, form } = parts
  return {
    ...parts,
    code: definition.code,
    name: definition.name,
    level: definition.level,
    cases: definition.cases.map(({ key, label, hint }) => ({ key, label, ...(hint ? { hint } : {}) })),
    resultWays: definition.resultWays,
    declaration: definition.declaration,
    acknowledgementHours: definition.acknowledgementHours,
    retentionClass: definition.retention.class,
    period: (channel, caseKey) => deadlineFor(definition, CHANNEL_OF[channel], caseKey),
    components: (caseKey, answers, channel = 2) =>
      componentsFor(definition, form, { caseKey, answers, channel: CHANNEL_OF[channel] }),
    fees: (caseKey, answers, today, channel = 2) => feesFor(definition, form, { caseKey, channel: CHANNEL_OF[channel], answers, today }),
    subjectOf(answers) {
      const { owner } = peopleOf(definition, form, answers)
      return { subject: subjectFor(definition, form, answers), ownerName: owner.name, ownerNumber: owner.number }
    },
    peopleOf: (answers) => peopleOf(definition, form, answers),
    timeLimit: definition.timeLimit.vi,
    parts: definition.linked ? partsOf(form, definition.linked) : null,
    supplementWithin: pausing(definition.supplementWithin),
    confirmWithin(channel) {
      const { draftConfirmation } = definition.result
      return draftConfirmation?.channels.includes(CHANNEL_OF[channel]) ? pausing(draftConfirmation.within) : null
    },
    asksIdentityNumber: definition.result.asksIdentityNumber,
    result: {
      title: definition.result.name.vi,
      series: definition.result.number?.series ?? definition.code,
      pattern: definition.result.number?.pattern ?? '{number}/{year}',
      hasBook: definition.result.number?.book !== undefined,
      template: definition.result.template ?? '',
      entries: definition.result.entries ?? null,
    },
  }
}

const partsOf = (form: FormDefinition, { parts, supplementWithin }: Linked): PartOfPackage[] =>
  parts.map((part) => ({
    id: part.id,
    procedure: part.procedure,
    caseKey: part.caseKey,
    after: part.after,
    place: part.place ?? null,
    terms: { period: part.deadline, supplementWithin: pausing(supplementWithin) },
    acknowledgementHours: part.acknowledgementHours,
    papers: part.papers,
    applies: (answers) => partApplies(part, { form, answers }),
    answers: (answers, child, outcomes) => answersOfPart(part, { form, answers }, child, outcomes),
  }))

/** A span as the calendar takes it; a pause in it adds the time that stood still. */
const pausing = (span: Span): Deadline => ({ ...span, pausePolicy: 'resume' })
