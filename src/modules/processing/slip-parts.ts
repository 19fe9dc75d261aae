import type { SlipBase, SlipOfficer, SlipParty } from '../documents/index.ts'
import type { Contact, DossierRow } from '../dossiers/index.ts'
import type { CaseActor, CaseDeps } from './on-case.ts'
import type { CaseAgency } from './ports.ts'

export function partyOf(name: string, contact: Contact, whose: 'owner' | 'submitter'): SlipParty {
  const number = whose === 'owner' ? contact.ownerNumber : contact.submitterNumber
  const address = whose === 'owner' ? contact.ownerAddress : contact.address
  return {
    name,
    ...(address ? { address } : {}),
    ...(whose === 'submitter' && contact.phone ? { phone: contact.phone } : {}),
    ...(whose === 'submitter' && contact.email ? { email: contact.email } : {}),
    ...(number ? { identityNumber: number } : {}),
  }
}

/** What all slips of a dossier share. The PIN is printed, so that the holder of the slip can follow the steps. */
export function slipBase(deps: Pick<CaseDeps, 'record' | 'lookupUrl'>, row: DossierRow, agency: CaseAgency, at: Date): SlipBase {
  const contact = deps.record.contactOf(row)
  return {
    office: {
      name: agency.nameVi,
      ...(agency.parentName ? { parent: agency.parentName } : {}),
      ...(agency.place ? { place: agency.place } : {}),
      ...(agency.address ? { address: agency.address } : {}),
      ...(agency.phone ? { phone: agency.phone } : {}),
      ...(agency.email ? { email: agency.email } : {}),
    },
    dossier: { code: row.code, procedureCode: row.procedure_code, procedureName: row.procedure_name, content: row.subject },
    owner: partyOf(row.owner_name, contact, 'owner'),
    pin: deps.record.pinOf(row),
    lookupUrl: deps.lookupUrl,
    at,
  }
}

/** Who the slip is from: the officer under the title of the post that allows the act, or the office itself for what time did. */
export function officerOf(actor: CaseActor, agency: CaseAgency, title: string | null): SlipOfficer {
  if (actor.kind !== 'staff') return { name: agency.nameVi }
  return { name: actor.name, ...(title ? { title } : {}) }
}

export const ownerOf = (row: DossierRow, at: Date) => ({ ownerKind: 'dossier', ownerId: row.id, agencyId: row.agency_id, provinceCode: row.province_code, at })

export const CHANNEL_NAMES = { 1: 'in-person', 2: 'online', 3: 'postal' } as const

export const RESULT_WAYS: Readonly<Record<string, string>> = {
  online: 'Bản điện tử trên Cổng dịch vụ công',
  counter: 'Trực tiếp tại bộ phận một cửa',
  post: 'Qua dịch vụ bưu chính công ích',
}
