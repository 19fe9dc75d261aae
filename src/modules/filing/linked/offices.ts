import type { Answers } from '../../forms/index.ts'
import type { FilingAgencies, FilingPackage, FilingPackages } from '../ports.ts'
import { communeOfPart } from './begin-parts.ts'

/** Parts of a linked procedure for which this deployment has no agency, by the name of their procedure. */
export async function partsWithoutOffice(
  deps: { packages: FilingPackages; agencies: FilingAgencies },
  version: FilingPackage,
  filing: { communeCode: string | null; answers: Answers },
): Promise<{ vi: string; en: string }[]> {
  const asked = (version.parts ?? []).filter((part) => part.applies(filing.answers))
  const found = await Promise.all(
    asked.map(async (part) => {
      const child = await deps.packages.current(part.procedure)
      const commune = communeOfPart(part, filing.answers) ?? filing.communeCode
      const office = child && commune ? await deps.agencies.competent(commune, child.level, child.code) : null
      return office ? [] : [child?.name ?? { vi: part.procedure, en: part.procedure }]
    }),
  )
  return found.flat()
}
