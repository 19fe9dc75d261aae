import type { ComponentChildren, VNode } from 'preact'
import { Details, InsetText } from '../../../ui/index.ts'
import { langWritten } from '../../../platform/text.ts'
import { type Evaluated, evaluate } from '../answers/evaluate.ts'
import type { AnswerError } from '../answers/validate.ts'
import type { Field, FormDefinition, RawAnswers, Section, Shown } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { type Asking, controlId } from '../kinds/reading.ts'
import { type FormWords, formWords } from '../words.ts'
import { controlOf } from './control.tsx'

export interface FormFieldsProps {
  form: FormDefinition
  /** Only this section; all of them when absent. */
  section?: Section
  raw: RawAnswers
  errors?: readonly AnswerError[]
  warnings?: readonly AnswerError[]
  asking: Asking
  /** Where a value was filled in from, by field id, as people say it: "tài khoản của Ông/Bà". */
  sources?: Readonly<Record<string, string>>
  /** Rank of the sections' headings; no heading for a single section whose page has it as its title. */
  headingLevel?: 2 | 3 | null
}

interface Room extends FormFieldsProps {
  words: FormWords
  evaluated: Evaluated
}

/**
 * The controls of a form inside the caller's <form>, with everything typed in them. Parts that are asked only in
 * some cases say when, and stand folded while they don't apply: nothing needs script.
 */
export function FormFields(props: FormFieldsProps): VNode {
  const { form, section, asking, raw } = props
  const room: Room = { ...props, words: formWords(asking.lang), evaluated: evaluate(form, raw, asking) }
  const sections = section ? [section] : form.sections
  return (
    <div data-behaviour="conditions" data-facts={JSON.stringify(factKinds(sections))} data-today={asking.today}>
      {sections.map((one) => (
        <SectionFields key={one.id} section={one} room={room} />
      ))}
    </div>
  )
}

/** The fields that conditions on the page read, and how a script takes their values. */
function factKinds(sections: readonly Section[]): Record<string, string> {
  const fields = sections.flatMap((section) => section.fields)
  const read = new Set(
    sections.flatMap((section) => [section, ...section.fields].flatMap(({ shownIf }) => shownIf?.names ?? [])),
  )
  const isRead = (id: string) => [...read].some((name) => name === id || name.startsWith(`${id}.`))
  return Object.fromEntries(
    fields.filter((field) => isRead(field.id)).map((field) => [field.id, SCRIPT_KIND[field.type] ?? 'text']),
  )
}

const SCRIPT_KIND: Partial<Record<Field['type'], string>> = {
  'yes-no': 'truth',
  declaration: 'truth',
  number: 'number',
  money: 'number',
  date: 'date',
  address: 'address',
}

function SectionFields({ section, room }: { section: Section; room: Room }) {
  const { headingLevel = 2, asking } = room
  const Heading = `h${headingLevel ?? 2}` as const
  const fields = groupsOf(section.fields).map((group) => groupOf(group, room))
  return (
    <section id={`phan-${section.id}`}>
      {headingLevel === null ? null : <Heading class="govuk-heading-m">{section.title[asking.lang]}</Heading>}
      {section.intro ? <p class="govuk-body">{section.intro[asking.lang]}</p> : null}
      {section.shownIf ? (
        <OnlyWhen
          shown={section.shownIf}
          applies={section.fields.some((field) => room.evaluated.shown.has(field.id))}
          room={room}
        >
          {fields}
        </OnlyWhen>
      ) : (
        fields
      )}
    </section>
  )
}

interface FieldGroup {
  shownIf?: Shown
  fields: Field[]
}

/** Neighbours asked on the same condition stand together under one sentence. */
function groupsOf(fields: readonly Field[]): FieldGroup[] {
  const groups: FieldGroup[] = []
  for (const field of fields) {
    const last = groups.at(-1)
    if (last && last.shownIf?.source === field.shownIf?.source) last.fields.push(field)
    else groups.push({ shownIf: field.shownIf, fields: [field] })
  }
  return groups
}

// Hundreds of fields: those below are called, not mounted as components of their own.
function groupOf(group: FieldGroup, room: Room): ComponentChildren {
  const controls = group.fields.map((field) => fieldOf(field, room))
  if (!group.shownIf) return controls
  return (
    <OnlyWhen
      shown={group.shownIf}
      applies={group.fields.some((field) => room.evaluated.shown.has(field.id))}
      room={room}
    >
      {controls}
    </OnlyWhen>
  )
}

/** Plain where the answers so far ask for it; else folded under the sentence that says when it is asked. */
function OnlyWhen({
  shown,
  applies,
  room,
  children,
}: {
  shown: Shown
  applies: boolean
  room: Room
  children: ComponentChildren
}) {
  return (
    <div data-only-when={JSON.stringify(shown.tree)}>
      {applies ? children : <Details summary={room.words.onlyWhen(shown.when[room.asking.lang])}>{children}</Details>}
    </div>
  )
}

function fieldOf(field: Field, room: Room): ComponentChildren {
  const { asking, words, errors, warnings, raw } = room
  if (field.type === 'computed') return computed(field, room)
  const error = errors?.find((one) => one.field === field.id)
  const doubts = warnings?.filter((one) => one.field === field.id) ?? []
  const control = controlOf(field, { raw, asking, words, error, hint: hintOf(field, room), label: labelWith(field, room) })
  if (doubts.length === 0 && !field.why) return control
  return [
    control,
    ...doubts.map((doubt) => (
      <InsetText>
        <strong>{words.check}:</strong> {doubt.text}
      </InsetText>
    )),
    field.why ? <Details summary={words.why}>{field.why[asking.lang]}</Details> : null,
  ]
}

const labelWith = (field: Field, { asking, words }: Room): string =>
  field.required === false ? `${field.label[asking.lang]} ${words.optional}` : field.label[asking.lang]

function hintOf(field: Field, { asking, words, sources }: Room): ComponentChildren {
  const source = sources?.[field.id]
  const lines = [
    field.hint?.[asking.lang],
    field.sample ? words.sample(field.sample) : undefined,
    field.type === 'date' && !field.hint && !field.sample
      ? field.precision === 'partial'
        ? words.partialDateHint
        : words.dateHint
      : undefined,
    source ? words.filledFrom(source) : undefined,
  ].filter((line) => line !== undefined)
  if (lines.length === 0) return undefined
  return lines.length === 1 ? lines[0] : lines.map((line) => <span class="mc-line">{line} </span>)
}

/** What the answers before it give; nothing to type. */
function computed(field: Field, room: Room): VNode | null {
  const reading = room.evaluated.readings.get(field.id)
  if (reading?.kind !== 'answer') return null
  const shown = kindOf(field).show(field, reading.answer, room.evaluated.inquiry)
  return (
    <p class="govuk-body" id={controlId(field)}>
      {field.label[room.asking.lang]}: <strong lang={langWritten(shown, room.asking.lang)}>{shown}</strong>
    </p>
  )
}
