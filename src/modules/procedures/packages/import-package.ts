import type { Actor } from '../../../platform/actor.ts'
import { inTransaction } from '../../../platform/db.ts'
import type { Decided } from '../../../platform/result.ts'
import type { Typesetter } from '../../documents/index.ts'
import type { Fault, PlaceOptions } from '../../forms/index.ts'
import { refuse } from '../refusals.ts'
import type { PublishingDeps } from './act-deps.ts'
import { faultsOfExamples } from './example-faults.ts'
import { faultsOfLinked, type PartPackage } from './linked/check.ts'
import { readInForce } from './packages.ts'
import { faultsOfOrigin } from './origin.ts'
import { findVersionByHash, lockPublishing } from './packages.store.ts'
import { faultsOfPapers } from './print-examples.ts'
import { mayPublishPackages } from './publishers.ts'
import { checkPackage, type CheckedPackage, type CheckProcess } from './read-folder.ts'
import { PACKAGE_EVENTS, type PublishProcess, recordVersion, storeVersion } from './store-version.ts'
import { readPackageZip } from './zip.ts'

export interface ImportDeps extends PublishingDeps {
  checkProcess: CheckProcess
  publishProcess: PublishProcess
  /** For the addresses in its examples. */
  places: () => Promise<PlaceOptions>
  /** Sets its papers with its examples; what can't be set is a fault of the package. */
  typesetter: Typesetter
}

export type Imported = Decided<{ versionId: string; code: string; number: number; isNew: boolean }> & { faults?: Fault[] }

/** Checks a package's zip and keeps it as a version, not yet in force; the same content again is the version that it already is. */
export function importPackage(deps: ImportDeps) {
  return async (actor: Actor, zip: Buffer): Promise<Imported> => {
    if (!mayPublishPackages(actor)) return refuse('package-not-yours')
    const read = await readPackageZip(zip)
    if (!read.ok) return read
    const checked = await checkPackage(read.package, deps.checkProcess)
    const faults = checked.ok ? await faultsTogether(checked.package) : checked.faults
    if (!checked.ok || faults.length > 0) return { ...refuse('package-has-faults', { count: faults.length }), faults }
    const one = checked.package
    const { code } = one.definition
    return inTransaction(deps.db, async (tx) => {
      await lockPublishing(tx)
      const how = { actor, at: deps.clock.now() }
      const { isNew, ...version } = await storeVersion(deps, tx, one, how)
      if (isNew) await recordVersion(deps, tx, PACKAGE_EVENTS.imported, { ...version, code, hash: one.hash, folder: one.folder }, how)
      return { ok: true as const, versionId: version.id, code, number: version.number, isNew }
    })
  }

  /** Of what runs it: its examples, its papers, and for a linked procedure the packages of its parts that are in force. */
  async function faultsTogether(one: CheckedPackage): Promise<Fault[]> {
    // What the program made itself may come back as it was: it is the version that it already is.
    if (one.definition.madeFrom && (await findVersionByHash(deps.db, one.definition.code, one.hash))) return []
    const places = await deps.places()
    const parts = new Map<string, PartPackage>()
    for (const { procedure } of one.definition.linked?.parts ?? []) {
      const part = await readInForce(deps.db, procedure, deps.clock.now())
      if (part) parts.set(procedure, part)
    }
    const faults = [...faultsOfOrigin(one), ...faultsOfExamples(one, places), ...faultsOfLinked(one, (code) => parts.get(code) ?? null, places)]
    return faults.length > 0 ? faults : faultsOfPapers(one, { typesetter: deps.typesetter, places })
  }
}
