import { holds } from '../../../platform/feel/index.ts'
import type { CivilDate } from '../../../platform/clock.ts'
import {
  type Answers,
  type Condition,
  factsOf,
  type FeelFacts,
  type Field,
  fieldsOf,
  type FormDefinition,
  printAnswer,
} from '../../forms/index.ts'
import type { Component, Deadline, PackageCase, ProcedureDefinition } from './definition.ts'
import type { Channel } from './schema.ts'

/** A thành phần hồ sơ as it applies to one dossier. */
export interface ApplicableComponent {
  id: string
  name: { vi: string; en: string }
  hint: { vi: string; en: string } | null
  code: string | null
  /** Missing it stops submission. */
  required: boolean
  /** Shown at the office, not handed in. */
  presentedOnly: boolean
  /** The party of the form whose paper it is; null for the one who files. */
  by: string | null
  originals: number
  copies: number
  /** Asked for only where the State's own data don't answer. */
  fromData: { vi: string; en: string } | null
  accepts: Component['accepts']
  mostFiles: number
}

export interface Circumstances {
  caseKey: string
  channel: Channel
  answers: Answers
  /** Conditions on today are rare; they don't hold when it isn't said. */
  today?: CivilDate
}

/**
 * What belongs to the dossier. A condition none of whose fields is answered yet is open: its component may still
 * come, so it stands in the list without being required.
 */
export function componentsFor(
  procedure: ProcedureDefinition,
  form: FormDefinition,
  circumstances: Circumstances,
): ApplicableComponent[] {
  const { caseKey, channel, answers, today } = circumstances
  const facts = factsOf(form, answers, { caseKey, channel, today: today ?? null })
  const answered = new Set(Object.keys(answers))
  const state = (condition: Condition) => judge(condition, facts, answered, form)
  return procedure.components
    .filter((one) => !one.channels || one.channels.includes(channel))
    .filter((one) => !(one.isForm && channel === 'online'))
    .filter((one) => !one.appliesIf || state(one.appliesIf) !== false)
    .map((one) => applicable(one, isRequired(one, state)))
}

type Judge = (condition: Condition) => boolean | null

function isRequired(one: Component, state: Judge): boolean {
  if (one.appliesIf && state(one.appliesIf) !== true) return false
  return typeof one.required === 'boolean' ? one.required : state(one.required) === true
}

function judge(
  condition: Condition,
  facts: FeelFacts,
  answered: ReadonlySet<string>,
  form: FormDefinition,
): boolean | null {
  const fields = fieldsRead(condition, form)
  if (fields.length > 0 && !fields.some((field) => answered.has(field.id))) return null
  return holds(condition.tree, facts)
}

const readBy = new WeakMap<Condition, readonly Field[]>()

/** The form's fields that a condition of its package reads. */
function fieldsRead(condition: Condition, form: FormDefinition): readonly Field[] {
  let fields = readBy.get(condition)
  if (!fields) {
    fields = fieldsOf(form).filter((field) => condition.names.some((name) => name === field.id || name.startsWith(`${field.id}.`)))
    readBy.set(condition, fields)
  }
  return fields
}

const applicable = (one: Component, required: boolean): ApplicableComponent => ({
  id: one.id,
  name: one.name,
  hint: one.hint ?? null,
  code: one.code ?? null,
  required,
  presentedOnly: one.presentedOnly,
  by: one.by ?? null,
  originals: one.originals,
  copies: one.copies,
  fromData: one.fromData ?? null,
  accepts: one.accepts,
  mostFiles: one.mostFiles,
})

export function findCase(procedure: ProcedureDefinition, caseKey: string): PackageCase | null {
  return procedure.cases.find((one) => one.key === caseKey) ?? null
}

/** The nearest says: the case's own limit for the channel, the case's, the procedure's for the channel, the procedure's. */
export function deadlineFor(procedure: ProcedureDefinition, channel: Channel, caseKey: string): Deadline {
  const one = findCase(procedure, caseKey)
  return one?.byChannel[channel] ?? one?.deadline ?? procedure.byChannel[channel] ?? procedure.deadline
}

export interface PeopleOfDossier {
  owner: { name: string; number: string | null; address: string | null }
  submitter: { name: string; number: string | null; phone: string | null; email: string | null; address: string | null }
}

/** Who owns the dossier and who hands it in, as the answers say. */
export function peopleOf(procedure: ProcedureDefinition, form: FormDefinition, answers: Answers): PeopleOfDossier {
  const find = (id: string | undefined) => (id === undefined ? null : printAnswer(form, answers, id))
  const { owner, submitter } = procedure.people
  return {
    owner: { name: find(owner.name) ?? '', number: find(owner.number), address: find(owner.address) },
    submitter: {
      name: find(submitter.name) ?? '',
      number: find(submitter.number),
      phone: find(submitter.phone),
      email: find(submitter.email),
      address: find(submitter.address),
    },
  }
}

/** "Khai sinh cho Nguyễn Minh An". */
export function subjectFor(
  procedure: ProcedureDefinition,
  form: FormDefinition,
  answers: Answers,
  lang: 'vi' | 'en' = 'vi',
): string {
  return procedure.subject[lang].replace(/\{([^}]*)\}/g, (_whole, id: string) => printAnswer(form, answers, id, lang) ?? '…').slice(0, 300)
}
