import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { foldVietnamese } from '../../platform/text.ts'
import type { AccountsTables } from './tables.ts'

type OrganisationRow = AccountsTables['accounts.organisation']
type RepresentationRow = AccountsTables['accounts.representation']

export interface Organisation {
  id: string
  name: string
  kind: OrganisationRow['kind']
  taxCode: string | null
}

const taxContext = (id: string) => `accounts.organisation:${id}:tax_code_sealed`

export async function insertOrganisation(tx: Tx, sealer: Sealer, organisation: Organisation, at: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .insertInto('accounts.organisation')
    .values({
      id: organisation.id,
      name: organisation.name,
      name_folded: foldVietnamese(organisation.name),
      kind: organisation.kind,
      tax_code_sealed: organisation.taxCode ? sealer.sealText(taxContext(organisation.id), organisation.taxCode) : null,
      tax_code_index: organisation.taxCode ? sealer.blindIndex('tax-code', organisation.taxCode) : null,
      recorded_at: at,
      changed_at: at,
      ended_at: null,
      retention_class: 'account',
      legal_hold: false,
    })
    .execute()
}

export async function findOrganisation(reader: Reader, sealer: Sealer, id: string): Promise<Organisation | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.organisation').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const taxCode = row.tax_code_sealed ? sealer.openText(taxContext(row.id), row.tax_code_sealed) : null
  return { id: row.id, name: row.name, kind: row.kind, taxCode }
}

export async function insertRepresentation(tx: Tx, row: RepresentationRow): Promise<void> {
  await writing<AccountsTables>(tx).insertInto('accounts.representation').values(row).execute()
}

export interface ActingAs {
  representationId: string
  basis: RepresentationRow['basis']
  scope: string[]
  personId: string | null
  organisationId: string | null
  name: string
}

/** Whom a person may act for on a day. */
export async function selectActingAs(reader: Reader, personId: string, on: CivilDate): Promise<ActingAs[]> {
  const rows = await reading<AccountsTables>(reader)
    .selectFrom('accounts.representation as r')
    .leftJoin('accounts.person as p', 'p.id', 'r.principal_person_id')
    .leftJoin('accounts.organisation as o', 'o.id', 'r.principal_organisation_id')
    .select((eb) => [
      'r.id as representationId',
      'r.basis as basis',
      'r.scope as scope',
      'r.principal_person_id as personId',
      'r.principal_organisation_id as organisationId',
      eb.fn.coalesce('p.name', 'o.name').as('name'),
    ])
    .where('r.representative_person_id', '=', personId)
    .where('r.revoked_at', 'is', null)
    .where('r.valid_from', '<=', on)
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', on)]))
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({ ...row, name: row.name ?? '' }))
}
