import { type Clock, civilDateOf } from '../platform/clock.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import { type Catalogue, type GeneralDeps, type ListedPackage, recordOf } from '../modules/procedures/index.ts'

/** What the general form needs from the catalogue and of the agencies. */
export const generalForms = (deps: { catalogue: Catalogue; directory: AgencyDirectory; clock: Clock }): Pick<GeneralDeps, 'findRecord' | 'takersOf'> => ({
  async findRecord(code) {
    const procedure = await deps.catalogue.find(code)
    const [field] = procedure?.fields ?? []
    const known = field ? await deps.catalogue.findField(field.slug) : null
    return procedure && recordOf(procedure, known?.codes ?? [])
  },
  async takersOf(level, procedureCode) {
    const snapshot = await deps.directory.snapshot()
    return snapshot.takersOf({ level, procedureCode, on: civilDateOf(deps.clock.now()) }).map((agency) => agency.nameVi)
  },
})

/** What can be filed online here: procedures with a form of their own by name, the others as a number. */
export function filableOf(listed: readonly ListedPackage[]) {
  const online = listed.filter((one) => one.channels.includes('online'))
  const own = online.filter((one) => one.madeFrom === null)
  return { procedures: own.map((one) => ({ code: one.code, name: one.name.vi })), byGeneralForm: online.length - own.length }
}
