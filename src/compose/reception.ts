import { type Clock, civilDateOf, instantOf } from '../platform/clock.ts'
import { staffIdOf } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { recordPerson, staffNames } from '../modules/accounts/index.ts'
import { type AgencyDirectory, staffOnDuty } from '../modules/agencies/index.ts'
import { type Calendars, explain, nextWorkingInstant } from '../modules/calendar/index.ts'
import type { FilesDeps, JoinPages } from '../modules/files/index.ts'
import type { FindPlace } from '../modules/forms/index.ts'
import { readValues } from '../modules/parameters/index.ts'
import type { Package, Packages } from '../modules/procedures/index.ts'
import { createAttest } from '../modules/processing/index.ts'
import { type Channel, type Desk, enterBook, filesOfDraft, isBook, type ReceptionDeps, type ReceptionPackage, RECEPTION_PARAMETERS, receptionOn } from '../modules/reception/index.ts'
import type { Acts } from './acts.ts'
import { openPlacesOf } from './agency-views.ts'
import { papersAtCounter } from './custody.ts'
import { casePackages, forFiling } from './package-views.ts'

export interface ReceptionParts {
  db: Db
  clock: Clock
  sealer: Sealer
  acts: Acts
  files: FilesDeps
  join: JoinPages
  packages: Packages
  directory: AgencyDirectory
  calendars: Calendars
  findPlace: FindPlace
}

const WAYS = { 1: 'counter', 2: 'online', 3: 'post' } as const

/** What a counter stands on: the one filing act, the officers' acts, packages, people, agencies. */
export function receptionOf(parts: ReceptionParts): ReceptionDeps {
  const { db, clock, sealer, acts, packages, directory } = parts
  const timeLimits = casePackages(packages)
  const viewOf = async (one: Package, channel: Channel): Promise<ReceptionPackage> => {
    const { timeLimit, result } = await timeLimits(one.versionId)
    return { ...forFiling(one, channel), timeLimit: (caseKey) => timeLimit(channel, caseKey), register: result.hasBook && isBook(result.series) ? result.series : null, templateFolder: one.templateFolder }
  }
  const filable = async (versionId: string, channel: Channel) => forFiling(await packages.version(versionId), channel)
  const openPlaces = openPlacesOf(directory, clock)
  const record = recordPerson({ db, clock, sealer })
  return {
    db,
    clock,
    sealer,
    append: acts.append,
    logAccess: acts.logAccess,
    files: { ...parts.files, join: parts.join },
    packages: {
      async current(code, channel) {
        const one = await packages.current(code)
        return one?.definition.channels.includes(WAYS[channel]) ? viewOf(one, channel) : null
      },
      version: async (versionId, channel) => viewOf(await packages.version(versionId), channel),
      listed: async (channel) => (await packages.listed()).filter((one) => one.channels.includes(WAYS[channel])).map(({ code, name }) => ({ code, name: name.vi })),
    },
    filing: {
      async judge({ versionId, channel, filing, checked }) {
        const { missing, warnings, agency } = await acts.filing.submit.judge(await filable(versionId, channel), { ...filing, lang: 'vi' }, checked)
        return { missing, warnings, agency }
      },
      async file(officer, { desk, draftId, channel, versionId, filing, submitter, accountId, owner, onBehalf, refusing, alongside, andThen }) {
        const here = refusing ? await acts.agencies.find(desk.agencyId) : null
        return acts.filing.submit.file(
          {
            actor: officer,
            channel,
            receivedAt: desk.agencyId,
            helpedAt: channel === 2 ? desk.agencyId : null,
            submitter,
            accountId,
            owner,
            onBehalf,
            files: filesOfDraft(draftId),
          },
          { filing: { ...filing, lang: 'vi' }, version: await filable(versionId, channel), key: draftId, draftId: null, declared: true, alongside, andThen, ...(here ? { refusing: here } : {}) },
        )
      },
    },
    cases: { accept: acts.processing.accept, collectFee: acts.processing.collectFee, refuse: acts.processing.refuseDossier, attest: createAttest({ ...acts.processing, enterBook }) },
    people: {
      findByNumber: (reader, number) => acts.people.findPersonByIdentityNumber(reader, number),
      searchByName: (reader, name, limit) => acts.people.searchByName(reader, name, limit),
      async record(person) {
        const { personId } = await record(person)
        return { personId, accountId: await acts.people.verifiedAccount(db, personId) }
      },
      async verifiedPhone(personId) {
        if (!(await acts.people.verifiedAccount(db, personId))) return null
        const { phone } = await acts.people.getContact(db, personId)
        return phone?.verified ? phone.value : null
      },
    },
    places: { open: openPlaces },
    papers: papersAtCounter(db),
    async desksOf(actor) {
      const snapshot = await directory.snapshot()
      const places = await openPlaces()
      const desks = new Map<string, Desk>()
      for (const post of actor.posts.filter((one) => one.duties.includes('reception'))) {
        const agency = snapshot.find(post.agencyId)
        if (!agency?.provinceCode) continue
        // Of an office of the province, any of its places leads to what is competent in it.
        const communeCode = agency.communeCode || (places.find((one) => one.provinceCode === agency.provinceCode)?.communeCode ?? null)
        desks.set(agency.id, { agencyId: agency.id, agencyPath: agency.path, name: agency.nameVi, provinceCode: agency.provinceCode, communeCode })
      }
      return [...desks.values()]
    },
    async namesOfAgencies(ids) {
      const snapshot = await directory.snapshot()
      return new Map(ids.map((id) => [id, snapshot.find(id)?.nameVi ?? '']))
    },
    asking: () => acts.asking('vi'),
    check: (form, raw) => acts.check(form, raw, 'vi'),
    findPlace: parts.findPlace,
    async workingMinutes(agencyId, from, to) {
      const calendar = await parts.calendars.current()
      return from <= to ? calendar.workingMinutesBetween(agencyId, from, to) : -calendar.workingMinutesBetween(agencyId, to, from)
    },
    async quantities() {
      const values = await readValues(db, RECEPTION_PARAMETERS)
      return (agencyId, at) => receptionOn(values, agencyId, civilDateOf(at))
    },
    async handOverBy(agencyId, receivedAt, { cutOffHour }) {
      const calendar = await parts.calendars.current()
      const { dueAt } = calendar.dueDate(agencyId, receivedAt, { amount: 1, unit: 'same_day', cutOff: `${String(cutOffHour).padStart(2, '0')}:00` })
      const day = civilDateOf(dueAt)
      return day === civilDateOf(receivedAt) ? dueAt : nextWorkingInstant(calendar.officeOf(agencyId), instantOf(day))
    },
    async signersOf(desk) {
      // Whoever leads the authority that the counter belongs to.
      const authority = desk.agencyPath.split('/').slice(0, -2).join('/')
      const leaders = await staffOnDuty(db, authority ? `${authority}/` : desk.agencyPath, 'leader', civilDateOf(clock.now()))
      const names = await staffNames(db, leaders.map((one) => one.staffId))
      return leaders.map(({ staffId, post }) => ({ staffId, name: names.get(staffId) ?? '', title: post.title }))
    },
    async promised({ agencyId, versionId, channel, caseKey, at }) {
      const one = await packages.version(versionId)
      const { dueAt, explanation } = (await parts.calendars.current()).dueDate(agencyId, at, one.period(channel, caseKey))
      return { dueAt, why: explain(explanation, 'vi').map(({ text }) => text) }
    },
  }
}

/** Name of whoever an event names by a key. */
export const nameOfStaffKey = (db: Db) => async (key: string): Promise<string> => {
  const staffId = staffIdOf(key)
  return staffId ? ((await staffNames(db, [staffId])).get(staffId) ?? key) : key
}
