import type { Receiving } from './content.ts'

/** A row of the national portal's list. */
export interface PortalRow {
  id: string
  name: string
  code: string
  categories: string[]
  departments?: string[]
  departmentPromulgate?: string
  formalityTargetType: string[]
  state: string
  type: 'STANDARD' | 'SPECIFIC' | 'STANDARD_INTERNAL'
}

export interface PortalNamed {
  id: string
  name: string
  code: string
}

/** A procedure as the portal's interface gives it in full. */
export interface PortalDetail {
  code: string
  executionSteps: { name?: string; description: string }[]
  executionMethods: PortalMethod[]
  executionCases: { name: string; profileComponents: PortalComponent[] }[]
  cases?: { id: string; name: string; code: string; processingDay: { qty: number; type: string } }[]
  categoriesDetails: PortalNamed[]
  formalityType: string
  isFullProcess: boolean
  isMinistry: boolean
  isProvince: boolean
  isWard: boolean
  isOtherAgency: boolean
  isNonTerritorial: boolean
  keywords?: string
  description?: string
  requirementsAndConditions?: string
  note?: string
  dossierReceivingAddresses?: string
  departmentsExecuting?: PortalNamed[]
  departmentsAuthority?: PortalNamed[]
  departmentsAuthorized?: PortalNamed[]
  departmentsCoordinating?: PortalNamed[]
  unitGroupsExecuting?: PortalNamed[]
  unitGroupsAuthority?: PortalNamed[]
  unitGroupsCoordinating?: PortalNamed[]
  legalBasisesDetails?: PortalNamed[]
  resultsDetails?: PortalNamed[]
  subjectTypesDetails: PortalNamed[]
  returningMethods?: { type: 'ONLINE' | 'OFFLINE'; value: Receiving[] }[]
  serviceGroupsDetails?: { name: string }[]
  procedureProposal: { proposalNumber: string; decisionDate: number | null; issuingAgency: { name: string } | null }
}

export interface PortalMethod {
  submissionMethod: 'DIRECT' | 'ONLINE' | 'POSTAL'
  /** A number, or words where the unit is OTHER. */
  processingTime: number | string
  processingTimeUnit: string
  description?: string
  fees: {
    type: string
    value: number | null
    currencyName?: string
    description?: string
    attachment?: { fileName: string } | null
  }[]
}

export interface PortalComponent {
  name: string
  code: string
  originalQty: number
  copyQty: number
  required: boolean
  hasElectronicForm: boolean
  isProcessingResult?: boolean
  attachments: { fileName: string }[]
}
