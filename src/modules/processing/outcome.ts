import { civilDateOf } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { PackageData } from '../documents/index.ts'
import type { IdentityNumbers } from './identity-number.ts'
import { printedContext } from './result-paper.ts'
import { selectResult } from './store.ts'

/** What a dossier ended with: the number that the population database gave, number and day of its result; null where there is none. */
export function createOutcomeOf({ sealer, identityNumbers }: { sealer: Sealer; identityNumbers: Pick<IdentityNumbers, 'find'> }) {
  return async (reader: Reader, dossierId: string) => {
    const [identity, result] = await Promise.all([identityNumbers.find(reader, dossierId), selectResult(reader, dossierId)])
    const printed = result ? (JSON.parse(sealer.openText(printedContext(dossierId), result.printed)) as PackageData) : null
    return {
      'identity-number': identity.number,
      number: printed?.result?.number ?? null,
      'issued-on': result ? civilDateOf(result.issued_at) : null,
    }
  }
}
