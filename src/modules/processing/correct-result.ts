import { actorKey } from '../../platform/actor.ts'
import type { Reader } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { issuePackagePaper, type PackageData } from '../documents/index.ts'
import { STATUS, updateDossier } from '../dossiers/index.ts'
import { type AnswerError, type Answers, type FormDefinition, printAnswers, type RawAnswers, readAnswers, validate } from '../forms/index.ts'
import { draftsMade } from './drafts-made.ts'
import { type AskingOffice, entriesForm } from './entries.ts'
import type { IdentityNumbers } from './identity-number.ts'
import { keepResult } from './keep-result.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import type { CasePackage } from './ports.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { printedContext, resultData } from './result-paper.ts'
import { compare, type Difference } from './rules/compare.ts'
import { signerOf } from './rules/signer.ts'
import { ownerOf } from './slip-parts.ts'
import { type ResultRow, selectResult, withdrawResult } from './store.ts'
import { takeNumber } from './take-number.ts'

export interface CorrectDeps extends CaseDeps {
  identityNumbers: IdentityNumbers
  asking: AskingOffice
}

/** What the result is to say, as typed over the declaration's own fields and what the officer enters. */
export interface CorrectionInput {
  reason: string
  raw: RawAnswers
}

interface Content {
  answers: Answers
  entries: Answers | null
}

const contentContext = (documentId: string) => `processing.result:${documentId}:content`

/** What the result in force was printed from: as corrected before, else as declared and entered. */
export async function contentOf(deps: CorrectDeps, reader: Reader, dossierId: string, result: ResultRow): Promise<Content> {
  if (result.content) return JSON.parse(deps.sealer.openText(contentContext(result.document_id), result.content)) as Content
  const { answers } = await deps.record.answersOf(reader, dossierId)
  return { answers: answers as Answers, entries: (await draftsMade(reader, deps.sealer, dossierId)).at(-1)?.entries ?? null }
}

export interface JudgedCorrection {
  content: Content
  errors: readonly AnswerError[]
  differences: Difference[]
}

/** What was typed, as the form engine judges it, and what it changes. */
export async function judgeCorrection(deps: CorrectDeps, version: CasePackage, row: { channel: number; case_key: string }, was: Content, raw: RawAnswers): Promise<JudgedCorrection> {
  const asking = await deps.asking()
  const declared = validate(version.form, readAnswers(version.form, raw), asking)
  const form = entriesForm(version, row, declared.answers)
  const entered = form ? validate(form, readAnswers(form, raw), asking) : null
  const content = { answers: declared.answers, entries: entered?.answers ?? null }
  return { content, errors: [...declared.errors, ...(entered?.errors ?? [])], differences: differencesOf(version, form, was, content) }
}

function differencesOf(version: CasePackage, form: FormDefinition | null, was: Content, is: Content): Difference[] {
  const declared = compare(version.form, printAnswers(version.form, was.answers, 'vi'), printAnswers(version.form, is.answers, 'vi'))
  const entered = form ? compare(form, printAnswers(form, was.entries ?? {}, 'vi'), printAnswers(form, is.entries ?? {}, 'vi')) : null
  return [...declared.differences, ...(entered?.differences ?? [])]
}

/**
 * An error found in an issued result: a leader has another printed and signs for it, with a number of its own; the one before is withdrawn, and
 * each names the other. What the citizen declared stays as it was.
 * @see shared rules 7.2 (9, 10: correction act)
 */
export function createCorrectResult(deps: CorrectDeps) {
  return (actor: Staff, input: CaseAct & CorrectionInput): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    const act = { ...input, kind: 'correct-result', permission: 'dossier.correct-result', request: [reason, { ...input.raw }], reason }
    return onCase(deps, actor, act, async ({ tx, row, at, agency, version, title }) => {
      const old = await selectResult(tx, row.id)
      if (!old || (row.status !== STATUS.finished && row.status !== STATUS.returned)) return refuse('no-result-to-correct')
      const { content, errors, differences } = await judgeCorrection(deps, version, row, await contentOf(deps, tx, row.id, old), input.raw)
      if (errors.length > 0) return refuse('entries-wrong', { count: errors.length })
      if (differences.length === 0) return refuse('nothing-corrected')
      const before = JSON.parse(deps.sealer.openText(printedContext(row.id), old.printed)) as PackageData
      const entry = await takeNumber(tx, row, version.result, at)
      const { number: identityNumber } = await deps.identityNumbers.find(tx, row.id)
      const data = resultData({ row, version, agency, ...content, number: entry.numberText, book: entry.volumeText, registeredOn: at, identityNumber, signer: signerOf(actor.name, title), lookupUrl: deps.lookupUrl })
      const template = { folder: await version.templateFolder(), file: version.result.template }
      const replacing = `THAY THẾ SỐ ${before.result?.number ?? old.number}`
      const issued = await issuePackagePaper(deps.documents)(tx, { template, title: version.result.title, data, marks: [replacing] }, { ...ownerOf(row, at), replaces: old.document_id })
      await withdrawResult(tx, old.document_id, { withdrawn_at: at, withdrawn_by: actorKey(actor), withdrawn_by_name: actor.name })
      await keepResult(tx, deps.sealer, row, at, {
        documentId: issued.documentId,
        printed: data,
        book: version.result.hasBook ? version.result.series : null,
        volume: entry.volume,
        number: entry.number,
        signedBy: actorKey(actor),
        signedByName: actor.name,
        replaces: old.document_id,
        content: deps.sealer.sealText(contentContext(issued.documentId), JSON.stringify(content)),
      })
      const awaited = row.status === STATUS.returned && row.result_way !== 'online'
      await updateDossier(tx, row.id, awaited ? { delivery_status: 'waiting' } : {})
      return {
        ok: true,
        eventType: 'dossier.result-corrected',
        payload: { reason, documentId: issued.documentId, sha256: issued.sha256, number: entry.numberText, book: entry.volumeText, replaces: old.document_id, replacedNumber: before.result?.number ?? null, changed: differences.length },
      }
    })
  }
}
