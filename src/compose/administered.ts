import { type Actor, staffIdOf } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { staffNames } from '../modules/accounts/index.ts'
import { administeredPaths, type AgencyDirectory, isWithin } from '../modules/agencies/index.ts'

/** What pages of common settings need: the agencies that an administrator may set something for, and who set what. */
export const administered = ({ db, directory }: { db: Db; directory: AgencyDirectory }) => ({
  async administeredAgencies(actor: Actor) {
    const paths = administeredPaths(actor)
    return (await directory.snapshot()).all
      .filter((agency) => paths.some((path) => isWithin(agency.path, path)))
      .map((agency) => ({ id: agency.id, name: agency.nameVi, path: agency.path }))
  },
  async nameOfEditor(key: string) {
    const staffId = staffIdOf(key)
    return staffId ? ((await staffNames(db, [staffId])).get(staffId) ?? key) : 'Hệ thống'
  },
})
