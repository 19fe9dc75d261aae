import { type CivilDate, civilDateOf } from '../../../platform/clock.ts'
import type {
  Channel,
  Component,
  LegalBasis,
  Level,
  Method,
  ProcedureContent,
  PublishedFee,
  PublishedTime,
  Service,
  TimeUnit,
} from './content.ts'
import type { OddReport } from './odd.ts'
import type { PortalComponent, PortalDetail, PortalMethod, PortalNamed } from './portal-shapes.ts'
import { cleanName, distinctNames, hasInvisible, nameOrNull, textOrNull } from './rules/source-text.ts'

const CHANNELS: Record<PortalMethod['submissionMethod'], Channel> = {
  DIRECT: 'in_person',
  ONLINE: 'online',
  POSTAL: 'post',
}
const UNITS: Record<string, TimeUnit | undefined> = {
  WORKING_DAY: 'working_day',
  DAY: 'day',
  HOUR: 'hour',
  MONTH: 'month',
}
const FEE_KINDS: Record<string, PublishedFee['kind'] | undefined> = {
  FEE: 'phi',
  SERVICE_FEE: 'le_phi',
  PRICE_LEVEL: 'gia',
}
const FORMALITIES: Record<string, string | undefined> = {
  ASSIGNED_REGULATION: 'TTHC được luật giao quy định chi tiết',
  NOT_ASSIGNED_REGULATION: 'TTHC không được luật giao quy định chi tiết',
  SPECIFIC: 'TTHC đặc thù',
  STANDARD: 'TTHC tiêu chuẩn',
  INTERCONNECTED: 'TTHC liên thông',
  OTHER: 'Loại khác',
}

export const portalLevels = (detail: PortalDetail): Record<Level, boolean> => ({
  ministry: detail.isMinistry,
  province: detail.isProvince,
  commune: detail.isWard,
  other: detail.isOtherAgency,
})

/** The portal's object in the catalogue's shape. */
export function readPortalDetail(detail: PortalDetail, odd: OddReport): ProcedureContent {
  const { code } = detail
  const services = (detail.cases ?? []).map(
    (each): Service => ({
      id: each.id,
      code: each.code,
      name: cleanName(each.name),
      time: timeOf(each.processingDay.qty, each.processingDay.type),
    }),
  )
  const methods = detail.executionMethods.map((method) => readMethod(method, code, odd))
  noteOddities(detail, methods, services, odd)
  return {
    decision: decisionOf(detail),
    formality: FORMALITIES[detail.formalityType] ?? nameOrNull(detail.formalityType),
    steps: detail.executionSteps.flatMap((step) => {
      const text = textOrNull(step.description) ?? ''
      const name = textOrNull(step.name)
      return text || name ? [{ name, text }] : []
    }),
    methods,
    groups: detail.executionCases.flatMap((group) => {
      const components = group.profileComponents.map(readComponent)
      const name = nameOrNull(group.name)
      return name || components.length > 0 ? [{ name, components }] : []
    }),
    services,
    subjects: distinctNames(detail.subjectTypesDetails.map((subject) => subject.name)),
    agencies: agenciesOf(detail),
    addresses: textOrNull(detail.dossierReceivingAddresses),
    results: (detail.resultsDetails ?? []).map((result) => ({
      name: cleanName(result.name),
      code: nameOrNull(result.code),
    })),
    legalBases: (detail.legalBasisesDetails ?? []).map(legalBasis),
    requirements: textOrNull(detail.requirementsAndConditions),
    requirementsNone: false,
    keywords: nameOrNull(detail.keywords),
    description: detail.description === detail.requirementsAndConditions ? null : textOrNull(detail.description),
    note: textOrNull(detail.note),
    receiving: receivingOf(detail),
    nonTerritorial: detail.isNonTerritorial,
    serviceGroups: distinctNames((detail.serviceGroupsDetails ?? []).map((group) => group.name)),
    url: null,
  }
}

function decisionOf({ procedureProposal: proposal }: PortalDetail): ProcedureContent['decision'] {
  const date: CivilDate | null = proposal.decisionDate === null ? null : civilDateOf(new Date(proposal.decisionDate))
  return { number: nameOrNull(proposal.proposalNumber), date, issuer: nameOrNull(proposal.issuingAgency?.name) }
}

const names = (...lists: (readonly PortalNamed[] | undefined)[]) =>
  distinctNames(lists.flatMap((list) => (list ?? []).map((each) => each.name)))

const agenciesOf = (detail: PortalDetail): ProcedureContent['agencies'] => ({
  executing: names(detail.departmentsExecuting, detail.unitGroupsExecuting),
  authority: names(detail.departmentsAuthority, detail.unitGroupsAuthority),
  authorised: names(detail.departmentsAuthorized),
  coordinating: names(detail.departmentsCoordinating, detail.unitGroupsCoordinating),
})

const legalBasis = (basis: PortalNamed): LegalBasis => ({
  number: nameOrNull(basis.code),
  title: nameOrNull(basis.name),
  issued: null,
  issuer: null,
})

/** "OTHER" is no unit: the amount, or the words written in its place, stand alone. */
function timeOf(time: number | string, unit: string): PublishedTime {
  if (typeof time === 'number') return { amount: time, unit: UNITS[unit] ?? null, text: null }
  return { amount: null, unit: null, text: textOrNull(time) }
}

function readMethod(method: PortalMethod, code: string, odd: OddReport): Method {
  const fees = method.fees.map((fee): PublishedFee => {
    const note = textOrNull(fee.description)
    if (fee.value === null) odd.note('fee-without-amount', code, note ?? '')
    else if (fee.value === 0 && note) odd.note('fee-zero-noted', code, note)
    return {
      kind: FEE_KINDS[fee.type] ?? null,
      amount: fee.value,
      currency: fee.currencyName === 'USD' ? 'USD' : 'VND',
      note,
      suspect: false,
      file: nameOrNull(fee.attachment?.fileName),
    }
  })
  return {
    channel: CHANNELS[method.submissionMethod],
    time: timeOf(method.processingTime, method.processingTimeUnit),
    fees: fees.length > 0 ? fees : null,
    note: textOrNull(method.description),
  }
}

const readComponent = (component: PortalComponent): Component => ({
  name: textOrNull(component.name) ?? '',
  code: nameOrNull(component.code),
  originals: component.originalQty,
  copies: component.copyQty,
  required: component.required ? true : null,
  electronicForm: component.hasElectronicForm,
  resultOfOther: component.isProcessingResult ?? null,
  forms: distinctNames(component.attachments.map((file) => file.fileName)),
})

function receivingOf(detail: PortalDetail): ProcedureContent['receiving'] {
  const ways = (type: 'ONLINE' | 'OFFLINE') =>
    detail.returningMethods?.find((method) => method.type === type)?.value ?? []
  return detail.returningMethods ? { online: ways('ONLINE'), offline: ways('OFFLINE') } : null
}

function noteOddities(detail: PortalDetail, methods: Method[], services: Service[], odd: OddReport): void {
  const { code } = detail
  odd.note('time-without-unit-portal', code, '', methods.filter((method) => method.time?.unit === null).length)
  const online = methods.some((method) => method.channel === 'online')
  if (detail.isFullProcess && !online) odd.note('full-without-online', code)
  if (detail.description && detail.description === detail.requirementsAndConditions)
    odd.note('description-repeats', code)
  const codes = services.map((service) => service.code)
  for (const twice of new Set(codes.filter((each, index) => codes.indexOf(each) !== index)))
    odd.note('service-code-twice', code, twice)
  const published = new Set(methods.map(({ time }) => `${time?.amount} ${time?.unit}`))
  for (const { code: service, time } of services) {
    if (time.unit && !published.has(`${time.amount} ${time.unit}`))
      odd.note('service-time-differs', code, `${service}: ${time.amount} ${time.unit}`)
  }
  const components = detail.executionCases.flatMap((group) => group.profileComponents)
  odd.note('no-required-marked', code, '', components.filter((component) => !component.required).length)
  const texts = [
    ...detail.executionSteps.map((step) => step.description),
    ...components.map((component) => component.name),
  ]
  odd.note('invisible-characters', code, '', texts.filter(hasInvisible).length)
}
