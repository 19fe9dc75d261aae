import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Citizen, Filing, FilingPackage } from '../../src/modules/filing/index.ts'
import { receiveBytes } from '../../src/modules/files/index.ts'
import { type Answers, type RawAnswers, rawFromAnswers } from '../../src/modules/forms/index.ts'
import type { Staff } from '../../src/modules/processing/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Decided } from '../../src/platform/result.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import type { TestApp } from './app.ts'
import { PROJECT } from './demo.ts'
import { demoCitizen, demoStaff } from './people.ts'
import { photo } from './photo.ts'

export const BIRTH = '1.001193'
const FOLDER = join(PROJECT, 'procedures/ho-tich/1.001193-dang-ky-khai-sinh')

/** Married parents, the mother files, with a birth notification on paper. */
export const ORDINARY_BIRTH = (parse(readFileSync(join(FOLDER, 'examples/1-thuong.yaml'), 'utf8')) as { answers: Answers }).answers

/** The acts on a database, with or without the whole program around them. */
export type Ground = Pick<TestApp, 'db' | 'sealer' | 'clock' | 'acts'>

/** What one types to give these answers. */
export async function typed(app: Pick<Ground, 'acts'>, answers: Answers = ORDINARY_BIRTH): Promise<RawAnswers> {
  const version = await app.acts.packages.current(BIRTH)
  if (!version) throw new Error('The package of birth registration is not there.')
  return rawFromAnswers(version.form, answers)
}

export interface Filed {
  dossierId: string
  code: string
  citizen: Citizen
}

/** An answer that must be yes; the refusal is the test's failure. */
export async function agreed<T extends object>(answer: Promise<Decided<T>>): Promise<{ ok: true } & T> {
  const done = await answer
  if (!done.ok) throw new Error(`Refused: ${done.refusal.code} ${JSON.stringify(done.refusal.params ?? {})}`)
  return done
}

export interface BirthOptions {
  username?: string
  childName?: string
  resultWay?: 'online' | 'counter'
}

export interface Prepared {
  citizen: Citizen
  draftId: string
  filing: Filing
  version: FilingPackage
}

/** A birth filed online at the first demo office: where a story begins that is not about filing. */
export async function fileBirth(app: Ground, options: BirthOptions = {}): Promise<Filed> {
  const { citizen, ...prepared } = await prepareBirth(app, options)
  const filed = await agreed(app.acts.filing.submit.file(citizen, { ...prepared, key: newId(), declared: true }))
  return { dossierId: filed.dossierId, code: filed.code, citizen }
}

/** A draft of a birth, complete but not submitted. */
export async function prepareBirth(app: Ground, options: BirthOptions = {}): Promise<Prepared> {
  const citizen = await demoCitizen(app, options.username ?? 'congdan')
  const { drafts } = app.acts.filing
  const { draftId } = await agreed(drafts.start(citizen, { procedureCode: BIRTH, lang: 'vi' }))
  const [office] = DEMO_AGENCIES
  const caseKey = (await app.acts.packages.current(BIRTH))?.cases[0]?.key ?? null
  await agreed(drafts.saveGeneral(citizen, draftId, { provinceCode: office.provinceCode, communeCode: office.communeCode, caseKey, resultWay: options.resultWay ?? 'online' }))
  const raw = await typed(app, { ...ORDINARY_BIRTH, 'child.name': options.childName ?? 'Nguyễn Minh An' })
  await agreed(drafts.saveAnswers(citizen, draftId, { raw, seen: null, complete: true }))
  const received = await receiveBytes(app.acts.processing.documents)(await photo('GIẤY CHỨNG SINH'), 'giay-chung-sinh.jpg')
  await agreed(drafts.attach(citizen, draftId, { component: 'giay-chung-sinh', received }))
  const draft = await drafts.find(app.db, citizen, draftId)
  if (!draft) throw new Error('The draft is gone.')
  const version = await app.acts.packages.version(draft.package_version_id)
  const filing: Filing = {
    lang: 'vi',
    communeCode: draft.commune_code,
    caseKey: draft.case_key,
    resultWay: options.resultWay ?? 'online',
    raw: draft.answers,
    papers: draft.papers.map((paper) => ({ component: paper.component, fileId: paper.file_id })),
  }
  return { citizen, draftId, filing, version }
}

export type Stage = 'accepted' | 'handed-over' | 'appraised' | 'drafted' | 'confirmed' | 'signed' | 'issued'
const STAGES: readonly Stage[] = ['accepted', 'handed-over', 'appraised', 'drafted', 'confirmed', 'signed', 'issued']

/** Carries a dossier that was filed to the stage by the acts of those whose turn it is. */
export async function carry(app: Ground, { dossierId, citizen }: Filed, to: Stage): Promise<void> {
  const { processing, filing } = app.acts
  const base = () => ({ dossierId, key: newId(), seenRevision: null })
  const step = async (work: string) => {
    const task = (await processing.processes.openTasks(app.db, dossierId)).find((one) => one.work === work)
    if (!task) throw new Error(`No open step «${work}».`)
    return { ...base(), taskId: task.taskId }
  }
  const as = (username: string): Promise<Staff> => demoStaff(app, username)
  const acts: Record<Stage, () => Promise<unknown>> = {
    accepted: async () => agreed(processing.accept(await as('motcua'), { ...base(), valid: ['giay-chung-sinh', 'mau-dien-tu'] })),
    'handed-over': async () => agreed(processing.handOver(await as('motcua'), base())),
    appraised: async () => agreed(processing.steps.appraise(await as('hotich'), { ...(await step('appraise')), note: '' })),
    drafted: async () => agreed(processing.steps.draft(await as('hotich'), await step('draft'))),
    confirmed: async () => agreed(filing.answerDraft(citizen, { dossierId, key: newId(), confirmed: true, comment: '' })),
    signed: async () => agreed(processing.steps.sign(await as('lanhdao'), { ...(await step('sign')), agreed: true, reason: '' })),
    issued: async () => agreed(processing.steps.number(await as('vanthu'), await step('number'))),
  }
  for (const stage of STAGES.slice(0, STAGES.indexOf(to) + 1)) await acts[stage]()
}
