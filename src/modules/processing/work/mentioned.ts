import { civilDateOf } from '../../../platform/clock.ts'
import { staffNames } from '../../accounts/index.ts'
import { staffWithin } from '../../agencies/index.ts'
import type { Inside, Staff } from '../on-case.ts'
import { mentionsIn } from '../rules/mentions.ts'
import { tell } from './tell.ts'

/** Tells colleagues of the office whom a note names with an @; what it says they read on the case page. */
export async function tellMentioned({ tx, row, at, agency, actId }: Pick<Inside, 'tx' | 'row' | 'at' | 'agency' | 'actId'>, actor: Staff, text: string): Promise<void> {
  if (!text.includes('@')) return
  const [root = agency.id] = agency.path.split('/')
  const people = await staffWithin(tx, `${root}/`, civilDateOf(at))
  const names = await staffNames(tx, people.map((one) => one.staffId))
  const named = mentionsIn(text, people.map(({ staffId }) => ({ staffId, name: names.get(staffId) ?? '' })))
  await tell(tx, named.map((one) => one.staffId), { row, kind: 'mentioned', byName: actor.name, detail: '', at, about: actId }, actor.staffId)
}
