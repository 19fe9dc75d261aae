import { createHash } from 'node:crypto'
import { allOrNothing, type Together } from '../../platform/all-or-nothing.ts'
import type { Db } from '../../platform/db.ts'
import { civilDateOf, type Clock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { isKeyTaken, keepAnswer, type KeptAnswer, keptAnswerPart, type RepeatKey, requestHashOf } from '../../platform/idempotency.ts'
import { platformRefusals } from '../../platform/problems.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { readTogether, UnmetError, type Write, writeTogether } from '../../platform/together.ts'
import { type DossierRecord, findDossier, type NextCode } from '../dossiers/index.ts'
import type { BeginStream } from '../events/index.ts'
import { type FileToSeal, filesToSealPart, sealable, sealing } from '../files/index.ts'
import type { Answers } from '../forms/index.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { type Filer, fileableFrom, filerOf, type TakenIn } from './filer.ts'
import { type StandingRow, standingPart } from './invitations.store.ts'
import { createJudgeFiling, type FiledPaper, type Filing, type Judged } from './judge-filing.ts'
import { faultOfParts, partiesOfDossier } from './parts-of-filing.ts'
import type { CheckAnswers, FilingAgencies, FilingAgency, FilingPackage, FilingPackages, Submitter, SubmitterPart } from './ports.ts'
import { refuse } from './refusals.ts'
import { draftToSubmitPart, submittedWrite } from './store.ts'

export type { FiledPaper, Filing, Judged } from './judge-filing.ts'

export interface SubmitDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  beginStream: BeginStream
  packages: FilingPackages
  agencies: FilingAgencies
  check: CheckAnswers
  record: DossierRecord
  nextCode: NextCode
  submitterPart: SubmitterPart
  /** End of the working hours within which the office answers a submission (NĐ 45/2020: 8 hours). */
  acceptBy: (input: { agencyId: string; submittedAt: Date; hours: number }) => Promise<Date>
}

export interface Submitted {
  dossierId: string
  code: string
  /** false when this submission had been made before: nothing was done again. */
  isNew: boolean
  /** Of a new one: the PIN for looking it up, and the end of the hours in which the office answers. */
  pin?: string
  acceptBy?: Date
}

export interface FileInput {
  filing: Filing<FiledPaper>
  version: FilingPackage
  key: string
  draftId: string | null
  seenRevision?: number
  declared: boolean
  /** It is refused at once: what is missing does not keep it from being written down, and this office takes it. */
  refusing?: FilingAgency
  /** What `judge` said of this filing, where it was just asked. */
  judged?: Judged
  /** Written in the same statement: what else becomes of it. */
  alongside?: readonly Write[] | ((dossierId: string) => readonly Write[])
  /** Done to the new dossier in the same transaction: where it is refused, nothing was filed. */
  andThen?: (inside: Together, dossierId: string) => Promise<Decided<object>>
}

interface Found {
  kept: KeptAnswer | null
  files: readonly FileToSeal[]
  fileIds: readonly string[]
  submitter: (Omit<Submitter, 'personId'> & { personId: string | null }) | null
  draft: { dossier_id: string | null; revision: number } | null
  standing: readonly StandingRow[]
}

interface Made {
  dossierId: string
  code: string
  agency: FilingAgency
  answers: Answers
  now: Date
  key: RepeatKey
  found: Found
}

/** Another has filed under this key, from this draft, or with these papers meanwhile. */
const metAnother = (error: unknown): boolean => isKeyTaken(error) || (error instanceof UnmetError && (error.what === 'draft' || error.what === 'files'))

/** Whoever meets another's work looks again; a third meeting is a fault of ours. */
const MOST_LOOKS = 3

export function createSubmit(deps: SubmitDeps) {
  const judge = createJudgeFiling(deps)

  /**
   * Makes one dossier of a filing, however often it is sent: the key's answer and, for the wizard, the draft's own dossier
   * settle a repeat. Row, papers, declaration, event and key are one statement; when it meets another's work it does nothing,
   * and what is there then decides.
   */
  async function file(by: Citizen | TakenIn, input: FileInput): Promise<Decided<Submitted>> {
    const { filing, version } = input
    const actor = filerOf(by, input.draftId)
    if (!input.declared) return refuse('declaration-needed')
    const judged = input.judged ?? (await judge(version, filing))
    const agency = judged.agency ?? input.refusing
    if ((judged.missing.length > 0 && !input.refusing) || !agency) return refuse('draft-incomplete', { count: Math.max(1, judged.missing.length) })
    const made = { answers: judged.answers, agency, now: deps.clock.now() }
    const key = { actor: actor.key, route: 'file-dossier', key: input.key, requestHash: requestHashOf({ procedure: version.code, ...filing }), at: made.now }

    for (let looks = 1; ; looks++) {
      const found = await look(actor, input, key)
      const settled = await settledBy(actor, found, key, input)
      if (settled) return settled
      const dossierId = newId()
      const code = await deps.nextCode(made.agency.code ?? made.agency.id.slice(-8).toUpperCase(), made.now)
      try {
        const written = await write(actor, input, { ...made, dossierId, code, key, found })
        return written.ok ? { ...written, dossierId, code, isNew: true } : written
      } catch (error) {
        if (looks >= MOST_LOOKS || !metAnother(error)) throw error
      }
    }
  }

  /** What decides whether something is to be done, in one round trip. */
  async function look(actor: Filer, { filing, draftId }: FileInput, key: RepeatKey): Promise<Found> {
    const fileIds = [...new Set(filing.papers.flatMap((paper) => (paper.fileId ? [paper.fileId.toLowerCase()] : [])))]
    const parts = { kept: keptAnswerPart(key), files: filesToSealPart(fileIds) }
    if (actor.submitter) return { fileIds, draft: null, standing: [], submitter: actor.submitter, ...(await readTogether(deps.db, parts)) }
    const own = { ...parts, submitter: deps.submitterPart(actor.personId ?? '') }
    if (!draftId) return { fileIds, draft: null, standing: [], ...(await readTogether(deps.db, own)) }
    return { fileIds, ...(await readTogether(deps.db, { ...own, draft: draftToSubmitPart(draftId, actor.accountId ?? ''), standing: standingPart(draftId, key.at) })) }
  }

  /** An answer that was given before, or the reason why this can't be filed; null when it is to be done. */
  async function settledBy(actor: Filer, found: Found, key: RepeatKey, { draftId, seenRevision, filing }: FileInput): Promise<Decided<Submitted> | null> {
    const { draft } = found
    if (draftId) {
      if (!draft) return refuse('draft-not-found')
      if (draft.dossier_id) {
        const filed = await findDossier(deps.db, draft.dossier_id)
        return { ok: true, dossierId: draft.dossier_id, code: filed?.code ?? '', isNew: false }
      }
      // What is declared to be true is what was looked at.
      if (seenRevision !== undefined && seenRevision !== draft.revision) return refuse('draft-changed-elsewhere')
      const fault = faultOfParts(found.standing, filing.parts)
      if (fault) return refuse(fault)
    }
    if (found.kept) {
      if (!found.kept.requestHash.equals(key.requestHash)) return platformRefusals.refuse('key-reused')
      return { ok: true, ...(found.kept.response as { dossierId: string; code: string }), isNew: false }
    }
    if (found.files.length !== found.fileIds.length || !found.files.every((file) => fileableFrom(actor, file))) return refuse('paper-not-yours')
    const sealed = sealable(deps.sealer, found.files)
    return sealed.ok ? null : sealed
  }

  async function write(filer: Filer, { filing, version, draftId, alongside = [], andThen }: FileInput, made: Made): Promise<Decided<{ pin: string; acceptBy: Date }>> {
    const { dossierId, code, agency, answers, now, found } = made
    const acceptBy = await deps.acceptBy({ agencyId: agency.id, submittedAt: now, hours: version.acknowledgementHours })
    const { submitter } = found
    const { actor, taken } = filer
    const about = { ...version.subjectOf(answers), ...taken?.owner }
    const parties = partiesOfDossier(filing.parts)
    const { pin, writes } = deps.record.creation(actor, {
      id: dossierId,
      code,
      agencyId: agency.id,
      provinceCode: agency.provinceCode ?? '',
      receivedAtAgencyId: taken?.receivedAt ?? agency.id,
      helpedAtAgencyId: taken?.helpedAt ?? null,
      procedureCode: version.code,
      procedureName: version.name.vi,
      packageVersionId: version.versionId,
      processDefinitionId: version.processDefinitionId,
      caseKey: filing.caseKey ?? '',
      channel: taken?.channel ?? 2,
      hasFee: version.fees(filing.caseKey ?? '', answers, civilDateOf(now)).some(({ amount }) => amount !== 0),
      accountId: filer.accountId,
      submitterPersonId: filer.personId,
      submitterName: submitter?.name ?? actor.name,
      ownerPersonId: null,
      // Of what is refused before it was filled in, the one who came is all that is known.
      ownerName: about.ownerName || (submitter?.name ?? actor.name),
      subject: about.subject,
      contact: {
        phone: submitter?.phone ?? null,
        email: submitter?.email ?? null,
        address: submitter?.address ?? null,
        submitterNumber: submitter?.identityNumber ?? null,
        ownerNumber: about.ownerNumber,
        ownerAddress: taken?.owner?.ownerAddress ?? null,
      },
      resultWay: filing.resultWay ?? 'online',
      submittedAt: now,
      acceptBy,
      lang: filing.lang,
      retentionClass: version.retentionClass,
      answers,
      papers: filing.papers.map(paperOf),
      // Handed in on paper, the declaration is what was signed there.
      declaration: taken && !taken.onBehalf ? null : { version: version.declaration.version, wording: version.declaration.text[filing.lang], lang: filing.lang },
      ...(version.parts ? { linked: { isWhole: true as const } } : {}),
      parties,
    })
    const event = deps.beginStream({
      stream: { kind: 'dossier', id: dossierId },
      ...FILING_EVENTS.submitted,
      actor,
      agencyId: agency.id,
      provinceCode: agency.provinceCode,
      payload: {
        code,
        procedure: version.code,
        packageVersion: version.versionId,
        answersHash: createHash('sha256').update(JSON.stringify(answers)).digest('hex'),
        files: found.files.map((file) => ({ fileId: file.file_id, sha256: file.sha256.toString('hex') })),
        declaration: version.declaration.version,
        ...(taken ? { channel: taken.channel, receivedAt: taken.receivedAt, onBehalf: taken.onBehalf !== null } : {}),
        ...(taken?.onBehalf ? { helpedAt: taken.helpedAt, confirmedAt: taken.onBehalf.confirmedAt.toISOString() } : {}),
        ...(parties.length > 0 ? { parties: parties.map(({ party, accountId, declaration }) => ({ party, accountId, declaration: declaration.version })) } : {}),
      },
      at: now,
    })
    const to = { ownerKind: 'dossier', ownerId: dossierId, agencyId: agency.id, provinceCode: agency.provinceCode, at: now, retentionClass: version.retentionClass }
    const all = [
      ...(draftId && found.draft ? [submittedWrite({ id: draftId, accountId: filer.accountId ?? '', revision: found.draft.revision }, dossierId, now)] : []),
      ...(found.fileIds.length > 0 ? [sealing(found.fileIds, filer.files, to)] : []),
      keepAnswer(made.key, { dossierId, code }),
      ...writes,
      ...event,
      ...(typeof alongside === 'function' ? alongside(dossierId) : alongside),
    ]
    if (!andThen) {
      await writeTogether(deps.db, all)
      return { ok: true, pin, acceptBy }
    }
    return allOrNothing(deps.db, async (tx, must) => {
      await writeTogether(tx, all)
      must(await andThen({ tx, must }, dossierId))
      return { ok: true as const, pin, acceptBy }
    })
  }

  return { judge, file }
}
export type Submit = ReturnType<typeof createSubmit>

/** Sent as a file it is an electronic copy; handed in on paper it is an original or a copy, digitised where it was scanned. */
function paperOf({ component, fileId, handedIn }: FiledPaper) {
  if (!handedIn) return { component, fileId, kind: 2 as const, digitised: 1 as const }
  return { component, fileId, kind: handedIn.originals > 0 ? (0 as const) : (1 as const), digitised: fileId ? (1 as const) : (0 as const), handedIn }
}
