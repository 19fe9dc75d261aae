import type { Filed } from './birth.ts'
import type { TestActs } from './acts.ts'
import { openFile, readAll } from '../../src/modules/files/index.ts'
import { listDocuments } from '../../src/modules/documents/index.ts'
import type { DossierRow } from '../../src/modules/dossiers/index.ts'
import { findDossier } from '../../src/modules/dossiers/index.ts'
import type { Staff } from '../../src/modules/processing/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { demoStaff } from './people.ts'

/** The people of the first demo office, each with one duty. */
export interface Team {
  reception: Staff
  reception2: Staff
  specialist: Staff
  leader: Staff
  clerk: Staff
}

export async function teamOf(ground: TestActs): Promise<Team> {
  const [reception, reception2, specialist, leader, clerk] = await Promise.all(['motcua', 'motcua2', 'hotich', 'lanhdao', 'vanthu'].map((username) => demoStaff(ground, username)))
  if (!reception || !reception2 || !specialist || !leader || !clerk) throw new Error('The demo has no full staff.')
  return { reception, reception2, specialist, leader, clerk }
}

/** What every act on a case begins with; a key of its own, no revision seen. */
export const onto = ({ dossierId }: Pick<Filed, 'dossierId'>, key: string = newId()) => ({ dossierId, key, seenRevision: null })

/** The open step of a kind of work. */
export async function stepOf(ground: TestActs, filed: Pick<Filed, 'dossierId'>, work: string, key?: string) {
  const tasks = await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)
  const task = tasks.find((one) => one.work === work)
  if (!task) throw new Error(`No open step «${work}», there are: ${tasks.map((one) => one.work).join(', ')}`)
  return { ...onto(filed, key), taskId: task.taskId }
}

export async function rowOf(ground: TestActs, { dossierId }: Pick<Filed, 'dossierId'>): Promise<DossierRow> {
  const row = await findDossier(ground.db, dossierId)
  if (!row) throw new Error(`No dossier ${dossierId}.`)
  return row
}

export const GOOD_PAPERS = ['giay-chung-sinh']
export const REASON = 'Giấy chứng sinh không ghi ngày sinh của trẻ.'
export const ONE_ITEM = [{ component: 'giay-chung-sinh', field: null, what: 'Giấy chứng sinh rõ nét', reason: 'Ảnh bị mờ, không đọc được ngày sinh', howTo: 'Chụp lại đủ bốn góc' }]

/** Papers printed for a dossier, with their bytes. */
export async function printed(ground: TestActs, { dossierId }: Pick<Filed, 'dossierId'>) {
  const documents = await listDocuments(ground.db, 'dossier', dossierId)
  return Promise.all(
    documents.map(async (document) => {
      const opened = await openFile(ground.documents)(ground.db, document.fileId)
      if (!opened.ok) throw new Error(`${document.template} can't be opened: ${opened.refusal.code}`)
      return { ...document, pdf: await readAll(opened.stream) }
    }),
  )
}

const OF_A_DOSSIER: readonly (readonly [table: string, column: string])[] = [
  ['dossiers.dossier', 'id'],
  ...['answers', 'paper', 'pause', 'due_change', 'declaration', 'message', 'supplement_request', 'withdrawal', 'draft_result', 'extension', 'obligation'].map((table) => [`dossiers.${table}`, 'dossier_id'] as const),
  ...['act', 'note', 'identity_request', 'draft', 'result', 'delegation', 'opinion', 'watcher'].map((table) => [`processing.${table}`, 'dossier_id'] as const),
  ['processes.instance', 'dossier_id'],
  ['processes.task', 'dossier_id'],
  ['documents.document', 'owner_id'],
  ['files.file', 'owner_id'],
  ['events.event', 'stream_id'],
]

/** Every row that a dossier has anywhere: an act that is refused leaves it the same. */
export async function everythingOf(ground: TestActs, { dossierId }: Pick<Filed, 'dossierId'>): Promise<Record<string, string[]>> {
  const found = await Promise.all(OF_A_DOSSIER.map(async ([table, column]) => [table, (await ground.rows(table, { column, is: dossierId })).sort()] as const))
  const keys = await ground.rows('platform.idempotency')
  return { ...Object.fromEntries(found), keys: [String(keys.length)] }
}
