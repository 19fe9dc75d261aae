import type { Reader, Tx } from '../../platform/db.ts'
import { readTogether } from '../../platform/together.ts'
import { documentsPart, issueSlip, listDocuments, type Mau06Data, previewSlip } from '../documents/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import type { SlipInEvent } from './ending-slips.ts'
import type { CaseDeps } from './on-case.ts'
import type { CaseAgency } from './ports.ts'
import { handOversOf, type StepOnWay } from './rules/hand-overs.ts'
import { ownerOf, slipBase } from './slip-parts.ts'
import { type ActRow, actsPart, selectActs } from './store.ts'

const CONTROL = 'slips/mau-06'

interface OfCase {
  row: DossierRow
  agency: CaseAgency
  at: Date
}

/** What this very act hands over: the dossier to those who work on it, or the result back to the desk. */
export interface Making {
  first?: { at: Date; giver: string }
  last?: { at: Date; giver: string; work: string }
}

/** The step that the act is closing, as closed, and the desk after it. */
function withLast(way: readonly StepOnWay[], last: Making['last']): readonly StepOnWay[] {
  const [closing] = way.filter((step) => step.work === last?.work && step.closedAt === null)
  if (!last || !closing) return way
  const before = way.slice(0, way.indexOf(closing)).filter((step) => step.openedAt !== null)
  return [...before, { ...closing, closedAt: last.at, doneBy: last.giver }, { ...closing, name: '', work: 'return', duty: 'reception', openedAt: last.at, dueAt: null, closedAt: null, doneBy: null, claimedBy: null }]
}

/** Mẫu 06 as it stands: all hand-overs so far. */
async function controlData(deps: CaseDeps, reader: Reader, { row, agency, at }: OfCase, { first, last }: Making = {}, known?: ActRow[]): Promise<Mau06Data> {
  const acts = known ?? (await selectActs(reader, row.id))
  const begun = acts.find((act) => act.kind === 'hand-over')
  const authority = agency.parentName ?? agency.nameVi
  const desk = row.received_at_agency_id === row.agency_id ? agency : await deps.agencyOf(row.received_at_agency_id)
  const office = { desk: desk.nameVi === authority ? `Bộ phận Một cửa, ${authority}` : desk.nameVi, authority }
  const handOvers = handOversOf(first ?? (begun ? { at: begun.at, giver: begun.actor_name } : null), withLast(await deps.processes.way(reader, row.id), last), office)
  const contact = deps.record.contactOf(row)
  const base = slipBase(deps, row, agency, at)
  return {
    ...base,
    owner: { ...base.owner, ...(contact.phone ? { phone: contact.phone } : {}) },
    receivedAt: row.accepted_at ?? row.submitted_at,
    ...(row.current_due_at ? { dueAt: row.current_due_at } : {}),
    handOvers,
  }
}

/** Prints the control slip in the act's transaction: with its number the first time, and with the same number when it has grown. */
export async function controlSlip(deps: CaseDeps, tx: Tx, of: OfCase, making: Making): Promise<SlipInEvent> {
  const printed = (await listDocuments(tx, 'dossier', of.row.id)).filter((document) => document.template === CONTROL)
  const [begun] = printed
  const keeps = begun?.number && begun.year ? { number: begun.number, year: begun.year } : null
  const { documentId, sha256, number } = await issueSlip(deps.documents)(tx, 'mau-06', await controlData(deps, tx, of, making), {
    ...ownerOf(of.row, of.at),
    ...(keeps ? { keeps, replaces: printed.at(-1)?.documentId ?? '' } : {}),
  })
  return { documentId, sha256, number }
}

/** The control slip as it would be now, to be printed at any time; it keeps its number and is not stored. */
export async function controlSlipNow(deps: CaseDeps, reader: Reader, of: OfCase): Promise<Buffer> {
  const { documents, acts } = await readTogether(reader, { documents: documentsPart('dossier', of.row.id), acts: actsPart(reader, of.row.id) })
  const printed = documents.find((document) => document.template === CONTROL)
  return previewSlip(deps.documents)(reader, 'mau-06', await controlData(deps, reader, of, {}, acts), { agencyId: of.row.agency_id, number: printed?.number ?? null, at: of.at })
}
