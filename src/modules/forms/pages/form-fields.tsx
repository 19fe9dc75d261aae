import type { ComponentChildren, VNode } from 'preact'
import { Button, CardCamera, Details, Fieldset, InsetText, keptMarkup, Question, spoken, TextInput } from '../../../ui/index.ts'
import { lunarText } from '../../../platform/lunar-date.ts'
import { langWritten } from '../../../platform/text.ts'
import { type Evaluated, evaluate } from '../answers/evaluate.ts'
import type { AnswerError } from '../answers/validate.ts'
import { ROWS } from '../answers/raw.ts'
import type { Field, FileField, FormDefinition, RawAnswers, Section, Shown, TableField } from '../definition/model.ts'
import { cardControl, FILL, oldAddressControl } from '../card.ts'
import { kindOf } from '../kinds/kinds.ts'
import { type Asking, controlId } from '../kinds/reading.ts'
import { countRows, rowsControl } from '../kinds/table.ts'
import { sourceIn } from '../sources.ts'
import { type FormWords, formWords } from '../words.ts'
import { AgencyNames } from './agency-control.tsx'
import { controlOf } from './control.tsx'
import { keptControl } from './kept-control.tsx'
import { KnownPersonControl, type PeopleOffered } from './known-person.tsx'
import { fieldsOfRow, liveFacts } from './live-facts.ts'

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
  /** Where papers are attached; a form that is shown without it has no place for them. */
  papers?: (field: FileField) => ComponentChildren
  /** Whether people of earlier dossiers may be taken, and who they are once that was asked; without it, nobody is offered. */
  people?: { offered: PeopleOffered | null }
}

interface Room extends FormFieldsProps {
  words: FormWords
  evaluated: Evaluated
  /** The fields of a row are made for it alone. */
  inRow?: boolean
}

/**
 * The controls of a form inside the caller's <form>, with everything typed in them. Parts that are asked only in
 * some cases say when, and stand folded while they don't apply: nothing needs script.
 */
export function FormFields(props: FormFieldsProps): VNode {
  const { form, section, asking, headingLevel, people } = props
  if (!isBlank(props)) return drawn(props)
  const variant = ['blank', section?.id, headingLevel, people ? 'people' : ''].join(' ')
  return keptMarkup({ of: momentOf(form, asking), variant, lang: asking.lang, texts: [], draw: () => drawn(props) })
}

function drawn(props: FormFieldsProps): VNode {
  const { form, section, asking, raw } = props
  const room: Room = { ...props, words: formWords(asking.lang), evaluated: evaluate(form, raw, asking) }
  const sections = section ? [section] : form.sections
  return (
    <div data-behaviour="conditions" data-facts={JSON.stringify(liveFacts({ form, onPage: sections, raw, evaluated: room.evaluated }))} data-today={asking.today}>
      <AgencyNames fields={sections.flatMap((one) => one.fields)} asking={asking} />
      {sections.map((one) => (
        <SectionFields key={one.id} section={one} room={room} />
      ))}
    </div>
  )
}

/** Nothing is typed, said or attached: the form is the same for whoever opens it. */
const isBlank = ({ raw, errors = [], warnings = [], sources = {}, papers, people }: FormFieldsProps): boolean =>
  Object.keys(raw).length === 0 && errors.length === 0 && warnings.length === 0 && Object.keys(sources).length === 0 && !papers && !people?.offered

/** What a blank form is drawn of besides its definition: the day, the places and the agencies. Others take their place. */
const moments = new WeakMap<FormDefinition, Pick<Asking, 'today' | 'places' | 'agencies'>>()

function momentOf(form: FormDefinition, { today, places, agencies }: Asking): object {
  const known = moments.get(form)
  if (known && known.today === today && known.places === places && known.agencies === agencies) return known
  const moment = { today, places, agencies }
  moments.set(form, moment)
  return moment
}

function SectionFields({ section, room }: { section: Section; room: Room }) {
  const { headingLevel = 2, asking } = room
  const Heading = `h${headingLevel ?? 2}` as const
  const fields = groupsOf(section.fields).map((group) => groupOf(group, room))
  return (
    <section id={`phan-${section.id}`}>
      {headingLevel === null ? null : <Heading class="govuk-heading-m">{section.title[asking.lang]}</Heading>}
      {section.intro ? <p class="govuk-body">{section.intro[asking.lang]}</p> : null}
      {section.card ? <FromCard section={section} room={room} /> : null}
      {room.people ? peopleOf(section, room.people.offered, room) : null}
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

/** Of each person who is named in this part, those who were declared before. */
const peopleOf = (section: Section, offered: PeopleOffered | null, { form, words }: Room): VNode[] =>
  (form.people ?? []).filter(({ id, isOffered }) => isOffered && section.fields.some((field) => field.id === `${id}.name`)).map((person) => <KnownPersonControl key={person.id} {...{ person, offered, words }} section={section.id} />)

/** The text of a card's code, from a reader, a camera or the clipboard: nothing needs script but the camera. */
function FromCard({ section, room }: { section: Section; room: Room }) {
  const { words, errors } = room
  const name = cardControl(section)
  const error = errors?.find((one) => one.field === name)?.text
  return (
    <Details summary={words.cardTitle} open={error !== undefined}>
      <div data-behaviour="card" data-unread={words.cardUnread}>
        <TextInput name={name} id={name} label={words.cardLabel} hint={words.cardHint} error={error} spellcheck={false} autocomplete="off" />
        <Button variant="secondary" name={FILL} value={section.id} formNoValidate formAction={`#phan-${section.id}`}>
          {words.cardFill}
        </Button>{' '}
        <CardCamera take={words.cardTake} />
      </div>
    </Details>
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
    <div data-only-when={JSON.stringify(shown.tree)} data-folded={applies ? undefined : true}>
      {applies ? children : <Details summary={room.words.onlyWhen(shown.when[room.asking.lang])}>{children}</Details>}
    </div>
  )
}

function fieldOf(field: Field, room: Room): ComponentChildren {
  const { asking, words, errors, warnings, raw } = room
  if (field.type === 'file') return [room.papers?.(field) ?? null, room.papers ? whyOf(field, room) : null]
  if (field.type === 'computed') return computed(field, room)
  if (field.type === 'table') return <Rows table={field} room={room} />
  const error = errors?.find((one) => one.field === field.id)
  const doubts = warnings?.filter((one) => one.field === field.id) ?? []
  const old = field.type === 'address' ? oldAddressControl(field.id) : undefined
  const oldError = old ? errors?.find((one) => one.field === old)?.text : undefined
  const context = { raw, asking, words, error, hint: hintOf(field, room), label: labelWith(field, room), ...(old ? { oldError, typedOld: raw[old] } : {}) }
  const isOfThisMoment = error || oldError || room.inRow || ofThisMoment(field, room).length > 0
  const control = isOfThisMoment ? controlOf(field, context) : keptControl(field, context)
  if (doubts.length === 0 && !field.why) return control
  return [
    control,
    ...doubts.map((doubt) => (
      <InsetText>
        <strong>{words.check}:</strong> {doubt.text}
      </InsetText>
    )),
    whyOf(field, room),
  ]
}

const whyOf = ({ why }: Field, { asking, words }: Room): VNode | null => (why ? <Details summary={words.why}>{why[asking.lang]}</Details> : null)

const labelWith = (field: Field, { asking, words }: Room): string =>
  field.required === false ? `${field.label[asking.lang]} ${words.optional}` : field.label[asking.lang]

/** What its hint says of the answer that stands in it. */
function ofThisMoment(field: Field, { words, sources, evaluated }: Room): string[] {
  const source = sources?.[field.id]
  const reading = field.type === 'date' && field.lunar ? evaluated.readings.get(field.id) : undefined
  const lunar = reading?.kind === 'answer' ? lunarText(String(reading.answer)) : null
  return [...(lunar ? [words.lunarIs(lunar)] : []), ...(source ? [words.filledFrom(sourceIn(source, evaluated.inquiry.lang))] : [])]
}

function hintOf(field: Field, room: Room): ComponentChildren {
  const { asking, words } = room
  const lines = [
    field.hint?.[asking.lang],
    field.sample ? words.sample(field.sample) : undefined,
    field.type === 'date' && !field.hint && !field.sample
      ? field.precision === 'partial'
        ? words.partialDateHint
        : field.autocomplete === 'bday'
          ? words.birthHint
          : words.dateHint
      : undefined,
    field.type === 'agency' && !field.hint && !field.sample ? words.agencyHint : undefined,
    ...ofThisMoment(field, room),
  ].filter((line) => line !== undefined)
  if (lines.length === 0) return undefined
  return lines.length === 1 ? lines[0] : lines.map((line) => <span class="mc-line">{spoken(line)} </span>)
}

/** Row under row, each with what takes it out; the buttons bring the page again, with everything typed in it. */
function Rows({ table, room }: { table: TableField; room: Room }) {
  const { asking, words, raw, errors } = room
  const id = controlId(table)
  const rows = countRows(table, raw)
  const name = table.row[asking.lang]
  const hint = hintOf(table, room)
  return (
    <Question
      id={id}
      legend={labelWith(table, room)}
      legendSize="m"
      hint={hint}
      error={errors?.find((one) => one.field === table.id)?.text}
    >
      <div class="mc-rows" id={id}>
        <input type="hidden" name={rowsControl(table)} value={rows} />
        {Array.from({ length: rows }, (_, row) => (
          <div class="mc-row" id={`${id}-${row}`}>
            <Fieldset legend={`${name} ${row + 1}`} legendSize="s">
              {groupsOf(fieldsOfRow(table, row)).map((group) => groupOf(group, { ...room, inRow: true }))}
              {rows > table.min ? (
                <Button variant="secondary" name={ROWS} value={`${table.id}:remove:${row}`} formNoValidate formAction={`#${id}`}>
                  {words.removeRow(name, row + 1)}
                </Button>
              ) : null}
            </Fieldset>
          </div>
        ))}
        {rows < table.max ? (
          <Button variant="secondary" name={ROWS} value={`${table.id}:add`} formNoValidate formAction={`#${id}-${rows}`}>
            {words.addRow(name)}
          </Button>
        ) : null}
      </div>
    </Question>
  )
}

/** What other answers give; nothing to type. Where it stands before there is anything, a script says it. */
function computed(field: Field, room: Room): VNode {
  const reading = room.evaluated.readings.get(field.id)
  const shown = reading?.kind === 'answer' ? kindOf(field).show(field, reading.answer, room.evaluated.inquiry) : ''
  return (
    <p class="govuk-body" id={controlId(field)} hidden={shown === ''}>
      {field.label[room.asking.lang]}:{' '}
      <strong>
        <output lang={langWritten(shown, room.asking.lang)}>{shown}</output>
      </strong>
    </p>
  )
}
