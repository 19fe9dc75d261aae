import { createHash } from 'node:crypto'
import { type Db, inTransaction } from '../../platform/db.ts'
import type { Clock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { defineWords, type Lang } from '../../platform/words.ts'
import { type DossierRecord, findDossier, type NextCode } from '../dossiers/index.ts'
import type { AppendEvent } from '../events/index.ts'
import { listFiles, sealFiles } from '../files/index.ts'
import type { Answers, RawAnswers } from '../forms/index.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import type { CheckAnswers, FilingAgencies, FilingAgency, FilingPackage, FilingPackages, FindSubmitter } from './ports.ts'
import { refuse } from './refusals.ts'
import { type Missing, whatIsMissing } from './rules/completeness.ts'
import { lockDraft, updateDraft } from './store.ts'

const words = defineWords({
  vi: {
    place: 'Chọn tỉnh, thành phố và xã, phường nơi nộp hồ sơ',
    agency: 'Nơi đã chọn chưa nhận hồ sơ trên hệ thống này; xin chọn nơi khác',
    case: 'Chọn trường hợp của Ông/Bà',
    resultWay: 'Chọn cách nhận kết quả',
    paper: (name: string) => `Đính kèm giấy tờ: ${name}`,
  },
  en: {
    place: 'Choose the province and the commune where you file',
    agency: 'The chosen place does not take dossiers on this site yet; please choose another',
    case: 'Choose your case',
    resultWay: 'Choose how to get the result',
    paper: (name: string) => `Attach the paper: ${name}`,
  },
})

/** What a dossier is made of, whether typed in the wizard or sent over the API. */
export interface Filing {
  lang: Lang
  communeCode: string | null
  caseKey: string | null
  resultWay: 'online' | 'counter' | 'post' | null
  raw: RawAnswers
  papers: readonly { component: string; fileId: string }[]
}

export interface Judged {
  missing: Missing[]
  warnings: readonly { field: string; text: string }[]
  answers: Answers
  agency: FilingAgency | null
}

export interface SubmitDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  packages: FilingPackages
  agencies: FilingAgencies
  check: CheckAnswers
  record: DossierRecord
  nextCode: NextCode
  findSubmitter: FindSubmitter
  /** End of the working hours within which the office answers a submission (NĐ 45/2020: 8 hours). */
  acceptBy: (input: { agencyId: string; submittedAt: Date; hours: number }) => Promise<Date>
}

export interface Submitted {
  dossierId: string
  code: string
  /** false when this submission had been made before: nothing was done again. */
  isNew: boolean
}

export function createSubmit(deps: SubmitDeps) {
  /** Everything that is missing or wrong in a filing, all at once; nothing is written. */
  async function judge(version: FilingPackage, filing: Filing): Promise<Judged> {
    const agency = filing.communeCode ? await deps.agencies.competent(filing.communeCode, version.level, version.code) : null
    const checked = await deps.check(version.form, filing.raw, filing.lang)
    const known = version.cases.some((one) => one.key === filing.caseKey)
    const components = version.components(known ? (filing.caseKey ?? '') : (version.cases[0]?.key ?? ''), checked.answers)
    const missing = whatIsMissing(
      {
        communeCode: filing.communeCode,
        agencyId: agency?.id ?? null,
        caseKey: known ? filing.caseKey : null,
        resultWay: filing.resultWay && version.resultWays.includes(filing.resultWay) ? filing.resultWay : null,
        formErrors: checked.errors,
        components,
        attached: new Set(filing.papers.map((paper) => paper.component)),
      },
      words(filing.lang),
      filing.lang,
    )
    return { missing, warnings: checked.warnings, answers: checked.answers, agency }
  }

  /**
   * Makes one dossier of a filing, however often it is sent: the key's answer and, for the wizard, the draft's own dossier
   * settle a repeat. Row, papers, declaration, event and key commit together.
   */
  async function file(
    actor: Citizen,
    input: { filing: Filing; version: FilingPackage; key: string; draftId: string | null; seenRevision?: number; declared: boolean },
  ): Promise<Decided<Submitted>> {
    const { filing, version, draftId } = input
    if (!input.declared) return refuse('declaration-needed')
    const judged = await judge(version, filing)
    if (judged.missing.length > 0 || !judged.agency) return refuse('draft-incomplete', { count: Math.max(1, judged.missing.length) })
    const { agency, answers } = judged
    const now = deps.clock.now()
    const code = await deps.nextCode(agency.code ?? agency.id.slice(-8).toUpperCase(), now)
    const acceptBy = await deps.acceptBy({ agencyId: agency.id, submittedAt: now, hours: version.acknowledgementHours })
    const requestHash = requestHashOf({ procedure: version.code, ...filing })

    const outcome = await inTransaction(deps.db, async (tx): Promise<Decided<Submitted>> => {
      if (draftId) {
        const draft = await lockDraft(tx, draftId, actor.accountId)
        if (!draft) return refuse('draft-not-found')
        if (draft.dossier_id) {
          const filed = await findDossier(tx, draft.dossier_id)
          return { ok: true, dossierId: draft.dossier_id, code: filed?.code ?? '', isNew: false }
        }
        // What is declared to be true is what was looked at.
        if (input.seenRevision !== undefined && input.seenRevision !== draft.revision) return refuse('draft-changed-elsewhere')
      }
      const keyed = { actor: `citizen:${actor.accountId}`, route: 'file-dossier', key: input.key, requestHash, at: now }
      const done = await once(tx, keyed, async () => {
        const dossierId = newId()
        await write(tx, { dossierId, code, acceptBy, now })
        return { dossierId, code }
      })
      if (!done.ok) return done
      return { ok: true, dossierId: done.value.dossierId, code: done.value.code, isNew: !done.replayed }
    }).catch((error: unknown) => {
      if (error instanceof RefusedInside) return error.refused
      throw error
    })
    return outcome

    async function write(tx: Parameters<typeof sealFiles>[0], made: { dossierId: string; code: string; acceptBy: Date; now: Date }): Promise<void> {
      const { dossierId } = made
      const owner = { ownerKind: 'dossier', ownerId: dossierId, agencyId: agency.id, provinceCode: agency.provinceCode }
      const fileIds = filing.papers.map((paper) => paper.fileId)
      const theirs = await listFiles(deps)(tx, { fileIds })
      const own = (view: { ownerKind: string; ownerId: string }) =>
        draftId ? view.ownerKind === 'draft' && view.ownerId === draftId : view.ownerKind === 'account' && view.ownerId === actor.accountId
      if (theirs.length !== fileIds.length || !theirs.every(own)) throw new RefusedInside(refuse('paper-not-yours'))
      const sealed = await sealFiles(tx, deps.sealer, fileIds, { ...owner, at: now, retentionClass: version.retentionClass })
      if (!sealed.ok) throw new RefusedInside(sealed)
      const submitter = await deps.findSubmitter(tx, actor.personId)
      const about = version.subjectOf(answers)
      await deps.record.create(tx, actor, {
        id: dossierId,
        code: made.code,
        agencyId: agency.id,
        provinceCode: agency.provinceCode ?? '',
        receivedAtAgencyId: agency.id,
        helpedAtAgencyId: null,
        procedureCode: version.code,
        procedureName: version.name.vi,
        packageVersionId: version.versionId,
        processDefinitionId: version.processDefinitionId,
        caseKey: filing.caseKey ?? '',
        channel: 2,
        hasFee: version.hasFee,
        accountId: actor.accountId,
        submitterPersonId: actor.personId,
        submitterName: submitter?.name ?? actor.name,
        ownerPersonId: null,
        ownerName: about.ownerName,
        subject: about.subject,
        contact: {
          phone: submitter?.phone ?? null,
          email: submitter?.email ?? null,
          address: submitter?.address ?? null,
          submitterNumber: submitter?.identityNumber ?? null,
          ownerNumber: about.ownerNumber,
          ownerAddress: null,
        },
        resultWay: filing.resultWay ?? 'online',
        submittedAt: now,
        acceptBy: made.acceptBy,
        lang: filing.lang,
        retentionClass: version.retentionClass,
        answers,
        papers: filing.papers.map((paper) => ({ ...paper, kind: 2 as const, digitised: 1 as const })),
        declaration: { version: version.declaration.version, wording: version.declaration.text[filing.lang], lang: filing.lang },
      })
      if (draftId) await updateDraft(tx, draftId, { dossier_id: dossierId, updated_at: now })
      await deps.append(tx, {
        stream: { kind: 'dossier', id: dossierId },
        ...FILING_EVENTS.submitted,
        actor,
        agencyId: agency.id,
        provinceCode: agency.provinceCode,
        payload: {
          code: made.code,
          procedure: version.code,
          packageVersion: version.versionId,
          answersHash: createHash('sha256').update(JSON.stringify(answers)).digest('hex'),
          files: theirs.map((view) => ({ fileId: view.fileId, sha256: view.sha256 })),
          declaration: version.declaration.version,
        },
        at: now,
      })
    }
  }

  return { judge, file }
}
export type Submit = ReturnType<typeof createSubmit>

/** Ends the transaction where a refusal must undo what it already wrote. */
class RefusedInside extends Error {
  readonly refused: Extract<Decided, { ok: false }>
  constructor(refused: Extract<Decided, { ok: false }>) {
    super(refused.refusal.code)
    this.refused = refused
  }
}
