import { type Actor, actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { civilDateOf, formatDate } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Json } from '../../platform/idempotency.ts'
import type { Decided, Refused } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { type Agency, administers } from '../agencies/index.ts'
import type { QueueDeps } from './deps.ts'
import { QUEUE_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { checkCounter, checkGroup, type CounterForm, type Fault, type GroupForm, NAME_MAX } from './rules/settings-form.ts'
import { endSetting, ensureOffice, insertPriority, lockOffice, raiseVersion, writeCounter, writeGroup } from './settings.store.ts'
import { findSettings, type Settings } from './settings.ts'

export type Configured = Decided<{ id: string }> & { faults?: Fault[] }

interface Editing {
  tx: Tx
  settings: Settings
  at: Date
  today: string
  by: string
}

/** Runs an administrator's change of an office's queue under its lock, with its event; boards and counters see it at once. */
async function edit(deps: QueueDeps, actor: Actor, agency: Agency, type: string, work: (inside: Editing) => Promise<Configured & { payload?: { [key: string]: Json } }>): Promise<Configured> {
  if (!administers(actor, agency.path)) return refuse('queue-not-yours')
  const at = deps.clock.now()
  const today = civilDateOf(at)
  const by = actorKey(actor)
  return allOrNothing<Configured>(deps.db, async (tx, must) => {
    await ensureOffice(tx, agency.id, agency.provinceCode ?? '', at)
    await lockOffice(tx, agency.id)
    const settings = await findSettings(tx, agency.id, today)
    if (!settings) throw new Error(`The queue of ${agency.id} was just made.`)
    const done = must(await work({ tx, settings, at, today, by }))
    await deps.append(tx, { stream: { kind: 'queue', id: agency.id }, type, version: 1, actor, agencyId: agency.id, provinceCode: agency.provinceCode, payload: { id: done.id, ...done.payload }, at })
    await raiseVersion(tx, agency.id)
    return { ok: true, id: done.id }
  })
}

const withFaults = (faults: Fault[]): Refused & { faults: Fault[] } => ({ ...refuse('queue-form-wrong', { count: faults.length }), faults })

/** A change from one day may not undo another that begins later. */
const laterOf = (rows: readonly { id: string; validFrom: string }[], id: string, from: string) => rows.find((row) => row.id === id && row.validFrom > from)

/** Sets a service group from a day on: a new one without an id, a change of one that is there. */
export function createSetGroup(deps: QueueDeps) {
  return (actor: Actor, agency: Agency, input: { id: string | null; form: GroupForm }): Promise<Configured> =>
    edit(deps, actor, agency, QUEUE_EVENTS.groupSet, async ({ tx, settings, at, today, by }) => {
      const checked = checkGroup(input.form, today)
      if (!checked.ok) return withFaults(checked.faults)
      const { details } = checked
      const id = input.id ?? newId()
      if (input.id && !settings.all.groups.some((one) => one.id === input.id)) return refuse('setting-gone')
      const later = laterOf(settings.all.groups, id, details.validFrom)
      if (later) return refuse('setting-later', { date: formatDate(later.validFrom) })
      const same = settings.all.groups.find((one) => one.id !== id && one.letter === details.letter && (one.validTo === null || one.validTo >= details.validFrom))
      if (same) return refuse('letter-taken', { letter: details.letter, name: same.nameVi })
      await writeGroup(tx, agency.id, id, details, { at, by })
      return { ok: true, id, payload: { ...details } }
    })
}

export function createSetCounter(deps: QueueDeps) {
  return (actor: Actor, agency: Agency, input: { id: string | null; form: CounterForm }): Promise<Configured> =>
    edit(deps, actor, agency, QUEUE_EVENTS.counterSet, async ({ tx, settings, at, today, by }) => {
      const checked = checkCounter(input.form, [...new Set(settings.all.groups.map((one) => one.id))], today)
      if (!checked.ok) return withFaults(checked.faults)
      const { details } = checked
      const id = input.id ?? newId()
      if (input.id && !settings.all.counters.some((one) => one.id === input.id)) return refuse('setting-gone')
      const later = laterOf(settings.all.counters, id, details.validFrom)
      if (later) return refuse('setting-later', { date: formatDate(later.validFrom) })
      const same = settings.all.counters.find((one) => one.id !== id && one.number === details.number && (one.validTo === null || one.validTo >= details.validFrom))
      if (same) return refuse('counter-number-taken', { number: details.number, name: same.name })
      await writeCounter(tx, agency.id, id, details, { at, by })
      return { ok: true, id, payload: { ...details } }
    })
}

/** A group, counter or kind of priority holds no more from today on. */
export function createEndSetting(deps: QueueDeps) {
  const types = { service_group: QUEUE_EVENTS.groupEnded, counter: QUEUE_EVENTS.counterEnded, priority_group: QUEUE_EVENTS.priorityEnded } as const
  return (actor: Actor, agency: Agency, input: { kind: keyof typeof types; id: string }): Promise<Configured> =>
    edit(deps, actor, agency, types[input.kind], async ({ tx, today }) => {
      if (!isId(input.id) || !(await endSetting(tx, input.kind, agency.id, input.id, today))) return refuse('setting-gone')
      return { ok: true, id: input.id }
    })
}

/** The office's own kinds of priority replace the common ones as long as it has any. */
export function createAddPriority(deps: QueueDeps) {
  return (actor: Actor, agency: Agency, form: { nameVi: string; nameEn: string; ground: string }): Promise<Configured> =>
    edit(deps, actor, agency, QUEUE_EVENTS.prioritySet, async ({ tx, at, today, by }) => {
      const texts = { nameVi: cleanText(form.nameVi, { max: NAME_MAX }), nameEn: cleanText(form.nameEn, { max: NAME_MAX }), ground: cleanText(form.ground, { max: 500 }) }
      const words = { nameVi: 'tên diện ưu tiên', nameEn: 'tên tiếng Anh', ground: 'căn cứ' }
      const faults: Fault[] = Object.entries(texts).flatMap(([field, text]) => (text.ok && text.text !== '' ? [] : [{ field, text: `Xin ghi ${words[field as keyof typeof words]}.` }]))
      const { nameVi, nameEn, ground } = texts
      if (faults.length > 0 || !nameVi.ok || !nameEn.ok || !ground.ok) return withFaults(faults)
      const id = newId()
      await insertPriority(tx, { id, agencyId: agency.id, nameVi: nameVi.text, nameEn: nameEn.text, ground: ground.text, validFrom: today }, { at, by })
      return { ok: true, id, payload: { nameVi: nameVi.text } }
    })
}
