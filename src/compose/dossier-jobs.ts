import { type Db, inTransaction } from '../platform/db.ts'
import type { JobData, JobHandlers } from '../platform/jobs.ts'
import { type DocumentsDeps, issueSlip, listDocuments } from '../modules/documents/index.ts'
import { findDossier, lockDossier, papersOf, STATUS } from '../modules/dossiers/index.ts'
import type { StoredEvent } from '../modules/events/index.ts'
import type { Answers } from '../modules/forms/index.ts'
import type { Acts } from './acts.ts'
import type { Counterparties } from './counterparties.ts'
import { noticesOfDossier } from './dossier-notices.ts'
import { noticesOfDraft } from './draft-notices.ts'

export interface DossierJobsDeps {
  db: Db
  acts: Acts
  documents: DocumentsDeps
  publicUrl: string
  /** Prints the declaration as it was filed or corrected. */
  printFiledForm: (dossierId: string, at: Date) => Promise<void>
  /** Makes the job that tells citizens what happened. */
  follow: Counterparties['follow']
}

/** Jobs that follow a dossier's events. Each may run again: what was done is found and left alone. */
export function dossierJobs(deps: DossierJobsDeps): JobHandlers {
  const { db, acts } = deps
  return {
    'dossier.print-receipt': async (data) => {
      const event = await eventOf(deps, data)
      await printReceipt(deps, event.stream.id, event.at)
    },
    'dossier.print-form': async (data) => {
      const event = await eventOf(deps, data)
      const { answersRevised = true } = (event.payload ?? {}) as { answersRevised?: boolean }
      if (answersRevised) await deps.printFiledForm(event.stream.id, event.at)
    },
    'dossier.notify': deps.follow(noticesOfDossier(acts)),
    'draft.notify': deps.follow(noticesOfDraft(acts)),
    // A result that is taken online is delivered when it is issued: it lies in the account and is announced.
    'dossier.deliver-online': async (data) => {
      const event = await eventOf(deps, data)
      const dossier = await findDossier(db, event.stream.id)
      if (dossier?.result_way !== 'online' || dossier.status !== STATUS.finished) return
      const task = (await acts.processing.processes.openTasks(db, dossier.id)).find((one) => one.work === 'return')
      if (!task) return
      const done = await acts.processing.steps.giveBack(
        { kind: 'system', name: 'online-delivery' },
        { dossierId: dossier.id, key: `deliver:${event.eventId}`, seenRevision: null, taskId: task.taskId, receiver: dossier.submitter_name, how: 'online' },
      )
      if (!done.ok && done.refusal.code !== 'no-such-step') throw new Error(`Online delivery refused: ${done.refusal.code}`)
    },
    // Of a linked dossier: parts whose turn has come begin, and the whole goes where its parts stand.
    'dossier.follow-parts': async (data) => {
      const dossier = await findDossier(db, (await eventOf(deps, data)).stream.id)
      const wholeId = dossier?.is_whole ? dossier.id : dossier?.whole_id
      if (!wholeId) return
      await acts.filing.beginParts(wholeId)
      await acts.filing.followParts(wholeId)
    },
    'dossier.drafts-in-silence': async () => {
      await acts.whenTimePasses.draftsInSilence()
    },
    'dossier.supplements-lapsed': async () => {
      await acts.whenTimePasses.supplementsLapsed()
    },
  }
}

async function eventOf(deps: DossierJobsDeps, data: JobData): Promise<StoredEvent> {
  if (!data.eventId) throw new Error(`The job ${data.job} names no event.`)
  return deps.acts.getEvent(deps.db, data.eventId, data.at)
}

/** The automatic confirmation of an online filing, printed once. @see NĐ 45/2020/NĐ-CP (confirmation with the time of receipt) */
async function printReceipt(deps: DossierJobsDeps, dossierId: string, at: Date): Promise<void> {
  const { acts } = deps
  await inTransaction(deps.db, async (tx) => {
    const row = await lockDossier(tx, dossierId)
    // Taken in at a counter, its paper is Mẫu 01.
    if (row?.channel !== 2) return
    const printed = await listDocuments(tx, 'dossier', dossierId)
    if (printed.some((document) => document.template === 'slips/bien-nhan-truc-tuyen')) return
    const version = await acts.processing.packageOf(row.package_version_id)
    const agency = await acts.processing.agencyOf(row.agency_id)
    const contact = acts.record.contactOf(row)
    const { answers } = await acts.record.answersOf(tx, row.id)
    const names = new Map(version.components(row.case_key, answers as Answers).map((one) => [one.id, one.name.vi]))
    const counts = new Map<string, number>()
    for (const paper of await papersOf(tx, row.id)) counts.set(paper.component, (counts.get(paper.component) ?? 0) + 1)
    await issueSlip(deps.documents)(
      tx,
      'bien-nhan-truc-tuyen',
      {
        office: {
          name: agency.nameVi,
          ...(agency.parentName ? { parent: agency.parentName } : {}),
          ...(agency.place ? { place: agency.place } : {}),
          ...(agency.address ? { address: agency.address } : {}),
          ...(agency.phone ? { phone: agency.phone } : {}),
        },
        dossier: { code: row.code, procedureCode: row.procedure_code, procedureName: row.procedure_name, content: row.subject },
        owner: { name: row.owner_name },
        pin: acts.record.pinOf(row),
        lookupUrl: `${deps.publicUrl}/tra-cuu`,
        at,
        submitter: {
          name: row.submitter_name,
          ...(contact.phone ? { phone: contact.phone } : {}),
          ...(contact.email ? { email: contact.email } : {}),
          ...(contact.submitterNumber ? { identityNumber: contact.submitterNumber } : {}),
        },
        receivedAt: row.submitted_at,
        answerBy: row.accept_by ?? row.submitted_at,
        components: [...counts].map(([id, count]) => ({ name: names.get(id) ?? id, electronic: count })),
      },
      { ownerKind: 'dossier', ownerId: row.id, agencyId: row.agency_id, provinceCode: row.province_code, at },
    )
  })
}
