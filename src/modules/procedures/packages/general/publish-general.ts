import type { Actor } from '../../../../platform/actor.ts'
import type { CivilDate } from '../../../../platform/clock.ts'
import type { Reader, Tx } from '../../../../platform/db.ts'
import type { Decided } from '../../../../platform/result.ts'
import type { Fault } from '../../../forms/index.ts'
import { refuse } from '../../refusals.ts'
import { publishingBy, publishingOnce } from '../act-deps.ts'
import { faultsOfExamples } from '../example-faults.ts'
import type { ImportDeps } from '../import-package.ts'
import { findVersion, standingPublications } from '../packages.store.ts'
import { beginningOf, putInForce } from '../publish-package.ts'
import { type CheckedPackage, checkPackage } from '../read-folder.ts'
import { PACKAGE_EVENTS, recordVersion, storeVersion } from '../store-version.ts'
import { generalPackage, isSettled } from './index.ts'
import { type GeneralChoice, type PackageLevel, planOf, type Undecided, whyNot } from './plan.ts'
import type { PublishedRecord } from './record.ts'

export interface GeneralDeps extends ImportDeps {
  /** What the national record says of a code; null for a code that it doesn't have. */
  findRecord: (code: string) => Promise<PublishedRecord | null>
  /** Names of the agencies that would take its dossiers, here and today. */
  takersOf: (level: PackageLevel, code: string) => Promise<readonly string[]>
}

export interface GeneralInput {
  code: string
  /** Content of the record that was looked at. */
  recordVersion: number
  choice: GeneralChoice
  date: CivilDate
  reason: string
  key: string
}

export type PublishedGeneral = Decided<{ publicationId: number }> & { undecided?: readonly Undecided[]; faults?: Fault[] }

/** Makes a package of what the national record says and puts it in force from a day on: the procedure can be filed online. */
export function publishGeneral(deps: GeneralDeps) {
  return async (actor: Actor, input: GeneralInput): Promise<PublishedGeneral> => {
    const by = publishingBy(actor, input.reason, deps)
    if (!by.ok && by.refusal.code !== 'package-reason-missing') return by
    // What the record leaves open is told before a reason that is missing: it is more to do.
    const made = await makeOf(deps, input)
    if (!made.ok) return made
    if (!by.ok) return by
    const { reason, at } = by
    const began = beginningOf(input.date, at)
    if (!began.ok) return began
    const one = made.package
    const { key, ...request } = input
    return publishingOnce(deps, { actor, route: 'publish-general', key, request: { ...request, hash: one.hash }, at }, async (tx) => {
      const other = await ownPackageOf(tx, input.code)
      if (other !== null) return refuse('general-has-package', { code: input.code, number: other })
      const { isNew, ...stored } = await storeVersion(deps, tx, one, { actor, at })
      if (isNew) await recordVersion(deps, tx, PACKAGE_EVENTS.imported, { ...stored, code: input.code, hash: one.hash, folder: one.folder }, { actor, at })
      const version = await findVersion(tx, stored.id)
      if (!version) throw new Error(`The version ${stored.id} was stored and is not there.`)
      return putInForce(deps, tx, version, { actor, at, validFrom: began.validFrom, date: input.date, reason })
    })
  }
}

/** The package, right in every part; or what stands in its way. */
async function makeOf(deps: GeneralDeps, input: GeneralInput): Promise<(Decided<{ package: CheckedPackage }>) & Pick<PublishedGeneral, 'undecided' | 'faults'>> {
  const record = await deps.findRecord(input.code)
  if (!record) return refuse('procedure-not-found', { code: input.code })
  const reason = whyNot(record)
  if (reason) return refuse(reason)
  if (record.version?.number !== input.recordVersion) return refuse('general-record-changed')
  const plan = planOf(record, input.choice)
  if (!isSettled(plan)) return { ...refuse('general-undecided', { count: plan.undecided.length }), undecided: plan.undecided }
  if ((await deps.takersOf(plan.level, input.code)).length === 0) return refuse('general-nobody-competent')
  const checked = await checkPackage(generalPackage(plan), deps.checkProcess)
  const faults = checked.ok ? faultsOfExamples(checked.package, await deps.places()) : checked.faults
  if (!checked.ok || faults.length > 0) return { ...refuse('package-has-faults', { count: faults.length }), faults }
  return { ok: true, package: checked.package }
}

/** Number of a version that people wrote and that is in force or will be; the general form never takes its place. */
export async function ownPackageOf(reader: Reader | Tx, code: string): Promise<number | null> {
  for (const { version_id: id } of await standingPublications(reader, code)) {
    const version = id === null ? null : await findVersion(reader, id)
    if (version && !version.summary?.madeFrom) return version.number
  }
  return null
}
