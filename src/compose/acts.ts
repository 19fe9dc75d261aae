import type { Clock } from '../platform/clock.ts'
import { civilDateOf } from '../platform/clock.ts'
import type { Db, Reader, Tx } from '../platform/db.ts'
import { mapped, type Part, readPart } from '../platform/together.ts'
import type { Sealer } from '../platform/seal.ts'
import type { Lang } from '../platform/words.ts'
import { createThrottle, may, personQueries, staffNames } from '../modules/accounts/index.ts'
import type { AgencyDirectory } from '../modules/agencies/index.ts'
import { type Calendars, createDeadlines } from '../modules/calendar/index.ts'
import type { DocumentsDeps } from '../modules/documents/index.ts'
import { createMoveDossier, createNextCode, createRecord, createRequests, findDossier } from '../modules/dossiers/index.ts'
import { createAppendEvent, createBeginStream, createGetEvent, createLogAccess, createLogAccesses, createReadStream } from '../modules/events/index.ts'
import { createAnswerDraft, createAnswerInvitation, createBeginParts, createConfirmPart, createDrafts, createFollowParts, createInvitationNotices, createInvitations, createParts, createSendMessage, createSubmit, createSupplementPapers, createSupply, createWithdraw, type OwnActDeps, type SubmitDeps } from '../modules/filing/index.ts'
import { type Asking, type RawAnswers, validate, validateJson } from '../modules/forms/index.ts'
import type { Places } from '../modules/places/index.ts'
import type { Packages } from '../modules/procedures/index.ts'
import { createCancelProcess, createCompleteTask, createResumeProcess, type Definitions, listOpenTasks, openStepCount, openTasksPart, pauseProcess, type ProcessDeps, staffLoads, wayOf } from '../modules/processes/index.ts'
import {
  type AskPopulation,
  type CaseDeps,
  createAccept,
  createAddNote,
  createAfterDraftAnswer,
  createCancelFee,
  createCollectFee,
  createDecideWithdrawal,
  createHandOver,
  createIdentityNumbers,
  createMessageCitizen,
  createOutcomeOf,
  createRefuseDossier,
  createRequestSupplement,
  createSteps,
  createStop,
  createWhenTimePasses,
  type Processes,
  scopeOf,
  type Staff,
  type OpenTask,
} from '../modules/processing/index.ts'
import { startInForce } from './own-processes.ts'
import { processMoves } from './process-work.ts'
import { caseWork } from './case-work.ts'
import { caseDeadlines, whatMovesDates } from './deadlines.ts'
import { agenciesOf, agencyUnitsOf, caseAgencies, filingAgencies } from './agency-views.ts'
import { casePackages, filingPackages } from './package-views.ts'

export interface ActsDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  calendars: Calendars
  places: Places
  directory: AgencyDirectory
  packages: Packages
  definitions: Definitions
  documents: DocumentsDeps
  askPopulation: AskPopulation
  publicUrl: string
}

/** Every act on dossiers, put together once: the citizen's, the officers', and what time does by itself. */
export function composeActs(deps: ActsDeps) {
  const { db, clock, sealer } = deps
  const append = createAppendEvent(sealer)
  const logAccess = createLogAccess(sealer)
  const record = createRecord(sealer)
  const requests = createRequests(sealer)
  const move = createMoveDossier(createDeadlines(deps.calendars))
  const processes = processPort({ calendars: deps.calendars, definitions: deps.definitions, appendEvent: append }, deps.directory)
  const packages = filingPackages(deps.packages)
  const agencies = filingAgencies(deps.directory)
  const people = personQueries({ sealer })

  const agencyUnits = agencyUnitsOf(deps.directory, deps.places, clock)
  const asking = async (lang: Lang): Promise<Asking> => ({ today: civilDateOf(clock.now()), lang, places: await deps.places.current(), agencies: await agencyUnits() })
  const check = async (form: Parameters<typeof validate>[0], raw: RawAnswers, lang: Lang) => validate(form, raw, await asking(lang))
  const dueBy = async (agencyId: string, from: Date, period: { amount: number; unit: 'same_day' | 'working_day' | 'day' | 'hour' | 'month' }) =>
    (await deps.calendars.current()).dueDate(agencyId, from, period).dueAt

  const filing = { db, clock, sealer, append, logAccess, packages, agencies, record, requests, move, steps: { pause: processes.pause, goOn: processes.goOn } }
  const nextCode = createNextCode(db)
  const beginStream = createBeginStream(sealer)
  const drafts = createDrafts(filing)
  const acceptBy: SubmitDeps['acceptBy'] = ({ agencyId, submittedAt, hours }) => dueBy(agencyId, submittedAt, { amount: hours, unit: 'hour' })
  const submitterPart: SubmitDeps['submitterPart'] = (personId) =>
    mapped(people.reachablePart(personId), (person) =>
      person && {
        personId,
        name: person.name,
        identityNumber: person.identityNumber,
        birthDate: person.birthDate,
        phone: person.phone?.value ?? null,
        email: person.email?.value ?? null,
        address: null,
      },
    )
  const submit = createSubmit({ ...filing, check, nextCode, acceptBy, beginStream, submitterPart })
  const scope = async (tx: Tx, dossierId: string) => {
    const row = await findDossier(tx, dossierId)
    return row ? scopeOf(row) : {}
  }
  const afterAnswer = createAfterDraftAnswer({ processes, scope })

  const cases: CaseDeps = {
    db,
    clock,
    sealer,
    append,
    logAccess,
    logAccesses: createLogAccesses(sealer),
    record,
    requests,
    move,
    ...whatMovesDates(deps.calendars, sealer),
    processes,
    documents: deps.documents,
    packageOf: casePackages(deps.packages),
    agencyOf: caseAgencies(deps.directory, deps.places),
    may: (actor, act, resource) => may(actor, act as Parameters<typeof may>[1], resource),
    lookupUrl: `${deps.publicUrl}/tra-cuu`,
  }
  const identityNumbers = createIdentityNumbers({ db, clock, sealer, append, ask: deps.askPopulation })
  const askingOffice = () => asking('vi')
  const steps = createSteps({ ...cases, identityNumbers, asking: askingOffice, confirmBy: ({ agencyId, sentAt, period }) => dueBy(agencyId, sentAt, period) })
  const myPlaces = workplacesOf(agenciesOf(deps.directory))

  return {
    append,
    logAccess,
    getEvent: createGetEvent(sealer),
    readStream: createReadStream(sealer),
    record,
    requests,
    people,
    packages,
    agencies,
    asking,
    check,
    filing: {
      drafts,
      submit,
      beginParts: createBeginParts({
        ...filing,
        nextCode,
        acceptBy,
        beginStream,
        checkJson: async (form, json, lang) => validateJson(form, json, await asking(lang)),
        outcomeOf: createOutcomeOf({ sealer, identityNumbers }),
      }),
      followParts: createFollowParts(filing),
      invitations: createInvitations({ ...filing, throttle: createThrottle({ db, clock, sealer }) }),
      answerInvitation: createAnswerInvitation(filing),
      parts: createParts(filing),
      confirmPart: createConfirmPart({ ...filing, check, submitterPart }),
      invitationNotice: createInvitationNotices(filing),
      supply: createSupply({ ...filing, acceptBy }),
      supplementPapers: createSupplementPapers(filing),
      withdraw: createWithdraw(filing),
      answerDraft: createAnswerDraft({ ...filing, afterAnswer }),
      sendMessage: createSendMessage(filing),
    },
    processing: {
      ...cases,
      identityNumbers,
      asking: askingOffice,
      steps,
      accept: createAccept(cases),
      requestSupplement: createRequestSupplement({ ...cases, supplementDueAt: ({ agencyId, askedAt, period }) => dueBy(agencyId, askedAt, period) }),
      refuseDossier: createRefuseDossier(cases),
      handOver: createHandOver(cases),
      decideWithdrawal: createDecideWithdrawal(cases),
      stop: createStop(cases),
      ...caseDeadlines(cases),
      work: caseWork(cases, deps),
      collectFee: createCollectFee(cases),
      cancelFee: createCancelFee(cases),
      addNote: createAddNote(cases),
      messageCitizen: createMessageCitizen(cases),
      agenciesOf: agenciesOf(deps.directory),
      mySteps: mySteps(db, myPlaces),
      staffLoads,
      staffNames,
      countMySteps: async (actor: Staff) => openStepCount(await myPlaces(actor)),
    },
    whenTimePasses: createWhenTimePasses({ ...cases, steps }),
  }
}
export type Acts = ReturnType<typeof composeActs>

const openSteps = (reader: Reader, dossierId: string): Part<OpenTask[]> =>
  mapped(openTasksPart(reader, dossierId), (rows) =>
    rows.map((row) => ({
      taskId: row.id,
      key: row.task_key,
      name: row.name,
      duty: row.duty,
      work: row.work,
      agencyId: row.agency_id,
      openedAt: row.opened_at,
      dueAt: row.due_at,
      claimedBy: row.claimed_by,
      claimedByName: row.claimed_by_name,
    })),
  )

/** The module `processes` as dossiers' acts use it. */
function processPort(deps: ProcessDeps, directory: AgencyDirectory): Processes & { goOn: OwnActDeps['steps']['goOn'] } {
  const start = startInForce(deps, directory)
  const complete = createCompleteTask(deps)
  const resume = createResumeProcess(deps)
  const cancel = createCancelProcess(deps)
  return {
    start,
    complete,
    openTasks: (reader, dossierId) => readPart(reader, openSteps(reader, dossierId)),
    openTasksPart: openSteps,
    way: (reader, dossierId) => wayOf(deps.definitions, reader, dossierId),
    pause: (tx, dossierId, at) => pauseProcess(tx, { dossierId, at }),
    resume: (tx, dossierId, at) => resume(tx, { dossierId, at }),
    async goOn(tx, row, actor, at) {
      const begun = await start(tx, {
        definitionId: row.process_definition_id ?? '',
        dossierId: row.id,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        scope: scopeOf(row),
        actor,
        at,
      })
      if (begun.ok || begun.refusal.code !== 'process-already-running') return begun
      await resume(tx, { dossierId: row.id, at })
      await processMoves(deps).deliver(tx, { dossierId: row.id, message: 'supplemented', key: `supplemented:${row.revision}`, actor, at })
      return { ok: true }
    },
    ...processMoves(deps),
    async cancel(tx, dossierId, actor, at) {
      await cancel(tx, { dossierId, actor, at })
    },
  }
}

type StepDuty = Parameters<typeof listOpenTasks>[1]['places'][number]['duties'][number]

/** Agencies and duties in which a member of staff has work. */
function workplacesOf(agencies: ReturnType<typeof agenciesOf>) {
  return async (actor: Staff) => {
    // Duties of one post count where that post counts, not where another does.
    const byPost = await Promise.all(
      actor.posts.map(async (post) => {
        const duties = post.duties.filter((duty): duty is StepDuty => duty !== 'administrator')
        return (await agencies({ ...actor, posts: [post] })).map((agency) => ({ agencyId: agency.id, duties }))
      }),
    )
    const merged = new Map<string, Set<StepDuty>>()
    for (const { agencyId, duties } of byPost.flat()) merged.set(agencyId, new Set([...(merged.get(agencyId) ?? []), ...duties]))
    return [...merged].map(([agencyId, duties]) => ({ agencyId, duties: [...duties] }))
  }
}

function mySteps(db: Db, places: ReturnType<typeof workplacesOf>) {
  return async (actor: Staff, from: { orderAt: Date; id: string; backwards: boolean } | null) => {
    const after = from ? { after: { orderAt: from.orderAt, taskId: from.id }, backwards: from.backwards } : {}
    const { tasks, next } = await listOpenTasks(db, { places: await places(actor), limit: 50, ...after })
    return {
      steps: tasks.map((task) => ({ taskId: task.id, dossierId: task.dossier_id, name: task.name, work: task.work, duty: task.duty, dueAt: task.due_at, paused: task.paused_at !== null, orderAt: task.order_at })),
      hasMore: next !== null,
    }
  }
}
