import type { Field, FormDefinition } from '../definition/model.ts'
import { LISTS } from '../lists/lists.ts'

type JsonSchema = { [key: string]: unknown }

const DAY = '^\\d{4}-\\d{2}-\\d{2}$'
const PARTIAL_DAY = '^\\d{4}(-\\d{2}(-\\d{2})?)?$'

/** JSON Schema 2020-12 of a form's answers by field id. Conditions stand as FEEL in `x-shown-if`, `x-required-if`. */
export function jsonSchema(form: FormDefinition): JsonSchema {
  const asked = form.sections.flatMap((section) => section.fields.flatMap((field) => (field.type === 'file' ? [] : [{ field, section }])))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: form.title.vi,
    ...(form.basis ? { description: form.basis } : {}),
    type: 'object',
    additionalProperties: false,
    required: asked
      .filter(({ field, section }) => isAlwaysRequired(field) && !section.shownIf)
      .map(({ field }) => field.id),
    properties: Object.fromEntries(
      asked.map(({ field, section }) => [
        field.id,
        describedValue(field, section.shownIf?.source),
      ]),
    ),
    'x-checks': form.checks.map(({ id, field, severity, when, message }) => ({
      id,
      field,
      severity,
      when: when.source,
      message: message.vi,
    })),
  }
}

const describedValue = (field: Field, sectionShownIf?: string): JsonSchema => ({
  title: field.label.vi,
  'x-title-en': field.label.en,
  ...(field.hint ? { description: field.hint.vi } : {}),
  ...valueSchema(field),
  ...conditions(field, sectionShownIf),
})

const isAlwaysRequired = (field: Field) => field.required === true && !field.shownIf && field.type !== 'computed'

function conditions(field: Field, sectionShownIf: string | undefined): JsonSchema {
  const shown = [sectionShownIf, field.shownIf?.source].filter((source) => source !== undefined)
  return {
    ...(shown.length > 0
      ? { 'x-shown-if': shown.length > 1 ? shown.map((source) => `(${source})`).join(' and ') : shown[0] }
      : {}),
    ...(typeof field.required === 'object' ? { 'x-required-if': field.required.source } : {}),
    ...(field.required === true && field.shownIf ? { 'x-required-if': 'true' } : {}),
  }
}

function valueSchema(field: Field): JsonSchema {
  switch (field.type) {
    case 'date':
      return {
        type: 'string',
        pattern: field.precision === 'partial' ? PARTIAL_DAY : DAY,
        ...(field.precision === 'day' ? { format: 'date' } : {}),
      }
    case 'identity-number':
      return { type: 'string', pattern: '^\\d{12}$' }
    case 'cmnd':
      return { type: 'string', pattern: '^\\d{9}$' }
    case 'email':
      return { type: 'string', format: 'email', maxLength: 254 }
    case 'phone':
    case 'passport':
    case 'tax-code':
      return { type: 'string', maxLength: 40 }
    case 'sex':
    case 'choice':
    case 'relationship':
      return { oneOf: field.options.map((option) => ({ const: option.value, title: option.label.vi })) }
    case 'nationality':
    case 'ethnic-group':
    case 'religion':
      return { type: 'string', enum: LISTS[field.type].map((item) => item.value) }
    case 'yes-no':
      return { type: 'boolean' }
    case 'declaration':
      return { type: 'boolean', description: field.text.vi }
    case 'number':
    case 'money':
      return {
        type: field.integer ? 'integer' : 'number',
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
      }
    case 'address':
      return addressSchema(field.downTo, field.detail, field.abroad)
    case 'agency':
      return {
        type: ['object', 'string'],
        description: 'Tên cơ quan; hoặc { id, name }, id là cơ quan trong danh bạ của hệ thống này, null khi không có',
        maxLength: 300,
        additionalProperties: false,
        properties: { id: { type: ['string', 'null'] }, name: { type: 'string', maxLength: 300 } },
      }
    case 'computed':
      return { readOnly: true }
    case 'table':
      return {
        type: 'array',
        minItems: field.min,
        maxItems: field.max,
        items: {
          type: 'object',
          title: field.row.vi,
          additionalProperties: false,
          required: field.fields.filter(isAlwaysRequired).map((one) => one.id),
          properties: Object.fromEntries(field.fields.map((one) => [one.id, describedValue(one)])),
        },
      }
    default:
      return { type: 'string', maxLength: 'max' in field ? field.max : 200 }
  }
}

function addressSchema(downTo: 'province' | 'commune', detail: string, abroad: boolean): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      province: { type: 'string', description: 'Mã tỉnh, thành phố (2 chữ số)' },
      commune: { type: 'string', description: 'Mã xã, phường, đặc khu (5 chữ số)' },
      detail: { type: 'string', maxLength: 200 },
      ...(abroad ? { abroad: { type: 'boolean' } } : {}),
      text: { type: 'string', readOnly: true },
    },
    ...(abroad
      ? {}
      : {
          required: [
            'province',
            ...(downTo === 'commune' ? ['commune'] : []),
            ...(detail === 'required' ? ['detail'] : []),
          ],
        }),
  }
}
