export { evaluate, type Evaluated, factsOf, type FeelFacts } from './answers/evaluate.ts'
export { answersForApi, rawFromJson, validateJson } from './answers/json.ts'
export { jsonSchema } from './answers/json-schema.ts'
export { draftBeside, type DraftField } from './answers/beside.ts'
export { flatAnswers, placeLabel } from './answers/flat.ts'
export { printAnswer, printAnswers, type PrintedAnswers } from './answers/print.ts'
export { controlsOf, rawFromAnswers, readAnswers } from './answers/raw.ts'
export { askedOfBeginner, askedOfParty, findParty, partyOfField, typedInto, withoutParts } from './asked-of.ts'
export { type AnswerError, validate, type Validated } from './answers/validate.ts'
export { cardControl, type CardText, FILL, fillAddress, type FillAsked, fillAsked, fillFromCard, type FindPlace, type FoundPlace, oldAddressControl, readCardText } from './card.ts'
export { type FilledIn, fillIn } from './fill-in.ts'
export { Asked, askedIn } from './definition/asked.ts'
export { ConditionJudge } from './definition/never.ts'
export { compileCondition, namesOfFields } from './definition/conditions.ts'
export {
  type AddressAnswer,
  type AgencyAnswer,
  type Answer,
  type Answers,
  type BothLanguages,
  type Condition,
  type Field,
  type FileField,
  fieldOfRow,
  fieldsOf,
  findField,
  type FormDefinition,
  type Party,
  type PersonAsked,
  type RawAnswers,
  type Section,
} from './definition/model.ts'
export { buildFieldList, withFacts } from './definition/field-list.ts'
export { type HowRead, type ParsedForm, parseForm } from './definition/parse.ts'
export { bothLanguages, feelText, fieldId, fieldSchema, formSchema, slug } from './definition/schema.ts'
export { conform } from './definition/schema-faults.ts'
export { type Fault, type Path, readYaml, type YamlRead, type YamlSource } from './definition/yaml-source.ts'
export { factsOfIdentityNumber, type IdentityFacts } from './kinds/identity-number.ts'
export { type AgencyUnit, type Asking, labelOf, type PlaceOptions, type Unit } from './kinds/reading.ts'
export { LISTS, type ListItem } from './lists/lists.ts'
export { unitItems } from './pages/address-control.tsx'
export { pressed } from './pages/pressed.ts'
export { AnswersSummary, type AnswersSummaryProps } from './pages/answers-summary.tsx'
export { FormFields, type FormFieldsProps } from './pages/form-fields.tsx'
export { EARLIER, type Fact, type Facts, factsWanted, type FindFacts, prefill, withoutPrefilled } from './prefill.ts'
export { eachOnce, type Facet, FACETS, fillPerson, type FindPeople, type KnownPerson, peopleIn, personControl, type PersonPressed, personPressed, withoutPeople } from './known-people.ts'
export type { PeopleOffered } from './pages/known-person.tsx'
export { formWords } from './words.ts'
