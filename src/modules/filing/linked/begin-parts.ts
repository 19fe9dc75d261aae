import type { Actor } from '../../../platform/actor.ts'
import type { Clock } from '../../../platform/clock.ts'
import { civilDateOf } from '../../../platform/clock.ts'
import type { Db, Reader } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import { writeTogether } from '../../../platform/together.ts'
import type { Lang } from '../../../platform/words.ts'
import { type DossierRecord, type DossierRow, findDossier, type NextCode, papersOf, type PaperRow, type PartOfWhole, partsOfWhole } from '../../dossiers/index.ts'
import type { BeginStream } from '../../events/index.ts'
import type { AddressAnswer, Answers, FormDefinition, Validated } from '../../forms/index.ts'
import { FILING_EVENTS } from '../events.ts'
import type { FilingAgencies, FilingAgency, FilingPackage, FilingPackages, FilingPart, PartOutcome } from '../ports.ts'
import { statesOfParts } from '../rules/linked.ts'

export interface BeginPartsDeps {
  db: Db
  clock: Clock
  beginStream: BeginStream
  packages: FilingPackages
  agencies: FilingAgencies
  record: DossierRecord
  nextCode: NextCode
  checkJson: (form: FormDefinition, json: unknown, lang: Lang) => Promise<Validated>
  acceptBy: (input: { agencyId: string; submittedAt: Date; hours: number }) => Promise<Date>
  /** What a dossier ended with. */
  outcomeOf: (reader: Reader, dossierId: string) => Promise<PartOutcome>
}

const ACTOR: Actor = { kind: 'system', name: 'linked-procedure' }

interface Whole {
  row: DossierRow
  communeCode: string
  answers: Answers
  papers: readonly PaperRow[]
  dossiers: readonly PartOfWhole[]
}

/** PostgreSQL: a row with this key is there already. */
const isThereAlready = (error: unknown): boolean => (error as { constraint?: string }).constraint === 'dossier_part_once'

/**
 * Makes dossiers of those parts of a linked dossier whose turn has come, each at its own agency with a code and a PIN of its own; done
 * again it finds them. @returns how many were made.
 */
export function createBeginParts(deps: BeginPartsDeps) {
  return async (wholeId: string): Promise<number> => {
    const row = await findDossier(deps.db, wholeId)
    if (!row?.is_whole || row.closed_at) return 0
    const version = await deps.packages.version(row.package_version_id)
    const answers = (await deps.record.answersOf(deps.db, row.id)).answers as Answers
    const dossiers = await partsOfWhole(deps.db, row.id)
    const asked = (version.parts ?? []).filter((part) => part.applies(answers))
    const ready = statesOfParts(asked, dossiers).filter(({ state }) => state === 'ready')
    if (ready.length === 0) return 0
    const agency = await deps.agencies.find(row.agency_id)
    const whole = { row, answers, dossiers, communeCode: agency?.communeCode ?? '', papers: await papersOf(deps.db, row.id) }
    let made = 0
    for (const { part } of ready) if (await begin(whole, part)) made += 1
    return made
  }

  async function begin(whole: Whole, part: FilingPart): Promise<boolean> {
    const { row } = whole
    const version = await deps.packages.current(part.procedure)
    if (!version) throw new Error(`Part ${part.id} of ${row.code}: ${part.procedure} is not published.`)
    const agency = await deps.agencies.competent(communeOfPart(part, whole.answers) ?? whole.communeCode, version.level, version.code)
    if (!agency) throw new Error(`Part ${part.id} of ${row.code}: no agency takes ${part.procedure}.`)
    const judged = await deps.checkJson(version.form, part.answers(whole.answers, version.form, await outcomes(whole, part)), row.lang as Lang)
    const now = deps.clock.now()
    const dossier = { ...dossierOf(whole, part, version, agency, judged.answers), submittedAt: now, id: newId(), code: await deps.nextCode(agency.code ?? agency.id.slice(-8).toUpperCase(), now) }
    dossier.acceptBy = await deps.acceptBy({ agencyId: agency.id, submittedAt: now, hours: part.acknowledgementHours })
    dossier.hasFee = version.fees(part.caseKey, judged.answers, civilDateOf(now)).some(({ amount }) => amount !== 0)
    const event = deps.beginStream({
      stream: { kind: 'dossier', id: dossier.id },
      ...FILING_EVENTS.partBegun,
      actor: ACTOR,
      agencyId: agency.id,
      provinceCode: agency.provinceCode,
      payload: { code: dossier.code, whole: row.code, part: part.id, procedure: version.code, packageVersion: version.versionId, waited: part.after.length > 0, unanswered: judged.errors.map(({ field }) => field) },
      at: now,
    })
    try {
      await writeTogether(deps.db, [...deps.record.creation(ACTOR, dossier).writes, ...event])
      return true
    } catch (error) {
      if (isThereAlready(error)) return false
      throw error
    }
  }

  async function outcomes({ dossiers }: Whole, part: FilingPart): Promise<Record<string, PartOutcome>> {
    const before = dossiers.filter((one) => part.after.includes(one.part ?? ''))
    return Object.fromEntries(await Promise.all(before.map(async (one) => [one.part ?? '', await deps.outcomeOf(deps.db, one.id)] as const)))
  }

  /** The same people and the same wishes as the whole; owner and subject as the part's own form says. */
  function dossierOf({ row, papers }: Whole, part: FilingPart, version: FilingPackage, agency: FilingAgency, answers: Answers) {
    const about = version.subjectOf(answers)
    const standing = papers.filter((paper) => paper.replaced_at === null)
    const way = row.result_way as 'online' | 'counter' | 'post'
    return {
      agencyId: agency.id,
      provinceCode: agency.provinceCode ?? '',
      receivedAtAgencyId: row.received_at_agency_id,
      helpedAtAgencyId: row.helped_at_agency_id,
      procedureCode: version.code,
      procedureName: version.name.vi,
      packageVersionId: version.versionId,
      processDefinitionId: version.processDefinitionId,
      caseKey: part.caseKey,
      channel: row.channel as 1 | 2 | 3,
      hasFee: false,
      accountId: row.account_id,
      submitterPersonId: row.submitter_person_id,
      submitterName: row.submitter_name,
      ownerPersonId: null,
      ownerName: about.ownerName,
      subject: about.subject,
      contact: { ...deps.record.contactOf(row), ownerNumber: about.ownerNumber },
      resultWay: version.resultWays.includes(way) ? way : (version.resultWays[0] ?? way),
      acceptBy: null as Date | null,
      lang: row.lang as Lang,
      retentionClass: version.retentionClass,
      answers,
      papers: Object.entries(part.papers).flatMap(([component, from]) =>
        standing.filter((paper) => paper.component === from && paper.file_id).map((paper) => ({ component, fileId: paper.file_id ?? '', kind: 2 as const, digitised: 1 as const })),
      ),
      declaration: null,
      linked: { wholeId: row.id, part: part.id, terms: part.terms },
    }
  }
}
export type BeginParts = ReturnType<typeof createBeginParts>

/** The commune in whose office a part is done, where an answer of the whole says it. */
export function communeOfPart(part: Pick<FilingPart, 'place'>, answers: Answers): string | null {
  const address = part.place === null ? undefined : (answers[part.place] as AddressAnswer | undefined)
  return address?.commune ?? null
}
