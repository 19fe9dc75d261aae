import type { Actor } from '../../../platform/actor.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { isId, newId } from '../../../platform/ids.ts'
import type { Definitions } from '../definitions.ts'
import { type Draft, findDraft } from '../drafts/drafts.store.ts'
import type { PutInForceDeps } from '../publications/put-in-force.ts'

export interface ProcessAdminDeps extends PutInForceDeps {
  definitions: Definitions
  /** Agencies whose own processes the administrator may decide. */
  administeredAgencies: (actor: Actor) => Promise<readonly { id: string; name: string; path: string }[]>
  nameOfAgency: (id: string) => Promise<string>
  /** The agency and all below it. */
  agenciesWithin: (id: string) => Promise<string[]>
  /** Address of a built asset. */
  assetUrl: (name: string) => string
  /** Codes of dossiers, by their ids. */
  codesOf: (ids: readonly string[]) => Promise<Map<string, string>>
  /** The process that the procedure's package in force brings; null where it has none. */
  definitionOfPackage: (key: string) => Promise<string | null>
}

export const PROCESSES = '/quan-tri/quy-trinh'
export const DRAFTS = `${PROCESSES}/nhap`
export const MIGRATIONS = `${PROCESSES}/chuyen`
export const NAV = 'processes'
export const KEY = /^[0-9A-Za-z.-]{1,60}$/

export const numberIn = (text: string | undefined): number | null => (/^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : null)
export const keyOf = (r: WebRequest): string => r.key ?? newId()

export async function draftIn({ db }: Pick<ProcessAdminDeps, 'db'>, { params }: WebRequest): Promise<Draft | null> {
  return isId(params.draftId ?? '') ? findDraft(db, params.draftId ?? '') : null
}

export const forWhom = async (deps: Pick<ProcessAdminDeps, 'nameOfAgency'>, agencyId: string | null): Promise<string> => (agencyId ? deps.nameOfAgency(agencyId) : 'Mọi cơ quan chưa có quy trình riêng')
