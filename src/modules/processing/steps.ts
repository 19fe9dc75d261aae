import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { issuePackagePaper, previewPackagePaper } from '../documents/index.ts'
import { valueOn } from '../parameters/index.ts'
import { type DossierRow, DRAFT_SILENCE, findDossier, mayMove, updateDossier } from '../dossiers/index.ts'
import { receiveBytes, recordPrinted } from '../files/index.ts'
import { type Answers, type RawAnswers, validate } from '../forms/index.ts'
import { completeStep, holdsStep } from './complete-step.ts'
import { controlSlip } from './control-slip.ts'
import { draftsMade, keepDraft } from './drafts-made.ts'
import { type AskingOffice, entriesForm, typedEntries } from './entries.ts'
import type { IdentityNumber, IdentityNumbers } from './identity-number.ts'
import { keepResult } from './keep-result.ts'
import { type CaseAct, type CaseActor, type CaseDeps, type Inside, onCase, type Staff } from './on-case.ts'
import type { BirthFacts, CasePackage, OpenTask } from './ports.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { resultData } from './result-paper.ts'
import { signerOf } from './rules/signer.ts'
import { ownerOf } from './slip-parts.ts'
import { takeNumber } from './take-number.ts'
import { noteInRegister } from './register/register.store.ts'
import { selectActs } from './store.ts'
import { actLabel } from './words.ts'

export interface StepDeps extends CaseDeps {
  identityNumbers: IdentityNumbers
  asking: AskingOffice
  /** End of the time in which the citizen checks a draft. */
  confirmBy: (input: { agencyId: string; sentAt: Date; period: NonNullable<ReturnType<CasePackage['confirmWithin']>> }) => Promise<Date>
}

export interface StepInput extends CaseAct {
  taskId: string
}

/** `entries`: what the officer enters in the result, as typed, where the package asks for it. */
export interface DraftInput {
  entries?: RawAnswers
}

const MAX_NOTE = 1000

type NotedInput = StepInput & { note: string }

/** A step whose only effect is that it is done, with a note of who did it. */
function notedAct(input: NotedInput) {
  const note = cleanText(input.note, { max: MAX_NOTE, multiline: true })
  const reason = note.ok ? note.text : ''
  return { ...input, outcome: 'done', request: reason, ...(reason ? { reason } : {}) }
}

/** The steps of a process by kind of work: each is an act of its own with its own effect. */
export function createSteps(deps: StepDeps) {
  /** Phân công: the leader gives the dossier to those who work on it, with what they should know. */
  function assign(actor: Staff, input: NotedInput): Promise<Decided<{ replayed: boolean }>> {
    const act = notedAct(input)
    return completeStep(deps, actor, act, 'assign', async () => ({ ok: true, eventType: 'dossier.assigned', payload: { note: act.reason !== undefined } }))
  }

  /** Thẩm tra: the specialist has looked at form and papers and found them right. */
  function appraise(actor: Staff, input: NotedInput): Promise<Decided<{ replayed: boolean }>> {
    const act = notedAct(input)
    return completeStep(deps, actor, act, 'appraise', async () => ({ ok: true, eventType: 'dossier.appraised', payload: { note: act.reason !== undefined } }))
  }

  /** Lấy số định danh, lập dự thảo: asks the population database, sets the draft, sends it where the law gives the citizen a look. */
  async function draft(actor: Staff, input: StepInput & DraftInput): Promise<Decided<{ replayed: boolean; identity: string }>> {
    const before = isId(input.dossierId) ? await findDossier(deps.db, input.dossierId) : undefined
    if (!before) return refuse('case-not-found')
    const entries = typedEntries(await deps.packageOf(before.package_version_id), input.entries)
    const identity = await askForNumber(actor, before, entries, (task) => task.taskId === input.taskId && task.work === 'draft')
    const done = await completeStep(deps, actor, { ...input, outcome: 'done', request: entries && { ...entries } }, 'draft', (inside) => setDraft(inside, entries, identity.number))
    return done.ok ? { ...done, identity: identity.state } : done
  }

  /** Nobody is asked for a step that isn't open or is another's, or with entries that are wrong: closing it tells why, or that it was done by this very act before. */
  async function askForNumber(actor: Staff, row: DossierRow, entries: RawAnswers | null, isStep: (task: OpenTask) => boolean): Promise<IdentityNumber> {
    const version = await deps.packageOf(row.package_version_id)
    const task = version.asksIdentityNumber && mayMove(row, 'work').ok ? (await deps.processes.openTasks(deps.db, row.id)).find(isStep) : undefined
    if (!task || holdsStep(actor, task, await deps.agencyOf(row.agency_id))) return deps.identityNumbers.find(deps.db, row.id)
    const answers = (await deps.record.answersOf(deps.db, row.id)).answers as Answers
    if ((await judgeEntries(version, row, answers, entries)).wrong > 0) return deps.identityNumbers.find(deps.db, row.id)
    return deps.identityNumbers.obtain(row.id, birthFactsOf(answers, row))
  }

  /** What was typed, as the form engine judges it; null where the package asks for nothing. */
  async function judgeEntries(version: CasePackage, row: DossierRow, answers: Answers, typed: RawAnswers | null): Promise<{ entries: Answers | null; wrong: number }> {
    const form = entriesForm(version, row, answers)
    if (!form) return { entries: null, wrong: 0 }
    const { answers: entries, errors } = validate(form, typed ?? {}, await deps.asking())
    return { entries, wrong: errors.length }
  }

  async function setDraft({ tx, row, at, actId, agency, version }: Inside, typed: RawAnswers | null, identityNumber: string | null) {
    const { answers, revision } = (await deps.record.answersOf(tx, row.id)) as { answers: Answers; revision: number }
    const { entries, wrong } = await judgeEntries(version, row, answers, typed)
    if (wrong > 0) return refuse('entries-wrong', { count: wrong })
    const data = resultData({
      row,
      version,
      agency,
      answers,
      entries,
      number: '',
      book: '',
      registeredOn: null,
      identityNumber,
      signer: { authority: '', title: '', name: '' },
      lookupUrl: deps.lookupUrl,
    })
    const template = { folder: await version.templateFolder(), file: version.result.template }
    const pdf = await previewPackagePaper(deps.documents)({ template, title: version.result.title, data, at, marks: ['BẢN DỰ THẢO'] })
    const file = await receiveBytes(deps.documents)(pdf, `Du thao ${row.code}.pdf`)
    await recordPrinted(tx, deps.sealer, file, { ...ownerOf(row, at), retentionClass: row.retention_class })
    await keepDraft(tx, deps.sealer, row, { actId, fileId: file.fileId, answersRevision: revision, entries, at })
    const period = version.confirmWithin(row.channel as 1 | 2 | 3)
    const answerBy = period ? await deps.confirmBy({ agencyId: row.agency_id, sentAt: at, period }) : null
    if (answerBy) {
      const open = (await deps.requests.draftsOf(tx, row.id)).find((one) => !one.answeredAt)
      if (open) await deps.requests.answerDraft(tx, open.id, { at, answer: 'replaced', comment: null })
      // Ids of entries are none of the form's: both are printed, and the citizen checks both.
      const content = { ...data.answers, ...data.result?.entries }
      await deps.requests.sendDraft(tx, { id: newId(), dossierId: row.id, fileId: file.fileId, content, sentAt: at, answerBy })
    }
    const eventType = answerBy ? 'dossier.draft-sent' : 'dossier.draft-made'
    return { ok: true as const, eventType, payload: { fileId: file.fileId, answerBy: answerBy?.toISOString() ?? null, silence: answerBy ? await valueOn(tx, DRAFT_SILENCE, row.agency_id, civilDateOf(at)) : null, identityNumber: identityNumber !== null } }
  }

  /** Sets the draft anew from the answers as they stand now (after a correction) and sends it; a number that was missing is asked for again. */
  async function resendDraft(actor: Staff, input: CaseAct & DraftInput): Promise<Decided<{ replayed: boolean }>> {
    const before = await findDossier(deps.db, input.dossierId)
    if (!before) return refuse('case-not-found')
    const entries = typedEntries(await deps.packageOf(before.package_version_id), input.entries)
    await askForNumber(actor, before, entries, (task) => task.work === 'confirm-draft')
    const request = entries ? ['again', entries] : 'again'
    return onCase(deps, actor, { ...input, kind: 'draft', permission: 'dossier.do-step', request }, async (inside) => {
      const { tx, row } = inside
      const waits = (await deps.processes.openTasks(tx, row.id)).find((one) => one.work === 'confirm-draft')
      const working = mayMove(row, 'work')
      if (!working.ok) return working
      if (!waits) return refuse('no-such-step', { step: actLabel('confirm-draft') })
      const held = holdsStep(actor, waits, inside.agency)
      if (held) return held
      const { number: identityNumber } = await deps.identityNumbers.find(tx, row.id)
      await updateDossier(tx, row.id, {})
      return setDraft(inside, entries, identityNumber)
    })
  }

  /** Ký duyệt, or send back with the reason. */
  function sign(actor: Staff, input: StepInput & { agreed: boolean; reason: string }): Promise<Decided<{ replayed: boolean }>> {
    const reason = reasonOf(input.reason)
    if (!input.agreed && !reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    const outcome = input.agreed ? 'agree' : 'return'
    return completeStep(deps, actor, { ...input, outcome, request: reason, ...(reason ? { reason } : {}) }, input.agreed ? 'sign' : 'send-back', async ({ tx, row, version }) => {
      if (input.agreed && version.result.entries && (await isOutdated(tx, row))) return refuse('draft-outdated')
      return { ok: true, eventType: input.agreed ? 'dossier.approved' : 'dossier.sent-back', payload: { agreed: input.agreed } }
    })
  }

  /** What the officer entered was judged by answers that have been supplemented since. */
  async function isOutdated(tx: Tx, row: DossierRow): Promise<boolean> {
    const last = (await draftsMade(tx, deps.sealer, row.id)).at(-1)
    return last !== undefined && last.answersRevision !== (await deps.record.answersOf(tx, row.id)).revision
  }

  /** Vào sổ, cấp số, phát hành: the number comes from the book without gaps, the result is printed and issued in one act. */
  function number(actor: Staff, input: StepInput): Promise<Decided<{ replayed: boolean }>> {
    return completeStep(deps, actor, { ...input, outcome: 'done', request: null }, 'number', async ({ tx, row, at, actId, agency, version }) => {
      const approval = (await selectActs(tx, row.id)).findLast((act) => act.kind === 'sign')
      if (!approval) return refuse('result-not-decided')
      const { answers } = await deps.record.answersOf(tx, row.id)
      const { number: identityNumber } = await deps.identityNumbers.find(tx, row.id)
      const entry = await takeNumber(tx, row, version.result, at)
      const data = resultData({
        row,
        version,
        agency,
        answers: answers as Answers,
        entries: (await draftsMade(tx, deps.sealer, row.id)).at(-1)?.entries ?? null,
        number: entry.numberText,
        book: entry.volumeText,
        registeredOn: at,
        identityNumber,
        signer: signerOf(approval.actor_name, approval.actor_title),
        lookupUrl: deps.lookupUrl,
      })
      const template = { folder: await version.templateFolder(), file: version.result.template }
      const issued = await issuePackagePaper(deps.documents)(tx, { template, title: version.result.title, data }, ownerOf(row, at))
      const book = version.result.hasBook ? version.result.series : null
      await keepResult(tx, deps.sealer, row, at, { documentId: issued.documentId, printed: data, book, volume: entry.volume, number: entry.number, signedBy: approval.actor, signedByName: approval.actor_name })
      const moved = await deps.move(tx, { dossier: row, act: 'issue', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      const control = await controlSlip(deps, tx, { row, agency, at }, { last: { at, giver: actor.name, work: 'number' } })
      return {
        ok: true,
        eventType: 'dossier.issued',
        payload: { control, documentId: issued.documentId, sha256: issued.sha256, number: entry.numberText, book: entry.volumeText, signed: issued.signed },
      }
    })
  }

  /** Trả kết quả: to whom and how; `alongside` is written with it. */
  function giveBack(actor: CaseActor, input: StepInput & { receiver: string; how: 'online' | 'counter' | 'post'; alongside?: (tx: Tx) => Promise<void> }): Promise<Decided<{ replayed: boolean }>> {
    const receiver = cleanText(input.receiver, { max: 200 })
    if (!receiver.ok || receiver.text === '') return Promise.resolve(refuse('receiver-needed'))
    return completeStep(deps, actor, { ...input, outcome: 'done', request: [receiver.text, input.how] }, 'return', async ({ tx, row, at, actId, version }) => {
      const moved = await deps.move(tx, { dossier: row, act: 'return', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      await updateDossier(tx, row.id, { delivery_status: 'delivered' })
      await input.alongside?.(tx)
      await noteInRegister(tx, row.id, { returned_how: input.how, receiver: receiver.text })
      return { ok: true, eventType: 'dossier.returned', payload: { how: input.how, receiver: receiver.text } }
    })
  }

  return { assign, appraise, draft, resendDraft, sign, number, giveBack }
}
export type Steps = ReturnType<typeof createSteps>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a birth's answers tell the population database. */
export function birthFactsOf(answers: Answers, row: Pick<DossierRow, 'province_code'>): BirthFacts {
  return {
    name: textOf(answers['child.name']),
    birthDate: textOf(answers['child.birthDate']),
    sex: textOf(answers['child.sex']),
    provinceCode: row.province_code,
    motherNumber: textOf(answers['mother.identityNumber']) || null,
    fatherNumber: textOf(answers['father.identityNumber']) || null,
  }
}
