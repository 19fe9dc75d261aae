import { civilDateOf } from '../../../platform/clock.ts'
import type { Reader } from '../../../platform/db.ts'
import { staffNames } from '../../accounts/index.ts'
import { type Duty, type Holder, holdersOfDuty, selectAbsences } from '../../agencies/index.ts'
import { type Load, loadOf } from '../../processes/index.ts'
import { type Chosen, chooseOfficer, presentFor } from '../rules/choose-officer.ts'

export interface Person extends Chosen {
  name: string
  open: number
}

interface StepPlace {
  agencyId: string
  agencyPath: string
  duty: string
}

async function standing(reader: Reader, { agencyId, agencyPath, duty }: StepPlace, at: Date): Promise<{ holders: Holder[]; present: Chosen[]; loads: Load[] }> {
  const holders = await holdersOfDuty(reader, agencyPath, duty as Duty, civilDateOf(at))
  const present = presentFor(holders)
  return { holders, present, loads: await loadOf(reader, { agencyId, duty, staffIds: present.map((one) => one.staffId) }) }
}

/** Who may be given a step today, by name, each with how much they have of the same duty there. */
export async function peopleFor(reader: Reader, place: StepPlace, at: Date): Promise<Person[]> {
  const { present, loads } = await standing(reader, place, at)
  const names = await staffNames(reader, present.map((one) => one.staffId))
  const open = new Map(loads.map((one) => [one.staffId, one.open]))
  return present.map((one) => ({ ...one, name: names.get(one.staffId) ?? '', open: open.get(one.staffId) ?? 0 })).sort((a, b) => a.open - b.open || a.name.localeCompare(b.name, 'vi'))
}

/** The one whom the rule chooses, or null where nobody is there. */
export async function chosenFor(reader: Reader, place: StepPlace, at: Date): Promise<(Chosen & { name: string }) | null> {
  const { holders, loads } = await standing(reader, place, at)
  const chosen = chooseOfficer(holders, loads)
  return chosen && { ...chosen, name: (await staffNames(reader, [chosen.staffId])).get(chosen.staffId) ?? '' }
}

async function absencesOf(reader: Reader, staffId: string, at: Date) {
  const day = civilDateOf(at)
  return (await selectAbsences(reader, [staffId], day)).filter((one) => one.from <= day && day <= one.to)
}

/** Who stands in today for somebody who is absent, or null where they are there. */
export const standInOf = async (reader: Reader, staffId: string, at: Date): Promise<string | null> =>
  (await absencesOf(reader, staffId, at)).find((one) => one.staffId === staffId)?.substituteStaffId ?? null

/** For whom somebody stands in today. */
export const standsInFor = async (reader: Reader, staffId: string, at: Date): Promise<string[]> =>
  (await absencesOf(reader, staffId, at)).filter((one) => one.substituteStaffId === staffId).map((one) => one.staffId)
