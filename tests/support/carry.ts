import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type DossierRow, findDossier, partsOfWhole } from '../../src/modules/dossiers/index.ts'
import { receiveBytes } from '../../src/modules/files/index.ts'
import type { Citizen } from '../../src/modules/filing/index.ts'
import { type Answers, factsOf, type FormDefinition, type RawAnswers, rawFromAnswers, validateJson, withFacts } from '../../src/modules/forms/index.ts'
import type { Staff } from '../../src/modules/processing/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { type Duty, type Office, officeOf, type TestActs } from './acts.ts'
import { agreed, type Filed, type Ground } from './birth.ts'
import { PROJECT } from './demo.ts'
import { demoCitizen } from './people.ts'
import { photo } from './photo.ts'

/** A form filled in, as it lies in a package's `examples`. */
export interface Example {
  kind: 'plain' | 'edge' | 'wrong'
  channel: 'online' | 'counter' | 'post'
  case: string
  answers: Answers
  entries?: Answers
}

const ROOT = join(PROJECT, 'procedures')

/** The examples of every package, with the code of their procedure; those of linked procedures are carried part by part. */
export const allExamples = (): { code: string; name: string; linked: boolean; example: Example }[] =>
  readdirSync(ROOT, { withFileTypes: true })
    .filter((field) => field.isDirectory())
    .flatMap((field) => readdirSync(join(ROOT, field.name)).map((name) => join(ROOT, field.name, name)))
    .flatMap((folder) =>
      readdirSync(join(folder, 'examples')).map((name) => ({
        code: /(\d\.\d{6})/.exec(folder)?.[1] ?? '',
        name,
        linked: /^linked:/m.test(readFileSync(join(folder, 'procedure.yaml'), 'utf8')),
        example: parse(readFileSync(join(folder, 'examples', name), 'utf8')) as Example,
      })),
    )

export function exampleOf(code: string, start: string): Example {
  const found = allExamples().find((one) => one.code === code && one.name.startsWith(start))
  if (!found) throw new Error(`No example «${start}» of ${code}.`)
  return found.example
}

export interface FiledExample extends Filed {
  /** Components that belong to the dossier. */
  valid: readonly string[]
  /** What the officer enters with the draft, as typed; undefined where the package asks for nothing. */
  entries?: RawAnswers
  office: Office
}

/** An example filed online by a demo citizen, with a picture for every paper that is needed. */
export async function fileExample(ground: Ground, code: string, example: Example): Promise<FiledExample> {
  const { acts } = ground
  const citizen = await demoCitizen(ground, 'congdan')
  const { drafts } = acts.filing
  const version = await acts.packages.current(code)
  if (!version) throw new Error(`${code} is not published.`)
  const { draftId } = await agreed(drafts.start(citizen, { procedureCode: code, lang: 'vi' }))
  const communeCode = '31135'
  const resultWay = version.resultWays[0] ?? 'counter'
  await agreed(drafts.saveGeneral(citizen, draftId, { provinceCode: '92', communeCode, caseKey: example.case, resultWay }))
  const raw = rawFromAnswers(version.form, example.answers)
  await agreed(drafts.saveAnswers(citizen, draftId, { raw, seen: null, complete: true }))
  const { answers } = await acts.check(version.form, raw, 'vi')
  const components = version.components(example.case, answers)
  for (const one of components.filter(({ required, presentedOnly }) => required && !presentedOnly)) {
    const received = await receiveBytes(acts.processing.documents)(await photo(one.id.toUpperCase(), { width: 80, height: 60 }), `${one.id}.jpg`)
    await agreed(drafts.attach(citizen, draftId, { component: one.id, received }))
  }
  const draft = await drafts.find(ground.db, citizen, draftId)
  const filing = { lang: 'vi' as const, communeCode, caseKey: example.case, resultWay, raw, papers: (draft?.papers ?? []).map((paper) => ({ component: paper.component, fileId: paper.file_id })) }
  const filed = await agreed(acts.filing.submit.file(citizen, { draftId, filing, version, key: newId(), declared: true }))
  const { result } = await acts.processing.packageOf(version.versionId)
  const row = await findDossier(ground.db, filed.dossierId)
  const { path } = await acts.processing.agencyOf(row?.agency_id ?? '')
  return {
    dossierId: filed.dossierId,
    code: filed.code,
    citizen,
    valid: components.map(({ id }) => id),
    ...(result.entries ? { entries: rawFromAnswers(result.entries, example.entries ?? {}) } : {}),
    office: officeOf(path),
  }
}

/** A part of a linked dossier that has begun, ready to be carried: what its officers enter is that of its own package's plain example. */
export async function begunPart(ground: Ground, whole: FiledExample, part: string): Promise<FiledExample> {
  const { acts } = ground
  const found = (await partsOfWhole(ground.db, whole.dossierId)).find((one) => one.part === part)
  const row = await findDossier(ground.db, found?.id ?? '')
  if (!row) throw new Error(`No part «${part}» of ${whole.code} has begun.`)
  const { result } = await acts.processing.packageOf(row.package_version_id)
  const version = await acts.packages.version(row.package_version_id)
  const { answers } = await acts.record.answersOf(ground.db, row.id)
  const { path } = await acts.processing.agencyOf(row.agency_id)
  return {
    dossierId: row.id,
    code: row.code,
    citizen: whole.citizen,
    valid: version.components(row.case_key, answers as Answers).map(({ id }) => id),
    ...(result.entries ? { entries: rawFromAnswers(result.entries, await fittingEntries(ground, row, result.entries, answers as Answers)) } : {}),
    office: officeOf(path),
  }
}

/** What an officer enters in one of the procedure's examples, where these answers ask for just that. */
export async function fittingEntries({ acts }: Pick<Ground, 'acts'>, row: DossierRow, entries: FormDefinition, answers: Answers): Promise<Answers> {
  const { form } = await acts.packages.version(row.package_version_id)
  const asked = withFacts(entries, factsOf(form, answers, { channel: 'online', caseKey: row.case_key }))
  const asking = await acts.asking('vi')
  for (const { code, example } of allExamples()) {
    if (code !== row.procedure_code || !example.entries) continue
    const judged = validateJson(asked, example.entries, asking)
    if (judged.errors.length === 0) return judged.answers
  }
  throw new Error(`No example of ${row.procedure_code} has entries that fit.`)
}

interface Going {
  dossierId: string
  citizen: Citizen
  /** Components that reception checked. */
  valid: readonly string[]
  entries?: RawAnswers
}

/** More steps than any process has. */
const MOST_STEPS = 40

/** Carries a dossier of any package through reception and every step that opens: until a kind of work, or to the returning of its result. */
export async function carryToEnd(ground: Pick<TestActs, 'db' | 'acts' | 'officer'>, going: Going, office: Office = 'ninh-kieu', until?: string): Promise<void> {
  const { processing } = ground.acts
  const base = () => ({ dossierId: going.dossierId, key: newId(), seenRevision: null })
  const reception = ground.officer('Cán bộ reception', ['reception'], office)
  await agreed(processing.accept(reception, { ...base(), valid: going.valid }))
  await agreed(processing.handOver(reception, base()))
  await carryOn(ground, going, office, until)
}

/** Carries one that was handed over through every step that opens. */
export async function carryOn(ground: Pick<TestActs, 'db' | 'acts' | 'officer'>, { dossierId, citizen, entries }: Going, office: Office = 'ninh-kieu', until?: string): Promise<void> {
  const { processing, filing } = ground.acts
  const base = () => ({ dossierId, key: newId(), seenRevision: null })
  const as = (duty: string): Staff => ground.officer(`Cán bộ ${duty}`, [duty as Duty], office)
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const [task] = await processing.processes.openTasks(ground.db, dossierId)
    if (!task || task.work === until) return
    const step = { ...base(), taskId: task.taskId }
    const actor = as(task.duty)
    if (task.work === 'draft') await agreed(processing.steps.draft(actor, { ...step, ...(entries ? { entries } : {}) }))
    else if (task.work === 'confirm-draft') await agreed(filing.answerDraft(citizen, { dossierId, key: newId(), confirmed: true, comment: '' }))
    else if (task.work === 'sign') await agreed(processing.steps.sign(actor, { ...step, agreed: true, reason: '' }))
    else if (task.work === 'number') await agreed(processing.steps.number(actor, step))
    else if (task.work === 'return') await agreed(processing.steps.giveBack(actor, { ...step, receiver: 'Nguyễn Văn Dân', how: 'counter' }))
    else if (task.work === 'assign') await agreed(processing.steps.assign(actor, { ...step, note: '' }))
    else await agreed(processing.steps.appraise(actor, { ...step, note: '' }))
  }
  throw new Error(`After ${MOST_STEPS} steps there are more.`)
}
