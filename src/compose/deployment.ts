import type { CivilDate } from '../platform/clock.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import type { Config } from '../config.ts'
import type { Deployment, SimulatedParty } from '../site/index.ts'

/**
 * Whose site this is: the configuration's name and hotline, and the office's own record where the deployment has one that
 * takes dossiers. Read at every page from memory, followed behind it.
 */
export function deploymentOf(input: { config: Config; directory: AgencyDirectory; simulated: readonly SimulatedParty[]; catalogueDate: () => CivilDate | null }) {
  const { deployment: face } = input.config
  let office: Pick<Deployment, 'officeName' | 'officePhone' | 'officeAddress' | 'officeHours' | 'officeEmail' | 'officeMapUrl'> = { officeName: face.name }

  let version = 0
  let made: { office: typeof office; face: Deployment } | null = null

  const faceOf = (catalogueDate: CivilDate | null): Deployment => ({
    agencyName: face.name,
    emblemUrl: face.emblemUrl,
    hotline: face.hotline,
    ...office,
    simulated: input.simulated,
    languages: face.languages,
    catalogueDate,
  })

  async function follow(): Promise<void> {
    const snapshot = await input.directory.snapshot()
    if (snapshot.version === version) return
    version = snapshot.version
    const open = snapshot.all.filter((agency) => agency.receives && agency.validTo === null)
    const own = open.find((agency) => face.name.includes(agency.nameVi.replace(/^.*?(phường|xã|đặc khu) /u, ''))) ?? open[0]
    if (!own) return
    office = { officeName: own.nameVi, officePhone: own.phone, officeAddress: own.address, officeHours: own.hoursVi, officeEmail: own.email, officeMapUrl: own.mapUrl }
  }
  return {
    follow,
    /** Version of the agencies that the face was read from. */
    version(): number {
      follow().catch(() => undefined)
      return version
    },
    /** The same object for as long as nothing of it changes: what is drawn of it may be kept with it. */
    current(): Deployment {
      follow().catch(() => undefined)
      const catalogueDate = input.catalogueDate()
      if (made?.office !== office || made.face.catalogueDate !== catalogueDate) made = { office, face: faceOf(catalogueDate) }
      return made.face
    },
  }
}
