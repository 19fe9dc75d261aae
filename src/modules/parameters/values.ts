import type { CivilDate } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { mapped, type Part } from '../../platform/together.ts'
import type { Parameter, ValueOf } from './define.ts'
import { inForce, readValue } from './rules/value.ts'
import { selectValues, type StoredValue, valuesPart } from './store.ts'

/** The values of some parameters, read once for what is done with them. */
export interface Values {
  /** @param agencyId null for what belongs to no agency. A stored value that no longer fits its declaration counts as none. */
  on<P extends Parameter>(parameter: P, agencyId: string | null, day: CivilDate): ValueOf<P>
}

/** One query. */
export async function readValues(reader: Reader, parameters: readonly Parameter[]): Promise<Values> {
  return valuesOf(await selectValues(reader, parameters.map((one) => one.key)))
}

/** The same as part of a page's reading. */
export const parametersPart = (reader: Reader, parameters: readonly Parameter[]): Part<Values> => mapped(valuesPart(reader, parameters.map((one) => one.key)), valuesOf)

function valuesOf(stored: readonly StoredValue[]): Values {
  const records = Map.groupBy(stored, (one) => one.key)
  return {
    on(parameter, agencyId, day) {
      const fitting = (records.get(parameter.key) ?? []).filter((one: StoredValue) => readValue(parameter, one.value) !== null)
      const found = inForce(fitting, agencyId, day)
      return (found ? readValue(parameter, found.value) : parameter.default) as ValueOf<typeof parameter>
    },
  }
}

/** The value of one parameter on a day. */
export async function valueOn<P extends Parameter>(reader: Reader, parameter: P, agencyId: string | null, day: CivilDate): Promise<ValueOf<P>> {
  return (await readValues(reader, [parameter])).on(parameter, agencyId, day)
}
