import type { OwnProcedure } from '../catalogue/list-own.ts'
import type { PublishedFee, PublishedTime } from '../catalogue/content.ts'
import type { Deadline, Fee, ProcedureDefinition } from './definition.ts'
import { deadlineFor } from './rules.ts'
import type { Channel } from './schema.ts'

const CHANNELS = { counter: 'in_person', online: 'online', post: 'post' } as const
const KINDS = { fee: 'phi', charge: 'le_phi' } as const

/** A package as the catalogue shows a procedure of which nobody has published the content. `nameOf` names the parts of a linked one. */
export function ownProcedure(definition: ProcedureDefinition, nameOf: (code: string) => string): OwnProcedure {
  const { components, legal, linked, result } = definition
  return {
    code: definition.code,
    name: definition.name.vi,
    level: definition.level,
    online: definition.online.level,
    field: definition.field.name,
    content: {
      decision: { number: null, date: null, issuer: null },
      formality: linked ? 'TTHC liên thông' : null,
      steps: (linked?.parts ?? []).map((part) => ({ name: `${nameOf(part.procedure)} (${part.procedure})`, text: timeText(part.deadline) })),
      methods: definition.channels.map((channel) => ({ channel: CHANNELS[channel], time: timeOf(definition, channel), fees: definition.fees.map((fee) => feeOf(fee, channel)), note: null })),
      groups: [
        {
          name: null,
          components: components.map((one) => ({
            name: one.name.vi,
            code: one.code ?? null,
            originals: one.originals,
            copies: one.copies,
            required: one.required === true ? true : null,
            electronicForm: one.isForm || null,
            resultOfOther: one.resultOf ? true : null,
            forms: [],
          })),
        },
      ],
      services: [],
      subjects: [],
      agencies: { executing: [], authority: [], authorised: [], coordinating: [] },
      addresses: null,
      results: [{ name: result.name.vi, code: result.code ?? null }],
      legalBases: legal.map(({ number, title }) => ({ number, title, issued: null, issuer: null })),
      requirements: null,
      requirementsNone: false,
      keywords: null,
      description: definition.summary?.vi ?? null,
      note: null,
      receiving: null,
      nonTerritorial: null,
      serviceGroups: [],
      url: null,
    },
  }
}

const UNITS = { same_day: 'ngày', working_day: 'ngày làm việc', day: 'ngày', hour: 'giờ làm việc', month: 'tháng' } as const
const timeText = ({ amount, unit }: Deadline): string => (unit === 'same_day' ? 'Trong ngày' : `${amount} ${UNITS[unit]}`)

function timeOf(definition: ProcedureDefinition, channel: Channel): PublishedTime {
  const { amount, unit } = deadlineFor(definition, channel, definition.cases[0]?.key ?? '')
  return unit === 'same_day' ? { amount: 1, unit: 'day', text: definition.timeLimit.vi } : { amount, unit, text: definition.timeLimit.vi }
}

function feeOf(fee: Fee, channel: Channel): PublishedFee {
  const known = fee.pattern === 'free' ? 0 : fee.pattern === 'per-case' || fee.pattern === 'per-unit' ? (fee['by-channel']?.[channel] ?? fee.amount) : null
  return { kind: KINDS[fee.kind], amount: known, currency: 'VND', note: known === null ? fee.label.vi : null, suspect: false, file: null }
}
