import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { issuePackagePaper, nextBookEntry, nextNumber, previewPackagePaper } from '../documents/index.ts'
import { type DossierRow, findDossier, mayMove, updateDossier } from '../dossiers/index.ts'
import { receiveBytes, recordPrinted } from '../files/index.ts'
import type { Answers } from '../forms/index.ts'
import { completeStep, holdsStep } from './complete-step.ts'
import type { IdentityNumber, IdentityNumbers } from './identity-number.ts'
import { type CaseAct, type CaseActor, type CaseDeps, type Inside, onCase, type Staff } from './on-case.ts'
import type { BirthFacts, CasePackage, OpenTask } from './ports.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { resultData } from './result-paper.ts'
import { signerOf } from './rules/signer.ts'
import { ownerOf } from './slip-parts.ts'
import { insertResult, selectActs } from './store.ts'
import { actLabel } from './words.ts'

export interface StepDeps extends CaseDeps {
  identityNumbers: IdentityNumbers
  /** End of the time in which the citizen checks a draft. */
  confirmBy: (input: { agencyId: string; sentAt: Date; period: NonNullable<ReturnType<CasePackage['confirmWithin']>> }) => Promise<Date>
}

export interface StepInput extends CaseAct {
  taskId: string
}

const MAX_NOTE = 1000

/** The steps of a process by kind of work: each is an act of its own with its own effect. */
export function createSteps(deps: StepDeps) {
  /** Thẩm tra: the specialist has looked at form and papers and found them right. */
  function appraise(actor: Staff, input: StepInput & { note: string }): Promise<Decided<{ replayed: boolean }>> {
    const note = cleanText(input.note, { max: MAX_NOTE, multiline: true })
    const reason = note.ok ? note.text : ''
    return completeStep(deps, actor, { ...input, outcome: 'done', request: reason, ...(reason ? { reason } : {}) }, 'appraise', async () => ({
      ok: true,
      eventType: 'dossier.appraised',
      payload: { note: reason !== '' },
    }))
  }

  /** Lấy số định danh, lập dự thảo: asks the population database, sets the draft, sends it where the law gives the citizen a look. */
  async function draft(actor: Staff, input: StepInput): Promise<Decided<{ replayed: boolean; identity: string }>> {
    const before = isId(input.dossierId) ? await findDossier(deps.db, input.dossierId) : undefined
    if (!before) return refuse('case-not-found')
    const { answers } = await deps.record.answersOf(deps.db, before.id)
    const identity = await askForNumber(actor, before, answers as Answers, (task) => task.taskId === input.taskId && task.work === 'draft')
    const done = await completeStep(deps, actor, { ...input, outcome: 'done', request: null }, 'draft', (inside) => setDraft(inside, answers as Answers, identity.number))
    return done.ok ? { ...done, identity: identity.state } : done
  }

  /** Nobody is asked for a step that isn't open or is another's: closing it tells why, or that it was done by this very act before. */
  async function askForNumber(actor: Staff, row: DossierRow, answers: Answers, isStep: (task: OpenTask) => boolean): Promise<IdentityNumber> {
    const version = await deps.packageOf(row.package_version_id)
    const task = mayMove(row, 'work').ok ? (await deps.processes.openTasks(deps.db, row.id)).find(isStep) : undefined
    const asks = version.asksIdentityNumber && task !== undefined && !holdsStep(actor, task, await deps.agencyOf(row.agency_id))
    return asks ? deps.identityNumbers.obtain(row.id, birthFactsOf(answers, row)) : deps.identityNumbers.find(deps.db, row.id)
  }

  async function setDraft({ tx, row, at, agency, version }: Inside, answers: Answers, identityNumber: string | null) {
    const data = resultData({
      row,
      version,
      agency,
      answers,
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
    const period = version.confirmWithin(row.channel as 1 | 2 | 3)
    const answerBy = period ? await deps.confirmBy({ agencyId: row.agency_id, sentAt: at, period }) : null
    if (answerBy) {
      const open = (await deps.requests.draftsOf(tx, row.id)).find((one) => !one.answeredAt)
      if (open) await deps.requests.answerDraft(tx, open.id, { at, answer: 'replaced', comment: null })
      await deps.requests.sendDraft(tx, { id: newId(), dossierId: row.id, fileId: file.fileId, content: data.answers, sentAt: at, answerBy })
    }
    const eventType = answerBy ? 'dossier.draft-sent' : 'dossier.draft-made'
    return { ok: true as const, eventType, payload: { fileId: file.fileId, answerBy: answerBy?.toISOString() ?? null, identityNumber: identityNumber !== null } }
  }

  /** Sets the draft anew from the answers as they stand now (after a correction) and sends it; a number that was missing is asked for again. */
  async function resendDraft(actor: Staff, input: CaseAct): Promise<Decided<{ replayed: boolean }>> {
    const before = await findDossier(deps.db, input.dossierId)
    if (!before) return refuse('case-not-found')
    await askForNumber(actor, before, (await deps.record.answersOf(deps.db, before.id)).answers as Answers, (task) => task.work === 'confirm-draft')
    return onCase(deps, actor, { ...input, kind: 'draft', permission: 'dossier.do-step', request: 'again' }, async (inside) => {
      const { tx, row } = inside
      const waits = (await deps.processes.openTasks(tx, row.id)).find((one) => one.work === 'confirm-draft')
      const working = mayMove(row, 'work')
      if (!working.ok) return working
      if (!waits) return refuse('no-such-step', { step: actLabel('confirm-draft') })
      const held = holdsStep(actor, waits, inside.agency)
      if (held) return held
      const { answers } = await deps.record.answersOf(tx, row.id)
      const { number: identityNumber } = await deps.identityNumbers.find(tx, row.id)
      await updateDossier(tx, row.id, {})
      return setDraft(inside, answers as Answers, identityNumber)
    })
  }

  /** Ký duyệt, or send back with the reason. */
  function sign(actor: Staff, input: StepInput & { agreed: boolean; reason: string }): Promise<Decided<{ replayed: boolean }>> {
    const reason = reasonOf(input.reason)
    if (!input.agreed && !reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    const outcome = input.agreed ? 'agree' : 'return'
    return completeStep(deps, actor, { ...input, outcome, request: reason, ...(reason ? { reason } : {}) }, input.agreed ? 'sign' : 'send-back', async () => ({
      ok: true,
      eventType: input.agreed ? 'dossier.approved' : 'dossier.sent-back',
      payload: { agreed: input.agreed },
    }))
  }

  /** Vào sổ, cấp số, phát hành: the number comes from the book without gaps, the result is printed and issued in one act. */
  function number(actor: Staff, input: StepInput): Promise<Decided<{ replayed: boolean }>> {
    return completeStep(deps, actor, { ...input, outcome: 'done', request: null }, 'number', async ({ tx, row, at, actId, agency, version }) => {
      const approval = (await selectActs(tx, row.id)).findLast((act) => act.kind === 'sign')
      if (!approval) return refuse('result-not-decided')
      const { answers } = await deps.record.answersOf(tx, row.id)
      const { number: identityNumber } = await deps.identityNumbers.find(tx, row.id)
      const entry = await takeNumber(tx, row, version, at)
      const data = resultData({
        row,
        version,
        agency,
        answers: answers as Answers,
        number: entry.numberText,
        book: entry.volumeText,
        registeredOn: at,
        identityNumber,
        signer: signerOf(approval.actor_name, approval.actor_title),
        lookupUrl: deps.lookupUrl,
      })
      const template = { folder: await version.templateFolder(), file: version.result.template }
      const issued = await issuePackagePaper(deps.documents)(tx, { template, title: version.result.title, data }, ownerOf(row, at))
      await insertResult(tx, {
        dossier_id: row.id,
        document_id: issued.documentId,
        book: version.result.hasBook ? version.result.series : null,
        volume: entry.volume,
        number: entry.number,
        year: Number(civilDateOf(at).slice(0, 4)),
        printed: deps.sealer.sealText(`processing.result:${row.id}:printed`, JSON.stringify(data)),
        signed_by: approval.actor,
        signed_by_name: approval.actor_name,
        issued_at: at,
        agency_id: row.agency_id,
        province_code: row.province_code,
      })
      const moved = await deps.move(tx, { dossier: row, act: 'issue', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      return {
        ok: true,
        eventType: 'dossier.issued',
        payload: { documentId: issued.documentId, sha256: issued.sha256, number: entry.numberText, book: entry.volumeText, signed: issued.signed },
      }
    })
  }

  function takeNumber(tx: Tx, row: DossierRow, version: CasePackage, at: Date) {
    const on = civilDateOf(at)
    const year = Number(on.slice(0, 4))
    if (version.result.hasBook) return nextBookEntry(tx, { book: version.result.series, agencyId: row.agency_id, year, on })
    return nextNumber(tx, { series: version.result.series, agencyId: row.agency_id, year }).then((taken) => ({
      number: taken,
      volume: null,
      numberText: `${taken}/${year}`,
      volumeText: '',
    }))
  }

  /** Trả kết quả: to whom and how. */
  function giveBack(actor: CaseActor, input: StepInput & { receiver: string; how: 'online' | 'counter' | 'post' }): Promise<Decided<{ replayed: boolean }>> {
    const receiver = cleanText(input.receiver, { max: 200 })
    if (!receiver.ok || receiver.text === '') return Promise.resolve(refuse('receiver-needed'))
    return completeStep(deps, actor, { ...input, outcome: 'done', request: [receiver.text, input.how] }, 'return', async ({ tx, row, at, actId, version }) => {
      const moved = await deps.move(tx, { dossier: row, act: 'return', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      await updateDossier(tx, row.id, { delivery_status: 'delivered' })
      return { ok: true, eventType: 'dossier.returned', payload: { how: input.how, receiver: receiver.text } }
    })
  }

  return { appraise, draft, resendDraft, sign, number, giveBack }
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
